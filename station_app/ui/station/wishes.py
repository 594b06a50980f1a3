"""What a person asks of the program on the station page, whatever they ask it with."""

from PySide6.QtCore import QObject, Signal


class Wishes(QObject):
    """One signal a wish: buttons, menu, keys and stages emit it, the program listens."""

    # of the list
    reload = Signal()
    retry = Signal()
    stop_loading = Signal()  # of a whole list on its way
    # of the look-up that is shown
    send_away = Signal()
    not_this_guest = Signal()
    undo_note = Signal()
    # of the evening
    numbers = Signal()  # or the way back
    picture = Signal()  # of the numbers, as a file
    table = Signal()
    export = Signal()
    doors = Signal()  # of the event
    # of the laptop
    settings = Signal()
    scanner_setup = Signal()
    legend = Signal()
    badges = Signal()
    card = Signal()
    before_doors = Signal()  # the self-test
    mute = Signal()  # or the end of it
    hide_names = Signal()
    help = Signal()
    diagnostics = Signal()
    about = Signal()
    # of the session
    log_in = Signal()
    another_entrance = Signal()  # while this one stays open
    log_out = Signal()
    log_out_and_wipe = Signal()
    wipe = Signal()
    quit = Signal()
