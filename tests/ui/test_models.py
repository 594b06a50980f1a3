"""Lists keep rows that stay: selection and scroll hang on them."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from station_app.domain.verdict import Verdict
from station_app.ui.models.history import HistoryModel
from station_app.ui.models.people import PeopleModel
from station_app.ui.station.screen import Person
from tests.ui import pages


def people(names: Sequence[str]) -> tuple[Person, ...]:
    return tuple(pages.person(name) for name in names)


def test_people_pass_qts_own_checks(qtmodeltester: ModelTester) -> None:
    model = PeopleModel()
    qtmodeltester.check(model)
    for names in ("abc", "cba", "xcb", "", "qwerty", "ytrewq"):
        model.set_people(people(names), in_place=True)
    model.set_people(people("new"), in_place=False)


def test_history_passes_qts_own_checks(qtmodeltester: ModelTester) -> None:
    model = HistoryModel()
    qtmodeltester.check(model)
    rows = pages.HISTORY
    model.set_rows(rows[1:])
    model.set_rows(rows)
    model.set_rows(tuple(reversed(rows)))
    model.set_rows(())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.permutations("abcdefgh"))
def test_in_place_ends_with_the_rows_asked_for(before: list[str], after: list[str]) -> None:
    model = PeopleModel()
    model.set_people(people(before), in_place=False)
    kept = {name: QPersistentModelIndex(model.index(row)) for row, name in enumerate(before)}
    model.set_people(people(after[:5]), in_place=True)
    assert [person.name for person in model.people] == after[:5]
    for name, index in kept.items():
        assert index.isValid() is (name in after[:5])
        if index.isValid():
            assert index.row() == after[:5].index(name)


def test_a_changed_state_touches_one_row_and_resets_nothing(qtbot: QtBot) -> None:
    model = PeopleModel()
    model.set_people(people("abc"), in_place=False)
    selection = QItemSelectionModel(model)
    selection.setCurrentIndex(model.index(1), QItemSelectionModel.SelectionFlag.SelectCurrent)
    reset = QSignalSpy(model.modelReset)
    b = pages.person("b", Verdict.ALREADY, "Checked in", state_time="18:31")
    model.set_people((*people("a"), b, *people("c")), in_place=True)
    assert selection.currentIndex().row() == 1
    assert reset.count() == 0
    assert model.index(1).data(PeopleModel.PERSON) == b
    del qtbot


def test_a_row_says_name_second_line_and_state() -> None:
    model = PeopleModel()
    one = pages.person(
        "Ada", Verdict.ALREADY, "Checked in", state_time="18:31", second_line="Press"
    )
    model.set_people((one,), in_place=False)
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0).data(role) == "Ada, Press, Checked in 18:31"


def test_only_nine_rows_are_numbered_and_the_near_group_begins_once() -> None:
    model = PeopleModel()
    near = [pages.person(f"n{n}", near=n > 8) for n in range(12)]
    model.set_people(near, in_place=False)
    numbers = [model.index(row).data(PeopleModel.NUMBER) for row in range(12)]
    assert numbers == [*range(1, 10), 0, 0, 0]
    starts = [model.index(row).data(PeopleModel.STARTS_NEAR) for row in range(12)]
    assert starts.index(True) == 9
    assert starts.count(True) == 1


def test_two_guests_with_one_id_do_not_break_the_list() -> None:
    model = PeopleModel()
    model.set_people(people("ab"), in_place=False)
    model.set_people((*people("a"), *people("a")), in_place=True)
    assert model.rowCount() == 2
