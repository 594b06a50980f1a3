"""Take out of a built folder on Linux what the program never uses.

What PyInstaller collects is more than what runs: libraries that only a left-out plugin needs,
symbols for debuggers, a linear algebra beside pictures that are only scaled and blurred, and Qt's
copy of the words and zones of all languages, which Qt itself keeps elsewhere.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

LIBRARY = re.compile(r"\.so(\.|$)")
_ICU_UNUSED = re.compile(
    r"[^/]+/(brkitr/|curr/|lang/|rbnf/|region/|translit/|unit/|zone/"
    r"|[a-z]{2,3}(_\w+)?\.res$|unames\.icu|cnvalias\.icu|[^/]+\.cnv)"
)


def output(*command: str | Path, cwd: Path | None = None) -> str:
    """Return what a tool prints; its failure ends the build."""
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def libraries(folder: Path) -> list[Path]:
    """Return every library in a folder, links left out, sorted."""
    return [path for path in files_of(folder) if LIBRARY.search(path.name)]


def needs(path: Path) -> list[str]:
    """Return the names of the libraries that a program or library is linked with."""
    return re.findall(r"^  NEEDED +(\S+)$", output("objdump", "-p", path), re.MULTILINE)


def is_root(path: Path) -> bool:
    """Return whether something else than a link brings a library in: Python, Qt, the loader."""
    is_module = ".cpython-" in path.name or ".abi3." in path.name
    return is_module or "plugins" in path.parts or path.name.startswith(("libpython", "python3"))


def outside(folder: Path, program: Path) -> dict[str, list[str]]:
    """Return what the system has to bring: library names, each with who needs it."""
    inside = {path.name for path in folder.rglob("*") if LIBRARY.search(path.name)}
    wanted: dict[str, list[str]] = {}
    for path in [program, *libraries(folder)]:
        for name in needs(path):
            if name not in inside:
                wanted.setdefault(name, []).append(path.name)
    return wanted


def prune(folder: Path, program: Path) -> None:
    """Remove libraries that nothing needs, and links that lead nowhere then."""
    by_name = {path.name: path for path in libraries(folder)}
    kept: set[str] = set()
    waiting = [program, *(path for path in by_name.values() if is_root(path))]
    while waiting:
        path = waiting.pop()
        if path.name not in kept:
            kept.add(path.name)
            waiting += [by_name[name] for name in needs(path) if name in by_name]
    for name, path in by_name.items():
        if name not in kept:
            path.unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_symlink() and not path.exists():
            path.unlink()
        elif path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()


def strip(folder: Path) -> None:
    """Remove symbols for debuggers."""
    for path in libraries(folder):
        output("strip", "--strip-unneeded", path)


# OpenCV's linear algebra. It is linked with OpenBLAS (38 MB) for equations and large matrices. What
# the program does with OpenCV, reading, scaling and blurring of pictures, calls none of it.

_REFUSAL = """
extern long write(int, const void *, unsigned long);
extern void abort(void) __attribute__((noreturn));
static void refuse(void) {
    static const char text[] = "checkin-station: built without linear algebra\\n";
    if (write(2, text, sizeof text - 1)) {}
    abort();
}
"""


def leave_blas_out(folder: Path, patchelf: Path) -> None:
    """Put a library of refusals in the place of OpenBLAS, with the functions OpenCV asks it for."""
    (module,) = (folder / "cv2").glob("cv2*.so")
    (fast,) = (name for name in needs(module) if name.startswith("libopenblas"))
    beside = folder / "opencv_python_headless.libs"
    library = beside / "libnoblas.so"
    write_refusals(library, asked_of(module, beside / fast))
    output(patchelf, "--replace-needed", fast, library.name, module)
    (beside / fast).unlink()


def asked_of(module: Path, library: Path) -> list[str]:
    """Return the names of what a module takes from a library."""
    return sorted(_symbols(module, "--undefined-only") & _symbols(library, "--defined-only"))


def _symbols(path: Path, which: str) -> set[str]:
    return {line.split()[-1] for line in output("nm", "-D", which, path).splitlines()}


def write_refusals(library: Path, names: Sequence[str]) -> None:
    """Build a library of functions that end the program, saying why."""
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "refusals.c"
        functions = "".join(f"void {name}(void) {{ refuse(); }}\n" for name in names)
        source.write_text(_REFUSAL + functions, encoding="utf-8")
        output(
            "gcc", "-shared", "-fPIC", "-O1", "-fno-builtin", "-Wl,--build-id=none",
            f"-Wl,-soname,{library.name}", "-o", library, source,
        )  # fmt: skip


# Qt's ICU. Qt calls it to compare and to change case; names of languages, countries, currencies and
# time zones, formats, break rules and old encodings Qt has by itself or does not offer.


def lessen_icu(folder: Path) -> None:
    """Build the library of ICU's data anew with what Qt calls only."""
    (library,) = folder.glob("PySide6/Qt/lib/libicudata.so.*")
    symbol, at, size = _data_symbol(library)
    data = lessened(library.read_bytes()[at : at + size])
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "data.bin").write_bytes(data)
        source = Path(place) / "data.s"
        source.write_text(
            f".section .rodata\n.balign 16\n.globl {symbol}\n.type {symbol}, %object\n"
            f'.size {symbol}, {len(data)}\n{symbol}:\n.incbin "data.bin"\n'
            '.section .note.GNU-stack,"",%progbits\n'
        )
        output(
            "gcc", "-shared", "-nostdlib", f"-Wa,-I{place}", "-Wl,--build-id=none",
            f"-Wl,-soname,{library.name}", "-o", library, source,
        )  # fmt: skip
    output("strip", "--strip-unneeded", library)


def _data_symbol(library: Path) -> tuple[str, int, int]:
    """Return the one symbol of ICU's data, its place in the file and its length."""
    table = output("objdump", "-T", library)
    found = re.search(
        r"^([0-9a-f]+) g +DO \.rodata\s+([0-9a-f]+) +(?:\S+ +)?(\S+_dat)$", table, re.MULTILINE
    )
    headers = re.search(
        r"^ +\d+ \.rodata +\S+ +([0-9a-f]+) +\S+ +([0-9a-f]+)",
        output("objdump", "-h", library),
        re.MULTILINE,
    )
    if found is None or headers is None:
        raise ValueError(f"{library.name} holds no ICU data")
    address, offset = int(headers[1], 16), int(headers[2], 16)
    return found[3], int(found[1], 16) - address + offset, int(found[2], 16)


def lessened(data: bytes) -> bytes:
    """Return ICU's common data (little-endian, format "CmnD") without what is unused."""
    header_size, magic = struct.unpack_from("<HH", data)
    if magic != 0x27DA or data[12:16] != b"CmnD":
        raise ValueError("not ICU's common data")
    toc = data[header_size:]
    (count,) = struct.unpack_from("<I", toc)
    entries = [struct.unpack_from("<II", toc, 4 + 8 * n) for n in range(count)]
    ends = [start for _, start in entries[1:]] + [len(toc)]
    items = [
        (toc[name : toc.index(b"\0", name)], toc[start:end])
        for (name, start), end in zip(entries, ends, strict=True)
    ]
    kept = [(name, item) for name, item in items if not _ICU_UNUSED.match(name.decode("ascii"))]
    return data[:header_size] + _common_data(kept)


def _common_data(items: Sequence[tuple[bytes, bytes]]) -> bytes:
    names_at = 4 + 8 * len(items)
    names, toc, body = bytearray(), bytearray(struct.pack("<I", len(items))), bytearray()
    body_at = _aligned(names_at + sum(len(name) + 1 for name, _ in items))
    for name, item in items:
        toc += struct.pack("<II", names_at + len(names), body_at + len(body))
        names += name + b"\0"
        body += item + bytes(_aligned(len(item)) - len(item))
    return bytes((toc + names).ljust(body_at, b"\0") + body)


def _aligned(size: int) -> int:
    return (size + 15) // 16 * 16


# Report


def part_of(place: Path) -> str:
    """Return which part of the program a file belongs to, by its place below `_internal`."""
    if found := re.match(r"(?:lib)?Qt6?([A-Z]\w+)", place.name):
        return f"Qt {found[1]}"
    if "Qt" in place.parts:
        return "Qt ICU" if place.name.startswith("libicu") else f"Qt {place.parts[2]}"
    first = place.parts[0]
    if first.startswith(("python3", "libpython", "base_library")):
        return "Python"
    known = {"cv2": "OpenCV", "opencv_python_headless.libs": "OpenCV", "station_app": "resources"}
    return known.get(first, first.split(".")[0])


def files_of(folder: Path) -> list[Path]:
    """Return every file, links left out, sorted."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(found)


def size_of(folder: Path) -> int:
    """Return how many bytes all files hold."""
    return sum(path.stat().st_size for path in files_of(folder))


def report(folder: Path) -> Iterable[str]:
    """Yield the size of each part, the largest first, and of all."""
    sizes: dict[str, int] = {}
    internal = folder / "_internal"
    for path in files_of(folder):
        inside = path.is_relative_to(internal)
        part = part_of(path.relative_to(internal)) if inside else "program"
        sizes[part] = sizes.get(part, 0) + path.stat().st_size
    for part, size in sorted(sizes.items(), key=lambda one: (-one[1], one[0])):
        if size >= 100_000:
            yield f"{size / 1e6:8.1f} MB  {part}"
    yield f"{sum(sizes.values()) / 1e6:8.1f} MB  in all"
