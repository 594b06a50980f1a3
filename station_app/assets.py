"""The one door to resources/: the checkout's folder, or the copy inside the wheel."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def _root() -> Traversable:
    packed = files("station_app") / "_assets"  # the wheel maps "resources" here
    return packed if packed.is_dir() else Path(__file__).parent.parent / "resources"


def text(name: str) -> str:
    """Return a resource as text. Raises `FileNotFoundError`."""
    return (_root() / name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    """Return a resource as bytes. Raises `FileNotFoundError`."""
    return (_root() / name).read_bytes()


def path(name: str) -> Path:
    """Return where a resource lies, for what opens files by itself."""
    return Path(str(_root() / name))


def names(folder: str, suffix: str) -> tuple[str, ...]:
    """Return the file names in a folder that end so, sorted."""
    return tuple(sorted(f.name for f in (_root() / folder).iterdir() if f.name.endswith(suffix)))
