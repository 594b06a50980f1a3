"""Gather the licences of all parts of the program into `resources/licences/parts.json`.

    .venv/bin/python packaging/licences.py

Run it after every change of `packaging/requirements.lock`, on Debian (which keeps the texts of the
common licences), in an environment that satisfies the lock. Parts for other systems are fetched by
pip and looked into. The file holds `parts` (name, version, licence as an SPDX expression, the texts
that go with it by number) and `texts`; each text stands there once.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import Parser
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
PARTS = ROOT / "resources" / "licences" / "parts.json"
_COMMON = Path("/usr/share/common-licenses")
_IS_LICENCE = re.compile(r"(?i)(licen[cs]e|copying|notice)[^/]*$")

# Parts that say it in words of their own, and what their words mean.
_LICENCES = {
    "apsw-sqlite3mc": "Zlib",
    "backports-tarfile": "MIT",
    "certifi": "MPL-2.0",
    "h11": "MIT",
    "httpx": "BSD-3-Clause",
    "jaraco-classes": "MIT",
    "opencv-python-headless": "Apache-2.0",
    "pyside6": "LGPL-3.0-only",
    "pyside6-addons": "LGPL-3.0-only",
    "pyside6-essentials": "LGPL-3.0-only",
    "pywin32-ctypes": "BSD-3-Clause",
    "pyzbar": "MIT",
    "segno": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
}

_QT = """Qt and Qt for Python are used under the GNU Lesser General Public License, version 3, whose
text follows, with that of the GNU General Public License it refers to. Copyright (C) The Qt Company
Ltd. and other contributors. They are linked dynamically and lie in files of their own, so that you
may exchange them for versions you have changed. Their source code, and that of the third-party
parts in them (among them ICU, FreeType, HarfBuzz, libpng, libjpeg-turbo, PCRE2, double-conversion,
md4c, easing, and for cameras on some systems FFmpeg under the LGPL 2.1), each with its licence, is
published by the Qt Project (code.qt.io; doc.qt.io/qt-6/licenses-used-in-qt.html lists them). On
request the publisher of this program gives you the source code of the version in use.
"""

_PSYCOPG = """Psycopg is used under the GNU Lesser General Public License, version 3, whose text
follows, with that of the GNU General Public License it refers to. Copyright (C) The Psycopg Team.
In installed programs its modules lie in files of their own, so that you may exchange them for
versions you have changed. Its source code is published under github.com/psycopg/psycopg.
"""

_LIBPQ = """On Windows and macOS psycopg-binary brings libpq, the client library of PostgreSQL, and
OpenSSL, which is under the Apache License, Version 2.0, that follows the words of PostgreSQL; on
macOS MIT Kerberos and OpenLDAP, too, whose words follow that. With the packages for Linux those of
the system are used.

PostgreSQL Database Management System (also known as Postgres, formerly known as Postgres95)

Portions Copyright (c) 1996, The PostgreSQL Global Development Group

Portions Copyright (c) 1994, The Regents of the University of California

Permission to use, copy, modify, and distribute this software and its documentation for any purpose,
without fee, and without a written agreement is hereby granted, provided that the above copyright
notice and this paragraph and the following two paragraphs appear in all copies.

IN NO EVENT SHALL THE UNIVERSITY OF CALIFORNIA BE LIABLE TO ANY PARTY FOR DIRECT, INDIRECT, SPECIAL,
INCIDENTAL, OR CONSEQUENTIAL DAMAGES, INCLUDING LOST PROFITS, ARISING OUT OF THE USE OF THIS
SOFTWARE AND ITS DOCUMENTATION, EVEN IF THE UNIVERSITY OF CALIFORNIA HAS BEEN ADVISED OF THE
POSSIBILITY OF SUCH DAMAGE.

THE UNIVERSITY OF CALIFORNIA SPECIFICALLY DISCLAIMS ANY WARRANTIES, INCLUDING, BUT NOT LIMITED TO,
THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE. THE SOFTWARE
PROVIDED HEREUNDER IS ON AN "AS IS" BASIS, AND THE UNIVERSITY OF CALIFORNIA HAS NO OBLIGATIONS TO
PROVIDE MAINTENANCE, SUPPORT, UPDATES, ENHANCEMENTS, OR MODIFICATIONS.
"""

_ZBAR = """ZBar reads bar codes where it is installed (Linux) or comes with pyzbar (Windows). It is
used under the GNU Lesser General Public License, version 2.1, whose text follows. Copyright (C)
Jeff Brown and contributors. Its source code is published under github.com/mchehab/zbar.
"""

_SQLITE = """SQLite is in the public domain. SQLite3 Multiple Ciphers, Copyright (c) Ulrich Telle,
is used under the MIT License:

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

_BOOTLOADER = """The start of the built program is PyInstaller's bootloader, Copyright (C)
PyInstaller Development Team and others. PyInstaller is under the GNU General Public License,
version 2 or later, with the exception that its bootloader may be put into and given away with
programs of any licence, unchanged or changed, without the terms of that licence.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the program."""

    name: str
    version: str
    licence: str
    texts: list[str] = field(repr=False)


def pinned() -> dict[str, str]:
    """Return name and version of every part in the lock; of two versions the first."""
    found: dict[str, str] = {}
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"([a-z0-9-]+)==([^\s\\;]+)", line):
            found.setdefault(pin[1], pin[2])
    return found


def part_of(name: str, version: str) -> Part:
    """Look into an installed part, or one of another system."""
    try:
        installed = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        about, texts = _fetched(name, version)
    else:
        if installed.version != version:
            sys.exit(f"{name} {installed.version} is installed and not {version}, as in the lock")
        about = Parser().parsestr(installed.read_text("METADATA") or "")
        files = [f for f in installed.files or () if ".dist-info" in str(f)]
        texts = [_clean(f.read_text(encoding="utf-8")) for f in _licence_files(files)]
    name_told = str(about["Name"])
    licence = _LICENCES.get(name) or str(about["License-Expression"] or about["License"])
    if name.startswith(("pyside6", "shiboken6")):
        texts = [_flowing(_QT), _common("LGPL-3"), _common("GPL-3")]
    if name.startswith("psycopg"):
        texts = [_flowing(_PSYCOPG), _common("LGPL-3"), _common("GPL-3")]
    if not texts:
        sys.exit(f"{name} brings no text of its licence")
    return Part(name=name_told, version=version, licence=licence, texts=texts)


def _licence_files(files: list[Any]) -> list[Any]:
    return sorted((f for f in files if _IS_LICENCE.search(str(f))), key=str)


def _fetched(name: str, version: str) -> tuple[Message, list[str]]:
    with tempfile.TemporaryDirectory() as place:
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
        ]
        subprocess.run([*pip, "--dest", place, f"{name}=={version}"], check=True)
        (wheel,) = Path(place).glob("*.whl")
        with zipfile.ZipFile(wheel) as files:
            names = [n for n in files.namelist() if ".dist-info/" in n]
            (about,) = (n for n in names if n.endswith("/METADATA"))
            texts = [_clean(files.read(n).decode("utf-8")) for n in _licence_files(names)]
            return Parser().parsestr(files.read(about).decode("utf-8")), texts


def _common(name: str) -> str:
    return _clean((_COMMON / name).read_text(encoding="utf-8"))


def _of_debian(name: str) -> str:
    """Return the rights of a library that libpq5 of this Debian is linked with."""
    (notice,) = Path("/usr/share/doc").glob(f"lib{name}-[0-9]*/copyright")
    return _clean(notice.read_text(encoding="utf-8"))


def _flowing(text: str) -> str:
    """Return a text of ours with a line a paragraph: windows are narrower than this file."""
    return "\n\n".join(" ".join(one.split()) for one in text.split("\n\n")) + "\n"


def _clean(text: str) -> str:
    """Return a text with plain line ends, and nothing at the ends of lines."""
    lines = text.replace("\r\n", "\n").replace("\f", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def others() -> Iterator[Part]:
    """Yield what is in no lock: Python itself and what parts bring along."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    text = Path(f"{sys.base_prefix}/lib/python{python}/LICENSE.txt")
    if not text.exists():  # Debian keeps it elsewhere
        text = Path(f"/usr/share/doc/python{python}/copyright")
    of_python = _clean(text.read_text(encoding="utf-8"))
    sqlite = metadata.version("apsw-sqlite3mc")
    pyzbar, psycopg = metadata.version("pyzbar"), metadata.version("psycopg-binary")
    yield Part(name="Python", version=python, licence="Python-2.0.1", texts=[of_python])
    yield Part(name="PyInstaller bootloader", version="6", licence="GPL-2.0-or-later WITH "
               "Bootloader-exception", texts=[_flowing(_BOOTLOADER)])  # fmt: skip
    yield Part(
        name="SQLite3 Multiple Ciphers",
        version=sqlite,
        licence="MIT AND blessing",
        texts=[_flowing(_SQLITE)],
    )
    yield Part(
        name="libpq, OpenSSL, Kerberos and OpenLDAP",
        version=f"as in psycopg-binary {psycopg}",
        licence="PostgreSQL AND Apache-2.0 AND MIT AND OLDAP-2.8",
        texts=[_flowing(_LIBPQ), _common("Apache-2.0"), *map(_of_debian, ("krb5", "ldap"))],
    )  # fmt: skip
    yield Part(
        name="ZBar", version=f"as used by pyzbar {pyzbar}", licence="LGPL-2.1-or-later",
        texts=[_flowing(_ZBAR), _common("LGPL-2.1")],
    )  # fmt: skip


def main() -> int:
    """Write the file."""
    parts = [*(part_of(name, version) for name, version in pinned().items()), *others()]
    numbers: dict[str, int] = {}
    texts: list[str] = []
    listed = []
    for part in sorted(parts, key=lambda one: one.name.lower()):
        mine = []
        for text in part.texts:
            key = hashlib.sha256(text.encode()).hexdigest()
            if key not in numbers:
                numbers[key] = len(texts)
                texts.append(text)
            mine.append(numbers[key])
        listed.append(
            {"name": part.name, "version": part.version, "licence": part.licence, "texts": mine}
        )
    content = {"parts": listed, "texts": texts}
    PARTS.parent.mkdir(exist_ok=True)
    PARTS.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(listed)} parts, {len(texts)} texts, {PARTS.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
