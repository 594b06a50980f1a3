"""A keyboard in front of the framer, and what came of each key."""

from dataclasses import dataclass, field

from station_app.scanners.wedge import (
    Decision,
    Fate,
    Stroke,
    StrokeKind,
    WedgeFramer,
    WedgeSettings,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFZ0123456789-/?#äß ."
KEYS = {"\r": 1, "\t": 2, "\n": 3}


def key_of(text: str) -> int:
    return KEYS.get(text) or 1000 + ord(text[0])


@dataclass
class Desk:
    """A keyboard, a framer and what the widgets got."""

    settings: WedgeSettings = field(default_factory=WedgeSettings)
    got: list[str] = field(default_factory=list)  # '+x' pressed, '-x' released
    scans: list[str] = field(default_factory=list)
    now_ms: int = 1000

    def __post_init__(self) -> None:
        self.framer: WedgeFramer[str] = WedgeFramer(self.settings)

    @property
    def typed(self) -> str:
        return "".join(token[1:] for token in self.got if token.startswith("+"))

    def act(self, decision: Decision[str], token: str | None = None) -> None:
        self.got += decision.replay
        if decision.scan is not None:
            self.scans.append(decision.scan)
        if token is not None and decision.fate is Fate.PASS:
            self.got.append(token)

    def wait(self, ms: int) -> None:
        self.now_ms += ms
        deadline_ms = self.framer.deadline_ms
        if deadline_ms is not None and deadline_ms < self.now_ms:
            self.act(self.framer.silence(deadline_ms + 1))

    def press(self, text: str, kind: StrokeKind | None = None, *, repeat: bool = False) -> None:
        kind = kind or (StrokeKind.END if text in KEYS else StrokeKind.TEXT)
        stroke = Stroke(
            kind=kind,
            key=key_of(text),
            at_ms=self.now_ms,
            token=f"+{text}",
            text=text,
            repeat=repeat,
        )
        takes = self.framer.takes(stroke)
        decision = self.framer.press(stroke)
        assert takes == (decision.fate is Fate.TAKE)
        self.act(decision, stroke.token)

    def release(self, text: str) -> None:
        self.act(self.framer.release(key_of(text), f"-{text}"), f"-{text}")

    def type(self, text: str, gap_ms: int = 60) -> None:
        for character in text:
            self.wait(gap_ms)
            self.press(character)
            self.release(character)

    def burst(self, text: str, gap_ms: int = 5) -> None:
        self.type(text, gap_ms)
