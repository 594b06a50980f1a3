"""The words of the list in memory: which contain some letters, which are nearly a typed word."""

import apsw
import numpy as np
import numpy.typing as npt

from station_app.store.sql import rows

_Codes = npt.NDArray[np.uint8]
_HEADS = (4, 6, 8, 10, 13)  # letters of a word's beginning whose set is kept
_LONGEST = 24  # letters of a word that are compared


class Vocabulary:
    """Words in the order they came, read on where the file has new ones. One thread.

    Nearness is a question to every word. What answers it in a millisecond for some hundred
    thousand is a set of letters per word in one number: a word with k slips lacks at most k letters
    of the other. Only the few that pass are compared letter by letter, all at once.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        self._db = connection
        self._last = 0
        self._text = "\n"
        self._codes: _Codes = np.zeros(1, np.uint8)
        self._starts = np.zeros(0, np.int32)
        self._lengths = np.zeros(0, np.uint8)
        self._letters = np.zeros(0, np.uint32)
        self._heads = {size: np.zeros(0, np.uint32) for size in _HEADS}

    def read_on(self) -> None:
        """Take in the words written since."""
        sql = "SELECT id, words FROM vocabulary WHERE id > ? ORDER BY id"
        if portions := rows(self._db, sql, (self._last,)):
            self._last = portions[-1][0]
            self._add("\n".join(words for _, words in portions) + "\n")

    def _add(self, text: str) -> None:
        codes = _codes(text)
        ends = np.flatnonzero(codes == ord("\n")).astype(np.int32)
        starts = np.concatenate(([0], ends[:-1] + 1)).astype(np.int32)
        # A word's first character tells where it is from and is not compared.
        starts += codes[starts] == ord("~")
        lengths = ends - starts
        bits = np.left_shift(np.uint32(1), (codes & 31).astype(np.uint32))
        bits[ends] = 0

        def letters(size: int) -> npt.NDArray[np.uint32]:
            stops = starts + np.minimum(lengths, size)
            places = np.column_stack((starts, stops)).ravel()
            return np.bitwise_or.reduceat(bits, places)[::2]

        self._starts = np.concatenate((self._starts, starts + len(self._text)), dtype=np.int32)
        capped = np.minimum(lengths, 255).astype(np.uint8)
        self._lengths = np.concatenate((self._lengths, capped))
        self._letters = np.concatenate((self._letters, letters(255)))
        for size in _HEADS:
            self._heads[size] = np.concatenate((self._heads[size], letters(size)))
        self._codes = np.concatenate((self._codes, codes))
        self._text += text

    def containing(self, part: str, most: int) -> list[str]:
        """Return words, mark included, that have `part` inside, not at their beginning."""
        found: dict[str, None] = {}
        text, at = self._text, 0
        while len(found) < most and (at := text.find(part, at)) >= 0:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            if at > start + (text[start] == "~"):
                found[text[start:end]] = None
            at = end
        return list(found)

    def near(self, word: str, slips: int, *, begun: bool, most: int) -> dict[str, int]:
        """Return words, mark included, at most `slips` from `word`, the nearest first.

        A slip is a letter missing, too many, another, or swapped with its neighbour. With `begun`,
        words that go on after what is near count too.
        """
        if not self._starts.size or not 2 <= len(word) <= _LONGEST:
            return {}
        wanted = _codes(word)
        size = len(wanted)
        mask = np.bitwise_or.reduce(np.left_shift(np.uint32(1), (wanted & 31).astype(np.uint32)))
        long_enough = self._lengths >= size - slips
        if begun:
            wide = next((s for s in _HEADS if s >= size + slips), None)
            narrow = next((s for s in reversed(_HEADS) if s <= size - slips), None)
            has = self._letters if wide is None else self._heads[wide]
            passed = long_enough & (np.bitwise_count(mask & ~has) <= slips)
            if narrow is not None:
                passed &= np.bitwise_count(self._heads[narrow] & ~mask) <= slips
        else:
            passed = long_enough & (self._lengths <= size + slips)
            passed &= np.bitwise_count(mask & ~self._letters) <= slips
            passed &= np.bitwise_count(self._letters & ~mask) <= slips
        places = np.flatnonzero(passed)
        if not places.size:
            return {}
        distances = self._distances(wanted, places, slips, begun=begun)
        fits = np.flatnonzero(distances <= slips)
        same = self._codes[self._starts[places[fits]]] == wanted[0]
        order = np.lexsort((places[fits], ~same, distances[fits]))[:most]
        return {
            self._word(int(places[k])): int(distances[k]) for k in fits[order].tolist()
        }  # fmt: skip

    def _word(self, place: int) -> str:
        start = int(self._starts[place])
        marked = self._text[start - 1] == "~"
        return self._text[start - marked : start + int(self._text.find("\n", start) - start)]

    def _distances(
        self, wanted: _Codes, places: npt.NDArray[np.intp], slips: int, *, begun: bool
    ) -> npt.NDArray[np.uint8]:
        """Return optimal string alignment distances, of the best beginning where `begun`."""
        size = len(wanted)
        width = size + slips
        starts, lengths = self._starts[places], self._lengths[places]
        at = starts[None, :] + np.arange(width, dtype=np.int32)[:, None]
        letters = self._codes[np.minimum(at, len(self._codes) - 1)]
        letters[np.arange(width)[:, None] >= lengths[None, :]] = 0
        far = np.uint8(99)
        none = np.full(len(places), far, np.uint8)
        before: dict[int, _Codes] = {}
        row: dict[int, _Codes] = {
            j: np.full(len(places), j, np.uint8) for j in range(slips + 1)
        }  # fmt: skip
        for i in range(1, size + 1):
            new: dict[int, _Codes] = {}
            if i <= slips:
                new[0] = np.full(len(places), i, np.uint8)
            for j in range(max(1, i - slips), min(width, i + slips) + 1):
                cell = row.get(j - 1, none) + (letters[j - 1] != wanted[i - 1])
                np.minimum(cell, row.get(j, none) + np.uint8(1), out=cell)
                np.minimum(cell, new.get(j - 1, none) + np.uint8(1), out=cell)
                if i > 1 and j > 1 and j - 2 in before:
                    swapped = (letters[j - 2] == wanted[i - 1]) & (letters[j - 1] == wanted[i - 2])
                    cell = np.where(swapped, np.minimum(cell, before[j - 2] + np.uint8(1)), cell)
                new[j] = cell
            before, row = row, new
        best = none
        for j, cell in row.items():
            ends = (lengths >= j) if begun else (lengths == j)
            best = np.where(ends, np.minimum(best, cell), best)
        return best


def _codes(text: str) -> _Codes:
    """Return one byte a letter: itself where it is ASCII, else one of the upper half."""
    if text.isascii():
        return np.frombuffer(text.encode(), np.uint8)
    points = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    return np.where(points < 128, points, 128 + points % 127).astype(np.uint8)
