"""What a person asks for on the station page, and who does it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from station_app.ui.privacy.pin import Act

if TYPE_CHECKING:
    from station_app.app.station import Station
    from station_app.ui.door import Door


def connect(
    station: "Station",
    *,
    log_out: Callable[[], None],
    show_login: Callable[[], None],
    open_badges: Callable[[], None],
) -> None:
    """Connect every wish of the page; those that a PIN guards go past it."""
    page, safe, dialogs = station.pages.station, station.safekeeping, station.dialogs
    wishes = page.wishes
    at_door, guarded = station.doors.at_door, station.privacy.guarded

    def search(door: "Door", text: str) -> None:
        if station.privacy.is_locked:  # pasted by the mouse: keys do not come so far
            page.clear_search()
            station.privacy.ask_for_names()
        else:
            door.presenter.search(text)

    def open_numbers(door: "Door") -> None:
        if station.privacy.is_locked:  # an answer shows through, and the pointer reaches the bar
            station.privacy.ask_for_names()
        else:
            door.presenter.open_numbers()

    page.search_edited.connect(at_door(search))
    page.search_submitted.connect(at_door(lambda door, text, row: door.presenter.submit(text, row)))
    page.guest_chosen.connect(at_door(lambda door, guest: door.presenter.choose(guest)))
    page.dismissed.connect(at_door(lambda door: door.presenter.dismiss()))
    page.returned.connect(at_door(lambda door: door.presenter.dismiss()))

    wishes.reload.connect(at_door(lambda door: door.sync.reload()))
    wishes.retry.connect(at_door(lambda door: door.sync.reload()))
    wishes.stop_loading.connect(at_door(lambda door: door.sync.stop_loading()))

    wishes.send_away.connect(at_door(lambda door: door.presenter.send_away()))
    wishes.not_this_guest.connect(at_door(lambda door: door.presenter.not_this_guest()))
    wishes.undo_note.connect(at_door(lambda door: door.presenter.undo_note()))

    files = station.numbers_files
    wishes.numbers.connect(at_door(open_numbers))
    wishes.picture.connect(guarded(Act.EXPORT, files.save_picture))
    wishes.table.connect(guarded(Act.EXPORT, at_door(files.save_table)))
    wishes.export.connect(guarded(Act.EXPORT, at_door(lambda door: dialogs.open_export(door))))

    wishes.settings.connect(guarded(Act.SETTINGS, dialogs.open_settings))
    wishes.scanner_setup.connect(guarded(Act.SETTINGS, dialogs.open_scanner_setup))
    wishes.legend.connect(guarded(Act.SETTINGS, at_door(station.legends.open_dialog)))
    wishes.badges.connect(open_badges)
    wishes.card.connect(guarded(Act.EXPORT, at_door(lambda door: dialogs.open_login_card(door))))
    wishes.hide_names.connect(lambda: station.privacy.hide(camera_rests=True))
    wishes.before_doors.connect(station.self_test.open)
    wishes.help.connect(dialogs.open_help)
    wishes.diagnostics.connect(dialogs.open_diagnostics)
    wishes.about.connect(dialogs.open_about)

    wishes.log_in.connect(lambda: show_login())
    wishes.another_entrance.connect(guarded(Act.LOG_OUT, show_login))
    wishes.log_out.connect(log_out)
    wishes.log_out_and_wipe.connect(guarded(Act.WIPE, safe.ask_to_wipe_this))
    wishes.wipe.connect(guarded(Act.WIPE, safe.ask_to_wipe))

    if not station.is_training:
        _connect_sharing(station)


def _connect_sharing(station: "Station") -> None:
    shared, dialogs = station.shared, station.dialogs
    open_doors = station.doors.at_door(dialogs.open_doors)
    dialogs.settings_parts.append(lambda dialog: shared.extend(dialog, station.theme))
    shared.on_card = station.privacy.guarded(Act.SETTINGS, dialogs.open_settings)
    shared.on_joined = station.pages.station.set_doors_shared
    shared.on_doors_wanted = open_doors
    station.pages.station.wishes.doors.connect(open_doors)
