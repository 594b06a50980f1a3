"""No text on the screen is without its words in German, and none is stale."""

from string import Formatter

import pytest

from tests.ui.translations import FOLDER, LANGUAGES, messages, wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_in_step_with_the_code(language: str) -> None:
    assert set(messages(FOLDER / f"station_{language}.ts")) == wanted(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_the_same_places(language: str) -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    for (_, source), texts in messages(FOLDER / f"station_{language}.ts").items():
        for text in texts:
            assert text, source
            assert places(text) == places(source), source
