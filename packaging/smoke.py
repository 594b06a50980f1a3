"""Prove a package: install it where nothing else is, then go through a door with it.

    sudo .venv/bin/python packaging/smoke.py dist/checkin-station_0.1.0_amd64.deb
    .venv/bin/python packaging/smoke.py dist/checkin_station-0.1.0-py3-none-any.whl
    .venv/bin/python packaging/smoke.py build/out/checkin-station/checkin-station

A `.deb` goes by apt into a clean Debian 12 (debootstrap, from the mirror this system's apt uses), a
wheel with the versions of the lock into an empty environment. The program then runs under an Xvfb
of its own, outside the checkout, against the training server; keys come from xdotool, a badge from
a film. What was read is taken from the notes it exports at closing. The data of each released
version open in it, those of a later one are refused. Where this machine has a PostgreSQL server,
the program shares a database of it. At last the `.deb` does without libpq and is removed again. Of
a program that lies built in a folder the start-up is compared with the checkout's, in alternating
runs.

Run it in the environment of `packaging/bootstrap.py test`. One line a check; exit code 1 if one
fails.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import bootstrap

from station_app.training.server import TrainingServer
from tests.scanners.pictures import badge, film, scene
from tests.support.builders import wire_guest
from tests.support.postgres import Server, binaries
from tests.support.released import FOLDER as RELEASED
from tests.support.released import WHOLE
from tests.support.tls_front import CERTIFICATES

ROOT = Path(__file__).resolve().parent.parent
SUITE = "bookworm"
BASE = ROOT / "build" / f"root-{SUITE}"
LOCK = ROOT / "packaging" / "requirements.lock"
KEYED, FILMED = "4711001", "4711002"
APP_CODE_IN, SHARE_PASSWORD_IN = "STATION_APP_CODE", "STATION_SHARE_PASSWORD"
USER = 1000
_START_S, _FILM_S = 60.0, 8.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the program is installed: what goes before its name, and the folder it may write to.

    `outer` is that folder as seen from here, `inner` as the program sees it.
    """

    prefix: tuple[str, ...]
    outer: Path
    inner: Path

    def command(self, *options: str) -> list[str]:
        return [*self.prefix, *options]

    def knowing(self, name: str, secret: str, *options: str) -> list[str]:
        """Return a command that finds a secret in its environment."""
        # A prefix of `env -i` hands on what stands in it, and nothing else.
        before = self.prefix.index("-i") + 1 if "-i" in self.prefix else 0
        given = [f"{name}={secret}"] if before else ["env", f"{name}={secret}"]
        return [*self.prefix[:before], *given, *self.prefix[before:], *options]


class Findings:
    """Prints one line a check, and remembers whether one failed."""

    def __init__(self) -> None:
        self.failed = 0

    def tell(self, what: str, good: bool, more: str = "") -> None:
        self.failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {what}{': ' + more if more else ''}", flush=True)


# Where it is installed


@contextlib.contextmanager
def clean_debian(package: Path, findings: Findings) -> Iterator[Place]:
    """Install the package by apt into a copy of a clean Debian."""
    if not (BASE / "etc" / "debian_version").exists():
        shutil.rmtree(BASE, ignore_errors=True)
        BASE.parent.mkdir(exist_ok=True)
        quiet(["debootstrap", "--variant=minbase", SUITE, str(BASE), *mirror()])
    with tempfile.TemporaryDirectory(prefix="station-root-") as folder:
        root = Path(folder) / "root"
        quiet(["cp", "-a", str(BASE), str(root)])
        for source, target in (("proc", "proc"), ("/dev", "dev")):
            kind = ["-t", "proc"] if source == "proc" else ["--rbind"]
            quiet(["mount", *kind, source, str(root / target)])
        try:
            shutil.copy(package, root / "tmp")
            quiet(["chroot", str(root), "useradd", "--uid", str(USER), "-m", "door"])
            inside = ["chroot", str(root), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
            quiet([*inside, "update"])
            done = quiet(
                [*inside, "install", "-y", "--no-install-recommends", f"/tmp/{package.name}"],
                check=False,
            )
            findings.tell("apt installs it, every dependency resolves", done.returncode == 0)
            if done.returncode:
                print(done.stdout[-2000:])
            home = Path("/home/door")
            known = ("DISPLAY", "LC_ALL", "LD_BIND_NOW", APP_CODE_IN)
            kept = [f"{name}={os.environ[name]}" for name in known if name in os.environ]
            prefix = ("chroot", f"--userspec={USER}:{USER}", str(root), "env", "-i", *kept)
            prefix += (f"HOME={home}", "PATH=/usr/bin:/bin", "checkin-station")
            place = Place(prefix, root / "home" / "door", home)
            yield place
            do_without_libpq(root, place, findings)
            remove(root, findings)
        finally:
            quiet(["umount", "--recursive", str(root / "dev")], check=False)
            quiet(["umount", str(root / "proc")], check=False)


def do_without_libpq(root: Path, place: Place, findings: Findings) -> None:
    """Take PostgreSQL's client library away: sharing says so, and the door opens all the same."""
    quiet(["chroot", str(root), "dpkg", "--remove", "--force-depends", "libpq5"])
    asked = ("share", "status", "postgresql://127.0.0.1/doors")
    done = quiet(place.knowing(SHARE_PASSWORD_IN, "none", *asked), check=False)
    said = done.stdout.strip()
    findings.tell("without libpq it says so", done.returncode == 1 and "libpq5" in said, said)
    station = Running(place, "--demo", "--camera", "none", "--data-dir", str(place.inner / "demo"))
    findings.tell("without libpq it opens its window", station.is_shown())
    station.stop()


def remove(root: Path, findings: Findings) -> None:
    """Remove the package: nothing of it stays but what its user has."""
    left = []
    for option in ("--remove", "--purge"):
        done = quiet(["chroot", str(root), "dpkg", option, "checkin-station"], check=False)
        left += [done.stdout.strip()] if done.returncode else []
    own = (root / "home", root / "tmp", root / "var" / "log", root / "proc", root / "dev")
    for folder, folders, files in os.walk(root):
        place = Path(folder)
        folders[:] = [name for name in folders if place / name not in own]
        left += [str(place / one) for one in (*folders, *files) if "checkin" in one.lower()]
    findings.tell("it is removed, nothing is left", not left, ", ".join(left))
    kept = (root / "home" / "door" / "data" / "settings.json").is_file()
    findings.tell("its user's data stay", kept)


def mirror() -> list[str]:
    """Return the mirror of Debian that this system's apt uses; nothing where it is no Debian 12."""
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(CODENAME) $(REPO_URI)", "Identifier: Packages"],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    found = re.search(rf"^{SUITE} (\S+)$", listed, re.MULTILINE)
    return [found[1]] if found else []


@contextlib.contextmanager
def empty_environment(wheel: Path, findings: Findings) -> Iterator[Place]:
    """Install the wheel, and the versions of the lock, as pipx does."""
    with tempfile.TemporaryDirectory(prefix="station-wheel-") as folder:
        venv = Path(folder) / "venv"
        quiet([getattr(sys, "_base_executable", sys.executable), "-m", "venv", str(venv)])
        pip = [str(bootstrap.venv_python(venv)), "-m", "pip", "--disable-pip-version-check"]
        quiet([*pip, "install", "--require-hashes", "-r", str(LOCK)])
        done = quiet([*pip, "install", "--no-deps", str(wheel.resolve())], check=False)
        complete = quiet([*pip, "check"], check=False)
        good = done.returncode == complete.returncode == 0
        findings.tell("pip installs it, nothing is missing", good, complete.stdout.strip())
        home = Path(folder) / "home"
        home.mkdir()
        yield Place((str(bootstrap.venv_python(venv).with_name("checkin-station")),), home, home)


def quiet(command: Sequence[str], *, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a command and keep what it prints."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if check and done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}")
    return done


# What is done with it


class Running:
    """The program as a process, from its window to its end."""

    def __init__(self, place: Place, *options: str, code: str = "") -> None:
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed in `stop`
        self.process = subprocess.Popen(
            place.knowing(APP_CODE_IN, code, *options),
            cwd=place.outer,
            env={**os.environ, "HOME": str(place.inner)},
            stderr=self._log,
        )

    def told(self) -> str:
        """Return what it wrote to stderr so far."""
        self._log.seek(0)
        return self._log.read()

    def is_shown(self) -> bool:
        return self.until(lambda: "the window is shown" in self.told())

    def until(self, condition: Callable[[], bool], timeout_s: float = _START_S) -> bool:
        """Wait for something to be so; False if it never is."""
        end = time.monotonic() + timeout_s
        while not condition():
            if time.monotonic() > end or self.process.poll() is not None:
                return False
            time.sleep(0.1)
        return True

    def has_loaded(self, *libraries: str) -> bool:
        """Return whether libraries come into its memory."""

        def all_are_there() -> bool:
            maps = Path(f"/proc/{self.process.pid}/maps").read_text(encoding="utf-8")
            return all(library in maps for library in libraries)

        return self.until(all_are_there)

    def stop(self) -> int:
        """Close it as the window's button does; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


def go_through(place: Place, findings: Findings) -> None:
    """Do what a door needs, and tell of each whether it was so."""
    data, exports = place.outer / "data", place.outer / "exports"
    exports.mkdir()
    data.mkdir(mode=0o700)
    kept = {"export_at_closing": True, "export_folder": str(place.inner / "exports")}
    (data / "settings.json").write_text(json.dumps(kept), encoding="utf-8")
    frames = [scene(640, 480)] * 30 + [badge(FILMED)] * 150
    film(place.outer / "badge.avi", frames)
    give(place)

    version = quiet(place.command("--version"))
    findings.tell("it tells its version", version.returncode == 0, version.stdout.strip())

    station = Running(place, "--demo", "--camera", "none", "--data-dir", str(place.inner / "demo"))
    findings.tell("training mode opens its window", station.is_shown())
    heard = station.has_loaded("libQt6Multimedia.so", "libpulse.so")
    findings.tell("the sound backend is loaded", heard)
    status = station.stop()
    findings.tell("SIGTERM closes it", status == 0, f"exit code {status}")

    guests = [
        wire_guest(id="one", first="Ada", last="Keyed", accessCode=KEYED),
        wire_guest(id="two", first="Ben", last="Filmed", accessCode=FILMED),
    ]
    with TrainingServer(guests) as server:
        login = ("--server", server.url, "--event-id", server.event_id, "--language", "en")
        login += ("--station", server.station_name, "--data-dir", str(place.inner / "data"))
        login += ("--poll-seconds", "1")
        station = Running(place, *login, "--camera", "none", code=server.app_code)
        shown = station.is_shown()
        listed = server.wait_for_requests("/api/v1/guest/list/recent", timeout_s=_START_S)
        findings.tell("it logs in and has the list", shown and listed)
        scan(KEYED)
        closed(station, server, findings)
        read = notes(exports)
        findings.tell("a keyboard scan is read", ("keyboard", "one", "welcome") in read, str(read))

        film_path = str(place.inner / "badge.avi")
        station = Running(place, *login, "--camera", film_path, code=server.app_code)
        shown = station.is_shown()
        time.sleep(_FILM_S)
        closed(station, server, findings)
        read = notes(exports)
        findings.tell("a filmed badge is read", ("camera", "two", "welcome") in read, str(read))

        doctor = quiet(place.command("doctor", *login[:2], *login[4:6], "--data-dir", login[9]))
        lines = doctor.stdout.splitlines()
        levels = [line.split()[0] for line in lines if line]
        good = doctor.returncode == 0 and set(levels) <= {"ok", "warn"}
        findings.tell("doctor finds no failure", good, f"{levels.count('ok')} of {len(levels)} ok")
        for line in lines:
            print(f"       {line}")
    for version in WHOLE:
        upgrade(place, version, findings)
    refuse_newer(place, findings)
    share(place, findings)


def upgrade(place: Place, version: str, findings: Findings) -> None:
    """Open the data of a released version, without its server, and read a scan with its list."""
    data, exports = place.outer / f"data-{version}", place.outer / f"exports-{version}"
    shutil.copytree(RELEASED / version, data)
    exports.mkdir()
    kept = json.loads((data / "settings.json").read_text(encoding="utf-8"))
    kept |= {"export_at_closing": True, "export_folder": str(place.inner / exports.name)}
    (data / "settings.json").write_text(json.dumps(kept), encoding="utf-8")
    give(place)
    station = Running(place, "--data-dir", str(place.inner / data.name))
    shown = station.is_shown()
    time.sleep(2)
    scan("]Q3K7QM2F")  # the prefix is in its settings
    status = station.stop()
    read = notes(exports)
    good = shown and status == 0 and ("keyboard", "anna", "welcome") in read
    findings.tell(f"the data of {version} open, offline", good, str(read))


def scan(code: str) -> None:
    """Key a code in as a scanner does; twice more, since a busy machine tears a burst in two."""
    for _ in range(3):
        quiet(["xdotool", "type", "--delay", "2", f"{code}\n"])
        time.sleep(2)


def refuse_newer(place: Place, findings: Findings) -> None:
    """Give it the data of a later version."""
    data = place.outer / "newer"
    data.mkdir()
    (data / "format.json").write_text('{"format": 99, "version": "99.0"}', encoding="utf-8")
    give(place)
    station = Running(place, "--data-dir", str(place.inner / "newer"))
    told = station.until(lambda: "written by version 99.0" in station.told())
    station.stop()
    untouched = [path.name for path in data.iterdir()] == ["format.json"]
    findings.tell("the data of a later version are refused", told and untouched)


def give(place: Place) -> None:
    """Let the folder it may write to, and all in it, be its user's."""
    if os.getuid() == 0:
        for path in (place.outer, *place.outer.rglob("*")):
            os.chown(path, USER, USER)


def share(place: Place, findings: Findings) -> None:
    """Let it use a database that doors share, over TLS as between laptops."""
    if binaries() is None:
        print("--   it shares a database: there is no PostgreSQL server here to try it with")
        return
    with Server() as server:
        certificate = server.data / "server.pem"
        shutil.copy(CERTIFICATES / "good.pem", certificate)
        owner = server.data.stat()
        os.chown(certificate, owner.st_uid, owner.st_gid)
        certificate.chmod(0o600)
        with server.admin("postgres") as admin:
            for name in ("ssl_cert_file", "ssl_key_file"):
                admin.execute(f"ALTER SYSTEM SET {name} = 'server.pem'".encode())
            admin.execute(b"ALTER SYSTEM SET ssl = on")
        server.kill()
        server.start()
        url = f"postgresql://127.0.0.1:{server.port}/{server.new_database().name}"
        command = ("share", "status", url, "--data-dir", str(place.inner / "shared"))
        done = quiet(place.knowing(SHARE_PASSWORD_IN, server.password, *command), check=False)
    good = done.returncode == 0 and "encrypted" in done.stdout and "notification" in done.stdout
    findings.tell("it shares a database", good)
    for line in done.stdout.splitlines():
        print(f"       {line}")


def closed(station: Running, server: TrainingServer, findings: Findings) -> None:
    """Close the station; its session must be gone from the server."""
    status = station.stop()
    left = len(server.event.sessions)
    findings.tell("closing logs out", status == left == 0, f"exit code {status}, sessions {left}")
    if "Traceback" in station.told():
        findings.tell("nothing goes wrong on the way", False, station.told())


def notes(folder: Path) -> set[tuple[str, str, str]]:
    """Return lane, guest and verdict of every look-up in the notes that were exported."""
    entries: list[dict[str, Any]] = []
    for path in folder.glob("*.json"):
        entries += json.loads(path.read_text(encoding="utf-8"))["entries"]
    return {(one["lane"] or "", one["guest_id"] or "", one["verdict"] or "") for one in entries}


# Start-up


def start_up(built: Path, runs: int = 9) -> None:
    """Compare the built folder with the checkout, by turns, on the same kept list."""
    ways = {"built": [str(built.resolve())], "checkout": [sys.executable, str(ROOT / "main.py")]}
    took: dict[str, list[float]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as folder, TrainingServer() as server:
        place = Place(tuple(ways["checkout"]), Path(folder), Path(folder))
        login = ("--server", server.url, "--event-id", server.event_id, "--camera", "none")
        login += ("--station", server.station_name, "--data-dir", f"{folder}/data")
        first = Running(place, *login, code=server.app_code)
        first.is_shown()
        server.wait_for_requests("/api/v1/guest/list/recent", timeout_s=_START_S)
        first.stop()
        for number in range(runs + 1):
            for name, command in ways.items():
                seconds = until_shown([*command, *login], server.app_code)
                if number:  # the first of each only warms the disk
                    took[name].append(seconds)
    for name, seconds in took.items():
        spread = f"{min(seconds):.3f} to {max(seconds):.3f}"
        print(f"{name}: median {statistics.median(seconds):.3f} s, {spread} ({len(seconds)} runs)")
    pairs = [b / c for b, c in zip(took["built"], took["checkout"], strict=True)]
    print(f"built / checkout, pair by pair: median {statistics.median(pairs):.2f}")


def until_shown(command: Sequence[str], code: str) -> float:
    """Return the seconds from starting a process until it tells that its window is shown."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, env={**os.environ, APP_CODE_IN: code}, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "the window is shown" in line:
                break
        took = time.perf_counter() - began
        process.terminate()
        process.communicate(timeout=30)
    return took


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says."""
    what = Path(arguments[0]) if arguments else Path()
    findings = Findings()
    with bootstrap.test_environment() as env:
        os.environ.update(env)
        if what.is_file() and not what.suffix:
            start_up(what)
        elif what.suffix == ".deb":
            with clean_debian(what, findings) as place:
                go_through(place, findings)
        elif what.suffix == ".whl":
            with empty_environment(what, findings) as place:
                go_through(place, findings)
        else:
            print((__doc__ or "").strip(), file=sys.stderr)
            return 2
    return 1 if findings.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
