"""What counts as contact data, and what does not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station_app.domain.contact import discreet, is_contact_field, without_contact
from tests.support.builders import a_guest


@pytest.mark.parametrize(
    "key",
    ["email", "phone", "mobilePhone", "fax", "street", "houseNumber", "postalCode", "city",
     "country", "address", "E-Mail privat", "Telefonnummer"],
)  # fmt: skip
def test_fields_of_contact_data_are_known_by_name(key: str) -> None:
    assert is_contact_field(key)


@pytest.mark.parametrize("key", ["firstName", "company", "notes", "customField7", "externalId"])
def test_other_fields_are_not(key: str) -> None:
    assert not is_contact_field(key)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ada@example.org", "…"),
        ("Call +43 660 123 45 67 first", "Call … first"),
        ("0043-660-1234567", "…"),
        ("(0660) 1234567", "…"),
        ("ring 0664/1234567.", "ring …."),
        ("Hauptstraße 12/4, 1010 Wien", "…, 1010 Wien"),
        ("12 Old Mill Road, Leeds", "…, Leeds"),
        ("Table 12", "Table 12"),
        ("K7QM2F", "K7QM2F"),
        ("2026-05-09 18:30", "2026-05-09 18:30"),
        ("0815", "0815"),
        ("1234567890123", "1234567890123"),
        ("vegetarian, no nuts", "vegetarian, no nuts"),
        ("@handle", "@handle"),
        ("Weg mit dem Stuhl 3", "Weg mit dem Stuhl 3"),
    ],
)
def test_looks_decide_where_names_do_not(text: str, shown: str) -> None:
    assert without_contact(text) == shown


def test_a_guest_keeps_everything_else() -> None:
    guest = a_guest(
        first="Ada",
        company="Analytical",
        fields={
            "email": "ada@example.org",
            "city": "London",
            "customField1": "ada@example.org",
            "customField2": ["red", "+44 20 7946 0000"],
            "notes": "VIP, +44 20 7946 0000",
        },
    )
    fields = dict(discreet(guest).fields)
    assert fields == {
        "firstName": "Ada",
        "lastName": "Lovelace",
        "company": "Analytical",
        "customField2": ("red", "…"),
        "notes": "VIP, …",
    }
    assert discreet(guest).id == guest.id


@given(st.text(max_size=300))
def test_no_address_of_mail_is_left_whatever_stands_around_it(text: str) -> None:
    assert "lovelace@example.org" not in without_contact(f"{text} lovelace@example.org {text}")


@pytest.mark.parametrize("part", ["a", "1", "0", "@", "a@", "+1 ", "a.", "x ", "(0", "straße "])
def test_long_texts_take_no_longer_by_the_letter(part: str) -> None:
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        began = time.perf_counter()
        without_contact(text)
        return time.perf_counter() - began

    short, long = min(seconds(20_000) for _ in range(3)), seconds(200_000)
    assert long < 60 * max(short, 1e-4)
