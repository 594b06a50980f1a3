"""The Debian package: what it depends on, what lies where, and who holds which rights."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import slim

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "packaging" / "linux"
NAME = "checkin-station"
APP_ID = "app.checkin_station.CheckinStation"

# Which package brings a library that the program is linked with: Ubuntu's new name, then Debian's.
_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libpulse.so.0": "libpulse0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
_OPTIONAL = {  # a plugin of Qt needs it, and its absence costs that plugin only
    "libcups.so.2": "libcups2t64 | libcups2",
    "libspeechd.so.2": "libspeechd2",
}
_LIBC = re.compile(r"lib(c|m|dl|pthread|rt|resolv|util)\.so\.\d+|ld-linux-.*")
_ALSO = ("ca-certificates", "libpq5", "libzbar0t64 | libzbar0")  # opened by name, not linked
_RECOMMENDED = ("fonts-inter", "fonts-noto-core", "fonts-noto-color-emoji", "speech-dispatcher")
_SUGGESTED = ("gnome-keyring | kwalletmanager",)

# The first libstdc++ (by the GCC it belongs to) that has a version of its symbols.
_STDCXX = {28: 10, 29: 11, 30: 12, 31: 13, 32: 13, 33: 14, 34: 15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What is packed: version, its time, and for which processor in Debian's words."""

    version: str
    epoch: int
    architecture: str

    @property
    def day(self) -> str:
        return datetime.fromtimestamp(self.epoch, UTC).strftime("%Y-%m-%d")


def dependencies(program: Path) -> tuple[list[str], list[str]]:
    """Return what a built folder depends on, and what it recommends.

    A library nobody thought of ends the build: a package must not start only on its builder's
    machine.
    """
    internal = program.parent / "_internal"
    wanted = slim.outside(internal, program)
    needed, recommended = set(_ALSO), set(_RECOMMENDED)
    for name, by in wanted.items():
        if _LIBC.fullmatch(name) or name == "libstdc++.so.6":
            continue
        if name in _OPTIONAL:
            recommended.add(_OPTIONAL[name])
        elif name in _PACKAGES:
            needed.add(_PACKAGES[name])
        else:
            raise ValueError(f"no package is known for {name}, needed by {', '.join(by)}")
    libc, stdcxx = _newest_symbols([program, *slim.libraries(internal)])
    needed |= {f"libc6 (>= {libc})", f"libstdc++6 (>= {stdcxx})"}
    return sorted(needed), sorted(recommended)


def _newest_symbols(files: Iterable[Path]) -> tuple[str, int]:
    """Return the least glibc and GCC whose symbols suffice."""
    libc, stdcxx = (2, 17), 28
    for path in files:
        asked = slim.output("objdump", "-p", path)
        for major, minor in re.findall(r" GLIBC_(\d+)\.(\d+)", asked):
            libc = max(libc, (int(major), int(minor)))
        for version in re.findall(r" GLIBCXX_3\.4\.(\d+)", asked):
            stdcxx = max(stdcxx, int(version))
    return f"{libc[0]}.{libc[1]}", _STDCXX[stdcxx]


def lay_out_shared(share: Path, release: Release, icons: Path, copyright_text: str) -> None:
    """Lay out what a system shows of the program: menu entry, icons, manual, rights, parts."""
    words = {"@VERSION@": release.version, "@DATE@": release.day, "@RELEASES@": _releases(release)}
    _put(share / "applications" / f"{NAME}.desktop", (LINUX / f"{NAME}.desktop").read_text("utf-8"))
    metainfo = (LINUX / f"{NAME}.metainfo.xml").read_text("utf-8")
    _put(share / "metainfo" / f"{APP_ID}.metainfo.xml", _filled(metainfo, words))
    manual = _filled((LINUX / f"{NAME}.1").read_text("utf-8"), words)
    _put_zipped(share / "man" / "man1" / f"{NAME}.1.gz", manual)
    hicolor = share / "icons" / "hicolor"
    svg = hicolor / "scalable" / "apps" / f"{NAME}.svg"
    svg.parent.mkdir(parents=True)
    shutil.copy(LINUX / f"{NAME}.svg", svg)
    for picture in sorted(icons.glob("*.png")):
        place = hicolor / f"{picture.stem}x{picture.stem}" / "apps" / f"{NAME}.png"
        place.parent.mkdir(parents=True)
        shutil.copy(picture, place)
    _put(share / "doc" / NAME / "copyright", copyright_text)


def _releases(release: Release) -> str:
    return f'<release version="{release.version}" date="{release.day}"/>'


def _filled(text: str, words: dict[str, str]) -> str:
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _put_zipped(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def rights(program: Path) -> str:
    """Return the licences of all parts, those of the system's libraries that go along included."""
    content = json.loads((ROOT / "resources" / "licences" / "parts.json").read_text("utf-8"))
    lines = [
        "Check-in Station, Copyright its authors. All rights reserved by them; it is made of the",
        "parts below, each under the licence of its own that follows.",
        "",
    ]
    for part in content["parts"]:
        lines += ["=" * 78, f"{part['name']} {part['version']}", f"License: {part['licence']}", ""]
        lines += [f"[text {number + 1} below]" for number in part["texts"]] + [""]
    for number, text in enumerate(content["texts"]):
        lines += ["=" * 78, f"[text {number + 1}]", "", text]
    for package, text in sorted(_of_system(program).items()):
        lines += ["=" * 78, f"Libraries of the Debian package {package}", "", text]
    return "\n".join(lines) + "\n"


def _of_system(program: Path) -> dict[str, str]:
    """Return the rights of the libraries that were taken from the system, by its package."""
    found = {}
    for path in slim.libraries(program.parent / "_internal"):
        asked = subprocess.run(
            ["dpkg-query", "-S", f"*/{path.name}"], capture_output=True, text=True, check=False
        )
        package = asked.stdout.partition(":")[0]
        notice = Path("/usr/share/doc") / package / "copyright"
        if package and notice.is_file():
            found[package] = notice.read_text(encoding="utf-8")
    return found


def build(program: Path, release: Release, icons: Path, tree: Path, target: Path) -> None:
    """Lay out the package in `tree` and write it to `target`."""
    home = tree / "usr" / "lib" / NAME
    shutil.copytree(program.parent, home, symlinks=True)
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    share = tree / "usr" / "share"
    lay_out_shared(share, release, icons, rights(program))
    _put_zipped(share / "doc" / NAME / "changelog.gz", changelog(release))
    _put(share / "lintian" / "overrides" / NAME, _OVERRIDES)
    needed, recommended = dependencies(program)
    size = slim.size_of(tree)
    fields = {
        "Package": NAME,
        "Version": release.version,
        "Architecture": release.architecture,
        "Maintainer": maintainer(),
        "Installed-Size": str(-(-size // 1024)),
        "Depends": ", ".join(needed),
        "Recommends": ", ".join(recommended),
        "Suggests": ", ".join(_SUGGESTED),
        "Section": "misc",
        "Priority": "optional",
        "Description": _DESCRIPTION,
    }
    control = "".join(f"{name}: {value}\n" for name, value in fields.items())
    _put(tree / "DEBIAN" / "control", control)
    _put(tree / "DEBIAN" / "md5sums", _sums(tree))
    settle(tree, release.epoch)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(release.epoch)}
    command: list[str | Path] = [
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        "--threads-max=1",
        "--build",
        tree,
        target,
    ]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def maintainer() -> str:
    """Return who answers for the package, as Debian's own tools are told it."""
    name = os.environ.get("DEBFULLNAME", "Check-in Station maintainers")
    return f"{name} <{os.environ.get('DEBEMAIL', 'maintainers@checkin-station.invalid')}>"


def changelog(release: Release) -> str:
    """Return the newest changes as Debian writes them."""
    text = (ROOT / "packaging" / "CHANGELOG.md").read_text(encoding="utf-8")
    section = re.search(r"^## [^\n]*\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    changes = re.findall(r"^- (.*)$", section[1] if section else "", re.MULTILINE)
    when = format_datetime(datetime.fromtimestamp(release.epoch, UTC))
    listed = "".join(
        textwrap.fill(change, 78, initial_indent="  * ", subsequent_indent="    ") + "\n"
        for change in changes
    )
    head = f"{NAME} ({release.version}) unstable; urgency=medium"
    return f"{head}\n\n{listed}\n -- {maintainer()}  {when}\n"


def _sums(tree: Path) -> str:
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    listed = slim.output("md5sum", *(path.relative_to(tree) for path in files), cwd=tree)
    return "".join(line for line in listed.splitlines(True) if "  DEBIAN/" not in line)


def settle(tree: Path, epoch: int) -> None:
    """Give every file the same time and plain rights, whoever built it and when."""
    for path in [tree, *sorted(tree.rglob("*"))]:
        if not path.is_symlink():
            runs = path.is_dir() or (path.name == NAME and path.suffix == "" and _is_program(path))
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def _is_program(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


_DESCRIPTION = """check-in at event entrances
 Staff hold a badge before the webcam or a USB scanner, or type a name, and see
 in a blink who stands before them: who it is, whether they may come in, the
 highlight colour, the note, the companions. It reads the guest list of an
 Invitario event and keeps answering when the network is gone.
 .
 A training mode with invented guests needs no server."""

# What lintian would say of any program that brings its interpreter along.
_OVERRIDES = f"""# Qt, OpenCV and Python come along in the versions they were tested in.
{NAME}: embedded-library *
{NAME}: unstripped-binary-or-object *
# Wheels find their neighbours by places relative to themselves.
{NAME}: custom-library-search-path *
# The bootloader of PyInstaller is built without it.
{NAME}: hardening-no-pie *
# The modules of psycopg lie in files of their own, that may be exchanged for others.
{NAME}: package-installs-python-bytecode *
# The same texts are shown by the program, on systems without /usr/share/common-licenses too.
{NAME}: copyright-file-contains-full-gpl-license *
{NAME}: copyright-file-contains-full-apache-2-license *
# Modules and plugins need no C library by themselves.
{NAME}: library-not-linked-against-libc *
{NAME}: shared-library-lacks-prerequisites *
"""
