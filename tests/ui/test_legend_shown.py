"""Where the page says what the legend says."""

from station_app.domain.guest import Guest
from station_app.domain.legend import Legend
from station_app.domain.scan import Lane, Scan
from station_app.domain.search import Hit, SearchResult
from station_app.domain.verdict import judge
from station_app.services.look_up import Answer
from station_app.services.ports import Family
from station_app.ui import times
from station_app.ui.models.people import spoken
from station_app.ui.privacy.discretion import Discretion
from station_app.ui.station import pages
from station_app.ui.station.delegates import second_line
from station_app.ui.station.screen import GuestPage
from station_app.ui.theme import Theme
from station_app.ui.widgets.ribbon import Ribbon
from tests.support.builders import NOON, a_guest

LEGEND = Legend(
    words={"#3d5afe": "Vor\u00adtragende"},
    labels={"customField1": "Table", "address": "Home"},
    order=("email", "customField2"),
    hidden=frozenset(("externalId",)),
)
ANNA = a_guest(
    id="anna",
    company="Nordlys",
    highlightColor="#3D5AFE",
    fields={
        "city": "Tromsø",
        "email": "anna@nordlys.example",
        "externalId": "S-17",
        "customField1": "12",
        "customField2": "vegetarian",
    },
)


def page_of(guest: Guest, legend: Legend, discretion: Discretion = Discretion()) -> GuestPage:  # noqa: B008
    answer = Answer(
        verdict=judge(guest), scan=Scan("x", Lane.NAME), guest=guest, family=Family((guest,))
    )
    shown = discretion.answer(answer)
    return pages.guest_page(shown, times.Now(NOON, NOON), None, legend=legend)


def test_without_a_legend_fields_stand_as_ever() -> None:
    page = page_of(ANNA, Legend())
    assert page.color_word == ""
    assert [label for label, _ in page.fields] == [
        "Field 1", "Field 2", "City", "E-mail", "External ID"
    ]  # fmt: skip


def test_fields_show_by_label_and_in_order() -> None:
    page = page_of(ANNA, LEGEND)
    assert page.color_word == "Vor\u00adtragende"
    assert page.fields == (
        ("E-mail", "anna@nordlys.example"),
        ("Field 2", "vegetarian"),
        ("Table", "12"),
        ("Home", "Tromsø"),
    )


def test_contact_data_that_is_hidden_stays_hidden_whatever_the_order_says() -> None:
    page = page_of(ANNA, LEGEND, Discretion(hide_contact=True))
    assert page.fields == (("Field 2", "vegetarian"), ("Table", "12"))


def test_a_word_begins_the_second_line_and_is_read_aloud() -> None:
    result = SearchResult((Hit(ANNA),), 1, ("nord",))
    (row,) = pages.search_page("nord", result, 1, LEGEND).people
    assert second_line(row) == ("Vortragende · Nordlys", len("Vortragende · "))
    assert spoken(row) == "Ada Lovelace, Vortragende, Nordlys, Expected"
    (card,) = page_of(ANNA, LEGEND).companions
    assert "Vortragende" in spoken(card)
    (plain,) = pages.search_page("nord", result, 1).people
    assert second_line(plain) == ("#3d5afe · Nordlys", len("#3d5afe · "))  # never colour alone


def test_the_ribbon_says_word_and_number_to_who_does_not_see_it(theme: Theme) -> None:
    ribbon = Ribbon(theme)
    ribbon.show_color("#3d5afe", "Vor\u00adtragende")
    assert ribbon.hex.text() == "#3d5afe"
    assert ribbon.hex.accessibleDescription() == "Vortragende, #3d5afe"
    ribbon.show_color("#3d5afe", "")
    assert ribbon.hex.accessibleDescription() == ""
    ribbon.deleteLater()
