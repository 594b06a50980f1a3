"""What packages are made from agrees with the program and its locks. Building is a command."""

import ast
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ET
import zipfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from station_app import __version__, options

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"


def script(name: str) -> Any:
    return import_module(name)


def lock(name: str) -> str:
    return (PACKAGING / name).read_text(encoding="utf-8")


def pins(name: str) -> set[tuple[str, str]]:
    return set(re.findall(r"^([a-z0-9.-]+)==([^\s;\\]+)", lock(name), re.MULTILINE))


# Versions


def test_the_version_stands_in_one_place() -> None:
    assert script("sbom").version_of_program() == __version__
    assert "version =" not in re.sub(
        r"\[tool\..*", "", (ROOT / "pyproject.toml").read_text("utf-8"), flags=re.DOTALL
    )
    newest = re.search(r"^## (\S+) \((unreleased|[\d-]{10})\)$", lock("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__


def test_what_is_built_is_what_is_tested() -> None:
    assert pins("requirements.lock") <= pins("requirements-build.lock")


# Licences and the bill of materials


def test_the_licences_of_all_parts_are_there() -> None:
    content = json.loads((ROOT / "resources/licences/parts.json").read_text("utf-8"))
    key = script("sbom")._key
    listed = {(key(part["name"]), part["version"]) for part in content["parts"]}
    of_lock = pins("requirements.lock")
    assert {name for name, _ in of_lock} <= {name for name, _ in listed}
    assert {one for one in listed if one[0] in {name for name, _ in of_lock}} <= of_lock
    assert {"python", "zbar", "sqlite3 multiple ciphers"} <= {name for name, _ in listed}
    used = {number for part in content["parts"] for number in part["texts"]}
    assert used == set(range(len(content["texts"])))
    assert all(part["licence"] and part["texts"] for part in content["parts"])
    assert all(len(text) > 100 for text in content["texts"])


def test_the_bill_of_materials_names_every_part_with_its_hashes() -> None:
    sbom = script("sbom")
    bill = json.loads(sbom.text(1_700_000_000))
    components = {one["purl"]: one for one in bill["components"]}
    wanted = {f"pkg:pypi/{name}@{version}" for name, version in pins("requirements.lock")}
    assert set(components) == wanted
    hashes = sum(len(one["externalReferences"]) for one in components.values())
    assert hashes == lock("requirements.lock").count("--hash=sha256:")
    refs = {bill["metadata"]["component"]["bom-ref"], *wanted}
    assert {one["ref"] for one in bill["dependencies"]} == refs
    needed = {ref for one in bill["dependencies"] for ref in one.get("dependsOn", [])}
    assert needed == wanted  # each is needed by something
    assert sbom.text(1_700_000_000) == sbom.text(1_700_000_000)
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"


def test_a_lock_that_is_not_understood_is_no_bill() -> None:
    with pytest.raises(ValueError, match="not understood"):
        list(script("sbom").pins("thing @ file:///somewhere \\\n"))


# What a system shows


def test_the_manual_page_has_exactly_the_options_of_the_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        options.parse(["--help"])
    of_program = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out))
    page = (PACKAGING / "linux/checkin-station.1").read_text("utf-8").replace("\\-", "-")
    assert set(re.findall(r"--[a-z][a-z-]+", page)) == of_program


def test_the_menu_entry_and_its_description_belong_together() -> None:
    entry = (PACKAGING / "linux/checkin-station.desktop").read_text("utf-8")
    assert "\nExec=checkin-station\n" in entry
    about = ET.parse(PACKAGING / "linux/checkin-station.metainfo.xml").getroot()
    assert about.findtext("launchable") == "checkin-station.desktop"
    assert about.findtext("id") == script("deb").APP_ID
    assert about.findtext("provides/binary") == "checkin-station"


def test_nothing_names_a_machine_or_a_package_host() -> None:
    for path in (*PACKAGING.rglob("*"), *(ROOT / ".github").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            text = path.read_text("utf-8")
            assert not re.search(r"--index-url|--extra-index-url|deb\.debian\.org|/root/", text)


# The folder


@pytest.mark.skipif(sys.platform != "linux", reason="Qt brings ICU on Linux only")
def test_qt_s_icu_is_lessened_to_what_qt_calls() -> None:
    slim = script("slim")
    spec = find_spec("PySide6")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    (library,) = Path(spec.submodule_search_locations[0]).glob("Qt/lib/libicudata.so.*")
    _, at, size = slim._data_symbol(library)
    whole = library.read_bytes()[at : at + size]
    less = slim.lessened(whole)
    assert len(less) < len(whole) / 2
    before, after = items_of(whole), items_of(less)
    assert all(before[name] == item for name, item in after.items())
    assert list(after) == sorted(after)  # ICU searches by halves
    kept = {name.partition("/")[2] for name in after}
    assert {"root.res", "coll/root.res", "coll/de.res", "coll/ucadata.icu", "nfkc.nrm"} <= kept
    assert not {"de.res", "curr/de.res", "brkitr/root.res", "cnvalias.icu"} & kept


def items_of(data: bytes) -> dict[str, bytes]:
    """Read ICU's common data as ICU does."""
    toc = data[struct.unpack_from("<H", data)[0] :]
    (count,) = struct.unpack_from("<I", toc)
    entries = [struct.unpack_from("<II", toc, 4 + 8 * number) for number in range(count)]
    starts = [start for _, start in entries]
    assert all(start % 16 == 0 for start in starts)
    return {
        toc[name : toc.index(b"\0", name)].decode("ascii"): toc[start:end].rstrip(b"\0")
        for (name, start), end in zip(entries, [*starts[1:], len(toc)], strict=True)
    }


def test_what_is_no_icu_data_is_not_touched() -> None:
    with pytest.raises(ValueError, match="not ICU"):
        script("slim").lessened(bytes(64))


def test_opencv_is_asked_for_nothing_that_needs_linear_algebra() -> None:
    """Packages for Linux leave it out: what is new here is to be tried in a built program."""
    asked = {
        node.attr
        for path in (ROOT / "station_app").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and not node.attr.isupper()
        if re.search(r"(\bcv2|\bopencv\(\)|_cv2)$", ast.unparse(node.value))
    }
    pictures = {"adaptiveThreshold", "addWeighted", "bitwise_not", "blur", "cvtColor", "flip"}
    pictures |= {"GaussianBlur", "imdecode", "imencode", "resize"}
    assert asked == pictures | {"VideoCapture", "VideoWriter", "setNumThreads"}


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of Linux")
def test_what_is_left_out_of_opencv_refuses_in_words(tmp_path: Path) -> None:
    slim = script("slim")
    if not all(shutil.which(tool) for tool in ("gcc", "nm")):
        pytest.skip("there is no compiler here")
    for name, code in (
        ("libopenblas-1.so", "int dgesv_(void) { return 1; } int unasked(void) { return 2; }"),
        ("cv2.so", "int dgesv_(void); int solve(void) { return dgesv_(); }"),
    ):
        (tmp_path / "code.c").write_text(code)
        slim.output("gcc", "-shared", "-fPIC", "-o", tmp_path / name, tmp_path / "code.c")
    asked = slim.asked_of(tmp_path / "cv2.so", tmp_path / "libopenblas-1.so")
    assert asked == ["dgesv_"]
    slim.write_refusals(tmp_path / "libnoblas.so", asked)
    call = f"import ctypes; ctypes.CDLL({str(tmp_path / 'libnoblas.so')!r}).dgesv_()"
    ended = subprocess.run(
        [sys.executable, "-c", call], capture_output=True, text=True, check=False
    )
    assert ended.returncode < 0
    assert "without linear algebra" in ended.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="packages of Debian")
def test_a_library_without_a_package_ends_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    deb, slim = script("deb"), script("slim")
    monkeypatch.setattr(slim, "outside", lambda *_: {"libnew.so.1": ["libQt6New.so.6"]})
    with pytest.raises(ValueError, match=r"libnew\.so\.1, needed by libQt6New\.so\.6"):
        deb.dependencies(Path("/nowhere/checkin-station"))


def test_equal_folders_give_equal_archives(tmp_path: Path) -> None:
    build, deb = script("build"), script("deb")
    archives = []
    for number, names in enumerate((("b", "a"), ("a", "b"))):
        tree = tmp_path / str(number) / "program"
        (tree / "inner").mkdir(parents=True)
        for name in names:
            (tree / "inner" / name).write_text(name, encoding="utf-8")
            (tree / "inner" / name).chmod(0o640 if number else 0o600)
        (tree / "link").symlink_to("inner/a")
        os.utime(tree, (number, number))
        deb.settle(tree, 1_700_000_000)
        target = tmp_path / f"{number}.tar.gz"
        build.write_archive(tree, target, 1_700_000_000)
        archives.append(target.read_bytes())
    assert archives[0] == archives[1]
    with tarfile.open(tmp_path / "0.tar.gz") as archive:
        assert archive.getnames()[0] == "program"
        assert {member.uid for member in archive} == {0}


def test_a_wheel_is_looked_through(tmp_path: Path) -> None:
    build = script("build")
    wheel = tmp_path / "program.whl"
    names = [f"station_app/_assets/{p.relative_to(ROOT / 'resources').as_posix()}"
             for p in build.files_in(ROOT / "resources")]  # fmt: skip
    names += [p.relative_to(ROOT).as_posix() for p in build.files_in(ROOT / "station_app")]
    with zipfile.ZipFile(wheel, "w") as files:
        for name in names:
            files.writestr(name, "")
        files.writestr(
            "program.dist-info/entry_points.txt",
            "[console_scripts]\ncheckin-station = station_app.__main__:main\n",
        )
    assert build.wrong_in_wheel(wheel) == []
    with zipfile.ZipFile(wheel, "a") as files:
        files.writestr("tests/test_all.py", "")
    assert build.wrong_in_wheel(wheel) == ["tests/test_all.py does not belong there"]
