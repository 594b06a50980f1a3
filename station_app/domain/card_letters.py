"""Bytes as letters that a scanner can type on a keyboard of any country.

A scanner types the text of a code, perhaps on a keyboard of another country. So cards have letters
only, and of these only the ones that stand at the same place on English, German and French
keyboards.
"""

from zlib import crc32

LONGEST = 4000  # letters: what a QR code holds
_LETTERS = "BCDEFGHIJKLNOPRS"
_VALUE_OF = {letter: value for value, letter in enumerate(_LETTERS)}
_CHECK_BYTES = 4


def letters_of(mark: str, content: bytes) -> str:
    """Return the text of a card that begins with its mark.

    Raises `ValueError` if it is too long for a code.
    """
    whole = crc32(content).to_bytes(_CHECK_BYTES) + content
    text = mark + "".join(_LETTERS[byte >> 4] + _LETTERS[byte & 15] for byte in whole)
    if len(text) > LONGEST:
        raise ValueError("too long for a code")
    return text


def content_of(mark: str, text: str) -> bytes | None:
    """Read a card with this mark; None for anything else, or for one that did not come whole."""
    letters = text.strip().upper()
    if not letters.startswith(mark) or len(letters) > LONGEST:
        return None
    whole = _bytes_of(letters[len(mark) :])
    if whole is None or len(whole) <= _CHECK_BYTES:
        return None
    check, content = whole[:_CHECK_BYTES], whole[_CHECK_BYTES:]
    return content if crc32(content).to_bytes(_CHECK_BYTES) == check else None


def _bytes_of(letters: str) -> bytes | None:
    values = [_VALUE_OF.get(letter) for letter in letters]
    if len(values) % 2:
        return None
    halves = [value for value in values if value is not None]
    if len(halves) < len(values):
        return None
    return bytes(high << 4 | low for high, low in zip(halves[::2], halves[1::2], strict=True))
