"""Names as search spells them."""

from station_app.domain.spelling import canonical_words


def canonical(text: str) -> str:
    """Return the canonical words of a text joined by single blanks."""
    return " ".join(canonical_words(text))
