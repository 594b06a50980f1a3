"""What a scanner adds is cut off, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from station_app.scanners.affixes import Affix, inner

texts = st.text("ab~#", max_size=8)
affixes = st.lists(st.tuples(st.text("ab~#", max_size=2), st.text("ab~#", max_size=2)), max_size=4)


def cut(text: str, *affixes: Affix) -> str:
    begin, end = inner(text, affixes)
    return text[begin:end]


def test_each_side_is_cut_where_it_is_present() -> None:
    assert cut("~ABC#", ("~", "#")) == "ABC"
    assert cut("~ABC", ("~", "#")) == "ABC"
    assert cut("ABC#", ("~", "#")) == "ABC"
    assert cut("ABC", ("~", "#")) == "ABC"


def test_of_several_scanners_the_one_that_explains_most_counts() -> None:
    assert cut("]X1ABC", ("]", ""), ("]X1", ""), ("", "C#")) == "ABC"


def test_affixes_alone_are_no_code() -> None:
    assert cut("~#", ("~", "#")) == "~#"
    assert cut("~", ("~", "")) == "~"


@given(texts, affixes)
def test_what_is_left_is_the_middle_of_the_text(text: str, affixes: list[Affix]) -> None:
    begin, end = inner(text, affixes)
    assert 0 <= begin <= end <= len(text)
    assert bool(text[begin:end]) == bool(text)
    assert (text[:begin], text[end:]) in [
        (before, after) for p, s in [("", ""), *affixes] for before in ("", p) for after in ("", s)
    ]


@given(texts.filter(bool), affixes)
def test_a_code_with_all_of_an_affix_loses_at_least_that_much(
    code: str, affixes: list[Affix]
) -> None:
    for prefix, suffix in affixes:
        assert len(cut(prefix + code + suffix, *affixes)) <= len(code)
