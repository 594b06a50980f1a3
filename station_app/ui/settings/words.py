"""What the settings are called, and what they are for."""

from station_app.ui.i18n import translate


def words_of_settings() -> dict[str, tuple[str, str]]:
    """Return label and hint of every setting, in the language in force; '' for no hint."""
    until_next = translate("SettingsDialog", "0 keeps the result until the next scan.")
    return {
        "language": (translate("SettingsDialog", "Language"), ""),
        "theme": (translate("SettingsDialog", "Colours"), ""),
        "reduced_motion": (
            translate("SettingsDialog", "Reduced motion"),
            translate("SettingsDialog", "Results appear without moving parts."),
        ),
        "welcome_seconds": (translate("SettingsDialog", "Return after Welcome"), until_next),
        "attention_seconds": (
            translate("SettingsDialog", "Return after a result that needs a look"),
            until_next,
        ),
        "camera": (translate("SettingsDialog", "Camera for badges"), ""),
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
        "serial_port": (
            translate("SettingsDialog", "Serial port"),
            translate("SettingsDialog", "Empty: found by itself. “none”: no serial scanner."),
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
    }
