"""Decides what the set-up says: a first scan teaches, a second one proves."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from station_app.domain.scan import Lane, Scan
from station_app.ui import texts
from station_app.ui.i18n import translate

_LAST = 3
_AIM_AT_END = re.compile(r"\][A-Za-z][0-9A-Za-z]$")  # names the kind of code; always understood
# Blanks, STX and ETX mean nothing to the look-up: alone they need no learning.
_BLANK = "".join(map(chr, (*range(33), 127)))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyboardFinding:
    """What a burst of the test code told about a keyboard scanner."""

    key_ms: int  # usual pause between two keys
    gap_ms: int  # what the settings need, with a margin
    min_length: int
    endings: tuple[str, ...] = ()  # 'Enter', 'Tab', 'Line feed'; none: silence ends a scan
    prefix: str = ""
    suffix: str = ""
    layout_fits: bool = True
    layouts: tuple[str, ...] = ()  # that explain a misfit: 'de', 'fr'
    capitals_swapped: bool = False
    too_slow: bool = False
    proved: bool = False  # the burst is read whole with what was learnt


class SetupScreen(Protocol):
    """What the presenter asks of the view."""

    def show_step(self, step: int, title: str, text: str) -> None: ...


class ScannerSetup:
    """One visit to the set-up. Each lane is learnt and proved for itself.

    `learn` takes a raw burst and returns what it told, None if the test code is not in it; `keep`
    and `keep_serial` (prefix, suffix) store what was learnt. `serial_port` names the port in use.
    """

    def __init__(
        self,
        view: SetupScreen,
        test_code: str,
        learn: Callable[[object], KeyboardFinding | None],
        keep: Callable[[KeyboardFinding], None],
        keep_serial: Callable[[str, str], None],
        serial_port: Callable[[], str] = str,
    ) -> None:
        self._view = view
        self._test_code = test_code
        self._learn = learn
        self._keep = keep
        self._keep_serial = keep_serial
        self._serial_port = serial_port
        self._step = 1
        self._bursts = 0
        self._serial: tuple[str, str] | None = None

    def start(self) -> None:
        """Ask for the first scan."""
        self._bursts, self._serial = 0, None
        self._show(
            1,
            translate("ScannerSetup", "Scan this code"),
            translate(
                "ScannerSetup",
                "With the USB scanner, from this screen or from the printed page. Until this window"
                " is closed nothing scanned here is looked up.",
            ),
        )

    def observed(self, burst: object) -> None:
        """Take a burst of a keyboard scanner."""
        finding = self._learn(burst)
        if finding is None:
            self._show_other_code()
            return
        self._bursts += 1
        self._keep(finding)
        if finding.too_slow:
            cure = translate(
                "ScannerSetup",
                "The scanner types as slowly as a person. Its handbook has a code for a shorter"
                " pause between keys.",
            )
            self._show(2, translate("ScannerSetup", "Too slow"), f"{sentence(finding)} {cure}")
        elif self._bursts == 1:
            self._show_learnt(sentence(finding))
        elif finding.proved:
            self._show_proved(sentence(finding))
        else:
            self._show_unequal(sentence(finding))

    def scanned(self, scan: Scan) -> None:
        """Take a scan of camera or serial port, of the latter all that it sent."""
        if scan.lane is Lane.KEYBOARD:
            return
        before, found, after = (scan.whole or scan.text).partition(self._test_code)
        if not found:
            self._show_other_code()
        elif scan.lane is Lane.SERIAL:
            prefix = _AIM_AT_END.sub("", before.lstrip("\r\n"))
            self._take_serial(_affix(prefix), _affix(after.rstrip("\r\n")))
        else:
            self._take_camera()

    def _take_serial(self, prefix: str, suffix: str) -> None:
        sooner, self._serial = self._serial, (prefix, suffix)
        if self._serial != sooner:
            self._keep_serial(prefix, suffix)
        told = serial_sentence(self._serial_port(), prefix, suffix)
        if sooner is None:
            self._show_learnt(told)
        elif self._serial == sooner:
            self._show_proved(told)
        else:
            self._show_unequal(told)

    def _take_camera(self) -> None:
        told = translate("ScannerSetup", "The camera read the code; it needs no set-up.")
        if self._step == 2:  # a printed code lies in view while a scanner is being learnt
            self._show_learnt(told)
            return
        close = translate(
            "ScannerSetup", "“Done” closes this window, “Start over” is for another scanner."
        )
        self._show(_LAST, translate("ScannerSetup", "It works"), f"{told} {close}")

    def _show_learnt(self, told: str) -> None:
        prove = translate("ScannerSetup", "Scan it once more to prove it.")
        self._show(2, translate("ScannerSetup", "Learnt"), f"{told} {prove}")

    def _show_proved(self, told: str) -> None:
        close = translate("ScannerSetup", "“Done” keeps it, “Start over” is for another scanner.")
        self._show(_LAST, translate("ScannerSetup", "It works"), f"{told} {close}")

    def _show_unequal(self, told: str) -> None:
        again = translate("ScannerSetup", "Scan it again, calmly and straight.")
        self._show(2, translate("ScannerSetup", "Not the same twice"), f"{told} {again}")

    def _show_other_code(self) -> None:
        """Say so; what was reached before stays reached."""
        self._show(
            self._step,
            translate("ScannerSetup", "That was another code"),
            translate("ScannerSetup", "Hold the scanner on the code shown here."),
        )

    def _show(self, step: int, title: str, text: str) -> None:
        self._step = step
        self._view.show_step(step, title, text)


def _affix(added: str) -> str:
    """Return what a scanner adds, exactly, as it will be cut off; '' if that means nothing."""
    return added if added.strip(_BLANK) else ""


def sentence(finding: KeyboardFinding) -> str:
    """Return what was found in one sentence."""
    parts = [
        translate("ScannerSetup", "Keyboard scanner, %n millisecond(s) a key", "", finding.key_ms)
    ]
    if finding.endings:
        ends = translate("ScannerSetup", "ends with {key}")
        parts.append(ends.format(key=" + ".join(finding.endings)))
    else:
        parts.append(translate("ScannerSetup", "ends in silence"))
    if finding.prefix or finding.suffix:
        parts.append(texts.sent_around(finding.prefix, finding.suffix))
    if finding.layout_fits and not finding.capitals_swapped:
        parts.append(translate("ScannerSetup", "its layout fits this laptop"))
    elif finding.layout_fits:
        parts.append(
            translate("ScannerSetup", "capitals and small letters are swapped (Caps Lock)")
        )
    else:
        names = ", ".join(finding.layouts) or "?"
        other = translate(
            "ScannerSetup", "its keyboard language differs ({names}) and is corrected at each scan"
        )
        parts.append(other.format(names=names))
    return ", ".join(parts) + "."


def serial_sentence(port: str, prefix: str, suffix: str) -> str:
    """Return what was found of a serial scanner in one sentence."""
    name = translate("ScannerSetup", "Serial scanner on {port}").format(port=port)
    parts = [
        name if port else translate("ScannerSetup", "Serial scanner"),
        texts.sent_around(prefix, suffix)
        if prefix or suffix
        else translate("ScannerSetup", "sends the code and nothing else"),
    ]
    return ", ".join(parts) + "."
