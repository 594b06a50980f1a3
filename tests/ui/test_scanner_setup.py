"""What the scanner set-up says after each scan."""

from dataclasses import replace

import pytest

from station_app.domain.scan import Lane, Scan
from station_app.ui.scanner_setup.presenter import (
    KeyboardFinding,
    ScannerSetup,
    sentence,
    serial_sentence,
)

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
        self.kept_serial: list[tuple[str, str]] = []
        self.setup = ScannerSetup(
            self.screen,
            CODE,
            lambda burst: burst if isinstance(burst, KeyboardFinding) else None,
            self.kept.append,
            lambda prefix, suffix: self.kept_serial.append((prefix, suffix)),
            lambda: "COM3",
        )
        self.setup.start()

    def serial(self, text: str) -> None:
        self.setup.scanned(Scan(text, Lane.SERIAL))

    def camera(self, text: str = CODE) -> None:
        self.setup.scanned(Scan(text, Lane.CAMERA))

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


@pytest.mark.parametrize("lane", [Lane.CAMERA, Lane.SERIAL])
def test_another_code_teaches_nothing(lane: Lane) -> None:
    visit = Visit()
    visit.setup.observed(())
    assert visit.last[:2] == (1, "That was another code")
    visit.setup.start()
    visit.setup.scanned(Scan("other", lane))
    assert visit.last[:2] == (1, "That was another code")
    assert not visit.kept
    assert not visit.kept_serial


def test_another_code_takes_nothing_back() -> None:
    visit = Visit()
    visit.serial(CODE)
    visit.setup.observed(())
    assert visit.last[:2] == (2, "That was another code")
    visit.serial(CODE)
    visit.camera("other")
    assert visit.last[:2] == (3, "That was another code")


# --- serial -----------------------------------------------------------------------------------


def test_a_serial_scanner_is_learnt_and_proved() -> None:
    visit = Visit()
    visit.serial(f"<X>{CODE};end\r\n")
    assert visit.last[:2] == (2, "Learnt")
    assert "Serial scanner on COM3, sends “<X>” before and “;end” after" in visit.last[2]
    assert "once more" in visit.last[2]
    visit.serial(f"<X>{CODE};end\r\n")
    assert visit.last[:2] == (3, "It works")
    assert "“Done”" in visit.last[2]
    assert "“Start over”" in visit.last[2]
    assert visit.kept_serial == [("<X>", ";end")]


def test_a_serial_scanner_that_changes_what_it_adds_is_asked_again() -> None:
    visit = Visit()
    visit.serial(f"1{CODE}")
    visit.serial(f"2{CODE}")
    assert visit.last[:2] == (2, "Not the same twice")
    visit.serial(f"2{CODE}")
    assert visit.last[:2] == (3, "It works")
    assert visit.kept_serial == [("1", ""), ("2", "")]


@pytest.mark.parametrize(
    ("sent", "affixes"),
    [
        (CODE, ("", "")),
        (f"\n {CODE} \t\r\n", ("", "")),
        (f"\x02{CODE}\x03", ("", "")),
        (f"]Q1{CODE}\r", ("", "")),
        (f"]C0{CODE}\r", ("", "")),
        (f"\x02]Q1{CODE}", ("", "")),
        (f"A]Q1{CODE}B", ("A", "B")),
        (f"A {CODE} B\r\n", ("A ", " B")),
        (f"\x02A{CODE}B\x03", ("\x02A", "B\x03")),
    ],
)
def test_only_what_the_look_up_would_stumble_over_is_learnt(
    sent: str, affixes: tuple[str, str]
) -> None:
    visit = Visit()
    visit.serial(sent)
    assert visit.kept_serial == [affixes]


def test_another_symbology_of_one_scanner_proves_it() -> None:
    visit = Visit()
    visit.serial(f"]Q1{CODE}\r")
    visit.serial(f"]C0{CODE}\r")
    assert visit.last[:2] == (3, "It works")


def test_a_serial_scan_counts_as_it_was_sent() -> None:
    visit = Visit()
    visit.setup.scanned(Scan(CODE, Lane.SERIAL, whole=f"<X>{CODE}"))
    assert visit.kept_serial == [("<X>", "")]


def test_signs_that_have_no_picture_are_shown_as_one() -> None:
    assert "“A␝B”" in serial_sentence("", "A\x1dB", "")


def test_start_over_forgets_a_serial_scanner() -> None:
    visit = Visit()
    visit.serial(CODE)
    visit.setup.start()
    visit.serial(CODE)
    assert visit.last[:2] == (2, "Learnt")


# --- lanes side by side -----------------------------------------------------------------------


def test_the_camera_is_proved_at_once() -> None:
    visit = Visit()
    visit.camera(f" {CODE}\n")
    assert visit.last[:2] == (3, "It works")
    assert "camera" in visit.last[2]


def test_one_lane_never_proves_another() -> None:
    visit = Visit()
    visit.setup.observed(GOOD)
    visit.serial(CODE)
    assert visit.last[:2] == (2, "Learnt")
    assert "Serial scanner" in visit.last[2]
    visit.camera()
    assert visit.last[:2] == (2, "Learnt")
    assert "once more" in visit.last[2]
    visit.setup.observed(GOOD)
    assert visit.last[:2] == (3, "It works")
    assert "Keyboard scanner" in visit.last[2]


def test_a_scanner_is_learnt_after_the_camera_was_proved() -> None:
    visit = Visit()
    visit.camera()
    visit.serial(CODE)
    assert visit.last[:2] == (2, "Learnt")


# --- words ------------------------------------------------------------------------------------


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
    assert "sends “<” before the code," in sentence(replace(odd, suffix=""))
    assert "sends “>” after the code," in sentence(replace(odd, prefix=""))
    assert "Caps Lock" in sentence(replace(GOOD, capitals_swapped=True))


def test_a_serial_scanner_is_described_without_its_port_too() -> None:
    assert serial_sentence("", "", "") == "Serial scanner, sends the code and nothing else."
    assert "on /dev/ttyACM0, sends “>” after the code." in serial_sentence("/dev/ttyACM0", "", ">")
