"""Catalogues in the form that Qt itself reads (`.qm`), made in memory.

A translator written in Python would be asked by Qt at moments when nobody may wait for Python: a
library that Qt loads, and that fails to, has its reason translated under the loader's lock, which
another thread that imports a module holds Python back for. Both would wait for ever.
"""

import re
import struct
from collections.abc import Iterable, Mapping

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
_HASHES, _MESSAGES, _PLURALS = 0x42, 0x69, 0x88  # sections
_END, _TRANSLATION, _SOURCE, _CONTEXT = 1, 3, 6, 7  # parts of a message

# Qt Linguist's own rules (numerus.cpp), which a test asks `lrelease` for: what numbers take each
# form but the last one. All other languages tell one from many.
_ONE_OR_MANY = "n=1"
_RULES = (
    ("bi my zh dz fj gn hu id ja jv ko ms na om fa su tt th bo tr vi yo za", ""),
    ("hy br fr pt ti wa", "n<=1"),
    ("be bs hr ru sr uk", "n%10=1 & n%100!=11; n%10 in 2..4 & n%100 not in 10..19"),
    ("cs sk", "n=1; n in 2..4"),
    ("is", "n%10=1 & n%100!=11"),
    ("gd", "n=1 | n=11; n=2 | n=12; n in 3..19"),
    ("ga", "n=1; n=2"),
    ("mk", "n%10=1; n%10=2"),
    ("pl", "n=1; n%10 in 2..4 & n%100 not in 10..19"),
    ("ar", "n=0; n=1; n=2; n%100 in 3..10; n%100>=11"),
    ("lt", "n%10=1 & n%100!=11; n%10!=0 & n%100 not in 10..19"),
    ("lv", "n%10=1 & n%100!=11; n!=0"),
    ("ro", "n=1; n=0 | n%100 in 1..19"),
    ("sl", "n%100=1; n%100=2; n%100 in 3..4"),
    ("mt", "n=1; n=0 | n%100 in 1..10; n%100 in 11..19"),
    ("cy", "n=0; n=1; n in 2..5; n=6"),
)
_RULE_OF = {code: rule for codes, rule in _RULES for code in codes.split()}

_CONDITION = re.compile(r"n(?:%(10|100))?\s*(=|!=|<=|>=|in|not in)\s*(\d+)(?:\.\.(\d+))?")
_MODULO = {None: 0x00, "10": 0x10, "100": 0x20}
_NOT = 0x08
_OPERATOR = {"=": 1, "!=": 1 | _NOT, ">=": 2 | _NOT, "<=": 3, "in": 4, "not in": 4 | _NOT}
_AND, _OR, _NEXT = b"\xfd", b"\xfe", b"\xff"


def plural_rule(code: str) -> str:
    """Return which numbers take which form in a language."""
    if code == "pt_PT":  # counts otherwise than Brazil
        return _ONE_OR_MANY
    return _RULE_OF.get(code.split("_")[0], _ONE_OR_MANY)


def forms_of(code: str) -> int:
    """Return how many plural forms a language has."""
    rule = plural_rule(code)
    return rule.count(";") + 2 if rule else 1


def compiled(code: str, texts: Mapping[tuple[str, str], tuple[str, ...]]) -> bytes:
    """Return a catalogue of a language: plural forms by context and source text."""
    count = forms_of(code)
    messages, places = bytearray(), []
    for (context, source), forms in texts.items():
        places.append((_hash(source.encode()), len(messages)))
        if len(forms) > 1 or "%n" in source:  # a form that is missing is the last one there is
            forms = (*forms, *forms[-1:] * (count - len(forms)))
        messages += _message(context, source, forms)
    hashes = b"".join(struct.pack(">II", *place) for place in sorted(places))
    sections = ((_HASHES, hashes), (_MESSAGES, bytes(messages)), (_PLURALS, _rules(code)))
    return _MAGIC + b"".join(_part(tag, content) for tag, content in sections if content)


def _message(context: str, source: str, forms: Iterable[str]) -> bytes:
    parts = [_part(_TRANSLATION, form.encode("utf-16-be")) for form in forms]
    parts += [_part(_SOURCE, source.encode()), _part(_CONTEXT, context.encode()), bytes([_END])]
    return b"".join(parts)


def _part(tag: int, content: bytes) -> bytes:
    return struct.pack(">BI", tag, len(content)) + content


def _rules(code: str) -> bytes:
    rule = plural_rule(code)
    return _NEXT.join(
        _OR.join(_AND.join(map(_condition, either.split("&"))) for either in form.split("|"))
        for form in filter(None, rule.split(";"))
    )


def _condition(text: str) -> bytes:
    found = _CONDITION.fullmatch(text.strip())
    assert found is not None, text
    modulo, operator, first, last = found.groups()
    numbers = [int(number) for number in (first, last) if number is not None]
    return bytes([_MODULO[modulo] | _OPERATOR[operator], *numbers])


def _hash(text: bytes) -> int:
    """Return the hash that Qt looks a source text up by (that of ELF files)."""
    value = 0
    for byte in text:
        value = (value << 4) + byte
        value = (value ^ (value >> 24 & 0xF0)) & 0x0FFFFFFF
    return value or 1
