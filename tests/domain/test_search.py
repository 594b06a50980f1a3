"""Canonical words, marks and ranking."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.found_by import FoundBy, found_by
from station_app.domain.guest import FieldValue, Guest, GuestId
from station_app.domain.search import Candidate, How, Slot, rank
from station_app.domain.spelling import _words, canonical_words, marks, sound, splits, together
from tests.support.spelling import canonical

SCRIPTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("aeouAEOUäöüßøåæœłđðþıİçñéÆØ'’`´- .@\u0301\u0308\x00\x1f"),
        st.characters(min_codepoint=0x370, max_codepoint=0x52F),
        st.characters(min_codepoint=0x590, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xE00, max_codepoint=0xE7F),
        st.characters(min_codepoint=0x3040, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7AF),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Müller", "Mueller", "muller", "MÜLLER", "Mu\u0308ller"),
        ("Straße", "Strasse", "STRASSE"),
        ("Ørsted", "Orsted", "Oersted"),
        ("Łukasz", "lukasz"),
        ("O'Brien", "O’Brien", "OBrien"),
        ("Çelik", "celik"),
        ("Þórsdóttir", "Thorsdottir"),
        ("Æbelø", "Aebelo"),
        ("Århus", "Aarhus", "Arhus"),
        ("Yıldırım", "Yildirim", "YILDIRIM"),
        ("Đorđe", "Dorde"),
        ("Γιώργος", "ΓΙΩΡΓΟΣ", "giorgos"),
        ("Сергей", "sergei", "СЕРГЕЙ"),
        ("Ольга", "Olga"),
    ],
)
def test_spellings_of_one_name_are_one_word(spellings: tuple[str, ...]) -> None:
    assert len({tuple(canonical_words(spelling)) for spelling in spellings}) == 1


def test_ideographs_are_words_of_their_own() -> None:
    assert canonical_words("王小明 Wang") == ["王", "小", "明", "wang"]


@given(SCRIPTS)
def test_the_quick_way_agrees_with_the_thorough_one(text: str) -> None:
    assert canonical_words(text) == [word.canonical for word in _words(text)]


@given(st.text(alphabet="aeouÄÖÜßmlrtéåγщё", min_size=1, max_size=12), st.data())
def test_every_typed_beginning_stays_a_beginning(name: str, data: st.DataObject) -> None:
    typed = name[: data.draw(st.integers(1, len(name)))]
    whole, begun = canonical_words(name), canonical_words(typed)
    assert not begun or whole[0].startswith(begun[0])


@pytest.mark.parametrize(
    "ways",
    [
        ("sergei", "sergej", "sergey"),
        ("giorgos", "yiorgos", "yorgos"),
        ("dostojewski", "dostoyevsky", "dostoevskij"),
        ("yulia", "julia", "yuliya", "julija"),
        ("christos", "hristos"),
        ("shcherbakov", "scherbakow"),
        ("ivanov", "iwanow", "ivanoff"),
        ("giannis", "yiannis", "yannis"),
    ],
)
def test_ways_to_write_a_foreign_name_sound_the_same(ways: tuple[str, ...]) -> None:
    assert len({sound(way) for way in ways}) == 1


def of_fields(code: str = "", **fields: FieldValue) -> FoundBy:
    return found_by([Guest(GuestId("g"), access_code=code, fields=fields)])[0]


def of_name(last: str, first: str) -> FoundBy:
    return of_fields(lastName=last, firstName=first)


@pytest.mark.parametrize(
    "typed",
    [
        "sergej", "sergey", "serhii", "yorgos", "papadopoulos", "alyona",
        "gorbachev", "gorbatschow", "gorbatschowa", "chruschtschow", "khrushchev",
    ],
)  # fmt: skip
def test_names_of_other_alphabets_have_the_sounds_they_are_typed_by(typed: str) -> None:
    name = of_name("Παπαδόπουλος Горбачёв Горбачева Хрущёв", "Сергей Сергій Γιώργος Алёна")
    assert f"^{sound(typed)}" in name.further


def test_words_of_a_name_are_written_together_too() -> None:
    assert of_name("van den Berg", "Anna Maria").further == (
        "vandenberg", "denberg", "annamaria",
    )  # fmt: skip
    assert of_name("Rossi", "Maria-Anna").further == ("marianna",)
    assert of_name("Đorđević", "Ana").further == ("djordjevic",)


def test_only_what_many_may_share_is_shared() -> None:
    shared = of_fields(company="Engine Works", phone="+43 6601234567", menu=("vegan", "Wien"))
    assert shared.shared.split() == ["engine", "works", "43", "vegan", "wien"]
    assert shared.own == ["6601234567"]
    own = of_fields("K7-QM2", email="ada.l99@engine.example")
    assert own[:3] == ("", "", ())
    assert (own.shared.split(), own.own) == (["engine", "example"], ["k7", "qm2", "ada", "l99"])


def test_only_so_much_of_a_text_is_indexed() -> None:
    found = of_fields(lastName="a " * 9000, notes="b " * 9000, menu=("c " * 9000,))
    assert len(found.last.split()) == 2000
    assert found.shared.split().count("b") == found.shared.split().count("c") == 2000


@given(SCRIPTS, SCRIPTS)
def test_any_name_can_be_spelt(one: str, other: str) -> None:
    name = of_name(other, one)
    assert name.first.split() == canonical_words(one)
    assert name.last.split() == canonical_words(other)


texts = SCRIPTS | st.lists(SCRIPTS, max_size=3).map(tuple)


@given(
    st.lists(
        st.builds(
            lambda code, fields: Guest(GuestId("g"), access_code=code, fields=fields),
            SCRIPTS,
            st.dictionaries(
                st.sampled_from(("firstName", "lastName", "email", "company", "notes")), texts
            ),
        ),
        max_size=5,
    )
)
def test_guests_are_spelt_together_as_each_alone(guests: list[Guest]) -> None:
    assert found_by(guests) == [found_by([guest])[0] for guest in guests]


@given(st.lists(st.text(alphabet="aeoubn", min_size=2, max_size=6), min_size=2, max_size=2))
def test_words_written_together_can_be_split_again(pair: list[str]) -> None:
    head, tail = (canonical(word) for word in pair)
    joined = together((head, tail))
    dropped = len(head) + len(tail) - len(joined)
    if min(len(head), len(tail)) >= 3 and dropped < 2:  # of 'aea' too little is left
        assert (head, tail) in set(splits(joined))


@given(SCRIPTS, st.lists(SCRIPTS, max_size=4))
def test_marks_lie_in_the_text_and_do_not_overlap(text: str, wanted: list[str]) -> None:
    spans = marks(text, [word for query in wanted for word in canonical_words(query)])
    edge = 0
    for start, end in spans:
        assert edge <= start < end <= len(text)
        edge = end


@pytest.mark.parametrize(
    ("text", "wanted", "marked"),
    [
        ("Karl-Heinz Mueller", ["mul", "hei"], ["Hei", "Muel"]),
        ("Anna Schönberger", ["berger"], ["berger"]),
        ("Anna Berger-Schönberger", ["berger"], ["Berger"]),
        ("Hans-Peter Schmidt", ["hanspet"], ["Hans-Pet"]),
        ("Hanspeter Schmidt", ["hans", "peter"], ["Hanspeter"]),
        ("Jan van den Berg", ["vandenb"], ["van den B"]),
        ("Maria Anna Rossi", ["marianna"], ["Maria Anna"]),
        ("Сергей Иванов", ["sergey", "iwa"], ["Сергей", "Иванов"]),
        ("Weiß", ["weis"], ["Weiß"]),
        ("สมชาย ใจดี", ["จด"], ["จดี"]),
    ],
)
def test_matched_letters_are_marked_as_written(
    text: str, wanted: list[str], marked: list[str]
) -> None:
    assert [text[start:end] for start, end in marks(text, wanted)] == marked


# --- ranking ------------------------------------------------------------------------------------


def one(name: str, **facts: object) -> Candidate:
    """Return a candidate by 'First Last'."""
    first, last = name.rsplit(" ", 1)
    known = {"row": 0, "guest_id": name, "name": f"{canonical(last)}\x1f{canonical(first)}"}
    return Candidate(**{**known, **facts})  # type: ignore[arg-type]


def ordered(candidates: list[Candidate], query: str) -> list[str]:
    reading = [Slot((word,), {}) for word in canonical_words(query)]
    ranked = rank(candidates, [reading])
    assert rank(reversed(candidates), [reading]) == ranked
    return [candidate.guest_id for candidate in ranked]


def test_the_best_way_of_being_found_comes_first() -> None:
    candidates = [
        one("Nadia Near", how=How.NEAR),
        one("Anna Gone", out=True),
        one("Ada Within", how=How.WITHIN),
        one("Else Where"),
        one("Annabel Begun"),
        one("Anna Zoo"),
        one("Code Bearer", code_fits=True),
    ]
    assert ordered(candidates, "anna") == [
        "Code Bearer", "Anna Zoo", "Annabel Begun", "Else Where", "Anna Gone", "Ada Within",
        "Nadia Near",
    ]  # fmt: skip


def test_exact_words_stand_before_those_they_begin() -> None:
    candidates = [one("Anna Bergmann"), one("Ida Berger"), one("Zoe Berg"), one("Berg Zander")]
    assert ordered(candidates, "berg") == [
        "Zoe Berg", "Berg Zander", "Ida Berger", "Anna Bergmann",
    ]  # fmt: skip


def test_letters_stand_before_what_only_sounds_like_them() -> None:
    heard = Candidate(1, "a", "альтман\x1fанна", f"^{sound('altman')} ^ana")
    written = Candidate(2, "b", "altmann\x1fzoe")
    slot = Slot(("al", f"^{sound('al')}"), {})
    assert [one.guest_id for one in rank([heard, written], [[slot]])] == ["b", "a"]


def test_the_very_name_stands_before_longer_ones() -> None:
    candidates = [one("Anna Abel-Berg"), one("Anna Maria Berg"), one("Anna Berg")]
    for query in ("anna berg", "berg anna"):
        assert ordered(candidates, query)[0] == "Anna Berg"


def test_near_spellings_go_by_slips() -> None:
    reading = [Slot(("anna",), {"hanna": 1}), Slot(("muler",), {"muller": 1, "miller": 2})]
    candidates = [
        one(name, how=How.NEAR) for name in ("Anna Miller", "Hanna Muller", "Anna Muller")
    ]
    ranked = rank(candidates, [reading])
    assert ranked[0].guest_id == "Anna Muller"


def test_hosts_stand_before_companions_then_the_alphabet_then_the_id() -> None:
    candidates = [
        one("Ada Moser", guest_id="4", companion=True),
        one("Bea Moser", guest_id="3"),
        one("Ada Moser", guest_id="2"),
        one("Ada Moser", guest_id="1"),
    ]
    assert ordered(candidates, "moser") == ["1", "2", "3", "4"]


@given(st.integers(0, 10_000))
def test_one_more_letter_does_not_shuffle_those_that_stay(seed: int) -> None:
    dice = random.Random(seed)
    firsts = ["Anna", "Annabel", "Anneliese", "Bernd", "Berta", "Max", "Maximilian", "Marta"]
    lasts = ["Berg", "Berger", "Bergmann", "Maier", "Marx", "Anders", "Müller", "Mühl"]
    names = {f"{dice.choice(firsts)} {dice.choice(lasts)}" for _ in range(12)}
    candidates = [one(name, out=dice.random() < 0.2) for name in sorted(names)]
    whole = " ".join(reversed(dice.choice(sorted(names)).split()))

    def shown(query: str) -> list[str]:
        words = canonical_words(query)
        fitting = [
            c for c in candidates if all(any(n.startswith(w) for n in c.words) for w in words)
        ]
        # Who has two words with the same beginning may move when it is told which is meant.
        single = [
            c for c in fitting if all(sum(n.startswith(w) for n in c.words) == 1 for w in words)
        ]
        return ordered(single, query)

    before: list[str] = []
    for size in range(1, len(whole)):
        now = shown(whole[:size])
        stayed = [name for name in before if name in now]
        assert [name for name in now if name in stayed] == stayed
        before = now
