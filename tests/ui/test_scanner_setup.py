"""What the scanner set-up says after each scan."""

from dataclasses import replace

import pytest

from station_app.domain.scan import Lane, Scan
from station_app.ui.scanner_setup.presenter import KeyboardFinding, ScannerSetup, sentence

CODE = "TEST-1749"
GOOD = KeyboardFinding(key_ms=4, gap_ms=25, min_length=4, endings=("Enter",), proved=True)


class FakeScreen:
    def __init__(self) -> None:
        self.steps: list[tuple[int, str, str]] = []

    def show_step(self, step: int, title: str, text: str) -> None:
        self.steps.append((step, title, text))


class Visit:
    """A set-up whose bursts are the findings themselves."""

    def __init__(self) -> None:
        self.screen = FakeScreen()
        self.kept: list[KeyboardFinding] = []
        self.setup = ScannerSetup(
            self.screen,
            CODE,
            lambda burst: burst if isinstance(burst, KeyboardFinding) else None,
            self.kept.append,
        )
        self.setup.start()

    @property
    def last(self) -> tuple[int, str, str]:
        return self.screen.steps[-1]


def test_a_first_scan_teaches_and_a_second_proves() -> None:
    visit = Visit()
    visit.setup.observed(GOOD)
    assert visit.last[:2] == (2, "Learnt")
    visit.setup.observed(GOOD)
    assert visit.last[:2] == (3, "It works")
    assert visit.kept == [GOOD, GOOD]


def test_a_second_scan_that_does_not_prove_is_asked_for_again() -> None:
    visit = Visit()
    visit.setup.observed(GOOD)
    visit.setup.observed(replace(GOOD, proved=False))
    assert visit.last[:2] == (2, "Not the same twice")


def test_another_code_teaches_nothing() -> None:
    visit = Visit()
    visit.setup.observed(())
    visit.setup.scanned(Scan("other", Lane.CAMERA))
    assert visit.last[1] == "That was another code"
    assert visit.kept == []


@pytest.mark.parametrize("lane", [Lane.CAMERA, Lane.SERIAL])
def test_lanes_that_need_no_learning_are_proved_at_once(lane: Lane) -> None:
    visit = Visit()
    visit.setup.scanned(Scan(CODE, lane))
    assert visit.last[:2] == (3, "It works")


def test_a_scanner_as_slow_as_typing_is_told_the_cure() -> None:
    visit = Visit()
    visit.setup.observed(replace(GOOD, too_slow=True, key_ms=80))
    assert visit.last[1] == "Too slow"
    assert "handbook" in visit.last[2]


def test_the_sentence_names_what_differs() -> None:
    odd = replace(GOOD, endings=(), prefix="<", suffix=">", layout_fits=False, layouts=("de", "ch"))
    told = sentence(odd)
    assert "silence" in told
    assert "“<”" in told
    assert "de, ch" in told
    assert "Caps Lock" in sentence(replace(GOOD, capitals_swapped=True))
