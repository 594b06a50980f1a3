"""What a keyboard scanner's codes turn into where scanner and computer have different layouts.

A scanner sends key positions, chosen for the layout it is set to; the computer reads them by its
own. Here one of the two is a US keyboard, as nearly always. Positions are named by the character
of a US keyboard.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

# The 47 positions of the typing block, row by row, as a US keyboard prints them.
US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
US_SHIFT = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'

# The same positions on other layouts; a blank stands for a place without a character.
LAYOUTS: Mapping[str, tuple[str, str]] = {
    "de": (  # Austria too
        "^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
        "°!\"§$%&/()=?`QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
    ),
    "ch": (
        "§1234567890'^qwertzuiopü¨$asdfghjklöäyxcvbnm,.-",
        '°+"*ç%&/()=?`QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_',
    ),
    "ch-fr": (
        "§1234567890'^qwertzuiopè¨$asdfghjkléàyxcvbnm,.-",
        '°+"*ç%&/()=?`QWERTZUIOPü!£ASDFGHJKLöäYXCVBNM;:_',
    ),
    "fr": (
        "²&é\"'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!",
        " 1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§",
    ),
    "es": (
        "º1234567890'¡qwertyuiop`+çasdfghjklñ´zxcvbnm,.-",
        'ª!"·$%&/()=?¿QWERTYUIOP^*ÇASDFGHJKLÑ¨ZXCVBNM;:_',
    ),
    "it": (
        "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-",
        '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_',
    ),
    "gb": (
        "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
        '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?',
    ),
    "se": (  # Finland too
        "§1234567890+´qwertyuiopå¨'asdfghjklöäzxcvbnm,.-",
        '½!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÖÄZXCVBNM;:_',
    ),
    "dk": (
        "½1234567890+´qwertyuiopå¨'asdfghjklæøzxcvbnm,.-",
        '§!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLÆØZXCVBNM;:_',
    ),
    "no": (
        "|1234567890+\\qwertyuiopå¨'asdfghjkløæzxcvbnm,.-",
        '§!"#¤%&/()=?`QWERTYUIOPÅ^*ASDFGHJKLØÆZXCVBNM;:_',
    ),
}

# Keys that give nothing until the next one, and what they put on it.
_DEAD: Mapping[str, str] = {
    "de": "^´`",
    "ch": "^`¨",
    "ch-fr": "^`¨",
    "fr": "^¨",
    "es": "`^´¨",
    "se": "´`¨^",
    "dk": "´`¨^",
    "no": "¨^`",
}
_MARKS = {"\u0302": "^", "\u0301": "´", "\u0300": "`", "\u0308": "¨"}


def _table(sources: str, targets: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for source, target in zip(sources, targets, strict=True):
        if " " not in (source, target):
            table.setdefault(ord(source), target)
    return table


_TO_US = {name: _table(plain + shift, US + US_SHIFT) for name, (plain, shift) in LAYOUTS.items()}
_FROM_US = {name: _table(US + US_SHIFT, plain + shift) for name, (plain, shift) in LAYOUTS.items()}


@cache
def _composed(layout: str) -> dict[int, str]:
    """Letters that this layout makes only by a dead key before another: ḱ is ´ and k."""
    direct = set("".join(LAYOUTS[layout]))
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        parts = unicodedata.normalize("NFD", chr(code))
        dead = _MARKS.get(parts[-1], "")
        if len(parts) == 2 and dead and dead in _DEAD.get(layout, "") and chr(code) not in direct:
            table[code] = dead + parts[0]
    return table


def to_us(text: str, layout: str) -> str:
    """Return what keys that gave `text` on a layout give on a US keyboard."""
    return text.translate(_composed(layout)).translate(_TO_US[layout])


def from_us(text: str, layout: str) -> str:
    """Return what keys that give `text` on a US keyboard give on a layout."""
    return text.translate(_FROM_US[layout])


def repairs(text: str, us_text: str = "") -> Iterator[str]:
    """Yield the different texts a scanner may have meant, with and without Caps Lock.

    `us_text` is what the keys pressed are on a US keyboard, '' if nobody knows: it is as good as
    certain for a scanner set to US, and knows of keys that gave no character.
    """
    seen = {text}
    for meant in _meanings(text, us_text):
        for candidate in (meant, meant.swapcase()):
            if candidate not in seen:
                seen.add(candidate)
                yield candidate


def _meanings(text: str, us_text: str) -> Iterator[str]:
    if us_text:
        yield us_text
        for layout in LAYOUTS:
            yield from_us(us_text, layout)
    yield text
    for layout in LAYOUTS:
        yield to_us(text, layout)
    for layout in LAYOUTS:
        yield from_us(text, layout)
