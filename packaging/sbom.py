"""The bill of materials: what the program is made of, as CycloneDX 1.6, from the lock.

    python3 packaging/sbom.py > checkin-station.cdx.json

Every pin of `packaging/requirements.lock` is listed with the hashes of its files, the systems it is
for, its licence from `resources/licences/parts.json`, and who needs it. Equal locks give equal
bytes: the serial number is made from the content, the time is that of the last commit.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
PARTS = ROOT / "resources" / "licences" / "parts.json"
PROGRAM = "checkin-station"


@dataclass(frozen=True, slots=True)
class Pin:
    """One part as the lock has it; `needed_by` names other pins, or the program."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def version_of_program() -> str:
    """Return the version, from the one place it stands."""
    text = (ROOT / "station_app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("station_app/__init__.py tells no version")
    return found[1]


def pins(lock: str) -> Iterator[Pin]:
    """Yield what a lock of `uv pip compile --generate-hashes` holds."""
    blocks = re.split(
        r"^(?=[a-z0-9])", re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE), flags=re.MULTILINE
    )
    for block in filter(None, blocks):
        head, _, rest = block.partition("\n")
        found = re.match(r"([a-z0-9.-]+)==(\S+)(?: ; (.*?))? \\$", head)
        if found is None:
            raise ValueError(f"not understood in the lock: {head}")
        needed_by = re.findall(
            r"^ +#(?: via)? +([a-z0-9-]+)(?: \(pyproject\.toml\))?$", rest, re.MULTILINE
        )
        yield Pin(
            found[1],
            found[2],
            found[3] or "",
            tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", rest)),
            tuple(name for name in needed_by if name != "via"),
        )


def bill(lock: str, licences: dict[str, Any], version: str, epoch: int) -> dict[str, Any]:
    """Return the bill of materials."""
    found = sorted(pins(lock), key=lambda pin: (pin.name, pin.version))
    of_part = {_key(part["name"]): part["licence"] for part in licences["parts"]}
    refs: dict[str, list[str]] = {}
    for pin in found:
        refs.setdefault(pin.name, []).append(pin.purl)
    program = f"{PROGRAM}@{version}"
    needs: dict[str, set[str]] = {program: set(), **{pin.purl: set() for pin in found}}
    for pin in found:
        for name in pin.needed_by:
            for ref in [program] if name == PROGRAM else refs[name]:
                needs[ref].add(pin.purl)
    content: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(epoch, UTC).isoformat().replace("+00:00", "Z"),
            "lifecycles": [{"phase": "build"}],
            "component": {
                "type": "application", "bom-ref": program, "name": PROGRAM, "version": version,
            },
        },
        "components": [_component(pin, of_part[_key(pin.name)]) for pin in found],
        "dependencies": [
            {"ref": ref, "dependsOn": sorted(on)} if on else {"ref": ref}
            for ref, on in needs.items()
        ],
    }  # fmt: skip
    number = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(content, sort_keys=True))
    return {**content, "serialNumber": number.urn}


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _component(pin: Pin, licence: str) -> dict[str, Any]:
    """One part. A hash is that of one of its files; which one is used depends on the system."""
    properties = [{"name": "checkin-station:only-where", "value": pin.marker}] if pin.marker else []
    files = [
        {"type": "distribution", "url": pin.purl, "hashes": [{"alg": "SHA-256", "content": one}]}
        for one in pin.hashes
    ]
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.purl,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.purl,
        "licenses": [_licence(licence)],
        "externalReferences": files,
    }
    return {**component, "properties": properties} if properties else component


def _licence(licence: str) -> dict[str, Any]:
    if " " in licence:
        return {"expression": licence}
    return {"license": {"id": licence}}


def text(epoch: int) -> str:
    """Return the bill of materials of this checkout."""
    licences = json.loads(PARTS.read_text(encoding="utf-8"))
    content = bill(LOCK.read_text(encoding="utf-8"), licences, version_of_program(), epoch)
    return json.dumps(content, indent=1) + "\n"


if __name__ == "__main__":
    from build import commit_time  # it writes the bill too, so it knows this module already

    sys.stdout.write(text(commit_time()))
