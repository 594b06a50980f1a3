"""After a busy day nothing outside the encrypted files names a guest or holds a secret."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.journeys.busy_day import APP_CODE, FOREIGN

ROOT = Path(__file__).parents[2]


def test_nothing_written_outside_the_databases_names_anybody(tmp_path: Path) -> None:
    folder, seen = tmp_path / "data", tmp_path / "seen.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.busy_day", str(folder), str(seen)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=100,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHON_KEYRING_BACKEND": "tests.support.key_store.MemoryKeyring",
            "TMPDIR": str(tmp_path),
        },
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    facts = json.loads(seen.read_text(encoding="utf-8"))
    assert len(facts["tokens"]) >= 2
    seen.unlink()
    written = {
        str(path.relative_to(tmp_path)): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file() and ".db" not in path.name
    }
    assert "data/station.log" in written
    assert b"ValueError" in written["data/station.log"]  # the bugs were logged
    with zipfile.ZipFile(folder / "diagnostics.zip") as archive:
        saved = {name: archive.read(name) for name in archive.namelist()}
    assert b"ValueError" in saved["station.log"]
    assert b"Server: http://127.0.0.1" in saved["self-test.txt"]
    assert b"scan to verdict on the screen: none" not in saved["timings.txt"]
    assert str(tmp_path).encode() not in b"".join(saved.values())
    written.update({f"diagnostics/{name}": content for name, content in saved.items()})
    written["stdout"], written["stderr"] = done.stdout, done.stderr
    written["titles"] = "\n".join(facts["titles"]).encode()
    secrets = [*FOREIGN, APP_CODE, "97531864", *facts["tokens"]]
    found = {
        (name, secret)
        for name, content in written.items()
        for secret in secrets
        for form in (secret, secret.encode("utf-16-le").decode("latin-1"))
        if form.lower().encode("latin-1") in content.lower()
    }
    assert not found
