"""What the settings are called, and what they are for."""

from datetime import datetime

from station_app.settings import CODE_KINDS, KnownScanner
from station_app.ui import texts, times
from station_app.ui.i18n import translate

_NAMES_OF_KINDS = {
    "aztec": "Aztec",
    "data_matrix": "Data Matrix",
    "pdf417": "PDF417",
    "code_128": "Code 128",
    "ean": "EAN/UPC",
}


def words_of_settings() -> dict[str, tuple[str, str]]:
    """Return label and hint of every setting, in the language in force; '' for no hint."""
    until_next = translate("SettingsDialog", "0 keeps the result until the next scan.")
    return {
        "language": (translate("SettingsDialog", "Language"), ""),
        "theme": (translate("SettingsDialog", "Colours"), ""),
        "text_size": (translate("SettingsDialog", "Text size"), ""),
        "reduced_motion": (
            translate("SettingsDialog", "Reduced motion"),
            translate("SettingsDialog", "Results appear without moving parts."),
        ),
        "sound_muted": (
            translate("SettingsDialog", "Mute"),
            translate("SettingsDialog", "Ctrl+M or the loudspeaker at the top does the same."),
        ),
        "sound_volume": (translate("SettingsDialog", "Volume"), ""),
        "speak_names": (
            translate("SettingsDialog", "Say the guest’s name"),
            translate("SettingsDialog", "After the sound, for all to hear."),
        ),
        "flash": (
            translate("SettingsDialog", "Flash"),
            translate(
                "SettingsDialog",
                "The whole window shows the colour of the result for a moment; not with reduced"
                " motion.",
            ),
        ),
        "guest_screen": (
            translate("SettingsDialog", "Second screen for the guest"),
            translate(
                "SettingsDialog",
                "Greets by the first name as soon as a second screen is connected. Nothing else of"
                " a guest is on it.",
            ),
        ),
        "welcome_seconds": (translate("SettingsDialog", "Return after Welcome"), until_next),
        "attention_seconds": (
            translate("SettingsDialog", "Return after a result that needs a look"),
            until_next,
        ),
        "camera": (translate("SettingsDialog", "Camera for badges"), ""),
        "code_kinds": (
            translate("SettingsDialog", "Codes read by the camera"),
            translate(
                "SettingsDialog",
                "Choose only what is on your badges: more kinds cost time and bar codes can be"
                " misread.",
            ),
        ),
        "camera_exposure": (
            translate("SettingsDialog", "Exposure"),
            translate(
                "SettingsDialog",
                "Short: less blur when badges move; needs light. Not every camera lets it be set.",
            ),
        ),
        "camera_focus": (
            translate("SettingsDialog", "Focus"),
            translate(
                "SettingsDialog",
                "Held: stays where a badge was read and does not hunt. Not every camera can.",
            ),
        ),
        "camera_size": (
            translate("SettingsDialog", "Picture size"),
            translate(
                "SettingsDialog", "A larger picture shows smaller codes and takes longer to read."
            ),
        ),
        "camera_mirrored": (
            translate("SettingsDialog", "Mirrored picture"),
            translate(
                "SettingsDialog", "Moves as a mirror does; easier for guests who hold a badge."
            ),
        ),
        "camera_rests_minimised": (
            translate("SettingsDialog", "Release it while minimised"),
            translate("SettingsDialog", "Another program may use it then; its light goes out."),
        ),
        "scanner_gap_ms": (
            translate("SettingsDialog", "Longest pause between two keys"),
            translate(
                "SettingsDialog",
                "Slower keys are a person’s. Raise it if a wireless scanner is missed.",
            ),
        ),
        "scanner_min_length": (
            translate("SettingsDialog", "Shortest code"),
            translate("SettingsDialog", "Fewer keys in a row are never a scan."),
        ),
        "scanner_silence_ends": (
            translate("SettingsDialog", "Silence ends a scan"),
            translate("SettingsDialog", "For scanners that send neither Enter nor Tab."),
        ),
        "scanner_prefix": (
            translate("SettingsDialog", "Text before the code"),
            translate("SettingsDialog", "Sent by the scanner each time; cut off."),
        ),
        "scanners": (
            translate("SettingsDialog", "Known scanners"),
            translate("SettingsDialog", "Known at every entrance."),
        ),
        "serial_port": (
            translate("SettingsDialog", "Serial port"),
            translate("SettingsDialog", "For USB scanners in serial mode (USB-COM)."),
        ),
        "serial_baud": (
            translate("SettingsDialog", "Serial speed"),
            translate("SettingsDialog", "Baud; most USB scanners take any."),
        ),
        "serial_encoding": (
            translate("SettingsDialog", "Serial encoding"),
            translate("SettingsDialog", "How the scanner writes letters: utf-8, latin-1, cp1252 …"),
        ),
        "scanner_suffix": (
            translate("SettingsDialog", "Text after the code"),
            translate("SettingsDialog", "Sent by the scanner each time; cut off."),
        ),
        "export_names": (
            translate("SettingsDialog", "Names in exported notes"),
            translate("SettingsDialog", "Otherwise guests have their ID only."),
        ),
        "export_at_closing": (
            translate("SettingsDialog", "Export at closing"),
            translate("SettingsDialog", "Saves the notes as CSV and JSON. They are not encrypted."),
        ),
        "export_folder": (
            translate("SettingsDialog", "Folder for it"),
            translate("SettingsDialog", "Empty: the documents of whoever is logged in."),
        ),
        "poll_seconds": (
            translate("SettingsDialog", "Ask for changes every"),
            translate("SettingsDialog", "How soon check-ins at other doors show here."),
        ),
        "reconcile_minutes": (
            translate("SettingsDialog", "Compare the whole list every"),
            translate("SettingsDialog", "Finds guests who left the list unannounced."),
        ),
        "allow_plain_http": (
            translate("SettingsDialog", "Allow http:// without encryption"),
            translate("SettingsDialog", "To other machines; this one is always allowed."),
        ),
        **_words_of_trust(),
        **_words_of_privacy(),
    }


def _words_of_trust() -> dict[str, tuple[str, str]]:
    return {
        "ca_file": (
            translate("SettingsDialog", "Own CA file"),
            translate(
                "SettingsDialog",
                "Certificates (PEM) that may vouch for the server, besides the system’s.",
            ),
        ),
        "server_pin": (
            translate("SettingsDialog", "Server’s key"),
            translate(
                "SettingsDialog",
                "Once set, a server with any other key is refused. It must be set anew when the"
                " server changes its key.",
            ),
        ),
    }


def _words_of_privacy() -> dict[str, tuple[str, str]]:
    return {
        "privacy_after_minutes": (
            translate("SettingsDialog", "Hide names after"),
            translate(
                "SettingsDialog",
                "Without a scan, key or pointer. F9 hides them at once; the next scan is answered"
                " as always.",
            ),
        ),
        "privacy_asks_pin": (
            translate("SettingsDialog", "PIN to show names again"),
            translate("SettingsDialog", "Scans are answered without it; the search is not."),
        ),
        "hide_contact_data": (
            translate("SettingsDialog", "Hide contact data"),
            translate("SettingsDialog", "E-mail, phone and address, wherever they are shown."),
        ),
        "search_min_length": (
            translate("SettingsDialog", "Letters before a search"),
            translate("SettingsDialog", "With fewer, no guest is listed."),
        ),
        "search_only": (
            translate("SettingsDialog", "Search only, no browsing"),
            translate("SettingsDialog", "The five best matches instead of a long list."),
        ),
    }


def words_of_ca_fault(fault: str) -> str:
    """Return why a file of certificates is not taken; '' if it is."""
    if not fault:
        return ""
    return {
        "unreadable": translate("SettingsDialog", "This file cannot be read."),
        "private": translate(
            "SettingsDialog",
            "There is a private key in this file. It belongs to the server alone: ask for the"
            " certificate without it.",
        ),
        "none": translate("SettingsDialog", "There is no PEM certificate in this file."),
        "expired": translate("SettingsDialog", "Every certificate in this file has ended."),
    }.get(fault, translate("SettingsDialog", "A certificate in this file is damaged."))


def words_of_certificate(server: str, names: tuple[str, ...], until: datetime) -> str:
    """Return whose certificate a server shows, and what to compare before it is taken over."""
    told = translate(
        "SettingsDialog",
        "{server} shows a certificate for {names}, good until {date}, with the key below. Take it"
        " over only if the organiser tells you the same one.",
    )
    day = f"{times.day(until)} {until.year}"
    return told.format(server=server, names=", ".join(names[:5]) or "–", date=day)


def no_server() -> str:
    """Return why there is no key to look at."""
    return translate("SettingsDialog", "Log in to a server with https:// first.")


def words_of_kinds() -> list[str]:
    """Return what the kinds of codes are called, in the order of the settings."""
    names = {"qr": translate("SettingsDialog", "QR code"), **_NAMES_OF_KINDS}
    return [names[kind] for kind in CODE_KINDS]


def words_of_scanner(scanner: KnownScanner) -> str:
    """Return what is known of a scanner in one sentence."""
    if scanner.lane == "keyboard":
        parts = [scanner.name or translate("SettingsDialog", "Keyboard scanner")]
        if scanner.key_ms:
            pace = translate("SettingsDialog", "{number} ms a key")
            parts.append(pace.format(number=scanner.key_ms))
    else:
        parts = [scanner.name or translate("SettingsDialog", "Serial scanner")]
    if scanner.prefix or scanner.suffix:
        parts.append(texts.sent_around(scanner.prefix, scanner.suffix))
    return ", ".join(parts)
