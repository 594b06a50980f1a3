"""Who is found, and who comes first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import itemgetter
from typing import NamedTuple

from station_app.domain.found_by import SOUND
from station_app.domain.guest import Guest
from station_app.domain.spelling import together


@dataclass(frozen=True, slots=True)
class Hit:
    """One found guest. `host` is set for a companion without a name."""

    guest: Guest
    host: Guest | None = None
    near: bool = False  # spelt nearly so: found by correcting a word


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Ranked hits of one query. `words` are the canonical words that matched, for marking."""

    hits: tuple[Hit, ...] = ()
    total: int = 0  # of all that match; `hits` may hold fewer
    words: tuple[str, ...] = ()
    capped: bool = False  # there are more than `total` says


class How(IntEnum):
    """How a guest was found: the best way that finds them."""

    BEGUN = 0  # every word is a word of theirs or begins one
    WITHIN = 1  # a word stands inside one of theirs, or is two of theirs without the space
    NEAR = 2  # a word is theirs but for a slip of the finger


class Slot(NamedTuple):
    """One word of a query: beginnings of the name words that fit, and further ones at a cost."""

    begins: tuple[str, ...]
    terms: Mapping[str, int]


Reading = Sequence[Slot]
"""One way to read a query: as typed, or with two words written together."""


class Candidate(NamedTuple):
    """The little that ranking asks of a guest. Names are canonical, the host's for the unnamed."""

    row: int
    guest_id: str
    name: str  # words of the last name, U+001F, words of the first
    further: str = ""  # words
    out: bool = False  # deregistered or removed
    companion: bool = False
    how: How = How.BEGUN
    code_fits: bool = False

    @property
    def words(self) -> list[str]:
        """All words the name is found by."""
        return self.name.split() + self.further.split()


def rank(candidates: Iterable[Candidate], readings: Sequence[Reading]) -> list[Candidate]:
    """Return the candidates in the order a person expects, the same for the same input.

    1. Whoever has the typed text as access code, whatever the case.
    2. How the words fit: as words or their beginnings; then inside a word; then nearly.
    3. Guests who may be expected before those deregistered or removed.
    4. Found by the name alone before found with the help of another field.
    5. Among near spellings, fewer slips first.
    6. The very name typed, in either order, nothing more and nothing less.
    7. As a dictionary orders the words of theirs that match, in the order typed. So the exact
       word stands before those it only begins, and one more letter typed takes rows away but
       does not shuffle those that stay. Words that only sound like it come after these.
    8. Hosts before companions.
    9. The alphabet (last name, first name), then the id.
    """
    fits: dict[tuple[str, str], _Fit] = {}
    ranked = []
    for candidate in candidates:
        _, guest_id, name, further, out, companion, how, code_fits = candidate
        fit = fits.get((name, further))  # of many hits, many have the same name
        if fit is None:
            own = name.split()
            words = sorted(own) + sorted(further.split())
            fit = fits[name, further] = min([_fit(own, words, reading) for reading in readings])
        number, matched = fit
        number += ((not code_fits) * 8 + how * 2 + out) * _WORST
        ranked.append(((number, matched, companion, name, guest_id), candidate))
    ranked.sort(key=itemgetter(0))
    return [candidate for _, candidate in ranked]


_Fit = tuple[int, str]  # elsewhere, slips, in part as one number; matched: the less the better
_AFTER_LETTERS = "\U0010ffff"
_MOST_SLIPS = 99
_WORST = 4 * (_MOST_SLIPS + 1)  # more than any number of a fit


def _fit(own: Sequence[str], words: Sequence[str], reading: Reading) -> _Fit:
    """Return how well a name fits, of `words` in their order. Hundreds of times a keystroke."""
    elsewhere, cost, matched = False, 0, []
    for begins, terms in reading:
        best = ""
        for word in words:
            if word.startswith(begins):
                best = word
                break
        else:
            if terms:
                least, best = min([(terms[w], w) for w in words if w in terms], default=(0, ""))
                cost += least
            if not best:
                elsewhere = True
        matched.append(best)
    in_part = elsewhere or not _is_whole(own, matched, reading)
    number = (elsewhere * (_MOST_SLIPS + 1) + min(cost, _MOST_SLIPS)) * 2 + in_part
    return number, "\0".join(matched).replace(SOUND, _AFTER_LETTERS)


def _is_whole(own: Sequence[str], matched: Sequence[str], reading: Reading) -> bool:
    """Return whether the matched words are the name: all of it, and each as typed."""
    for (begins, terms), word in zip(reading, matched, strict=True):
        if word not in begins and word not in terms:
            return False
    if len(matched) == len(own):
        return sorted(matched) == sorted(own)
    return len(matched) == 1 and matched[0] == together(own)
