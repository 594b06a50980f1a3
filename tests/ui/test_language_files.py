"""Languages by a file: chosen like ours, filled up with English, and nothing hostile gets in."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import PySide6
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from station_app.settings import Settings, checked
from station_app.ui import i18n, language_files, texts, times
from station_app.ui.i18n import Languages, translate
from station_app.ui.language_files import NotALanguage, fits, look, parse, template
from station_app.ui.qm import compiled, forms_of
from station_app.ui.settings.dialog import SettingsDialog
from station_app.ui.theme import Theme
from station_app.ui.widgets.choices import Choice
from station_app.ui.widgets.fields import FormButton

COUNTED = ("SettingsDialog", "{file}: %n text(s) do not fit and stay English.")


def ts(*messages: tuple[tuple[str, str], list[str]], head: str = "") -> bytes:
    """Return a file with these translations."""
    root = ET.Element("TS", version="2.1")
    for (name, source), forms in messages:
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = source
        translation = ET.SubElement(message, "translation")
        if len(forms) > 1:
            for form in forms:
                ET.SubElement(translation, "numerusform").text = form
        else:
            translation.text = forms[0]
    return head.encode() + ET.tostring(root, encoding="utf-8")


DONE = (("SettingsDialog", "Done"), ["Terminé"])
FRENCH = ts(DONE, (COUNTED, ["{file} : %n texte reste", "{file} : %n textes restent"]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "station_fr.ts").write_bytes(FRENCH)
    return tmp_path


@pytest.fixture
def languages(qapp: QApplication, folder: Path) -> Iterator[Languages]:
    made = Languages(qapp, folder)
    yield made
    made.close()


def test_what_a_file_lacks_stays_english_text_by_text(languages: Languages) -> None:
    languages.use("fr")
    assert languages.language == "fr"
    assert translate("SettingsDialog", "Done") == "Terminé"
    assert translate("SettingsDialog", "Language") == "Language"
    assert translate(*COUNTED, n=0) == "{file} : 0 texte reste"  # French counts none as one
    assert translate(*COUNTED, n=2) == "{file} : 2 textes restent"
    assert "guest(s)" not in translate("Texts", "%n guest(s)", n=3)
    assert times.day(date(2026, 11, 22)) == "22 novembre"
    assert texts.number(12_400).replace("\u202f", " ") == "12 400"


def test_qt_asks_nothing_of_python(languages: Languages) -> None:
    languages.use("fr")
    assert len(languages._installed) == 2
    assert {type(one.translator) for one in languages._installed} == {QTranslator}


def test_a_language_whose_file_is_gone_or_broken_is_not_spoken(
    languages: Languages, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "station_fr.ts").write_text("<TS>")
    languages.use("fr")
    assert languages.language in i18n.available()
    assert "cannot be used: xml" in caplog.text


def test_a_language_from_right_to_left_mirrors_windows(
    languages: Languages, qapp: QApplication, folder: Path
) -> None:
    (folder / "station_ar.ts").write_bytes(ts((("SettingsDialog", "Done"), ["تم"])))
    languages.use("ar")
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    languages.use("de")
    assert qapp.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_settings_list_it_under_its_own_name_and_tell_what_is_left_out(
    qtbot: QtBot, languages: Languages, folder: Path
) -> None:
    (folder / "station_pl.ts").write_text("no XML")
    (folder / "station_it.ts").write_bytes(ts(DONE, (("SettingsDialog", "Light"), ["<b>L</b>"])))
    languages.use("en")
    dialog = SettingsDialog(Theme("dark"), Settings(), ())
    qtbot.addWidget(dialog)
    told: list[Settings] = []
    dialog.changed.connect(told.append)
    choice = dialog.findChild(Choice, "language")
    names = [choice.itemText(row) for row in range(choice.count())]
    assert names[1:] == ["English", "Deutsch", "Français", "Italiano"]
    report = dialog.findChild(QLabel, "languageFiles").text()
    assert "station_pl.ts is left out: it is damaged or no .ts file." in report
    assert "station_it.ts: 1 text does not fit" in report
    with qtbot.waitSignal(dialog.changed):
        choice.setCurrentIndex(3)
        choice.activated.emit(3)
    assert told[-1].language == "fr"
    assert checked({"language": "fr"}) == {"language": "fr"}


def test_the_template_is_written_and_holds_every_text(
    qtbot: QtBot, languages: Languages, folder: Path
) -> None:
    languages.use("en")
    dialog = SettingsDialog(Theme("dark"), Settings(), ())
    qtbot.addWidget(dialog)
    dialog.findChild(FormButton, "languageTemplate").click()
    written = (folder / language_files.TEMPLATE).read_bytes()
    root = ET.fromstring(written)
    assert len(list(root.iter("message"))) == len(language_files.sources())
    assert not any((t.text or "").strip() for t in root.iter("translation"))
    with pytest.raises(NotALanguage, match="texts"):  # nothing is translated yet
        parse(written)


# --- what is left out -------------------------------------------------------------------------

BOMB = '<!DOCTYPE TS [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FOREIGN = '<!DOCTYPE TS [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "xml"),
        (b"\x00\xff" * 50, "xml"),
        (FRENCH[: len(FRENCH) // 2], "xml"),
        (ts(DONE, head=BOMB), "xml"),
        (ts(DONE, head=FOREIGN), "xml"),
        (b"<TS>" * 100_000, "xml"),
        (b"<html/>", "texts"),
        (ts((("Nowhere", "Nothing"), ["Rien"])), "texts"),
        (b"<TS>" + b" " * 2_000_000, "size"),
    ],
)
def test_a_file_that_is_none_is_left_out_whole(content: bytes, kind: str) -> None:
    with pytest.raises(NotALanguage) as caught:
        parse(content)
    assert caught.value.kind == kind


def test_a_file_of_100_mb_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "station_fr.ts"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert [one.trouble for one in look(tmp_path)] == ["size"]


def test_names_of_files_say_the_language(tmp_path: Path) -> None:
    for name in ("station_de.ts", "station_qq.ts", "station_pt_BR.ts", "template.ts", "fr.ts"):
        (tmp_path / name).write_bytes(FRENCH)
    (tmp_path / "station_it.ts").mkdir()
    found = {one.code: one.trouble for one in look(tmp_path)}
    assert found == {"de": "language", "qq": "language", "pt_BR": "", "it": "disk"}


@pytest.mark.parametrize(
    ("source", "text", "good"),
    [
        ("at {time}", "à {time}", True),
        ("at {time}", "à", False),
        ("at {time}", "à {time} {other}", False),
        ("at {time}", "{time:>99999999}", False),
        ("at {time}", "{time.__class__}", False),
        ("at {time}", "{time!r}", False),
        ("at {time}", "{time", False),
        ("%n guest(s)", "ein Gast", True),
        ("Done", "%n fertig", False),
        ("Done", "<img src='http://x'>", False),
        ("Done", "a\nb", False),
        ("Done", "\x07", False),
        ("Done", "x" * 1000, False),
    ],
)
def test_a_text_that_does_not_fit_is_left_out_alone(source: str, text: str, good: bool) -> None:
    assert fits(source, text) is good


@given(st.binary(max_size=400))
def test_any_bytes_are_judged_in_peace(content: bytes) -> None:
    with pytest.raises(NotALanguage):
        parse(content)


@given(st.text(max_size=60))
def test_any_translation_can_be_shown_or_is_left_out(text: str) -> None:
    source = "{file} is left out: {reason}."
    if fits(source, text):
        shown = text.format(file="F", reason="R")
        assert len(shown) <= len(text)
        assert not set("<>\n") & set(shown)


# --- counting ---------------------------------------------------------------------------------


CODES = (
    "ar be br bs ca cs cy da el es et fa fi fr ga gd he hr hu hy id is it ja ko lt lv mk mt nl pl"
    " pt pt_BR pt_PT ro ru sk sl sr sv th tr uk vi zh"
)


@pytest.mark.parametrize("code", CODES.split())
def test_numbers_take_the_forms_of_qts_own_tool(
    qapp: QCoreApplication, tmp_path: Path, code: str
) -> None:
    tool = Path(PySide6.__file__).parent / (
        "lrelease.exe" if sys.platform == "win32" else "lrelease"
    )
    if not tool.exists():
        pytest.skip("this PySide6 brings no lrelease")
    forms = [f"form {place}" for place in range(forms_of(code))]
    content = ts((("C", "%n"), forms)).decode().replace("<TS ", f'<TS language="{code}" ')
    content = content.replace("<message>", '<message numerus="yes">')
    if len(forms) == 1:
        content = content.replace("form 0", "<numerusform>form 0</numerusform>")
    source, binary = tmp_path / "x.ts", tmp_path / "x.qm"
    source.write_text(content, encoding="utf-8")
    subprocess.run([tool, source, "-qm", binary], check=True, capture_output=True)
    theirs = QTranslator()
    assert theirs.load(str(binary))
    content = compiled(code, {("C", "%n"): tuple(forms)})
    ours = QTranslator()
    assert ours.load(content)
    for n in range(230):
        assert ours.translate("C", "%n", "", n) == theirs.translate("C", "%n", "", n), n
    del qapp


def test_the_template_is_read_by_qts_own_tool(tmp_path: Path) -> None:
    assert b'type="unfinished"' in template()
    (tmp_path / "station_fr.ts").write_bytes(template())
    assert [one.trouble for one in look(tmp_path)] == ["texts"]
