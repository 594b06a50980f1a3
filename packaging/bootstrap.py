"""Set the station up from nothing but Python, then run it or test it.

    python3 packaging/bootstrap.py run [options of main.py]     default: --demo
    python3 packaging/bootstrap.py test [options of pytest]

Both make `.venv` in the checkout and fill it from a hashed lock, by the user's own pip
configuration. On Debian and Ubuntu missing system packages are installed as root or by sudo;
where that cannot be, what to type is printed. A second run finds its stamp in `.venv` and starts
at once.

Exit codes: that of the program or of the first check that fails; 2 bad usage, too old a Python
or no display; 4 the set-up is not possible; 130 interrupted.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one shall read why
    sys.stderr.write("Check-in Station needs Python 3.11 or newer; this is ")
    sys.stderr.write(sys.version.split()[0] + ".\n")
    sys.exit(2)

try:
    import contextlib
    import hashlib
    import importlib.util
    import json
    import os
    import re
    import select
    import shlex
    import shutil
    import signal
    import subprocess
    import tempfile
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path
    from typing import TextIO
except ImportError as error:  # python3-minimal of Debian
    sys.stderr.write(
        f"This Python lacks part of its standard library ({error}): install python3.\n"
    )
    sys.exit(4)

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUN_LOCK = ROOT / "packaging" / "requirements.lock"
TEST_LOCK = ROOT / "packaging" / "requirements-test.lock"
STAMP_NAME = "station-stamp.json"
UNFINISHED_NAME = "station-unfinished"

# Debian's names; Ubuntu's renamed ones (…t64) provide them.
LIBRARIES = (
    "libglib2.0-0", "libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0",
    "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxcb-xkb1",
    "libxkbcommon-x11-0", "libpulse0", "libxrandr2",
)  # fmt: skip
NICE_TO_HAVE = (
    "libzbar0", "fonts-inter", "fonts-noto-core", "fonts-noto-mono", "fonts-wqy-microhei",
    "fonts-noto-color-emoji",
)  # fmt: skip
FOR_TESTS = (
    "xvfb", "xdotool", "x11-xkb-utils", "xauth", "openbox", "at-spi2-core", "dbus", "postgresql",
)  # fmt: skip

Checks = Sequence[tuple[str, Sequence["str | Path"]]]

NOT_POSSIBLE = 4
INTERRUPTED = 130
_XVFB_START_S = 20


class SetUpError(Exception):
    """The set-up ends here; the text is for the person, `status` for the shell."""

    def __init__(self, text: str, status: int = NOT_POSSIBLE) -> None:
        super().__init__(text)
        self.status = status


def say(text: str) -> None:
    """Tell the person what happens now, before a child writes."""
    print(f"[set-up] {text}", flush=True)


_running: set[subprocess.Popen[bytes]] = set()


def status_of(command: Sequence[str | Path], **options: object) -> int:
    """Run a command to its end; a death by signal becomes 128 + signal, as in a shell."""
    with subprocess.Popen([str(part) for part in command], **options) as child:  # type: ignore[call-overload]
        _running.add(child)
        try:
            status = int(child.wait())
        except KeyboardInterrupt:
            child.wait()  # it got the same Ctrl+C and says goodbye in its own way
            raise
        except BaseException:
            child.terminate()
            child.wait()
            raise
        finally:
            _running.discard(child)
    return 128 - status if status < 0 else status


# Display


def display_is_missing(platform: str, env: Mapping[str, str]) -> bool:
    """Return whether a window cannot open: Linux, no display server, and Qt not told otherwise."""
    if not platform.startswith("linux") or env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"):
        return False
    wanted = re.split("[:;]", env.get("QT_QPA_PLATFORM", ""))[0]
    return wanted in ("", "xcb") or wanted.startswith("wayland")


def opens_no_window(options: Sequence[str]) -> bool:
    """Return whether main.py only prints: its help and its self-test."""
    return bool({"-h", "--help"} & set(options)) or options[:1] == ["doctor"]


# System packages


def installed_packages() -> set[str] | None:
    """Return the names of installed packages and what they provide; None without dpkg."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return None
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", r"${db:Status-Status}\t${Package}\t${Provides}\n"],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return parse_installed(listing.stdout)


def parse_installed(listing: str) -> set[str]:
    """Return the names in a listing of `status<tab>package<tab>provides` lines."""
    names: set[str] = set()
    for line in listing.splitlines():
        status, package, provides = (*line.split("\t"), "", "")[:3]
        if status == "installed":
            provided = (re.split(r"[\s(:]", part.strip())[0] for part in provides.split(","))
            names.update(filter(None, (package, *provided)))
    return names


def missing_packages(wanted: Sequence[str], installed: set[str]) -> list[str]:
    """Return the wanted packages that are not there, in their order."""
    return [package for package in wanted if package not in installed]


def root_prefix(uid: int, has_sudo: bool, has_terminal: bool) -> list[str] | None:
    """Return what to put before a command to run it as root; None where it cannot be."""
    if uid == 0:
        return []
    if not has_sudo:
        return None
    return ["sudo"] if has_terminal else ["sudo", "-n"]


def ensure_system(wanted: Sequence[str], *, lock: Path) -> None:
    """Install the Debian packages that are missing; say what to type where that cannot be.

    Those that are only nice to have are seen to once, before the lock is installed.
    """
    installed = installed_packages()
    if installed is None:
        return
    needed = missing_packages(wanted, installed)
    set_up = is_set_up(lock)
    if not set_up and not importlib.util.find_spec("ensurepip"):
        needed.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    welcome = [] if set_up else missing_packages(NICE_TO_HAVE, installed)
    if not needed and not welcome:
        return
    prefix = root_prefix(os.getuid(), bool(shutil.which("sudo")), sys.stdin.isatty())
    if prefix is None or (prefix[-1:] == ["-n"] and not _sudo_without_password()):
        by_hand = f"sudo apt-get update && sudo apt-get install {shlex.join(needed + welcome)}"
        if needed:
            raise SetUpError(
                f"System packages are missing. Type this, then start again:\n{by_hand}"
            )
        say(f"For all scripts and scanners, type some time: {by_hand}")
        return
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    say(f"Installing {len(needed + welcome)} system packages: {' '.join(needed + welcome)}")
    if status_of([*apt, "update"]):
        say("apt-get update failed; trying with the lists there are.")
    install = [*apt, "install", "-y", "--no-install-recommends"]
    if status_of([*install, *needed, *welcome]) == 0:
        return
    # One package this release does not have must not keep the others away.
    if needed and status_of([*install, *needed]):
        typed = f"sudo apt-get install {shlex.join(needed)}"
        raise SetUpError(f"apt-get could not install what is needed. Try it by hand:\n{typed}")
    say(f"Going on without: {' '.join(welcome)}")


def _sudo_without_password() -> bool:
    return status_of(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0


# The environment


def venv_python(venv: Path = VENV) -> Path:
    """Return the environment's interpreter, whether it exists or not."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def lock_hash(lock: Path) -> str:
    """Return what tells one state of a lock from another."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def pins(lock: Path) -> set[str]:
    """Return the `name==version` of a lock, whatever systems they are for."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return {re.split(r"[\s;\\]", line)[0] for line in lines if re.match(r"[A-Za-z0-9]", line)}


def satisfied_locks(lock: Path, run_lock: Path = RUN_LOCK) -> dict[str, str]:
    """Return the locks, by name and hash, that are satisfied once `lock` is installed."""
    satisfied = {lock.name: lock_hash(lock)}
    if lock != run_lock and pins(run_lock) <= pins(lock):
        satisfied[run_lock.name] = lock_hash(run_lock)
    return satisfied


def read_stamp(venv: Path) -> dict[str, str]:
    """Return the locks a finished set-up left here; empty where there was none."""
    try:
        stamp = json.loads((venv / STAMP_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def is_usable(venv: Path, version: tuple[int, int]) -> bool:
    """Return whether the environment is whole: not half-made, and its Python runs and is ours."""
    if (venv / UNFINISHED_NAME).exists():
        return False
    show = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        shown = subprocess.run(
            [venv_python(venv), "-I", "-c", show], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return False
    return shown.strip() == "{}.{}".format(*version)


def is_set_up(lock: Path, venv: Path = VENV) -> bool:
    """Return whether the environment is whole and satisfies a lock."""
    stamped = read_stamp(venv).get(lock.name) == lock_hash(lock)
    return stamped and is_usable(venv, sys.version_info[:2])


def ensure_venv(lock: Path) -> None:
    """Make `.venv` satisfy a lock. What it has beyond the lock stays."""
    if is_set_up(lock) or (is_usable(VENV, sys.version_info[:2]) and _fill(lock)):
        return
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    elif VENV.exists():
        say("Making .venv anew: it is broken, half-made or of another Python.")
        shutil.rmtree(VENV)
    else:
        say("Making .venv.")
    base = getattr(sys, "_base_executable", "") or sys.executable
    if status_of([base, "-m", "venv", VENV]):
        raise SetUpError(f"Python could not make an environment: {base} -m venv {VENV}")
    if not _fill(lock):
        raise SetUpError("pip could not install the packages; its message stands above.")


def _fill(lock: Path) -> bool:
    """Install a lock into the environment and stamp it; return whether pip managed."""
    say(f"Installing Python packages of packaging/{lock.name}; the first time takes minutes.")
    unfinished = VENV / UNFINISHED_NAME
    unfinished.touch()
    (VENV / STAMP_NAME).unlink(missing_ok=True)
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    pip: list[str | Path] = [
        venv_python(),
        "-m",
        "pip",
        "install",
        *quiet,
        "--disable-pip-version-check",
    ]
    # A user's own wish to install outside of environments must not reach this one.
    env = {**os.environ, "PIP_USER": "0"}
    if status_of([*pip, "--no-input", "--require-hashes", "-r", lock], env=env):
        return False
    stamp = json.dumps(satisfied_locks(lock), indent=1)
    (VENV / STAMP_NAME).write_text(stamp + "\n", encoding="utf-8")
    unfinished.unlink()
    return True


def check_qt() -> None:
    """Explain what Qt misses on a Linux whose package names are not known here."""
    if not sys.platform.startswith("linux") or shutil.which("apt-get"):
        return
    if status_of([venv_python(), "-c", "import PySide6.QtWidgets"]):
        raise SetUpError(
            "Qt misses system libraries (see above). Install your system's packages for: "
            + ", ".join(LIBRARIES)
        )


# The two commands


def run(options: Sequence[str]) -> int:
    """Set up and become main.py, or wait for it where a process cannot be replaced."""
    if not opens_no_window(options) and display_is_missing(sys.platform, os.environ):
        raise SetUpError(
            "There is no display (DISPLAY and WAYLAND_DISPLAY are not set): "
            "start this in a desktop session.",
            status=2,
        )
    ensure_system(LIBRARIES, lock=RUN_LOCK)
    ensure_venv(RUN_LOCK)
    check_qt()
    command = [str(venv_python()), str(ROOT / "main.py"), *(options or ["--demo"])]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)  # signals then reach the station itself
    return status_of(command)


def test(options: Sequence[str]) -> int:
    """Set up, then run all checks and tests; the first failure ends it."""
    ensure_system([*LIBRARIES, *FOR_TESTS], lock=TEST_LOCK)
    ensure_venv(TEST_LOCK)
    check_qt()
    python = venv_python()
    lint_imports = python.with_name(f"lint-imports{python.suffix}")
    quick: Checks = [
        ("ruff check", [python, "-m", "ruff", "check", "."]),
        ("ruff format --check", [python, "-m", "ruff", "format", "--check", "."]),
    ]
    slow: Checks = [("mypy", [python, "-m", "mypy"]), ("lint-imports", [lint_imports])]
    if any(not option.startswith("--durations") for option in options):
        return run_checks([*quick, *slow, _pytest(python, options)])
    if status := run_checks(quick):
        return status
    # Two halves beside each other: each waits more than it works, for windows, disks and clocks.
    windows, rest = halves_of_tests()
    ignored = [f"--ignore={path}" for path in PACED]
    with tempfile.TemporaryDirectory(prefix="station-plays-") as folder:
        first, second, last = (
            Play(python, [*options, *some], Path(folder, name))
            for name, some in (
                ("windows", [*ignored, *windows]), ("rest", [*ignored, *rest]), ("paced", PACED)
            )
        )  # fmt: skip
        with tempfile.TemporaryFile("w+", encoding="utf-8") as told, ThreadPoolExecutor(1) as two:
            other = two.submit(run_checks, [*slow, second.check], told)
            try:
                status = run_checks([first.check])
                other_status = other.result()
            except BaseException:
                for child in tuple(_running):
                    child.terminate()
                raise
            told.seek(0)
            shutil.copyfileobj(told, sys.stdout)
        return (
            first.settled(status)
            or second.settled(other_status)
            or last.settled(run_checks([last.check]))
        )


class Play:
    """Some of the tests. What fails is played once more by itself, and told as unsteady if it
    passes then: a machine that others use, too, plays a second that has to be one in two."""

    _FEW = 5  # more than so many are no matter of the machine
    _FAILED = 1  # pytest's status; others are errors of another kind

    def __init__(self, python: Path, options: Sequence[str], folder: Path) -> None:
        self._python = python
        self._options = [*options, "-o", f"cache_dir={folder}"]
        self._folder = folder

    @property
    def check(self) -> tuple[str, Sequence[str | Path]]:
        """Return its name and command."""
        return _pytest(self._python, self._options)

    def settled(self, status: int) -> int:
        """Return its status once those that failed were played again."""
        failed = self._failed() if status == self._FAILED else []
        if not 0 < len(failed) <= self._FEW:
            return status
        print(f"[check] once more, by themselves: {', '.join(failed)}", flush=True)
        again = run_checks([_pytest(self._python, [*self._options, "--last-failed"])])
        if not again:
            print(f"[check] UNSTEADY, passed the second time: {', '.join(failed)}", flush=True)
        return again

    def _failed(self) -> list[str]:
        try:
            kept = self._folder / "v" / "cache" / "lastfailed"
            return list(json.loads(kept.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return []


PACED = (  # play keys of real pace: a busy machine plays them another way
    "tests/journeys/test_keyboard_scanner.py",
    "tests/scanners/test_wedge_filter.py",
)
_WITH_WINDOWS = ("app", "journeys", "ui")
_NO_TESTS = ("benchmarks", "data", "support")


def halves_of_tests() -> tuple[list[str], list[str]]:
    """Return the paths of the tests that open windows, and of all others."""
    windows, rest = [], []
    for path in sorted((ROOT / "tests").iterdir()):
        name = path.relative_to(ROOT).as_posix()
        if path.name in _WITH_WINDOWS:
            windows.append(name)
        elif path.match("test_*.py") or (path.is_dir() and path.name not in _NO_TESTS):
            rest += [name] if any(path.glob("**/test_*.py")) or path.is_file() else []
    return windows, rest


def _pytest(python: Path, options: Sequence[str]) -> tuple[str, Sequence[str | Path]]:
    return shlex.join(["pytest", *options]), [python, "-m", "pytest", *options]


def run_checks(checks: Checks, told: TextIO | None = None) -> int:
    """Run one check after the other until one fails; what they say goes to a file if given."""
    with test_environment() as env:
        for name, command in checks:
            print(f"[check] {name}", file=told, flush=True)
            if status := status_of(command, cwd=ROOT, env=env, stdout=told, stderr=told):
                return status
    return 0


@contextlib.contextmanager
def test_environment() -> Iterator[dict[str, str]]:
    """Give tests a screen of their own on Linux; elsewhere, the one there is."""
    if not sys.platform.startswith("linux"):
        yield dict(os.environ)
        return
    with tempfile.TemporaryDirectory(prefix="station-test-") as runtime, private_screen() as screen:
        private = {
            "DISPLAY": screen,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": runtime,  # Qt warns where there is none, and warnings fail tests
            "LC_ALL": "C.UTF-8",
        }
        foreign = ("WAYLAND_DISPLAY", "XAUTHORITY", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE")
        yield {k: v for k, v in os.environ.items() if k not in foreign} | private


@contextlib.contextmanager
def private_screen() -> Iterator[str]:
    """Run an Xvfb on a display it finds free by itself."""
    if not shutil.which("Xvfb"):
        raise SetUpError("Tests need Xvfb: install your system's package for it.")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1200x24"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-noreset"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C ends pytest first, then the screen
    )
    os.close(writing)
    try:
        ready, _, _ = select.select([reading], [], [], _XVFB_START_S)
        number = os.read(reading, 16).decode().strip() if ready else ""
        if not number:
            raise SetUpError("Xvfb does not start.")
        yield f":{number}"
    finally:
        os.close(reading)
        server.terminate()
        server.wait()


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says; return the exit code."""
    commands = {"run": run, "test": test}
    if not arguments or arguments[0] not in commands:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        return commands[arguments[0]](list(arguments[1:]))
    except SetUpError as error:
        print(error, file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
