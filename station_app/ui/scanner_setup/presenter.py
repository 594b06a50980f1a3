"""Decides what the set-up says: a first scan teaches, a second one proves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from station_app.domain.scan import Lane, Scan
from station_app.ui.i18n import translate


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
    """One visit to the set-up. `learn` takes a raw burst and returns what it told, None if the
    test code is not in it; `keep` stores what was learnt."""

    def __init__(
        self,
        view: SetupScreen,
        test_code: str,
        learn: Callable[[object], KeyboardFinding | None],
        keep: Callable[[KeyboardFinding], None],
    ) -> None:
        self._view = view
        self._test_code = test_code
        self._learn = learn
        self._keep = keep
        self._count = 0

    def start(self) -> None:
        """Ask for the first scan."""
        self._count = 0
        self._view.show_step(
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
            self._view.show_step(
                1 if not self._count else 2,
                translate("ScannerSetup", "That was another code"),
                translate("ScannerSetup", "Hold the scanner on the code shown here."),
            )
            return
        self._count += 1
        self._keep(finding)
        if finding.too_slow:
            title = translate("ScannerSetup", "Too slow")
            cure = translate(
                "ScannerSetup",
                "The scanner types as slowly as a person. Its handbook has a code for a shorter"
                " pause between keys.",
            )
            self._view.show_step(2, title, f"{sentence(finding)} {cure}")
        elif self._count == 1:
            prove = translate("ScannerSetup", "Scan it once more to prove it.")
            title = translate("ScannerSetup", "Learnt")
            self._view.show_step(2, title, f"{sentence(finding)} {prove}")
        elif finding.proved:
            title = translate("ScannerSetup", "It works")
            self._view.show_step(3, title, sentence(finding))
        else:
            title = translate("ScannerSetup", "Not the same twice")
            again = translate("ScannerSetup", "Scan it again, calmly and straight.")
            self._view.show_step(2, title, f"{sentence(finding)} {again}")

    def scanned(self, scan: Scan) -> None:
        """Take a scan of a lane that needs no learning."""
        if scan.lane is Lane.KEYBOARD:
            return
        if self._test_code not in scan.text:
            self._view.show_step(
                1,
                translate("ScannerSetup", "That was another code"),
                translate("ScannerSetup", "Hold the scanner on the code shown here."),
            )
        elif scan.lane is Lane.CAMERA:
            self._view.show_step(
                3,
                translate("ScannerSetup", "It works"),
                translate("ScannerSetup", "The camera read the code; it needs no set-up."),
            )
        else:
            self._view.show_step(
                3,
                translate("ScannerSetup", "It works"),
                translate("ScannerSetup", "The serial scanner sent the code whole."),
            )


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
        sends = translate("ScannerSetup", "sends “{prefix}” before and “{suffix}” after the code")
        parts.append(sends.format(prefix=finding.prefix, suffix=finding.suffix))
    if finding.layout_fits and not finding.capitals_swapped:
        parts.append(translate("ScannerSetup", "its layout fits this laptop"))
    elif finding.layout_fits:
        parts.append(
            translate("ScannerSetup", "capitals and small letters are swapped (Caps Lock)")
        )
    else:
        names = ", ".join(finding.layouts) or "?"
        other = translate(
            "ScannerSetup", "its keyboard language differs ({names}) and is repaired at each scan"
        )
        parts.append(other.format(names=names))
    return ", ".join(parts) + "."
