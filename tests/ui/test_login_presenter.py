"""The login page with its presenter, the real client and a real server."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from station_app.api.client import ApiClient, open_http
from station_app.services.ports import Credentials, Login
from station_app.settings import Entrance
from station_app.training import faults
from station_app.training.server import TrainingServer
from station_app.ui.i18n import Languages
from station_app.ui.login.presenter import LoginForm, LoginPresenter
from station_app.ui.login.removed import EventOver, Removed, words_of
from station_app.ui.login.view import LoginView
from station_app.ui.theme import Theme
from tests.support.builders import wire_guest
from tests.support.door import LOGIN


@pytest.fixture
def server() -> Iterator[TrainingServer]:
    with TrainingServer([wire_guest()]) as running:
        yield running


@pytest.fixture
def view(qtbot: QtBot) -> LoginView:
    theme = Theme("dark")
    shown = LoginView(theme)
    theme.setParent(shown)
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    return shown


@dataclass
class Page:
    """The page at work, and the doors it opened."""

    view: LoginView
    presenter: LoginPresenter
    opened: list[tuple[Credentials, Login | None]] = field(default_factory=list)
    known: bool = False
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    async def log_in(self, form: LoginForm) -> None:
        self.idle.clear()
        self.presenter.log_in(form)
        login = self.view.findChild(QPushButton, "loginButton")
        assert login is not None
        if not login.isEnabled():
            async with asyncio.timeout(20):
                await self.idle.wait()

    @property
    def message(self) -> str:
        label = self.view.findChild(QLabel, "loginMessage")
        assert label is not None
        return label.text()

    @property
    def notice(self) -> str:
        label = self.view.findChild(QLabel, "loginNotice")
        assert label is not None
        return label.text()

    @property
    def wrong(self) -> list[str]:
        fields = self.view.findChildren(QLineEdit)
        return [one.objectName() for one in fields if one.property("wrong")]


@asynccontextmanager
async def a_page(view: LoginView) -> AsyncIterator[Page]:
    with ThreadPoolExecutor(1) as worker:
        async with open_http() as http:

            async def open_door(credentials: Credentials, login: Login | None) -> None:
                page.opened.append((credentials, login))

            async def knows(_: Credentials) -> bool:
                return page.known

            def set_busy(busy: bool) -> None:
                LoginView.set_busy(view, busy)
                if not busy:
                    page.idle.set()

            view.set_busy = set_busy  # type: ignore[method-assign]
            presenter = LoginPresenter(view, ApiClient(http, worker), open_door, knows)
            page = Page(view, presenter)
            view.pasted.connect(presenter.pasted)
            try:
                yield page
            finally:
                await presenter.stop()


def form_of(server: TrainingServer) -> LoginForm:
    return LoginForm(server.url, server.event_id, server.app_code, server.station_name)


def test_the_right_values_open_the_door(server: TrainingServer, view: LoginView) -> None:
    async def run() -> None:
        async with a_page(view) as page:
            await page.log_in(form_of(server))
            [(credentials, login)] = page.opened
            assert login is not None
            assert login.token
            assert login.event.name == server.event_name
            assert credentials.station == server.station_name
            assert page.message == ""

    asyncio.run(run())


@pytest.mark.parametrize(
    ("wrong", "code", "marked"),
    [
        ({"event_id": "9999"}, "1000", "eventIdField"),
        ({"app_code": "nonsense"}, "1010", "appCodeField"),
    ],
)
def test_a_refusal_stands_by_the_value_it_is_about(
    server: TrainingServer, view: LoginView, wrong: dict[str, str], code: str, marked: str
) -> None:
    async def run() -> None:
        async with a_page(view) as page:
            await page.log_in(replace(form_of(server), **wrong))
            assert page.opened == []
            assert code in page.message
            assert page.wrong == [marked]
            await page.log_in(form_of(server))
            assert page.message == ""
            assert len(page.opened) == 1

    asyncio.run(run())


@pytest.mark.parametrize(
    ("missing", "marked"),
    [
        ("server", "serverField"),
        ("event_id", "eventIdField"),
        ("app_code", "appCodeField"),
        ("station", "stationField"),
    ],
)
def test_a_missing_value_is_asked_for_without_the_server(
    server: TrainingServer, view: LoginView, missing: str, marked: str
) -> None:
    async def run() -> None:
        async with a_page(view) as page:
            await page.log_in(replace(form_of(server), **{missing: "  "}))
            assert page.message
            assert page.wrong == [marked]
            assert server.count_requests(LOGIN) == 0

    asyncio.run(run())


def test_an_event_page_fills_server_and_event_id(server: TrainingServer, view: LoginView) -> None:
    async def run() -> None:
        async with a_page(view):
            address = view.findChild(QLineEdit, "serverField")
            assert address is not None
            address.setText(f"{server.url}/admin/event/4711/checkin")
            assert view.form().server == server.url
            assert view.form().event_id == "4711"

    asyncio.run(run())


def test_no_server_there_opens_the_door_only_with_a_list_kept_here(
    server: TrainingServer, view: LoginView
) -> None:
    async def run() -> None:
        server.close_port()
        async with a_page(view) as page:
            await page.log_in(form_of(server))
            assert page.opened == []
            assert page.wrong == ["serverField"]
            page.known = True
            await page.log_in(form_of(server))
            [(_, login)] = page.opened
            assert login is None

    asyncio.run(run())


def test_another_web_site_is_told_apart_from_a_refusal(
    server: TrainingServer, view: LoginView
) -> None:
    async def run() -> None:
        server.faults.stand(LOGIN, faults.captive_portal())
        async with a_page(view) as page:
            await page.log_in(form_of(server))
            assert page.wrong == ["serverField"]
            assert "Wi-Fi" in page.message

    asyncio.run(run())


def test_plain_http_to_another_machine_is_refused(view: LoginView) -> None:
    async def run() -> None:
        async with a_page(view) as page:
            await page.log_in(LoginForm("http://192.0.2.1", "123", "aBcDeFgH", "Main Entrance"))
            assert "https://" in page.message
            assert page.wrong == ["serverField"]

    asyncio.run(run())


def test_entrances_used_before_are_listed_with_event_and_day(view: LoginView) -> None:
    async def run() -> None:
        async with a_page(view) as page:
            used = Entrance(
                server="https://events.example.org",
                event_id="123",
                station="Side Gate",
                event_name="Gala",
                last_used="2026-11-22T16:40:00+01:00",
            )
            broken = replace(used, station="Backstage", event_name="", last_used="yesterday")
            page.presenter.show(LoginForm(), (used, broken))
            names = [b.accessibleName() for b in view.findChildren(type(view._entrances.cards[0]))]
            assert names[0].startswith("Side Gate, Gala · ")
            assert names[1] == "Backstage, events.example.org"
            page.presenter.list_entrances((replace(used, name="North door"), broken))
            named = view._entrances.cards[0].accessibleName()
            assert named.startswith("North door, Side Gate · Gala · ")
            now = datetime.now().astimezone()
            page.presenter.list_entrances((replace(used, last_used=now.isoformat()),))
            assert view._entrances.cards[0].accessibleName().endswith(f"today, {now:%H:%M}")

    asyncio.run(run())


def test_what_was_removed_is_told_until_it_was_read(qapp: QApplication, view: LoginView) -> None:
    async def run() -> None:
        async with a_page(view) as page:
            over = EventOver(name="Ball", ended=datetime(2026, 11, 15, 12, tzinfo=UTC))
            languages = Languages(qapp)
            languages.use("en")
            try:
                page.presenter.tell_removed(Removed(events=(over,), after_days=1))
                page.presenter.show(LoginForm(), ())
                assert page.notice.startswith("“Ball” ended on 15 November 2026. Its guest list")
                assert "(after 1 day)" in page.notice
                languages.use("de")
                page.presenter.retranslate()
                assert page.notice.startswith("„Ball“ endete am 15. November 2026. Gästeliste")
                assert "(nach 1 Tag)" in page.notice
            finally:
                languages.close()
            page.presenter.tell_removed(None)
            assert page.notice == ""

    asyncio.run(run())


@pytest.mark.parametrize("language", ["en", "de"])
def test_of_several_each_has_a_line_and_of_many_the_rest_is_counted(
    qapp: QApplication, language: str
) -> None:
    languages = Languages(qapp)
    languages.use(language)
    try:
        some = [EventOver(name=f"Ball {n}") for n in range(5)]
        told = words_of(Removed(events=(*some[:2], some[1]), after_days=7)).split("\n")
        assert [name in line for name, line in zip(("Ball 0", "Ball 1"), told, strict=False)]
        assert len(told) == 3  # two stations of one event are one event
        told = words_of(Removed(events=tuple(some), after_days=7, key_left=True)).split("\n")
        assert len(told) == 6
        assert "2" in told[3]
        assert "7" in told[4]
        only_key = words_of(Removed(key_left=True))
        assert told[5] == only_key
    finally:
        languages.close()


@given(
    st.text(),
    st.none() | st.datetimes(timezones=st.just(UTC)) | st.just(datetime.min.replace(tzinfo=UTC)),
)
def test_any_name_and_end_can_be_told(name: str, ended: datetime | None) -> None:
    told = words_of(Removed(events=(EventOver(name=name, ended=ended),), after_days=7))
    assert told.endswith("as set (after 7 day(s)).")  # no language is in force here
    assert "\n" not in told
    assert len(told) < 300


def test_later_news_of_a_key_count() -> None:
    first = Removed(events=(EventOver(name="Ball"),), after_days=7, key_left=True)
    both = first.and_then(Removed(events=(EventOver(name="Fair"),), after_days=3))
    assert [event.name for event in both.events] == ["Ball", "Fair"]
    assert both.after_days == 3
    assert not both.key_left
