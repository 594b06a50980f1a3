"""The set-up: what it decides, and that it makes and mends an environment."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "bootstrap.py"


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("station_bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bootstrap = _loaded()


# Display


@pytest.mark.parametrize(
    ("platform", "env", "missing"),
    [
        ("linux", {}, True),
        ("linux", {"DISPLAY": ""}, True),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, True),
        ("linux", {"QT_QPA_PLATFORM": "wayland;xcb"}, True),
        ("linux", {"DISPLAY": ":0"}, False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=1280x800"}, False),
        ("win32", {}, False),
        ("darwin", {}, False),
    ],
)
def test_a_display_is_missing_only_where_a_window_needs_one(
    platform: str, env: dict[str, str], missing: bool
) -> None:
    assert bootstrap.display_is_missing(platform, env) is missing


def test_help_and_self_test_need_no_window() -> None:
    assert bootstrap.opens_no_window(["--help"])
    assert bootstrap.opens_no_window(["doctor"])
    assert not bootstrap.opens_no_window(["--demo", "--data-dir", "doctor"])
    assert not bootstrap.opens_no_window([])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may lack a display")
def test_no_display_is_one_clear_line_before_any_set_up(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, _checkout(tmp_path), "run"],
        env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert "no display" in ended.stderr
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["walk"], 2), (["--help"], 0)])
def test_other_words_show_how_to_use_it(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bootstrap.main(arguments) == status
    assert "bootstrap.py run" in capsys.readouterr().err


# System packages


def test_provided_packages_count_as_installed() -> None:
    listing = (
        "installed\tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0-6ubuntu3)\n"
        "installed\txvfb\t\n"
        "installed\tpostfix\tdefault-mta, mail-transport-agent:any (= 1)\n"
        "config-files\topenbox\tx-window-manager\n"
        "not-installed\tlibegl1\t\n"
    )
    installed = bootstrap.parse_installed(listing)
    assert installed == {
        "libglib2.0-0t64", "libglib2.0-0", "xvfb", "postfix", "default-mta", "mail-transport-agent",
    }  # fmt: skip
    wanted = ["libegl1", "libglib2.0-0", "openbox", "xvfb"]
    assert bootstrap.missing_packages(wanted, installed) == ["libegl1", "openbox"]


@given(st.text())
def test_any_listing_is_read(listing: str) -> None:
    assert "" not in bootstrap.parse_installed(listing)


@pytest.mark.parametrize(
    ("uid", "has_sudo", "has_terminal", "prefix"),
    [
        (0, False, False, []),
        (1000, True, True, ["sudo"]),
        (1000, True, False, ["sudo", "-n"]),
        (1000, False, True, None),
    ],
)
def test_root_rights_come_from_where_they_are(
    uid: int, has_sudo: bool, has_terminal: bool, prefix: list[str] | None
) -> None:
    assert bootstrap.root_prefix(uid, has_sudo, has_terminal) == prefix


def test_without_root_rights_the_command_to_type_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "installed_packages", lambda: {"libegl1"})
    monkeypatch.setattr(bootstrap, "root_prefix", lambda *_: None)
    monkeypatch.setattr(bootstrap, "is_set_up", lambda _: True)
    with pytest.raises(bootstrap.SetUpError) as told:
        bootstrap.ensure_system(["libegl1", "xvfb"], lock=bootstrap.TEST_LOCK)
    assert "sudo apt-get update && sudo apt-get install xvfb" in str(told.value)
    assert told.value.status == 4


class Commands:
    """Stands in for running programs: keeps what was asked for, fails what it is told to."""

    def __init__(self, fails: Callable[[list[str]], bool] = lambda _: False) -> None:
        self.asked: list[list[str]] = []
        self._fails = fails

    def __call__(self, command: list[str], **_: object) -> int:
        self.asked.append([str(part) for part in command])
        return 100 if self._fails(self.asked[-1]) else 0


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this look like root on a Debian with nothing on it, venv module included."""
    monkeypatch.setattr(bootstrap, "installed_packages", set)
    monkeypatch.setattr(bootstrap, "root_prefix", lambda *_: [])
    monkeypatch.setattr(bootstrap, "is_set_up", lambda _: False)
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _: None)


def test_root_installs_what_is_missing_in_one_go(
    bare: None, monkeypatch: pytest.MonkeyPatch  # noqa: ARG001
) -> None:  # fmt: skip
    commands = Commands()
    monkeypatch.setattr(bootstrap, "status_of", commands)
    bootstrap.ensure_system(["libegl1"], lock=bootstrap.RUN_LOCK)
    update, install = commands.asked
    assert update[-1] == "update"
    assert "DEBIAN_FRONTEND=noninteractive" in install
    assert "--no-install-recommends" in install
    venv = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    asked = ["libegl1", venv, *bootstrap.NICE_TO_HAVE]
    assert install[-len(asked) :] == asked


def test_a_font_this_release_lacks_keeps_nothing_needed_away(
    bare: None, monkeypatch: pytest.MonkeyPatch  # noqa: ARG001
) -> None:  # fmt: skip
    commands = Commands(fails=lambda command: "fonts-inter" in command or "update" in command)
    monkeypatch.setattr(bootstrap, "status_of", commands)
    bootstrap.ensure_system(["libegl1"], lock=bootstrap.RUN_LOCK)
    assert "libegl1" in commands.asked[-1]
    assert "fonts-inter" not in commands.asked[-1]


def test_a_failing_apt_ends_the_set_up(
    bare: None, monkeypatch: pytest.MonkeyPatch  # noqa: ARG001
) -> None:  # fmt: skip
    monkeypatch.setattr(bootstrap, "status_of", Commands(fails=lambda _: True))
    with pytest.raises(bootstrap.SetUpError, match="apt-get could not"):
        bootstrap.ensure_system(["libegl1"], lock=bootstrap.RUN_LOCK)


def test_every_test_is_in_one_half() -> None:
    windows, rest = bootstrap.halves_of_tests()
    assert not set(windows) & set(rest)
    for file in (ROOT / "tests").glob("**/test_*.py"):
        path = file.relative_to(ROOT).as_posix()
        halves = [half for half in (windows, rest) if path.startswith(tuple(half))]
        assert len(halves) == 1, path
    assert all((ROOT / path).is_file() for path in bootstrap.PACED)


UNSTEADY = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("number", range({count}))
def test_it(number):
    seen = Path(__file__).with_name(f"seen{{number}}")
    was_there = seen.exists()
    seen.touch()
    assert {passes}
"""


@pytest.mark.parametrize(
    ("count", "passes", "settled"),
    [(2, "True", 0), (2, "was_there", 0), (2, "False", 1), (6, "was_there", 1)],
)
def test_what_fails_is_played_once_more(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], count: int, passes: str, settled: int
) -> None:
    file = tmp_path / "test_unsteady.py"
    file.write_text(UNSTEADY.format(count=count, passes=passes))
    play = bootstrap.Play(
        Path(sys.executable), ["--rootdir", str(tmp_path), "-c", os.devnull, str(file)],
        tmp_path / "cache",
    )  # fmt: skip
    status = subprocess.run(play.check[1], cwd=tmp_path, check=False).returncode
    assert play.settled(status) == settled
    assert ("UNSTEADY" in capfd.readouterr().out) == (passes == "was_there" and not settled)


def test_a_system_that_has_all_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands()
    monkeypatch.setattr(bootstrap, "status_of", commands)
    monkeypatch.setattr(bootstrap, "is_set_up", lambda _: True)
    monkeypatch.setattr(bootstrap, "installed_packages", lambda: {"libegl1"})
    bootstrap.ensure_system(["libegl1"], lock=bootstrap.RUN_LOCK)
    monkeypatch.setattr(bootstrap, "installed_packages", lambda: None)
    bootstrap.ensure_system(["libegl1"], lock=bootstrap.RUN_LOCK)
    assert commands.asked == []


# Locks and stamp


def _lock(folder: Path, name: str, *pins: str) -> Path:
    lock = folder / name
    lines = [f"{pin} \\\n    --hash=sha256:00\n    # via x\n" for pin in pins]
    lock.write_text("# made by a tool\n" + "".join(lines), encoding="utf-8")
    return lock


def test_tests_satisfy_the_run_lock_too_where_they_pin_the_same(tmp_path: Path) -> None:
    run = _lock(tmp_path, "run.lock", "a==1", "b==2 ; sys_platform == 'linux'")
    larger = _lock(tmp_path, "test.lock", "a==1", "b==2", "c==3")
    other = _lock(tmp_path, "other.lock", "a==1", "b==3", "c==3")
    assert bootstrap.pins(run) == {"a==1", "b==2"}
    assert set(bootstrap.satisfied_locks(larger, run)) == {"run.lock", "test.lock"}
    assert set(bootstrap.satisfied_locks(other, run)) == {"other.lock"}
    assert set(bootstrap.satisfied_locks(run, run)) == {"run.lock"}


def test_the_locks_of_this_checkout_fit_and_name_no_host() -> None:
    satisfied = bootstrap.satisfied_locks(bootstrap.TEST_LOCK)
    assert bootstrap.RUN_LOCK.name in satisfied
    for file in (bootstrap.RUN_LOCK, bootstrap.TEST_LOCK, SCRIPT):
        text = file.read_text(encoding="utf-8")
        assert "index-url http" not in text
        assert "://" not in text


@pytest.mark.parametrize("text", ["", "{", "[]", "17"])
def test_a_broken_stamp_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / bootstrap.STAMP_NAME).write_text(text, encoding="utf-8")
    assert bootstrap.read_stamp(tmp_path) == {}


def test_an_environment_without_python_or_of_another_is_not_usable(tmp_path: Path) -> None:
    ours = (sys.version_info[0], sys.version_info[1])
    assert not bootstrap.is_usable(tmp_path, ours)
    assert bootstrap.is_usable(Path(sys.prefix), ours)
    assert not bootstrap.is_usable(Path(sys.prefix), (3, 10))


# The whole way, with locks that hold nothing


def _checkout(folder: Path) -> str:
    (folder / "packaging").mkdir()
    script = shutil.copy(SCRIPT, folder / "packaging")
    for name in ("requirements.lock", "requirements-test.lock"):
        _lock(folder / "packaging", name)
    (folder / "main.py").write_text(
        "import sys\nprint('station', *sys.argv[1:])\nsys.exit(7)\n", encoding="utf-8"
    )
    return str(script)


@pytest.mark.timeout(600)  # two environments are made
def test_run_makes_an_environment_keeps_it_and_mends_it(tmp_path: Path) -> None:
    script = _checkout(tmp_path)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def run(*options: str) -> list[str]:
        ended = subprocess.run(
            [sys.executable, script, "run", *options],
            env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ended.returncode == 7, ended.stderr
        return ended.stdout.splitlines()

    first = run()
    assert first[0] == "[set-up] Making .venv."
    assert first[-1] == "station --demo"

    kept = tmp_path / ".venv" / "kept"
    kept.touch()
    assert run("--server", "a b") == ["station --server a b"]

    (tmp_path / "packaging" / "requirements.lock").write_text("# newer\n", encoding="utf-8")
    assert any(line.startswith("[set-up] Installing Python") for line in run())
    assert kept.exists()

    (tmp_path / ".venv" / bootstrap.UNFINISHED_NAME).touch()
    assert "[set-up] Making .venv anew" in run()[0]
    assert not kept.exists()


def test_a_death_by_signal_becomes_a_shells_status() -> None:
    script = f"import os; os.kill(os.getpid(), {int(signal.SIGTERM)})"
    assert bootstrap.status_of([sys.executable, "-c", script]) == 128 + signal.SIGTERM
    assert bootstrap.status_of([sys.executable, "-c", "raise SystemExit(5)"]) == 5


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs Xvfb")
def test_two_private_screens_do_not_meet() -> None:
    with bootstrap.private_screen() as one, bootstrap.private_screen() as other:
        assert one.startswith(":")
        assert one != other


def test_ci_calls_the_one_command_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith(("#", "set ", "cd "))]
    assert commands == ["exec python3 packaging/bootstrap.py test"]
