"""A code held up speaks once; another one speaks at once."""

from hypothesis import given
from hypothesis import strategies as st

from station_app.scanners.repeat import Heard, RepeatFilter


class Clock:
    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_a_code_held_up_speaks_once_and_reminds_once_a_second() -> None:
    clock = Clock()
    repeats = RepeatFilter(clock_s=clock)
    heard = []
    for _ in range(300):  # ten seconds at 30 frames a second
        heard.append(repeats.hear("A"))
        clock.now_s += 1 / 30
    assert heard[0] is Heard.NEW
    assert heard.count(Heard.NEW) == 1
    assert 8 <= heard.count(Heard.AGAIN) <= 10


def test_the_same_code_speaks_again_after_three_seconds_away() -> None:
    clock = Clock()
    repeats = RepeatFilter(clock_s=clock)
    repeats.hear("A")
    clock.now_s += 2.9
    assert repeats.hear("A") is not Heard.NEW
    clock.now_s += 3.0
    assert repeats.hear("A") is Heard.NEW


def test_another_code_speaks_at_once_and_the_first_one_after_it() -> None:
    clock = Clock()
    repeats = RepeatFilter(clock_s=clock)
    heard = []
    for text in "ABA":
        heard.append(repeats.hear(text))
        clock.now_s += 0.6
    assert heard == [Heard.NEW] * 3


def test_two_codes_in_view_do_not_take_turns() -> None:
    clock = Clock()
    repeats = RepeatFilter(clock_s=clock)
    heard = []
    for number in range(300):
        heard.append(repeats.hear("AB"[number % 2]))
        clock.now_s += 1 / 30
    assert heard.count(Heard.NEW) == 2


def test_a_code_at_the_side_stays_quiet_while_it_is_seen() -> None:
    clock = Clock()
    repeats = RepeatFilter(clock_s=clock)
    repeats.hear("A")
    for _ in range(50):
        clock.now_s += 0.1
        repeats.glimpse("A")
        repeats.glimpse("B")
    assert repeats.hear("A") is not Heard.NEW
    assert repeats.hear("B") is Heard.NEW


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.floats(0, 5)), max_size=60))
def test_no_code_speaks_twice_within_half_a_second(shown: list[tuple[str, float]]) -> None:
    clock = Clock()
    repeats = RepeatFilter(clock_s=clock)
    spoken: dict[str, float] = {}
    for text, wait_s in shown:
        clock.now_s += wait_s
        known = text in spoken
        if repeats.hear(text) is Heard.NEW:
            assert not known or clock.now_s - spoken[text] >= 0.5
            spoken[text] = clock.now_s
        else:
            assert known
