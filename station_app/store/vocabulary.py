"""The words of the list in memory: which contain some letters, which are nearly a typed word."""

import apsw
import numpy as np
import numpy.typing as npt

from station_app.store.sql import rows

_Codes = npt.NDArray[np.uint8]
_HEADS = (4, 6, 8, 10, 13)  # letters of a word's beginning whose set is kept
_LONGEST = 24  # letters of a word that are compared
_FAR = 99


class Vocabulary:
    """Words in the order they came, read on where the file has new ones. One thread.

    Nearness is a question to every word. What answers it in a millisecond for some hundred
    thousand is a set of letters per word in one number: a word with k slips lacks at most k letters
    of the other. Only the few that pass are compared by their letters, all at once.
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
        up to `most` words that go on after what is near come first; where both are near, the
        number is of the whole word.
        """
        if not self._starts.size or not 2 <= len(word) <= _LONGEST:
            return {}
        wanted = _codes(word)
        places = np.flatnonzero(self._passing(wanted, slips, begun=begun))
        if not places.size:
            return {}
        whole, begin = self._distances(wanted, places, slips)
        near: dict[str, int] = {}
        for distances in (begin, whole) if begun else (whole,):
            fits = np.flatnonzero(distances <= slips)
            same = self._codes[self._starts[places[fits]]] == wanted[0]
            order = np.lexsort((places[fits], ~same, distances[fits]))[:most]
            near |= {self._word(int(places[k])): int(distances[k]) for k in fits[order].tolist()}
        return near

    def _passing(self, wanted: _Codes, slips: int, *, begun: bool) -> npt.NDArray[np.bool_]:
        """Return which words may be near, judged by lengths and letters."""
        size = len(wanted)
        mask = np.bitwise_or.reduce(np.left_shift(np.uint32(1), (wanted & 31).astype(np.uint32)))
        passed: npt.NDArray[np.bool_] = self._lengths >= size - slips
        if begun:
            wide = next((s for s in _HEADS if s >= size + slips), None)
            narrow = next((s for s in reversed(_HEADS) if s <= size - slips), None)
            has = self._letters if wide is None else self._heads[wide]
            passed &= np.bitwise_count(mask & ~has) <= slips
            if narrow is not None:
                passed &= np.bitwise_count(self._heads[narrow] & ~mask) <= slips
        else:
            passed &= self._lengths <= size + slips
            passed &= np.bitwise_count(mask & ~self._letters) <= slips
            passed &= np.bitwise_count(self._letters & ~mask) <= slips
        return passed

    def _word(self, place: int) -> str:
        start = int(self._starts[place])
        marked = self._text[start - 1] == "~"
        return self._text[start - marked : start + int(self._text.find("\n", start) - start)]

    def _distances(
        self, wanted: _Codes, places: npt.NDArray[np.intp], slips: int
    ) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8]]:
        """Return optimal string alignment distances: of the words, and of their best beginnings.

        Hyyrö's bit-parallel recurrence (2003): one number a word holds a whole column of the
        table, bit for letter of `wanted`, so the steps are as many as letters, not as cells.
        """
        one, top = np.uint32(1), np.uint32(len(wanted) - 1)
        width = len(wanted) + slips
        starts, lengths = self._starts[places], self._lengths[places]
        at = starts[None, :] + np.arange(width, dtype=np.int32)[:, None]
        letters = self._codes[np.minimum(at, len(self._codes) - 1)]
        stands = np.zeros(256, np.uint32)  # where in `wanted` a letter stands
        np.bitwise_or.at(stands, wanted, one << np.arange(len(wanted), dtype=np.uint32))
        ups = np.full(len(places), 0xFFFFFFFF, np.uint32)  # steps of one down the column
        downs = zeros = before = np.zeros(len(places), np.uint32)
        score = np.full(len(places), len(wanted), np.int8)
        whole, begin = np.full((2, len(places)), _FAR, np.int8)
        for length, equal in enumerate(stands[letters], 1):
            swapped = ((~zeros & equal) << one) & before
            zeros = (((equal & ups) + ups) ^ ups) | equal | downs | swapped
            right_up = downs | ~(zeros | ups)
            right_down = zeros & ups
            score = score + ((right_up >> top) & one).astype(np.int8)
            score -= ((right_down >> top) & one).astype(np.int8)
            right_up = (right_up << one) | one
            ups = (right_down << one) | ~(zeros | right_up)
            downs = zeros & right_up
            before = equal
            np.copyto(whole, score, where=lengths == length)
            np.minimum(begin, score, out=begin, where=lengths >= length)
        return whole, begin


def _codes(text: str) -> _Codes:
    """Return one byte a letter: itself where it is ASCII, else one of the upper half."""
    if text.isascii():
        return np.frombuffer(text.encode(), np.uint8)
    points = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    return np.where(points < 128, points, 128 + points % 127).astype(np.uint8)
