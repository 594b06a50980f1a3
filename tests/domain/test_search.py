"""Canonical words, marks and ranking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.guest import GuestId
from station_app.domain.search import Hit, _words, canonical_words, marks, rank
from tests.support.builders import a_guest


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
    ],
)
def test_spellings_of_one_name_are_one_word(spellings: tuple[str, ...]) -> None:
    assert len({tuple(canonical_words(spelling)) for spelling in spellings}) == 1


def test_ideographs_are_words_of_their_own() -> None:
    assert canonical_words("王小明 Wang") == ["王", "小", "明", "wang"]


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=60))
def test_the_quick_way_for_ascii_agrees_with_the_thorough_one(text: str) -> None:
    assert canonical_words(text) == [word.canonical for word in _words(text)]


@given(st.text(alphabet="aeouÄÖÜßmlrtée", min_size=1, max_size=12), st.data())
def test_every_typed_beginning_stays_a_beginning(name: str, data: st.DataObject) -> None:
    typed = name[: data.draw(st.integers(1, len(name)))]
    whole, begun = canonical_words(name), canonical_words(typed)
    assert not begun or whole[0].startswith(begun[0])


@given(st.text(max_size=80), st.lists(st.text(max_size=10), max_size=4))
def test_marks_lie_in_the_text_and_do_not_overlap(text: str, wanted: list[str]) -> None:
    spans = marks(text, [word for query in wanted for word in canonical_words(query)])
    edge = 0
    for start, end in spans:
        assert edge <= start < end <= len(text)
        edge = end


def test_matched_letters_are_marked_as_written() -> None:
    text = "Karl-Heinz Mueller"
    assert [text[a:b] for a, b in marks(text, ["mul", "hei"])] == ["Hei", "Muel"]


def names_of(hits: list[Hit]) -> list[str]:
    return [hit.guest.name for hit in hits]


def test_exact_code_then_expected_then_fit_then_alphabet() -> None:
    hits = [
        Hit(a_guest(first="Bea", last="Anna")),
        Hit(a_guest(first="Anna", last="Zeh")),
        Hit(a_guest(first="Annabel", last="Alt")),
        Hit(a_guest(first="Anna", last="Weg", registrationState="deregistered")),
        Hit(a_guest(first="Code", last="Bearer", accessCode="ANNA")),
    ]
    expected = ["Code Bearer", "Bea Anna", "Anna Zeh", "Annabel Alt", "Anna Weg"]
    assert names_of(rank(hits, ["anna"], "anna")) == expected
    assert names_of(rank(reversed(hits), ["anna"], "anna")) == expected


def test_hosts_stand_before_companions_on_ties() -> None:
    host, companion = a_guest(id="z"), a_guest(id="a", parentId="z")
    assert [hit.guest.id for hit in rank([Hit(companion), Hit(host)], ["ada"], "ada")] == [
        GuestId("z"),
        GuestId("a"),
    ]
