"""What a US-set keyboard scanner's codes turn into on other keyboard layouts, and back.

A scanner sends key positions. On a laptop with another layout the same positions give other
characters; this module undoes that by the characters alone.
"""

from collections.abc import Iterator

# The 47 positions of the typing block, row by row, as a US keyboard prints them.
_US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
_US_SHIFT = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'

# The same positions on other layouts; a blank stands for a dead key, which gives no character.
_LAYOUTS: dict[str, tuple[str, str]] = {
    "de": (
        " 1234567890ß qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
        "°!\"§$%&/()=? QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
    ),
    "ch": (
        "§1234567890' qwertzuiopü $asdfghjklöäyxcvbnm,.-",
        '°+"*ç%&/()=? QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_',
    ),
    "fr": (
        "²&é\"'(-è_çà)=azertyuiop $*qsdfghjklmùwxcvbn,;:!",
        " 1234567890°+AZERTYUIOP £µQSDFGHJKLM%WXCVBN?./§",
    ),
    "es": (
        "º1234567890'¡qwertyuiop +çasdfghjklñ zxcvbnm,.-",
        'ª!"·$%&/()=?¿QWERTYUIOP *ÇASDFGHJKLÑ ZXCVBNM;:_',
    ),
    "it": (
        "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-",
        '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_',
    ),
    "gb": (
        "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
        '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?',
    ),
    "se": (
        "§1234567890+ qwertyuiopå 'asdfghjklöäzxcvbnm,.-",
        '½!"#¤%&/()=? QWERTYUIOPÅ *ASDFGHJKLÖÄZXCVBNM;:_',
    ),
    "dk": (
        "½1234567890+ qwertyuiopå 'asdfghjklæøzxcvbnm,.-",
        '§!"#¤%&/()=? QWERTYUIOPÅ *ASDFGHJKLÆØZXCVBNM;:_',
    ),
    "no": (
        "|1234567890+\\qwertyuiopå 'asdfghjkløæzxcvbnm,.-",
        '§!"#¤%&/()=?`QWERTYUIOPÅ *ASDFGHJKLØÆZXCVBNM;:_',
    ),
}


def _to_us(plain: str, shifted: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for got, meant in zip(plain + shifted, _US + _US_SHIFT, strict=True):
        if got != " ":
            table.setdefault(ord(got), meant)
    return table


_TO_US = {name: _to_us(*rows) for name, rows in _LAYOUTS.items()}


def repairs(text: str) -> Iterator[str]:
    """Yield the different texts a US-set scanner may have meant, with and without Caps Lock."""
    seen = {text}
    for table in ({}, *_TO_US.values()):
        meant = text.translate(table)
        for candidate in (meant, meant.swapcase()):
            if candidate not in seen:
                seen.add(candidate)
                yield candidate
