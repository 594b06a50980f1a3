<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About this program</source>
   <translation>Über dieses Programm</translation>
  </message>
  <message>
   <source>Check-in Station</source>
   <translation>Check-in Station</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Says at an event’s entrance who stands there and whether they may come in. It reads the guest list of the server and writes nothing there.</source>
   <translation>Sagt am Eingang einer Veranstaltung, wer davor steht und ob die Person eintreten darf. Es liest die Gästeliste des Servers und schreibt dort nichts.</translation>
  </message>
  <message>
   <source>Third-party parts and their licences</source>
   <translation>Bestandteile Dritter und ihre Lizenzen</translation>
  </message>
  <message>
   <source>Version {version}</source>
   <translation>Version {version}</translation>
  </message>
 </context>
 <context>
  <name>Badges</name>
  <message>
   <source>A code of three guests: Several guests</source>
   <translation>Ein Code von drei Gästen: Mehrere Gäste</translation>
  </message>
  <message>
   <source>Already checked in, with a host</source>
   <translation>Bereits eingecheckt, mit Gastgeber</translation>
  </message>
  <message>
   <source>Came and left again: Left</source>
   <translation>Gekommen und wieder gegangen: Gegangen</translation>
  </message>
  <message>
   <source>Cancelled: Deregistered</source>
   <translation>Abgesagt: Abgemeldet</translation>
  </message>
  <message>
   <source>Deleted soon after the start: Removed</source>
   <translation>Kurz nach dem Start gelöscht: Entfernt</translation>
  </message>
  <message>
   <source>Never answered: Not confirmed</source>
   <translation>Nie geantwortet: Nicht bestätigt</translation>
  </message>
  <message>
   <source>Nobody has it: Unknown code</source>
   <translation>Niemand hat ihn: Unbekannter Code</translation>
  </message>
  <message>
   <source>Registered and expected: Welcome</source>
   <translation>Angemeldet und erwartet: Willkommen</translation>
  </message>
  <message>
   <source>Save as PDF</source>
   <translation>Als PDF speichern</translation>
  </message>
  <message>
   <source>TRAINING: sample badges</source>
   <translation>TRAINING: Muster-Badges</translation>
  </message>
  <message>
   <source>With colour, note and companions</source>
   <translation>Mit Farbe, Notiz und Begleitung</translation>
  </message>
 </context>
 <context>
  <name>BadgesDialog</name>
  <message>
   <source>All badges</source>
   <translation>Alle Badges</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Hold the screen in front of the camera. Arrow keys show the next badge.</source>
   <translation>Den Bildschirm vor die Kamera halten. Pfeiltasten zeigen den nächsten Badge.</translation>
  </message>
  <message>
   <source>Invented guests for practice: choose one to hold it in front of the camera.</source>
   <translation>Erfundene Gäste zum Üben: einen wählen und vor die Kamera halten.</translation>
  </message>
  <message>
   <source>Print …</source>
   <translation>Drucken …</translation>
  </message>
  <message>
   <source>Sample badges</source>
   <translation>Muster-Badges</translation>
  </message>
  <message>
   <source>Save …</source>
   <translation>Speichern …</translation>
  </message>
 </context>
 <context>
  <name>BeforeDoorsDialog</name>
  <message numerus="yes">
   <source>%n thing(s) must be put right first.</source>
   <translation>
    <numerusform>Eines muss vorher in Ordnung gebracht werden.</numerusform>
    <numerusform>%n Dinge müssen vorher in Ordnung gebracht werden.</numerusform>
   </translation>
  </message>
  <message>
   <source>All is well. Doors can open.</source>
   <translation>Alles in Ordnung. Es kann losgehen.</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Could be better</source>
   <translation>Könnte besser sein</translation>
  </message>
  <message numerus="yes">
   <source>Doors can open. %n thing(s) could be better.</source>
   <translation>
    <numerusform>Es kann losgehen. Eines könnte besser sein.</numerusform>
    <numerusform>Es kann losgehen. %n Dinge könnten besser sein.</numerusform>
   </translation>
  </message>
  <message>
   <source>Look again</source>
   <translation>Erneut prüfen</translation>
  </message>
  <message>
   <source>Must be put right</source>
   <translation>Muss in Ordnung gebracht werden</translation>
  </message>
  <message>
   <source>Nothing was saved: {reason}</source>
   <translation>Nichts gespeichert: {reason}</translation>
  </message>
  <message>
   <source>Save as …</source>
   <translation>Speichern …</translation>
  </message>
  <message>
   <source>Save diagnostics …</source>
   <translation>Diagnose speichern …</translation>
  </message>
  <message>
   <source>Save the self-test</source>
   <translation>Selbsttest speichern</translation>
  </message>
  <message>
   <source>Saved in {path}</source>
   <translation>Gespeichert in {path}</translation>
  </message>
  <message>
   <source>Self-test before doors open</source>
   <translation>Selbsttest vor dem Einlass</translation>
  </message>
  <message>
   <source>This laptop is being looked over …</source>
   <translation>Dieser Laptop wird geprüft …</translation>
  </message>
  <message>
   <source>Try the scanner …</source>
   <translation>Scanner testen …</translation>
  </message>
  <message>
   <source>Well</source>
   <translation>In Ordnung</translation>
  </message>
 </context>
 <context>
  <name>CameraPane</name>
  <message>
   <source>Blurred</source>
   <translation>Unscharf</translation>
  </message>
  <message>
   <source>Code read</source>
   <translation>Code gelesen</translation>
  </message>
  <message>
   <source>Good</source>
   <translation>Gut</translation>
  </message>
  <message>
   <source>Hold the badge still, a little further away.</source>
   <translation>Badge ruhig halten, etwas weiter weg.</translation>
  </message>
  <message>
   <source>Hold the code here</source>
   <translation>Code hierher halten</translation>
  </message>
  <message>
   <source>Hold the printed code in front of it, or a photo of it on a phone: the laptop cannot see its own screen.</source>
   <translation>Den Code ausgedruckt oder als Handyfoto davorhalten: Seinen eigenen Bildschirm sieht der Laptop nicht.</translation>
  </message>
  <message>
   <source>Less light: turn the laptop away from the lamp.</source>
   <translation>Weniger Licht: Laptop von der Lampe wegdrehen.</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Licht</translation>
  </message>
  <message>
   <source>More light on the badge.</source>
   <translation>Mehr Licht auf den Badge.</translation>
  </message>
  <message>
   <source>Sharp</source>
   <translation>Scharf</translation>
  </message>
  <message>
   <source>Sharpness</source>
   <translation>Schärfe</translation>
  </message>
  <message>
   <source>Soft</source>
   <translation>Etwas unscharf</translation>
  </message>
  <message>
   <source>Too bright</source>
   <translation>Zu hell</translation>
  </message>
  <message>
   <source>Too dark</source>
   <translation>Zu dunkel</translation>
  </message>
  <message>
   <source>Wipe the lens or hold the badge further away.</source>
   <translation>Linse abwischen oder Badge weiter weg halten.</translation>
  </message>
  <message>
   <source>With the camera</source>
   <translation>Mit der Kamera</translation>
  </message>
 </context>
 <context>
  <name>CardCameraDialog</name>
  <message>
   <source>Another laptop of this event shows and prints it: “Card for other laptops” in its menu.</source>
   <translation>Ein anderer Laptop dieser Veranstaltung zeigt und druckt sie: „Karte für andere Laptops“ in seinem Menü.</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Card in front of the camera</source>
   <translation>Karte vor der Kamera</translation>
  </message>
  <message>
   <source>Hold the card in front of the camera</source>
   <translation>Die Karte vor die Kamera halten</translation>
  </message>
  <message>
   <source>This is not a card for other laptops.</source>
   <translation>Das ist keine Karte für andere Laptops.</translation>
  </message>
 </context>
 <context>
  <name>DiagnosticsDialog</name>
  <message>
   <source>Being gathered …</source>
   <translation>Wird zusammengestellt …</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Diagnostics</source>
   <translation>Diagnose</translation>
  </message>
  <message>
   <source>For whoever looks after this program. All that goes into the file can be read here. No names of guests, no codes, no tokens and no App Code are in it; the server’s address is, since it may be the reason.</source>
   <translation>Für alle, die sich um dieses Programm kümmern. Was in die Datei kommt, steht hier im Wortlaut: keine Namen von Gästen, keine Codes, keine Tokens, kein App-Code. Die Adresse des Servers ist dabei, denn an ihr kann es liegen.</translation>
  </message>
  <message>
   <source>How long things took</source>
   <translation>Gemessene Zeiten</translation>
  </message>
  <message>
   <source>Keys of the event’s configuration</source>
   <translation>Feldnamen der Konfiguration der Veranstaltung</translation>
  </message>
  <message>
   <source>Log</source>
   <translation>Protokoll</translation>
  </message>
  <message>
   <source>Nothing was saved: {reason}</source>
   <translation>Nichts wurde gespeichert: {reason}</translation>
  </message>
  <message>
   <source>Nothing.</source>
   <translation>Nichts.</translation>
  </message>
  <message>
   <source>Older logs</source>
   <translation>Ältere Protokolle</translation>
  </message>
  <message>
   <source>Save as …</source>
   <translation>Speichern unter …</translation>
  </message>
  <message>
   <source>Save diagnostics</source>
   <translation>Diagnose speichern</translation>
  </message>
  <message>
   <source>Saved in {path}</source>
   <translation>Gespeichert in {path}</translation>
  </message>
  <message>
   <source>Saving …</source>
   <translation>Wird gespeichert …</translation>
  </message>
  <message>
   <source>Self-test</source>
   <translation>Selbsttest</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Versions</source>
   <translation>Versionen</translation>
  </message>
  <message>
   <source>What goes into the file</source>
   <translation>Was in die Datei kommt</translation>
  </message>
  <message>
   <source>Where it crashed</source>
   <translation>Absturzstellen</translation>
  </message>
 </context>
 <context>
  <name>Doctor</name>
  <message numerus="yes">
   <source>%n file(s) in plain text</source>
   <translation>
    <numerusform>1 Datei im Klartext</numerusform>
    <numerusform>%n Dateien im Klartext</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n guest(s)</source>
   <translation>
    <numerusform>1 Gast</numerusform>
    <numerusform>%n Gäste</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n list(s) kept</source>
   <translation>
    <numerusform>%n Liste gespeichert</numerusform>
    <numerusform>%n Listen gespeichert</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n second(s) off the server’s</source>
   <translation>
    <numerusform>%n Sekunde neben der des Servers</numerusform>
    <numerusform>%n Sekunden neben der des Servers</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n set up and tried with the test code</source>
   <translation>
    <numerusform>einer eingerichtet und mit dem Testcode geprüft</numerusform>
    <numerusform>%n eingerichtet und mit dem Testcode geprüft</numerusform>
   </translation>
  </message>
  <message>
   <source>Cache</source>
   <translation>Zwischenspeicher</translation>
  </message>
  <message>
   <source>Cameras</source>
   <translation>Kameras</translation>
  </message>
  <message>
   <source>Certificate</source>
   <translation>Zertifikat</translation>
  </message>
  <message>
   <source>Clock</source>
   <translation>Uhr</translation>
  </message>
  <message>
   <source>Decoders</source>
   <translation>Decoder</translation>
  </message>
  <message>
   <source>Disk</source>
   <translation>Festplatte</translation>
  </message>
  <message>
   <source>Encryption</source>
   <translation>Verschlüsselung</translation>
  </message>
  <message>
   <source>Guest list</source>
   <translation>Gästeliste</translation>
  </message>
  <message>
   <source>Key store</source>
   <translation>Schlüsselbund</translation>
  </message>
  <message>
   <source>Keyboard scanner</source>
   <translation>Tastatur-Scanner</translation>
  </message>
  <message>
   <source>Login</source>
   <translation>Anmeldung</translation>
  </message>
  <message>
   <source>Power</source>
   <translation>Strom</translation>
  </message>
  <message>
   <source>Scanner ports</source>
   <translation>Scanner-Anschlüsse</translation>
  </message>
  <message>
   <source>Server</source>
   <translation>Server</translation>
  </message>
  <message>
   <source>Sleep</source>
   <translation>Ruhezustand</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>Ton</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>Version</translation>
  </message>
  <message>
   <source>a start encrypts them</source>
   <translation>der nächste Start verschlüsselt sie</translation>
  </message>
  <message>
   <source>add this user to the group {group}</source>
   <translation>diesen Benutzer in die Gruppe {group} aufnehmen</translation>
  </message>
  <message numerus="yes">
   <source>after %n minute(s) without a key</source>
   <translation>
    <numerusform>nach 1 Minute ohne Taste</numerusform>
    <numerusform>nach %n Minuten ohne Taste</numerusform>
   </translation>
  </message>
  <message>
   <source>allow this program the camera</source>
   <translation>diesem Programm die Kamera erlauben</translation>
  </message>
  <message>
   <source>as of {time}</source>
   <translation>Stand {time}</translation>
  </message>
  <message>
   <source>ask the organiser to renew it</source>
   <translation>den Veranstalter bitten, es zu erneuern</translation>
  </message>
  <message>
   <source>at rest</source>
   <translation>ruht</translation>
  </message>
  <message>
   <source>battery at {percent} %</source>
   <translation>Akku bei {percent} %</translation>
  </message>
  <message>
   <source>check address and network</source>
   <translation>Adresse und Netz prüfen</translation>
  </message>
  <message>
   <source>check event ID, App Code and station in the back end</source>
   <translation>Event-ID, App-Code und Station im Backend prüfen</translation>
  </message>
  <message>
   <source>check the segment of the check-in configuration</source>
   <translation>das Segment der Check-in-Konfiguration prüfen</translation>
  </message>
  <message>
   <source>close the program that uses it</source>
   <translation>das Programm schließen, das sie benutzt</translation>
  </message>
  <message>
   <source>files are written in plain text</source>
   <translation>Dateien werden im Klartext geschrieben</translation>
  </message>
  <message>
   <source>give the program a folder of its own</source>
   <translation>dem Programm einen eigenen Ordner geben</translation>
  </message>
  <message numerus="yes">
   <source>good for %n more day(s)</source>
   <translation>
    <numerusform>noch 1 Tag gültig</numerusform>
    <numerusform>noch %n Tage gültig</numerusform>
   </translation>
  </message>
  <message>
   <source>install it</source>
   <translation>es installieren</translation>
  </message>
  <message>
   <source>install libzbar0 for a second opinion</source>
   <translation>libzbar0 installieren: zwei sehen mehr</translation>
  </message>
  <message>
   <source>install that version, or choose another folder with --data-dir</source>
   <translation>jene Version installieren oder mit --data-dir einen anderen Ordner wählen</translation>
  </message>
  <message>
   <source>it is too bright: turn it away from lamp or window</source>
   <translation>zu hell: von Lampe oder Fenster wegdrehen</translation>
  </message>
  <message>
   <source>it is too dark: more light on the badges</source>
   <translation>zu dunkel: mehr Licht auf die Badges</translation>
  </message>
  <message>
   <source>it stays awake</source>
   <translation>bleibt wach</translation>
  </message>
  <message>
   <source>keys and App Codes lie under the passphrase asked for at start</source>
   <translation>Schlüssel und App-Codes liegen unter der Passphrase, die beim Start gefragt wird</translation>
  </message>
  <message>
   <source>let the system set the time by itself</source>
   <translation>das System die Uhrzeit selbst stellen lassen</translation>
  </message>
  <message>
   <source>log in again</source>
   <translation>neu anmelden</translation>
  </message>
  <message>
   <source>log in once in the program</source>
   <translation>einmal im Programm anmelden</translation>
  </message>
  <message>
   <source>log in once, or give --server URL</source>
   <translation>einmal anmelden oder --server URL angeben</translation>
  </message>
  <message>
   <source>log in with a network; it is loaded once and kept</source>
   <translation>mit Netz anmelden; sie wird einmal geladen und behalten</translation>
  </message>
  <message>
   <source>make room</source>
   <translation>Platz schaffen</translation>
  </message>
  <message>
   <source>make room on the disk, or choose another with --data-dir</source>
   <translation>Platz schaffen oder mit --data-dir ein anderes Laufwerk wählen</translation>
  </message>
  <message>
   <source>no App Code is kept for {station}</source>
   <translation>für {station} ist kein App-Code gespeichert</translation>
  </message>
  <message>
   <source>no engine reads codes</source>
   <translation>kein Decoder liest Codes</translation>
  </message>
  <message>
   <source>no loudspeaker found</source>
   <translation>kein Lautsprecher gefunden</translation>
  </message>
  <message>
   <source>no permission</source>
   <translation>kein Zugriff</translation>
  </message>
  <message>
   <source>no serial scanner plugged in</source>
   <translation>kein serieller Scanner angesteckt</translation>
  </message>
  <message>
   <source>none found</source>
   <translation>keine gefunden</translation>
  </message>
  <message>
   <source>none is known yet</source>
   <translation>noch keiner bekannt</translation>
  </message>
  <message>
   <source>none on this laptop yet</source>
   <translation>noch keine auf diesem Laptop</translation>
  </message>
  <message>
   <source>none was tried on this laptop</source>
   <translation>auf diesem Laptop wurde keiner ausprobiert</translation>
  </message>
  <message>
   <source>none: what is sent can be read on the way</source>
   <translation>keines: was gesendet wird, ist unterwegs lesbar</translation>
  </message>
  <message>
   <source>none; keys and App Codes lie in a private file: whoever has this disk can read all</source>
   <translation>keiner; Schlüssel und App-Codes liegen in einer privaten Datei: Wer dieses Laufwerk hat, kann alles lesen</translation>
  </message>
  <message>
   <source>offline: {reason}</source>
   <translation>offline: {reason}</translation>
  </message>
  <message>
   <source>others may enter {folder}</source>
   <translation>andere dürfen in {folder}</translation>
  </message>
  <message>
   <source>pictures come</source>
   <translation>Bilder kommen</translation>
  </message>
  <message>
   <source>plug it in again</source>
   <translation>wieder anstecken</translation>
  </message>
  <message>
   <source>plug it in, or choose another in the settings</source>
   <translation>anstecken oder in den Einstellungen eine andere wählen</translation>
  </message>
  <message>
   <source>plug it in; an evening is longer than a battery</source>
   <translation>anstecken; ein Abend ist länger als ein Akku</translation>
  </message>
  <message>
   <source>plug it out and in; try another socket</source>
   <translation>aus- und einstecken; andere Buchse versuchen</translation>
  </message>
  <message>
   <source>plug one in, or use a USB scanner</source>
   <translation>eine anstecken oder einen USB-Scanner benutzen</translation>
  </message>
  <message>
   <source>plug one in, or watch only</source>
   <translation>einen anstecken, oder nur hinsehen</translation>
  </message>
  <message>
   <source>plugged in, {battery}</source>
   <translation>am Netz, {battery}</translation>
  </message>
  <message>
   <source>port</source>
   <translation>Anschluss</translation>
  </message>
  <message>
   <source>scanner</source>
   <translation>Scanner</translation>
  </message>
  <message>
   <source>scanner, listening</source>
   <translation>Scanner, hört zu</translation>
  </message>
  <message>
   <source>set a passphrase in the settings</source>
   <translation>in den Einstellungen eine Passphrase setzen</translation>
  </message>
  <message>
   <source>set the program up again</source>
   <translation>das Programm neu einrichten</translation>
  </message>
  <message>
   <source>start with a network: it is loaded anew</source>
   <translation>mit Netz starten: sie wird neu geladen</translation>
  </message>
  <message>
   <source>station {station} is logged in</source>
   <translation>Station {station} ist angemeldet</translation>
  </message>
  <message>
   <source>switch it off in the system’s settings for the evening</source>
   <translation>für den Abend in den Systemeinstellungen abschalten</translation>
  </message>
  <message>
   <source>switch sleep off for the evening</source>
   <translation>Ruhezustand für den Abend abschalten</translation>
  </message>
  <message>
   <source>switched off</source>
   <translation>ausgeschaltet</translation>
  </message>
  <message>
   <source>the data folder takes no list</source>
   <translation>der Datenordner nimmt keine Liste auf</translation>
  </message>
  <message>
   <source>the picture is blurred: wipe the lens</source>
   <translation>das Bild ist unscharf: Linse abwischen</translation>
  </message>
  <message>
   <source>the server takes station {station}</source>
   <translation>der Server nimmt Station {station} an</translation>
  </message>
  <message>
   <source>the system lacks libpulse0</source>
   <translation>dem System fehlt libpulse0</translation>
  </message>
  <message>
   <source>this computer has no battery</source>
   <translation>dieser Rechner hat keinen Akku</translation>
  </message>
  <message>
   <source>this system does not say when it sleeps</source>
   <translation>dieses System sagt nicht, wann es schläft</translation>
  </message>
  <message>
   <source>use an address that begins with https://</source>
   <translation>eine Adresse mit https:// benutzen</translation>
  </message>
  <message>
   <source>{address} answers</source>
   <translation>{address} antwortet</translation>
  </message>
  <message>
   <source>{device}, muted in the settings</source>
   <translation>{device}, in den Einstellungen stumm</translation>
  </message>
  <message>
   <source>{engines}; a code read in {time} ms</source>
   <translation>{engines}; ein Code gelesen in {time} ms</translation>
  </message>
  <message>
   <source>{name} is damaged</source>
   <translation>{name} ist beschädigt</translation>
  </message>
  <message>
   <source>{ours}; the data folder is of {theirs}</source>
   <translation>{ours}; der Datenordner ist von {theirs}</translation>
  </message>
  <message>
   <source>{size} MB free</source>
   <translation>{size} MB frei</translation>
  </message>
  <message>
   <source>{width}x{height}, {rate} pictures a second</source>
   <translation>{width}x{height}, {rate} Bilder je Sekunde</translation>
  </message>
  <message>
   <source>“Set up scanner” in the menu tries its speed and layout</source>
   <translation>„Scanner einrichten“ im Menü prüft Tempo und Layout</translation>
  </message>
 </context>
 <context>
  <name>DoorsDialog</name>
  <message numerus="yes">
   <source>%n door(s) online</source>
   <translation>
    <numerusform>1 Tür verbunden</numerusform>
    <numerusform>%n Türen verbunden</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n welcomed</source>
   <translation>
    <numerusform>%n willkommen geheißen</numerusform>
    <numerusform>%n willkommen geheißen</numerusform>
   </translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Doors</source>
   <translation>Türen</translation>
  </message>
  <message>
   <source>Welcomed at two doors</source>
   <translation>An zwei Türen willkommen geheißen</translation>
  </message>
  <message>
   <source>Welcomed: each quarter of an hour, in all</source>
   <translation>Willkommen geheißen: je Viertelstunde, gesamt</translation>
  </message>
  <message>
   <source>a door without a name</source>
   <translation>eine Tür ohne Namen</translation>
  </message>
  <message>
   <source>a guest who is not on this list</source>
   <translation>ein Gast, der nicht auf dieser Liste steht</translation>
  </message>
  <message>
   <source>last scan {ago}</source>
   <translation>letzter Scan {ago}</translation>
  </message>
  <message>
   <source>list as of {time}</source>
   <translation>Liste von {time}</translation>
  </message>
  <message>
   <source>not online</source>
   <translation>nicht verbunden</translation>
  </message>
  <message>
   <source>online</source>
   <translation>verbunden</translation>
  </message>
  <message>
   <source>this door</source>
   <translation>diese Tür</translation>
  </message>
  <message>
   <source>{doors}, the second time at {time}</source>
   <translation>{doors}, das zweite Mal um {time}</translation>
  </message>
 </context>
 <context>
  <name>EntranceList</name>
  <message>
   <source>Del</source>
   <translation>Entf</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>Enter</translation>
  </message>
  <message>
   <source>Enter keeps it · Esc cancels</source>
   <translation>Enter übernimmt · Esc bricht ab</translation>
  </message>
  <message>
   <source>Name of this entrance</source>
   <translation>Name dieses Eingangs</translation>
  </message>
  <message>
   <source>Remove …</source>
   <translation>Entfernen …</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>Umbenennen</translation>
  </message>
  <message>
   <source>Rename or remove</source>
   <translation>Umbenennen oder entfernen</translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message numerus="yes">
   <source>%n note(s) saved in {path}</source>
   <translation>
    <numerusform>%n Notiz gespeichert in {path}</numerusform>
    <numerusform>%n Notizen gespeichert in {path}</numerusform>
   </translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Every look-up of this entrance on this laptop: when, how, and with what verdict. The file is not encrypted: whoever has it can read it.</source>
   <translation>Jede Abfrage dieses Eingangs auf diesem Laptop: wann, wie und mit welchem Ergebnis. Die Datei ist nicht verschlüsselt: Wer sie hat, kann sie lesen.</translation>
  </message>
  <message>
   <source>Export notes</source>
   <translation>Notizen exportieren</translation>
  </message>
  <message>
   <source>For</source>
   <translation>Für</translation>
  </message>
  <message>
   <source>Nothing was saved: {reason}</source>
   <translation>Nichts wurde gespeichert: {reason}</translation>
  </message>
  <message>
   <source>Otherwise guests have their ID only.</source>
   <translation>Sonst steht von Gästen nur die ID darin.</translation>
  </message>
  <message>
   <source>Programs (JSON)</source>
   <translation>Programme (JSON)</translation>
  </message>
  <message>
   <source>Save as …</source>
   <translation>Speichern unter …</translation>
  </message>
  <message>
   <source>Save the notes</source>
   <translation>Notizen speichern</translation>
  </message>
  <message>
   <source>Saving …</source>
   <translation>Wird gespeichert …</translation>
  </message>
  <message>
   <source>Spreadsheets (CSV)</source>
   <translation>Tabellen (CSV)</translation>
  </message>
  <message>
   <source>With names</source>
   <translation>Mit Namen</translation>
  </message>
 </context>
 <context>
  <name>Greeting</name>
  <message>
   <source>Enjoy the event.</source>
   <translation>Viel Freude bei der Veranstaltung.</translation>
  </message>
  <message>
   <source>For the guest</source>
   <translation>Für den Gast</translation>
  </message>
  <message>
   <source>One moment, please</source>
   <translation>Einen Moment, bitte</translation>
  </message>
  <message>
   <source>Our team will help you.</source>
   <translation>Unser Team hilft Ihnen.</translation>
  </message>
  <message>
   <source>Please show your code.</source>
   <translation>Bitte zeigen Sie Ihren Code.</translation>
  </message>
  <message>
   <source>Welcome</source>
   <translation>Willkommen</translation>
  </message>
  <message>
   <source>Welcome, {name}</source>
   <translation>Willkommen, {name}</translation>
  </message>
 </context>
 <context>
  <name>GuestStage</name>
  <message numerus="yes">
   <source>+%n more</source>
   <translation>
    <numerusform>+%n weitere</numerusform>
    <numerusform>+%n weitere</numerusform>
   </translation>
  </message>
  <message>
   <source>Access code</source>
   <translation>Zugangscode</translation>
  </message>
  <message>
   <source>Check-in</source>
   <translation>Check-in</translation>
  </message>
  <message>
   <source>Companions and host</source>
   <translation>Begleitung und Gastgeber</translation>
  </message>
  <message>
   <source>More below</source>
   <translation>Mehr darunter</translation>
  </message>
  <message>
   <source>Registration</source>
   <translation>Anmeldung</translation>
  </message>
 </context>
 <context>
  <name>HelpDialog</name>
  <message>
   <source>Chapters</source>
   <translation>Kapitel</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Manual</source>
   <translation>Handbuch</translation>
  </message>
 </context>
 <context>
  <name>Legend</name>
  <message numerus="yes">
   <source>%n guest(s)</source>
   <translation>
    <numerusform>%n Gast</numerusform>
    <numerusform>%n Gäste</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n hidden field(s)</source>
   <translation>
    <numerusform>%n ausgeblendetes Feld</numerusform>
    <numerusform>%n ausgeblendete Felder</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n label(s) of fields</source>
   <translation>
    <numerusform>%n Bezeichnung eines Felds</numerusform>
    <numerusform>%n Bezeichnungen von Feldern</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n word(s) for colours</source>
   <translation>
    <numerusform>%n Wort für eine Farbe</numerusform>
    <numerusform>%n Wörter für Farben</numerusform>
   </translation>
  </message>
  <message>
   <source>Label of {field}</source>
   <translation>Bezeichnung von {field}</translation>
  </message>
  <message>
   <source>Legend</source>
   <translation>Legende</translation>
  </message>
  <message>
   <source>Move {field} down</source>
   <translation>{field} nach unten</translation>
  </message>
  <message>
   <source>Move {field} up</source>
   <translation>{field} nach oben</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show {field}</source>
   <translation>{field} zeigen</translation>
  </message>
  <message>
   <source>Word for {color}, {guests}</source>
   <translation>Wort für {color}, {guests}</translation>
  </message>
  <message>
   <source>Word, such as Press</source>
   <translation>Wort, etwa Presse</translation>
  </message>
  <message>
   <source>an order of fields</source>
   <translation>eine Reihenfolge der Felder</translation>
  </message>
  <message>
   <source>contact data: hidden by the settings</source>
   <translation>Kontaktdaten: durch die Einstellungen verborgen</translation>
  </message>
  <message>
   <source>it is damaged, or no JSON</source>
   <translation>sie ist beschädigt oder kein JSON</translation>
  </message>
  <message>
   <source>it is no legend of this program</source>
   <translation>sie ist keine Legende dieses Programms</translation>
  </message>
  <message>
   <source>it is of a later version of this program</source>
   <translation>sie stammt von einer neueren Version dieses Programms</translation>
  </message>
  <message>
   <source>it is too large for a legend</source>
   <translation>sie ist zu groß für eine Legende</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>nichts</translation>
  </message>
 </context>
 <context>
  <name>LegendDialog</name>
  <message numerus="yes">
   <source>%n more colour(s) are not listed here.</source>
   <translation>
    <numerusform>%n weitere Farbe steht nicht hier.</numerusform>
    <numerusform>%n weitere Farben stehen nicht hier.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n value(s) of the file cannot be used and will be left out.</source>
   <translation>
    <numerusform>%n Angabe der Datei ist unbrauchbar und bleibt weg.</numerusform>
    <numerusform>%n Angaben der Datei sind unbrauchbar und bleiben weg.</numerusform>
   </translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>Farben</translation>
  </message>
  <message>
   <source>Counting …</source>
   <translation>Wird gezählt …</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Fields</source>
   <translation>Felder</translation>
  </message>
  <message>
   <source>For the event “{event}”.</source>
   <translation>Für die Veranstaltung „{event}“.</translation>
  </message>
  <message>
   <source>For this event, on this laptop. Every change takes effect at once.</source>
   <translation>Für diese Veranstaltung, auf diesem Laptop. Jede Änderung wirkt sofort.</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Legend and fields</source>
   <translation>Legende und Felder</translation>
  </message>
  <message>
   <source>Load a legend</source>
   <translation>Legende laden</translation>
  </message>
  <message>
   <source>Load from file …</source>
   <translation>Aus Datei laden …</translation>
  </message>
  <message>
   <source>Loaded.</source>
   <translation>Geladen.</translation>
  </message>
  <message>
   <source>No guest of this list has a colour.</source>
   <translation>Kein Gast dieser Liste hat eine Farbe.</translation>
  </message>
  <message>
   <source>No guest of this list has further fields.</source>
   <translation>Kein Gast dieser Liste hat weitere Felder.</translation>
  </message>
  <message>
   <source>Not counted.</source>
   <translation>Nicht gezählt.</translation>
  </message>
  <message>
   <source>Nothing was loaded: {reason}.</source>
   <translation>Nichts wurde geladen: {reason}.</translation>
  </message>
  <message>
   <source>Nothing was saved: {reason}.</source>
   <translation>Nichts wurde gespeichert: {reason}.</translation>
  </message>
  <message>
   <source>Replace</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <source>Save as file …</source>
   <translation>Als Datei speichern …</translation>
  </message>
  <message>
   <source>Save the legend</source>
   <translation>Legende speichern</translation>
  </message>
  <message>
   <source>Saved in {path}</source>
   <translation>Gespeichert in {path}</translation>
  </message>
  <message>
   <source>The file has {new}. It replaces what is here: {old}.</source>
   <translation>Die Datei enthält {new}. Sie ersetzt, was hier steht: {old}.</translation>
  </message>
  <message>
   <source>The list cannot be counted: {reason}.</source>
   <translation>Die Liste lässt sich nicht zählen: {reason}.</translation>
  </message>
  <message>
   <source>The word stands on the ribbon, and before the company in lists. Without one the ribbon says the colour’s code.</source>
   <translation>Das Wort steht auf dem Band und in Listen vor der Firma. Ohne Wort nennt das Band den Farbwert.</translation>
  </message>
  <message>
   <source>What they are called, whether they show (the switch), and in what order. Alt with an arrow key moves a field, too. Name, company, position and note have places of their own.</source>
   <translation>Wie sie heißen, ob sie erscheinen (der Schalter) und in welcher Reihenfolge. Auch Alt mit einer Pfeiltaste verschiebt ein Feld. Name, Firma, Position und Notiz haben eigene Plätze.</translation>
  </message>
 </context>
 <context>
  <name>Login</name>
  <message numerus="yes">
   <source>%n more event(s) ended too.</source>
   <translation>
    <numerusform>Auch %n weitere Veranstaltung ist vorbei.</numerusform>
    <numerusform>Auch %n weitere Veranstaltungen sind vorbei.</numerusform>
   </translation>
  </message>
  <message>
   <source>An event ended on {day}.</source>
   <translation>Eine Veranstaltung endete am {day}.</translation>
  </message>
  <message>
   <source>An event is over.</source>
   <translation>Eine Veranstaltung ist vorbei.</translation>
  </message>
  <message>
   <source>Check address and network, then try again.</source>
   <translation>Adresse und Netz prüfen, dann noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Check event ID, App Code and station name.</source>
   <translation>Event-ID, App-Code und Name der Station prüfen.</translation>
  </message>
  <message>
   <source>Check the address, or open a web page to log in to the Wi-Fi.</source>
   <translation>Adresse prüfen oder eine Webseite öffnen, um sich im WLAN anzumelden.</translation>
  </message>
  <message>
   <source>Enter the App Code. It stands in the list under Check-in.</source>
   <translation>Bitte den App-Code eingeben. Er steht in der Liste unter Check-in.</translation>
  </message>
  <message>
   <source>Enter the address of the event server.</source>
   <translation>Bitte die Adresse des Event-Servers eingeben.</translation>
  </message>
  <message>
   <source>Enter the event ID. It stands in the address of the event page.</source>
   <translation>Bitte die Event-ID eingeben. Sie steht in der Adresse der Eventseite.</translation>
  </message>
  <message>
   <source>Enter the name of the check-in configuration.</source>
   <translation>Bitte den Namen der Check-in-Konfiguration eingeben.</translation>
  </message>
  <message>
   <source>It is next to the configuration under Check-in.</source>
   <translation>Er steht neben der Konfiguration unter Check-in.</translation>
  </message>
  <message numerus="yes">
   <source>Its guest list and notes were removed from this laptop, as set (after %n day(s)).</source>
   <translation>
    <numerusform>Gästeliste und Notizen wurden von diesem Laptop gelöscht, wie eingestellt (nach %n Tag).</numerusform>
    <numerusform>Gästeliste und Notizen wurden von diesem Laptop gelöscht, wie eingestellt (nach %n Tagen).</numerusform>
   </translation>
  </message>
  <message>
   <source>No login: {reason}.</source>
   <translation>Keine Anmeldung: {reason}.</translation>
  </message>
  <message>
   <source>The event ID is the number in the event page’s address.</source>
   <translation>Die Event-ID ist die Nummer in der Adresse der Eventseite.</translation>
  </message>
  <message>
   <source>The key store did not answer, so a key may still be in it. The next start tries again, as does “Wipe this laptop’s data” in the menu after logging in.</source>
   <translation>Der Schlüsselbund hat nicht geantwortet; darin kann noch ein Schlüssel liegen. Der nächste Start versucht es erneut, ebenso „Daten dieses Laptops löschen“ im Menü nach dem Anmelden.</translation>
  </message>
  <message>
   <source>The server does not know this event ID ({reason})</source>
   <translation>Der Server kennt diese Event-ID nicht ({reason})</translation>
  </message>
  <message>
   <source>The server refused the login ({reason})</source>
   <translation>Der Server hat die Anmeldung abgelehnt ({reason})</translation>
  </message>
  <message>
   <source>The server refused this App Code ({reason})</source>
   <translation>Der Server hat diesen App-Code abgelehnt ({reason})</translation>
  </message>
  <message numerus="yes">
   <source>Their guest lists and notes were removed from this laptop, as set (after %n day(s)).</source>
   <translation>
    <numerusform>Ihre Gästelisten und Notizen wurden von diesem Laptop gelöscht, wie eingestellt (nach %n Tag).</numerusform>
    <numerusform>Ihre Gästelisten und Notizen wurden von diesem Laptop gelöscht, wie eingestellt (nach %n Tagen).</numerusform>
   </translation>
  </message>
  <message>
   <source>This is not the address of a server.</source>
   <translation>Das ist keine Adresse eines Servers.</translation>
  </message>
  <message>
   <source>Use https://, or allow http:// in the settings.</source>
   <translation>Bitte https:// verwenden oder http:// in den Einstellungen erlauben.</translation>
  </message>
  <message>
   <source>today</source>
   <translation>heute</translation>
  </message>
  <message>
   <source>“{event}” ended on {day}.</source>
   <translation>„{event}“ endete am {day}.</translation>
  </message>
  <message>
   <source>“{event}” is over.</source>
   <translation>„{event}“ ist vorbei.</translation>
  </message>
 </context>
 <context>
  <name>LoginCardDialog</name>
  <message>
   <source>Card for other laptops</source>
   <translation>Karte für andere Laptops</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Otherwise it is typed there.</source>
   <translation>Sonst muss er dort eingetippt werden.</translation>
  </message>
  <message>
   <source>Print …</source>
   <translation>Drucken …</translation>
  </message>
  <message>
   <source>Save …</source>
   <translation>Speichern …</translation>
  </message>
  <message>
   <source>Scanned on the login page of another laptop, it fills the form there.</source>
   <translation>Auf der Anmeldeseite eines anderen Laptops gescannt, füllt sie dort das Formular.</translation>
  </message>
  <message>
   <source>The card’s code</source>
   <translation>Der Code der Karte</translation>
  </message>
  <message>
   <source>Whoever has or photographs this card can log in. Do not hang it up.</source>
   <translation>Wer diese Karte hat oder fotografiert, kann sich anmelden. Nicht aufhängen.</translation>
  </message>
  <message>
   <source>With the App Code</source>
   <translation>Mit dem App-Code</translation>
  </message>
 </context>
 <context>
  <name>LoginView</name>
  <message>
   <source>Another entrance</source>
   <translation>Ein anderer Eingang</translation>
  </message>
  <message>
   <source>App Code</source>
   <translation>App-Code</translation>
  </message>
  <message>
   <source>Back to the door</source>
   <translation>Zurück zur Tür</translation>
  </message>
  <message>
   <source>Check-in Station</source>
   <translation>Check-in Station</translation>
  </message>
  <message>
   <source>Entrances used on this laptop before.</source>
   <translation>Eingänge, die dieser Laptop schon kennt.</translation>
  </message>
  <message>
   <source>Event ID</source>
   <translation>Event-ID</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hilfe</translation>
  </message>
  <message>
   <source>Just practising?</source>
   <translation>Nur zum Üben?</translation>
  </message>
  <message>
   <source>Log in</source>
   <translation>Anmelden</translation>
  </message>
  <message>
   <source>Logging in …</source>
   <translation>Anmeldung läuft …</translation>
  </message>
  <message>
   <source>Paste the address of the event page and two fields fill themselves.</source>
   <translation>Adresse der Eventseite einfügen: zwei Felder füllen sich selbst.</translation>
  </message>
  <message>
   <source>Scan a card …</source>
   <translation>Karte scannen …</translation>
  </message>
  <message>
   <source>Self-test</source>
   <translation>Selbsttest</translation>
  </message>
  <message>
   <source>Server</source>
   <translation>Server</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show the App Code</source>
   <translation>App-Code zeigen</translation>
  </message>
  <message>
   <source>Station</source>
   <translation>Station</translation>
  </message>
  <message>
   <source>The App Code stays on this laptop, in its key store or a private file.</source>
   <translation>Der App-Code bleibt auf diesem Laptop, im Schlüsselbund oder einer privaten Datei.</translation>
  </message>
  <message>
   <source>Three values from the back end open it.</source>
   <translation>Drei Werte aus dem Backend öffnen sie.</translation>
  </message>
  <message>
   <source>Try training mode</source>
   <translation>Training starten</translation>
  </message>
  <message>
   <source>Which door is this?</source>
   <translation>Welche Tür ist das?</translation>
  </message>
  <message>
   <source>With invented guests: F3.</source>
   <translation>Erfundene Gäste: F3.</translation>
  </message>
  <message>
   <source>the name of the configuration, letter for letter</source>
   <translation>der Name der Konfiguration, Buchstabe für Buchstabe</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>Check-in Station</source>
   <translation>Check-in Station</translation>
  </message>
 </context>
 <context>
  <name>NewerDataDialog</name>
  <message>
   <source>A newer version of this program has written the data on this laptop.</source>
   <translation>Die Daten auf diesem Laptop hat eine neuere Version dieses Programms geschrieben.</translation>
  </message>
  <message>
   <source>A newer version was here</source>
   <translation>Eine neuere Version war schon hier</translation>
  </message>
  <message>
   <source>Check-in Station</source>
   <translation>Check-in Station</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Start the newer version, or install it again. If this version is wanted all the same, start it with a data folder of its own (--data-dir); the guest list is loaded anew there.</source>
   <translation>Die neuere Version starten oder wieder installieren. Soll es doch diese sein, dann mit einem eigenen Datenordner (--data-dir); die Gästeliste wird dort neu geladen.</translation>
  </message>
  <message>
   <source>This is version {ours}, which cannot read all of it. Nothing was changed and nothing is lost.</source>
   <translation>Dies ist Version {ours}, die nicht alles davon lesen kann. Nichts wurde geändert, nichts ist verloren.</translation>
  </message>
  <message>
   <source>Version {version} of this program has written the data on this laptop.</source>
   <translation>Die Daten auf diesem Laptop hat Version {version} dieses Programms geschrieben.</translation>
  </message>
 </context>
 <context>
  <name>NoticeBar</name>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>This program made a mistake; its log says where. Check-in goes on.</source>
   <translation>Dieses Programm hat einen Fehler gemacht; im Protokoll steht, wo. Der Einlass geht weiter.</translation>
  </message>
 </context>
 <context>
  <name>Numbers</name>
  <message numerus="yes">
   <source>%n companion(s)</source>
   <translation>
    <numerusform>%n Begleitperson</numerusform>
    <numerusform>%n Begleitpersonen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n guest(s)</source>
   <translation>
    <numerusform>%n Gast</numerusform>
    <numerusform>%n Gäste</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n other value(s)</source>
   <translation>
    <numerusform>%n anderer Wert</numerusform>
    <numerusform>%n andere Werte</numerusform>
   </translation>
  </message>
  <message>
   <source>Arrivals every hour</source>
   <translation>Ankünfte je Stunde</translation>
  </message>
  <message>
   <source>Arrivals every {step} hours</source>
   <translation>Ankünfte je {step} Stunden</translation>
  </message>
  <message>
   <source>Arrivals every {step} minutes</source>
   <translation>Ankünfte je {step} Minuten</translation>
  </message>
  <message>
   <source>Arrived by colour</source>
   <translation>Eingetroffen nach Farbe</translation>
  </message>
  <message>
   <source>As of (server time)</source>
   <translation>Stand (Serverzeit)</translation>
  </message>
  <message>
   <source>Event</source>
   <translation>Veranstaltung</translation>
  </message>
  <message>
   <source>Nobody has arrived today.</source>
   <translation>Heute ist noch niemand eingetroffen.</translation>
  </message>
  <message>
   <source>Nothing was saved: {reason}</source>
   <translation>Nichts wurde gespeichert: {reason}</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>Zahlen</translation>
  </message>
  <message>
   <source>On the list by colour</source>
   <translation>Auf der Liste nach Farbe</translation>
  </message>
  <message>
   <source>Save the numbers</source>
   <translation>Zahlen speichern</translation>
  </message>
  <message>
   <source>Saved in {path}</source>
   <translation>Gespeichert in {path}</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>Station</source>
   <translation>Station</translation>
  </message>
  <message>
   <source>TRAINING: invented guests</source>
   <translation>TRAINING: erfundene Gäste</translation>
  </message>
  <message>
   <source>The list is empty.</source>
   <translation>Die Liste ist leer.</translation>
  </message>
  <message>
   <source>arrived</source>
   <translation>eingetroffen</translation>
  </message>
  <message>
   <source>companions</source>
   <translation>Begleitpersonen</translation>
  </message>
  <message>
   <source>deregistered</source>
   <translation>abgemeldet</translation>
  </message>
  <message>
   <source>guests</source>
   <translation>Gäste</translation>
  </message>
  <message>
   <source>no colour</source>
   <translation>ohne Farbe</translation>
  </message>
  <message>
   <source>not confirmed</source>
   <translation>nicht bestätigt</translation>
  </message>
  <message>
   <source>now, {time}</source>
   <translation>jetzt, {time}</translation>
  </message>
  <message>
   <source>of these left</source>
   <translation>davon gegangen</translation>
  </message>
  <message>
   <source>of {number}</source>
   <translation>von {number}</translation>
  </message>
  <message>
   <source>on the list</source>
   <translation>auf der Liste</translation>
  </message>
  <message>
   <source>removed</source>
   <translation>entfernt</translation>
  </message>
  <message>
   <source>still expected</source>
   <translation>noch erwartet</translation>
  </message>
  <message>
   <source>together</source>
   <translation>zusammen</translation>
  </message>
  <message>
   <source>{day}, as of {time}</source>
   <translation>{day}, Stand {time}</translation>
  </message>
  <message>
   <source>{listed} on the list</source>
   <translation>{listed} auf der Liste</translation>
  </message>
  <message>
   <source>{listed} on the list, {some} of them companions ({arrived} arrived)</source>
   <translation>{listed} auf der Liste, davon {some} Begleitpersonen ({arrived} eingetroffen)</translation>
  </message>
  <message>
   <source>{number} at other times</source>
   <translation>{number} außerhalb dieser Zeit</translation>
  </message>
 </context>
 <context>
  <name>NumbersStage</name>
  <message>
   <source>Back</source>
   <translation>Zurück</translation>
  </message>
  <message>
   <source>CSV</source>
   <translation>CSV</translation>
  </message>
  <message>
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Live numbers</source>
   <translation>Live-Zahlen</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Bild</translation>
  </message>
  <message>
   <source>Save as a picture</source>
   <translation>Als Bild speichern</translation>
  </message>
  <message>
   <source>Save as a table (CSV)</source>
   <translation>Als Tabelle speichern (CSV)</translation>
  </message>
 </context>
 <context>
  <name>Pin</name>
  <message>
   <source>4 to 12 digits. Forgotten, only deleting the data folder ends it.</source>
   <translation>4 bis 12 Ziffern. Wer sie vergisst, kann nur noch den Datenordner löschen.</translation>
  </message>
  <message>
   <source>Exporting is locked.</source>
   <translation>Das Exportieren ist gesperrt.</translation>
  </message>
  <message>
   <source>It cannot be kept: this disk takes nothing.</source>
   <translation>Sie lässt sich nicht speichern: Dieser Datenträger nimmt nichts an.</translation>
  </message>
  <message>
   <source>Logging out is locked.</source>
   <translation>Das Abmelden ist gesperrt.</translation>
  </message>
  <message>
   <source>Names are hidden. Scans are answered without a PIN.</source>
   <translation>Namen sind verborgen. Scans werden auch ohne PIN beantwortet.</translation>
  </message>
  <message>
   <source>New PIN</source>
   <translation>Neue PIN</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>PIN</translation>
  </message>
  <message>
   <source>The same once more.</source>
   <translation>Dieselbe noch einmal.</translation>
  </message>
  <message>
   <source>The settings are locked.</source>
   <translation>Die Einstellungen sind gesperrt.</translation>
  </message>
  <message>
   <source>These were two different ones. Begin again.</source>
   <translation>Das waren zwei verschiedene. Bitte von vorn.</translation>
  </message>
  <message>
   <source>Wiping is locked.</source>
   <translation>Das Löschen ist gesperrt.</translation>
  </message>
 </context>
 <context>
  <name>PinSheet</name>
  <message>
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <source>Delete the last digit</source>
   <translation>Letzte Ziffer löschen</translation>
  </message>
  <message>
   <source>OK</source>
   <translation>OK</translation>
  </message>
  <message numerus="yes">
   <source>The next try is possible in %n second(s).</source>
   <translation>
    <numerusform>Nächster Versuch in %n Sekunde.</numerusform>
    <numerusform>Nächster Versuch in %n Sekunden.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>This PIN is wrong. The next try is possible in %n second(s).</source>
   <translation>
    <numerusform>Diese PIN stimmt nicht. Nächster Versuch in %n Sekunde.</numerusform>
    <numerusform>Diese PIN stimmt nicht. Nächster Versuch in %n Sekunden.</numerusform>
   </translation>
  </message>
  <message>
   <source>Try again.</source>
   <translation>Bitte noch einmal.</translation>
  </message>
 </context>
 <context>
  <name>ProtectionPane</name>
  <message numerus="yes">
   <source>%n day(s)</source>
   <translation>
    <numerusform>%n Tag</numerusform>
    <numerusform>%n Tage</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>A passphrase has at least %n character(s).</source>
   <translation>
    <numerusform>Eine Passphrase hat mindestens %n Zeichen.</numerusform>
    <numerusform>Eine Passphrase hat mindestens %n Zeichen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Ändern</translation>
  </message>
  <message>
   <source>Counted from the event’s end, if the server says when that is.</source>
   <translation>Gezählt ab dem Ende der Veranstaltung, falls der Server es nennt.</translation>
  </message>
  <message>
   <source>Data on this laptop</source>
   <translation>Daten auf diesem Laptop</translation>
  </message>
  <message>
   <source>Less</source>
   <translation>Weniger</translation>
  </message>
  <message>
   <source>List and notes are encrypted.</source>
   <translation>Liste und Notizen sind verschlüsselt.</translation>
  </message>
  <message>
   <source>List and notes are encrypted. Their keys and the App Code lie in the key store of this laptop.</source>
   <translation>Liste und Notizen sind verschlüsselt. Ihre Schlüssel und der App-Code liegen im Schlüsselbund dieses Laptops.</translation>
  </message>
  <message>
   <source>List, notes, their keys and the App Code are encrypted under the passphrase that is asked for at each start.</source>
   <translation>Liste, Notizen, ihre Schlüssel und der App-Code sind unter der Passphrase verschlüsselt, die bei jedem Start gefragt wird.</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>Never: list and notes stay until somebody wipes them.</source>
   <translation>Nie: Liste und Notizen bleiben, bis jemand sie löscht.</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>Neue Passphrase</translation>
  </message>
  <message>
   <source>New passphrase, once more</source>
   <translation>Neue Passphrase, noch einmal</translation>
  </message>
  <message>
   <source>No key store works on this laptop, so the keys lie in a file beside them: whoever has its disk can read all. A passphrase prevents that.</source>
   <translation>Auf diesem Laptop arbeitet kein Schlüsselbund; die Schlüssel liegen in einer Datei daneben: Wer die Platte hat, kann alles lesen. Eine Passphrase verhindert das.</translation>
  </message>
  <message>
   <source>Not set. Whoever forgets it can only begin anew.</source>
   <translation>Nicht gesetzt. Wer sie vergisst, kann nur neu beginnen.</translation>
  </message>
  <message>
   <source>Passphrase at the start</source>
   <translation>Passphrase beim Start</translation>
  </message>
  <message>
   <source>Present passphrase</source>
   <translation>Bisherige Passphrase</translation>
  </message>
  <message>
   <source>Remove passphrase</source>
   <translation>Passphrase entfernen</translation>
  </message>
  <message>
   <source>Set passphrase</source>
   <translation>Passphrase setzen</translation>
  </message>
  <message>
   <source>Set. Whoever forgets it can only begin anew.</source>
   <translation>Gesetzt. Wer sie vergisst, kann nur neu beginnen.</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show the passphrase</source>
   <translation>Passphrase zeigen</translation>
  </message>
  <message>
   <source>The server does not say when this event ends: it stays until wiped.</source>
   <translation>Der Server nennt kein Ende dieser Veranstaltung: Sie bleibt, bis jemand sie löscht.</translation>
  </message>
  <message>
   <source>The two are not the same.</source>
   <translation>Die beiden sind nicht gleich.</translation>
  </message>
  <message>
   <source>This event ends {when}.</source>
   <translation>Diese Veranstaltung endet am {when}.</translation>
  </message>
  <message>
   <source>Type the present passphrase.</source>
   <translation>Die bisherige Passphrase eingeben.</translation>
  </message>
  <message>
   <source>Wipe by itself after an event</source>
   <translation>Nach einer Veranstaltung automatisch löschen</translation>
  </message>
  <message>
   <source>Wipe this laptop’s data …</source>
   <translation>Daten dieses Laptops löschen …</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
 </context>
 <context>
  <name>Rail</name>
  <message>
   <source>Last scans</source>
   <translation>Letzte Scans</translation>
  </message>
 </context>
 <context>
  <name>ResultsStage</name>
  <message>
   <source>Enter</source>
   <translation>Enter</translation>
  </message>
  <message>
   <source>Guests to choose from</source>
   <translation>Gäste zur Auswahl</translation>
  </message>
  <message>
   <source>None is chosen.</source>
   <translation>Niemand ist gewählt.</translation>
  </message>
  <message>
   <source>None is chosen. Press 1 or 2, or click.</source>
   <translation>Niemand ist gewählt. 1 oder 2 drücken oder klicken.</translation>
  </message>
  <message>
   <source>None is chosen. Press 1 to {last}, or click.</source>
   <translation>Niemand ist gewählt. 1 bis {last} drücken oder klicken.</translation>
  </message>
  <message>
   <source>Tell the organiser: each guest should have a code of their own.</source>
   <translation>Bitte dem Veranstalter sagen: Jeder Gast braucht einen eigenen Code.</translation>
  </message>
  <message>
   <source>Who is it?</source>
   <translation>Wer ist es?</translation>
  </message>
  <message>
   <source>move</source>
   <translation>wählen</translation>
  </message>
  <message>
   <source>show</source>
   <translation>zeigen</translation>
  </message>
 </context>
 <context>
  <name>ScannerSetup</name>
  <message>
   <source>Hold the scanner on the code shown here.</source>
   <translation>Den Scanner auf den Code hier halten.</translation>
  </message>
  <message>
   <source>It works</source>
   <translation>Es funktioniert</translation>
  </message>
  <message numerus="yes">
   <source>Keyboard scanner, %n millisecond(s) a key</source>
   <translation>
    <numerusform>Tastatur-Scanner, %n Millisekunde je Zeichen</numerusform>
    <numerusform>Tastatur-Scanner, %n Millisekunden je Zeichen</numerusform>
   </translation>
  </message>
  <message>
   <source>Learnt</source>
   <translation>Gelernt</translation>
  </message>
  <message>
   <source>Not the same twice</source>
   <translation>Nicht zweimal gleich</translation>
  </message>
  <message>
   <source>Scan it again, calmly and straight.</source>
   <translation>Noch einmal scannen, ruhig und gerade.</translation>
  </message>
  <message>
   <source>Scan it once more to prove it.</source>
   <translation>Zur Probe noch einmal scannen.</translation>
  </message>
  <message>
   <source>Scan this code</source>
   <translation>Diesen Code scannen</translation>
  </message>
  <message>
   <source>Serial scanner</source>
   <translation>Serieller Scanner</translation>
  </message>
  <message>
   <source>Serial scanner on {port}</source>
   <translation>Serieller Scanner an {port}</translation>
  </message>
  <message>
   <source>That was another code</source>
   <translation>Das war ein anderer Code</translation>
  </message>
  <message>
   <source>The camera read the code; it needs no set-up.</source>
   <translation>Die Kamera hat den Code gelesen; sie braucht keine Einrichtung.</translation>
  </message>
  <message>
   <source>The scanner types as slowly as a person. Its handbook has a code for a shorter pause between keys.</source>
   <translation>Der Scanner tippt so langsam wie ein Mensch. In seinem Handbuch steht ein Code für kürzere Pausen zwischen den Zeichen.</translation>
  </message>
  <message>
   <source>Too slow</source>
   <translation>Zu langsam</translation>
  </message>
  <message>
   <source>With the USB scanner, from this screen or from the printed page. Until this window is closed nothing scanned here is looked up.</source>
   <translation>Mit dem USB-Scanner, von diesem Bildschirm oder vom Ausdruck. Solange dieses Fenster offen ist, wird nichts Gescanntes nachgeschlagen.</translation>
  </message>
  <message>
   <source>capitals and small letters are swapped (Caps Lock)</source>
   <translation>Groß- und Kleinbuchstaben sind vertauscht (Feststelltaste)</translation>
  </message>
  <message>
   <source>ends in silence</source>
   <translation>endet mit Stille</translation>
  </message>
  <message>
   <source>ends with {key}</source>
   <translation>endet mit {key}</translation>
  </message>
  <message>
   <source>its keyboard language differs ({names}) and is corrected at each scan</source>
   <translation>seine Tastatursprache ist eine andere ({names}) und wird bei jedem Scan berichtigt</translation>
  </message>
  <message>
   <source>its layout fits this laptop</source>
   <translation>seine Tastaturbelegung passt zu diesem Laptop</translation>
  </message>
  <message>
   <source>sends the code and nothing else</source>
   <translation>sendet den Code und sonst nichts</translation>
  </message>
  <message>
   <source>“Done” closes this window, “Start over” is for another scanner.</source>
   <translation>„Fertig“ schließt dieses Fenster, „Von vorn“ ist für einen anderen Scanner.</translation>
  </message>
  <message>
   <source>“Done” keeps it, “Start over” is for another scanner.</source>
   <translation>„Fertig“ übernimmt das, „Von vorn“ ist für einen anderen Scanner.</translation>
  </message>
 </context>
 <context>
  <name>ScannerSetupDialog</name>
  <message>
   <source>Bar code</source>
   <translation>Strichcode</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Kind of code</source>
   <translation>Art des Codes</translation>
  </message>
  <message>
   <source>Print the code …</source>
   <translation>Code drucken …</translation>
  </message>
  <message>
   <source>QR code</source>
   <translation>QR-Code</translation>
  </message>
  <message>
   <source>Set up scanner</source>
   <translation>Scanner einrichten</translation>
  </message>
  <message>
   <source>Set up scanner · step {step} of {steps}</source>
   <translation>Scanner einrichten · Schritt {step} von {steps}</translation>
  </message>
  <message>
   <source>Start over</source>
   <translation>Von vorn</translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message numerus="yes">
   <source>%n other entrance(s) have these settings now.</source>
   <translation>
    <numerusform>%n anderer Eingang hat jetzt diese Einstellungen.</numerusform>
    <numerusform>%n andere Eingänge haben jetzt diese Einstellungen.</numerusform>
   </translation>
  </message>
  <message>
   <source>0 keeps the result until the next scan.</source>
   <translation>0 lässt das Ergebnis bis zum nächsten Scan stehen.</translation>
  </message>
  <message>
   <source>1, /dev/video2, film.avi, https://…</source>
   <translation>1, /dev/video2, film.avi, https://…</translation>
  </message>
  <message>
   <source>A certificate in this file is damaged.</source>
   <translation>Ein Zertifikat in dieser Datei ist beschädigt.</translation>
  </message>
  <message>
   <source>A larger picture shows smaller codes and takes longer to read.</source>
   <translation>Ein größeres Bild zeigt kleinere Codes und braucht länger zum Lesen.</translation>
  </message>
  <message>
   <source>After the sound, for all to hear.</source>
   <translation>Nach dem Ton, für alle zu hören.</translation>
  </message>
  <message>
   <source>Allow http:// without encryption</source>
   <translation>http:// ohne Verschlüsselung erlauben</translation>
  </message>
  <message>
   <source>Another program may use it then; its light goes out.</source>
   <translation>Ein anderes Programm darf sie dann nutzen; ihr Licht geht aus.</translation>
  </message>
  <message>
   <source>Another …</source>
   <translation>Anderer …</translation>
  </message>
  <message>
   <source>Another: file, device or address …</source>
   <translation>Andere: Datei, Gerät oder Adresse …</translation>
  </message>
  <message>
   <source>Any key with a good certificate</source>
   <translation>Jeder Schlüssel mit gültigem Zertifikat</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>Aussehen</translation>
  </message>
  <message>
   <source>Ask for changes every</source>
   <translation>Änderungen abfragen alle</translation>
  </message>
  <message>
   <source>Asked before settings, export, wiping and logging out. Whoever forgets it can only delete the data folder.</source>
   <translation>Wird vor Einstellungen, Export, Löschen und Abmelden verlangt. Wer sie vergisst, kann nur noch den Datenordner löschen.</translation>
  </message>
  <message>
   <source>At least one kind stays chosen.</source>
   <translation>Mindestens eine Art bleibt gewählt.</translation>
  </message>
  <message>
   <source>Attention</source>
   <translation>Achtung</translation>
  </message>
  <message>
   <source>Automatic</source>
   <translation>Automatisch</translation>
  </message>
  <message>
   <source>Baud; most USB scanners take any.</source>
   <translation>Baud; den meisten USB-Scannern ist sie egal.</translation>
  </message>
  <message>
   <source>COM3, /dev/ttyACM0</source>
   <translation>COM3, /dev/ttyACM0</translation>
  </message>
  <message>
   <source>Camera</source>
   <translation>Kamera</translation>
  </message>
  <message>
   <source>Camera for badges</source>
   <translation>Kamera für Badges</translation>
  </message>
  <message>
   <source>Camera {number}</source>
   <translation>Kamera {number}</translation>
  </message>
  <message>
   <source>Certificates (PEM) that may vouch for the server, besides the system’s.</source>
   <translation>Zertifikate (PEM), die neben denen des Systems für den Server bürgen dürfen.</translation>
  </message>
  <message>
   <source>Certificates of the organiser</source>
   <translation>Zertifikate des Veranstalters</translation>
  </message>
  <message>
   <source>Change …</source>
   <translation>Ändern …</translation>
  </message>
  <message>
   <source>Choose only what is on your badges: more kinds cost time and bar codes can be misread.</source>
   <translation>Nur wählen, was auf den Badges ist: Mehr Arten kosten Zeit, und Strichcodes können falsch gelesen werden.</translation>
  </message>
  <message>
   <source>Choose …</source>
   <translation>Wählen …</translation>
  </message>
  <message>
   <source>Codes read by the camera</source>
   <translation>Codes, die die Kamera liest</translation>
  </message>
  <message>
   <source>Colours</source>
   <translation>Farben</translation>
  </message>
  <message>
   <source>Compare the whole list every</source>
   <translation>Ganze Liste vergleichen alle</translation>
  </message>
  <message>
   <source>Ctrl+M or the loudspeaker at the top does the same.</source>
   <translation>Strg+M oder der Lautsprecher oben tut dasselbe.</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Dunkel</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <source>Door</source>
   <translation>Tür</translation>
  </message>
  <message>
   <source>E-mail, phone and address, wherever they are shown.</source>
   <translation>E-Mail, Telefon und Adresse, wo immer sie stehen.</translation>
  </message>
  <message>
   <source>Empty: the documents of whoever is logged in.</source>
   <translation>Leer: die Dokumente der angemeldeten Person.</translation>
  </message>
  <message>
   <source>Every certificate in this file has ended.</source>
   <translation>Alle Zertifikate in dieser Datei sind abgelaufen.</translation>
  </message>
  <message>
   <source>Every change takes effect at once.</source>
   <translation>Jede Änderung wirkt sofort.</translation>
  </message>
  <message>
   <source>Export at closing</source>
   <translation>Beim Schließen exportieren</translation>
  </message>
  <message>
   <source>Exposure</source>
   <translation>Belichtung</translation>
  </message>
  <message>
   <source>Fewer keys in a row are never a scan.</source>
   <translation>Weniger Zeichen sind nie ein Scan.</translation>
  </message>
  <message>
   <source>File, device or address of the camera</source>
   <translation>Datei, Gerät oder Adresse der Kamera</translation>
  </message>
  <message>
   <source>Finds guests who left the list unannounced.</source>
   <translation>Findet Gäste, die unbemerkt von der Liste verschwunden sind.</translation>
  </message>
  <message>
   <source>Flash</source>
   <translation>Aufleuchten</translation>
  </message>
  <message>
   <source>Focus</source>
   <translation>Fokus</translation>
  </message>
  <message>
   <source>Folder for it</source>
   <translation>Ordner dafür</translation>
  </message>
  <message>
   <source>For USB scanners in serial mode (USB-COM).</source>
   <translation>Für USB-Scanner im seriellen Modus (USB-COM).</translation>
  </message>
  <message>
   <source>For scanners that send neither Enter nor Tab.</source>
   <translation>Für Scanner, die weder Enter noch Tab senden.</translation>
  </message>
  <message>
   <source>Forget</source>
   <translation>Vergessen</translation>
  </message>
  <message>
   <source>Found automatically</source>
   <translation>Wird automatisch gefunden</translation>
  </message>
  <message>
   <source>Further languages are files in the data folder.</source>
   <translation>Weitere Sprachen sind Dateien im Datenordner.</translation>
  </message>
  <message>
   <source>Greets by the first name as soon as a second screen is connected. Nothing else of a guest is on it.</source>
   <translation>Begrüßt mit dem Vornamen, sobald ein zweiter Bildschirm angeschlossen ist. Sonst steht nichts vom Gast darauf.</translation>
  </message>
  <message>
   <source>Held</source>
   <translation>Fest</translation>
  </message>
  <message>
   <source>Held: stays where a badge was read and does not hunt. Not every camera can.</source>
   <translation>Fest: bleibt, wo ein Badge gelesen wurde, und sucht nicht. Nicht jede Kamera kann das.</translation>
  </message>
  <message>
   <source>Hide contact data</source>
   <translation>Kontaktdaten verbergen</translation>
  </message>
  <message>
   <source>Hide names after</source>
   <translation>Namen verbergen nach</translation>
  </message>
  <message>
   <source>High contrast</source>
   <translation>Hoher Kontrast</translation>
  </message>
  <message>
   <source>How soon check-ins at other doors show here.</source>
   <translation>Wie schnell Check-ins an anderen Türen hier erscheinen.</translation>
  </message>
  <message>
   <source>How the scanner writes letters: utf-8, latin-1, cp1252 …</source>
   <translation>Wie der Scanner Buchstaben schreibt: utf-8, latin-1, cp1252 …</translation>
  </message>
  <message>
   <source>Keyboard scanner</source>
   <translation>Tastatur-Scanner</translation>
  </message>
  <message>
   <source>Known at every entrance.</source>
   <translation>Bekannt an jedem Eingang.</translation>
  </message>
  <message>
   <source>Known scanners</source>
   <translation>Bekannte Scanner</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Sprache</translation>
  </message>
  <message>
   <source>Less</source>
   <translation>Weniger</translation>
  </message>
  <message>
   <source>Letters before a search</source>
   <translation>Buchstaben, ab denen gesucht wird</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Hell</translation>
  </message>
  <message>
   <source>Log in to a server with https:// first.</source>
   <translation>Zuerst an einem Server mit https:// anmelden.</translation>
  </message>
  <message>
   <source>Longest pause between two keys</source>
   <translation>Längste Pause zwischen zwei Zeichen</translation>
  </message>
  <message>
   <source>Look at it now</source>
   <translation>Jetzt ansehen</translation>
  </message>
  <message>
   <source>Mirrored picture</source>
   <translation>Gespiegeltes Bild</translation>
  </message>
  <message>
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <source>Moves as a mirror does; easier for guests who hold a badge.</source>
   <translation>Bewegt sich wie ein Spiegel; leichter für Gäste, die einen Badge halten.</translation>
  </message>
  <message>
   <source>Mute</source>
   <translation>Stumm</translation>
  </message>
  <message>
   <source>Name of the serial port</source>
   <translation>Name des seriellen Anschlusses</translation>
  </message>
  <message>
   <source>Names in exported notes</source>
   <translation>Namen in exportierten Notizen</translation>
  </message>
  <message>
   <source>Names, codes and the App Code then travel readable for everybody in the network. Only for a server in a closed network of your own.</source>
   <translation>Namen, Codes und der App-Code sind dann für alle im Netz lesbar. Nur für einen Server im eigenen, geschlossenen Netz.</translation>
  </message>
  <message>
   <source>Network</source>
   <translation>Netz</translation>
  </message>
  <message>
   <source>No camera</source>
   <translation>Keine Kamera</translation>
  </message>
  <message>
   <source>No serial scanner</source>
   <translation>Kein serieller Scanner</translation>
  </message>
  <message>
   <source>None yet. “Set up scanner” in the menu learns a scanner and keeps it here.</source>
   <translation>Noch keine. „Scanner einrichten“ im Menü lernt einen Scanner und behält ihn hier.</translation>
  </message>
  <message>
   <source>None; the system’s are enough.</source>
   <translation>Keine; die des Systems genügen.</translation>
  </message>
  <message>
   <source>Notes of this laptop</source>
   <translation>Notizen dieses Laptops</translation>
  </message>
  <message>
   <source>Once set, a server with any other key is refused. It must be set anew when the server changes its key.</source>
   <translation>Ist er gesetzt, wird ein Server mit anderem Schlüssel abgewiesen. Wechselt der Server seinen Schlüssel, ist er neu zu setzen.</translation>
  </message>
  <message>
   <source>Otherwise guests have their ID only.</source>
   <translation>Sonst steht von Gästen nur die ID darin.</translation>
  </message>
  <message>
   <source>Own CA file</source>
   <translation>Eigene CA-Datei</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>PIN</translation>
  </message>
  <message>
   <source>PIN to show names again</source>
   <translation>PIN, um Namen wieder zu zeigen</translation>
  </message>
  <message>
   <source>Picture size</source>
   <translation>Bildgröße</translation>
  </message>
  <message>
   <source>Privacy</source>
   <translation>Datenschutz</translation>
  </message>
  <message>
   <source>QR code</source>
   <translation>QR-Code</translation>
  </message>
  <message>
   <source>Reduced motion</source>
   <translation>Weniger Bewegung</translation>
  </message>
  <message>
   <source>Release it while minimised</source>
   <translation>Loslassen, solange minimiert</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Results appear without moving parts.</source>
   <translation>Ergebnisse erscheinen ohne bewegte Teile.</translation>
  </message>
  <message>
   <source>Return after Welcome</source>
   <translation>Zurück nach Willkommen</translation>
  </message>
  <message>
   <source>Return after a result that needs a look</source>
   <translation>Zurück nach einem auffälligen Ergebnis</translation>
  </message>
  <message>
   <source>Same as system</source>
   <translation>Wie das System</translation>
  </message>
  <message>
   <source>Saves the notes as CSV and JSON. They are not encrypted.</source>
   <translation>Speichert die Notizen als CSV und JSON. Sie sind nicht verschlüsselt.</translation>
  </message>
  <message>
   <source>Say the guest’s name</source>
   <translation>Namen des Gastes ansagen</translation>
  </message>
  <message>
   <source>Scanner</source>
   <translation>Scanner</translation>
  </message>
  <message>
   <source>Scans are answered without it; the search is not.</source>
   <translation>Scans werden auch ohne sie beantwortet; die Suche nicht.</translation>
  </message>
  <message>
   <source>Search only, no browsing</source>
   <translation>Nur suchen, nicht blättern</translation>
  </message>
  <message>
   <source>Second screen for the guest</source>
   <translation>Zweiter Bildschirm für den Gast</translation>
  </message>
  <message>
   <source>Sent by the scanner each time; cut off.</source>
   <translation>Sendet der Scanner jedes Mal; wird abgeschnitten.</translation>
  </message>
  <message>
   <source>Serial encoding</source>
   <translation>Serielle Kodierung</translation>
  </message>
  <message>
   <source>Serial port</source>
   <translation>Serieller Anschluss</translation>
  </message>
  <message>
   <source>Serial scanner</source>
   <translation>Serieller Scanner</translation>
  </message>
  <message>
   <source>Serial speed</source>
   <translation>Serielle Geschwindigkeit</translation>
  </message>
  <message>
   <source>Server’s key</source>
   <translation>Schlüssel des Servers</translation>
  </message>
  <message>
   <source>Set a PIN first.</source>
   <translation>Zuerst eine PIN festlegen.</translation>
  </message>
  <message>
   <source>Set …</source>
   <translation>Festlegen …</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Settings of {entrance}</source>
   <translation>Einstellungen von {entrance}</translation>
  </message>
  <message>
   <source>Short</source>
   <translation>Kurz</translation>
  </message>
  <message>
   <source>Short: less blur when badges move; needs light. Not every camera lets it be set.</source>
   <translation>Kurz: weniger Unschärfe, wenn Badges sich bewegen; braucht Licht. Nicht jede Kamera lässt sich einstellen.</translation>
  </message>
  <message>
   <source>Shortest code</source>
   <translation>Kürzester Code</translation>
  </message>
  <message>
   <source>Silence ends a scan</source>
   <translation>Stille beendet einen Scan</translation>
  </message>
  <message>
   <source>Slower keys are a person’s. Raise it if a wireless scanner is missed.</source>
   <translation>Langsamer tippt nur ein Mensch. Erhöhen, wenn ein Funkscanner nicht erkannt wird.</translation>
  </message>
  <message>
   <source>Sound</source>
   <translation>Ton</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stopp</translation>
  </message>
  <message>
   <source>Take this key over</source>
   <translation>Diesen Schlüssel übernehmen</translation>
  </message>
  <message>
   <source>Template for translators</source>
   <translation>Vorlage für Übersetzer</translation>
  </message>
  <message>
   <source>Text after the code</source>
   <translation>Text nach dem Code</translation>
  </message>
  <message>
   <source>Text before the code</source>
   <translation>Text vor dem Code</translation>
  </message>
  <message>
   <source>Text size</source>
   <translation>Schriftgröße</translation>
  </message>
  <message>
   <source>The camera chosen before</source>
   <translation>Die zuvor gewählte Kamera</translation>
  </message>
  <message>
   <source>The first camera found</source>
   <translation>Die erste gefundene Kamera</translation>
  </message>
  <message>
   <source>The five best matches instead of a long list.</source>
   <translation>Die fünf besten Treffer statt einer langen Liste.</translation>
  </message>
  <message>
   <source>The template cannot be written: {reason}</source>
   <translation>Die Vorlage kann nicht geschrieben werden: {reason}</translation>
  </message>
  <message>
   <source>The whole window shows the colour of the result for a moment; not with reduced motion.</source>
   <translation>Das ganze Fenster zeigt kurz die Farbe des Ergebnisses; nicht bei weniger Bewegung.</translation>
  </message>
  <message>
   <source>There is a private key in this file. It belongs to the server alone: ask for the certificate without it.</source>
   <translation>In dieser Datei steht ein privater Schlüssel. Er gehört nur auf den Server: Bitte um das Zertifikat ohne ihn.</translation>
  </message>
  <message>
   <source>There is no PEM certificate in this file.</source>
   <translation>In dieser Datei steht kein PEM-Zertifikat.</translation>
  </message>
  <message>
   <source>This file cannot be read.</source>
   <translation>Diese Datei lässt sich nicht lesen.</translation>
  </message>
  <message>
   <source>This laptop has no loudspeaker that works now.</source>
   <translation>Dieser Laptop hat gerade keinen Lautsprecher, der geht.</translation>
  </message>
  <message>
   <source>This system has no voice: names are not spoken.</source>
   <translation>Dieses System hat keine Stimme: Namen werden nicht gesprochen.</translation>
  </message>
  <message>
   <source>To other machines; this one is always allowed.</source>
   <translation>Zu anderen Rechnern; dieser ist immer erlaubt.</translation>
  </message>
  <message>
   <source>Translate {file} with Qt Linguist, then save it as station_xx.ts beside it; xx is the language.</source>
   <translation>{file} mit Qt Linguist übersetzen und daneben als station_xx.ts speichern; xx ist die Sprache.</translation>
  </message>
  <message>
   <source>Try the sounds</source>
   <translation>Töne anhören</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Unknown</source>
   <translation>Unbekannt</translation>
  </message>
  <message>
   <source>Use for all entrances</source>
   <translation>Für alle Eingänge übernehmen</translation>
  </message>
  <message>
   <source>Volume</source>
   <translation>Lautstärke</translation>
  </message>
  <message>
   <source>Welcome</source>
   <translation>Willkommen</translation>
  </message>
  <message>
   <source>With fewer, no guest is listed.</source>
   <translation>Bei weniger wird niemand aufgelistet.</translation>
  </message>
  <message>
   <source>Without a scan, key or pointer. F9 hides them at once; the next scan is answered as always.</source>
   <translation>Ohne Scan, Taste oder Maus. F9 verbirgt sie sofort; der nächste Scan wird beantwortet wie immer.</translation>
  </message>
  <message>
   <source>for every entrance</source>
   <translation>für jeden Eingang</translation>
  </message>
  <message>
   <source>it cannot be read</source>
   <translation>sie kann nicht gelesen werden</translation>
  </message>
  <message>
   <source>it holds no text of this program</source>
   <translation>sie enthält keinen Text dieses Programms</translation>
  </message>
  <message>
   <source>it is damaged or no .ts file</source>
   <translation>sie ist beschädigt oder keine .ts-Datei</translation>
  </message>
  <message>
   <source>it is too large</source>
   <translation>sie ist zu groß</translation>
  </message>
  <message>
   <source>its name is no language that can be added</source>
   <translation>ihr Name ist keine Sprache, die hinzukommen kann</translation>
  </message>
  <message>
   <source>min</source>
   <translation>min</translation>
  </message>
  <message>
   <source>ms</source>
   <translation>ms</translation>
  </message>
  <message>
   <source>never</source>
   <translation>nie</translation>
  </message>
  <message>
   <source>s</source>
   <translation>s</translation>
  </message>
  <message>
   <source>stays</source>
   <translation>bleibt</translation>
  </message>
  <message>
   <source>{file} is left out: {reason}.</source>
   <translation>{file} bleibt weg: {reason}.</translation>
  </message>
  <message numerus="yes">
   <source>{file}: %n text(s) do not fit and stay English.</source>
   <translation>
    <numerusform>{file}: %n Text passt nicht und bleibt englisch.</numerusform>
    <numerusform>{file}: %n Texte passen nicht und bleiben englisch.</numerusform>
   </translation>
  </message>
  <message>
   <source>{name} — not connected</source>
   <translation>{name} — nicht angeschlossen</translation>
  </message>
  <message>
   <source>{number} ms a key</source>
   <translation>{number} ms je Zeichen</translation>
  </message>
  <message>
   <source>{server} shows a certificate for {names}, good until {date}, with the key below. Take it over only if the organiser tells you the same one.</source>
   <translation>{server} zeigt ein Zertifikat für {names}, gültig bis {date}, mit dem Schlüssel unten. Nur übernehmen, wenn der Veranstalter denselben nennt.</translation>
  </message>
 </context>
 <context>
  <name>SettingsIndex</name>
  <message>
   <source>No setting has these words.</source>
   <translation>Keine Einstellung hat diese Wörter.</translation>
  </message>
  <message>
   <source>Parts of the settings</source>
   <translation>Teile der Einstellungen</translation>
  </message>
  <message>
   <source>Search settings</source>
   <translation>Einstellung suchen</translation>
  </message>
 </context>
 <context>
  <name>SharingPane</name>
  <message numerus="yes">
   <source>%n door(s) together.</source>
   <translation>
    <numerusform>1 Tür verbunden.</numerusform>
    <numerusform>%n Türen verbunden.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n note(s) wait.</source>
   <translation>
    <numerusform>1 Notiz wartet.</numerusform>
    <numerusform>%n Notizen warten.</numerusform>
   </translation>
  </message>
  <message>
   <source>A laptop that scans this card joins in. Whoever has the card can read and write notes.</source>
   <translation>Ein Laptop, der diese Karte scannt, macht mit. Wer die Karte hat, kann Notizen lesen und schreiben.</translation>
  </message>
  <message>
   <source>Address of the database</source>
   <translation>Adresse der Datenbank</translation>
  </message>
  <message>
   <source>An address looks like postgresql://user@host/database</source>
   <translation>Eine Adresse sieht so aus: postgresql://benutzer@rechner/datenbank</translation>
  </message>
  <message>
   <source>CA file (PEM), if it has its own</source>
   <translation>CA-Datei (PEM), falls sie eine eigene hat</translation>
  </message>
  <message>
   <source>Card for the database</source>
   <translation>Karte für die Datenbank</translation>
  </message>
  <message>
   <source>Connect</source>
   <translation>Verbinden</translation>
  </message>
  <message>
   <source>Connecting …</source>
   <translation>Wird verbunden …</translation>
  </message>
  <message>
   <source>Doors …</source>
   <translation>Türen …</translation>
  </message>
  <message>
   <source>Nothing is shared.</source>
   <translation>Nichts wird geteilt.</translation>
  </message>
  <message>
   <source>Nothing may follow the name of the database: TLS is always on.</source>
   <translation>Hinter dem Namen der Datenbank darf nichts stehen: TLS ist immer an.</translation>
  </message>
  <message>
   <source>Other doors</source>
   <translation>Andere Türen</translation>
  </message>
  <message>
   <source>Password of the stations</source>
   <translation>Passwort der Stationen</translation>
  </message>
  <message>
   <source>Sharing begins once an entrance is logged in.</source>
   <translation>Geteilt wird, sobald ein Eingang angemeldet ist.</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show the password</source>
   <translation>Passwort zeigen</translation>
  </message>
  <message>
   <source>Stations that share a PostgreSQL database know of each other’s scans at once. No names and no codes are in it. One laptop alone needs none.</source>
   <translation>Stationen, die eine PostgreSQL-Datenbank teilen, wissen sofort von den Scans der anderen. Darin stehen weder Namen noch Codes. Ein einzelner Laptop braucht keine.</translation>
  </message>
  <message>
   <source>Stop sharing</source>
   <translation>Nicht mehr teilen</translation>
  </message>
  <message>
   <source>The CA file cannot be read.</source>
   <translation>Die CA-Datei ist nicht lesbar.</translation>
  </message>
  <message>
   <source>The address cannot be used: type it anew.</source>
   <translation>Die Adresse ist nicht zu gebrauchen: neu eingeben.</translation>
  </message>
  <message>
   <source>The address does not say which database.</source>
   <translation>Die Adresse sagt nicht, welche Datenbank.</translation>
  </message>
  <message>
   <source>The address does not say which user.</source>
   <translation>Die Adresse sagt nicht, welcher Benutzer.</translation>
  </message>
  <message>
   <source>The database does not let this user in from here.</source>
   <translation>Die Datenbank lässt diesen Benutzer von hier nicht hinein.</translation>
  </message>
  <message>
   <source>The database does not prove who it is. A CA file may be missing.</source>
   <translation>Die Datenbank weist sich nicht aus. Vielleicht fehlt eine CA-Datei.</translation>
  </message>
  <message>
   <source>The database is not set up: “checkin-station share init” does it.</source>
   <translation>Die Datenbank ist nicht eingerichtet: „checkin-station share init“ erledigt das.</translation>
  </message>
  <message>
   <source>The database is of a later version.</source>
   <translation>Die Datenbank ist von einer späteren Version.</translation>
  </message>
  <message>
   <source>The database is slow: look-ups wait for no answer.</source>
   <translation>Die Datenbank ist langsam: keine Abfrage wartet auf sie.</translation>
  </message>
  <message>
   <source>The database refuses this laptop.</source>
   <translation>Die Datenbank weist diesen Laptop ab.</translation>
  </message>
  <message>
   <source>The database speaks no TLS.</source>
   <translation>Die Datenbank spricht kein TLS.</translation>
  </message>
  <message>
   <source>The database takes nothing.</source>
   <translation>Die Datenbank nimmt nichts an.</translation>
  </message>
  <message>
   <source>The password or the user is wrong.</source>
   <translation>Passwort oder Benutzer sind falsch.</translation>
  </message>
  <message>
   <source>The user may not use the shared memory.</source>
   <translation>Der Benutzer darf das gemeinsame Gedächtnis nicht benutzen.</translation>
  </message>
  <message>
   <source>There is no such database.</source>
   <translation>Diese Datenbank gibt es nicht.</translation>
  </message>
  <message>
   <source>This door only: the database cannot be reached. It is tried again.</source>
   <translation>Nur diese Tür: Die Datenbank ist nicht erreichbar. Es wird weiter versucht.</translation>
  </message>
  <message>
   <source>This laptop lacks PostgreSQL’s client library: install libpq5, then start anew.</source>
   <translation>Diesem Laptop fehlt die Client-Bibliothek von PostgreSQL: libpq5 installieren, dann neu starten.</translation>
  </message>
  <message>
   <source>Type the password below: in the address everybody could see it.</source>
   <translation>Das Passwort unten eingeben: In der Adresse könnte es jeder sehen.</translation>
  </message>
  <message>
   <source>the system’s certificates</source>
   <translation>Zertifikate des Systems</translation>
  </message>
 </context>
 <context>
  <name>StationMenu</name>
  <message>
   <source>About and licences</source>
   <translation>Über das Programm, Lizenzen</translation>
  </message>
  <message>
   <source>Another entrance …</source>
   <translation>Anderer Eingang …</translation>
  </message>
  <message>
   <source>Card for other laptops …</source>
   <translation>Karte für andere Laptops …</translation>
  </message>
  <message>
   <source>Ctrl+,</source>
   <translation>Strg+,</translation>
  </message>
  <message>
   <source>Ctrl+M</source>
   <translation>Strg+M</translation>
  </message>
  <message>
   <source>Ctrl+Z</source>
   <translation>Strg+Z</translation>
  </message>
  <message>
   <source>Doors …</source>
   <translation>Türen …</translation>
  </message>
  <message>
   <source>Export notes …</source>
   <translation>Notizen exportieren …</translation>
  </message>
  <message>
   <source>Hide names</source>
   <translation>Namen verbergen</translation>
  </message>
  <message>
   <source>Legend and fields …</source>
   <translation>Legende und Felder …</translation>
  </message>
  <message>
   <source>Live numbers</source>
   <translation>Live-Zahlen</translation>
  </message>
  <message>
   <source>Log out</source>
   <translation>Abmelden</translation>
  </message>
  <message>
   <source>Log out and wipe this list …</source>
   <translation>Abmelden und diese Liste löschen …</translation>
  </message>
  <message>
   <source>Manual</source>
   <translation>Handbuch</translation>
  </message>
  <message>
   <source>Mute</source>
   <translation>Stumm</translation>
  </message>
  <message>
   <source>Quit</source>
   <translation>Beenden</translation>
  </message>
  <message>
   <source>Reload the guest list</source>
   <translation>Gästeliste neu laden</translation>
  </message>
  <message>
   <source>Sample badges</source>
   <translation>Muster-Badges</translation>
  </message>
  <message>
   <source>Save diagnostics …</source>
   <translation>Diagnose speichern …</translation>
  </message>
  <message>
   <source>Self-test before doors open …</source>
   <translation>Selbsttest vor dem Einlass …</translation>
  </message>
  <message>
   <source>Set up scanner …</source>
   <translation>Scanner einrichten …</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Sound on</source>
   <translation>Ton an</translation>
  </message>
  <message>
   <source>Undo last note</source>
   <translation>Letzte Notiz zurücknehmen</translation>
  </message>
  <message>
   <source>Wipe this laptop’s data …</source>
   <translation>Daten dieses Laptops löschen …</translation>
  </message>
 </context>
 <context>
  <name>StationView</name>
  <message>
   <source>A scan still counts</source>
   <translation>Ein Scan zählt weiterhin</translation>
  </message>
  <message>
   <source>Code read</source>
   <translation>Code gelesen</translation>
  </message>
  <message>
   <source>Door</source>
   <translation>Tür</translation>
  </message>
  <message>
   <source>Hold the badge here</source>
   <translation>Badge hierher halten</translation>
  </message>
 </context>
 <context>
  <name>Texts</name>
  <message numerus="yes">
   <source>%n character(s)</source>
   <translation>
    <numerusform>%n Zeichen</numerusform>
    <numerusform>%n Zeichen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n companion(s) not on this list</source>
   <translation>
    <numerusform>%n Begleitung nicht auf dieser Liste</numerusform>
    <numerusform>%n Begleitungen nicht auf dieser Liste</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n door(s)</source>
   <translation>
    <numerusform>1 Tür</numerusform>
    <numerusform>%n Türen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n guest(s)</source>
   <translation>
    <numerusform>%n Gast</numerusform>
    <numerusform>%n Gäste</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n guest(s) match</source>
   <translation>
    <numerusform>%n Treffer</numerusform>
    <numerusform>%n Treffer</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n more not on this list</source>
   <translation>
    <numerusform>%n weitere nicht auf dieser Liste</numerusform>
    <numerusform>%n weitere nicht auf dieser Liste</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n note(s) lost</source>
   <translation>
    <numerusform>%n Notiz verloren</numerusform>
    <numerusform>%n Notizen verloren</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>, %n minute(s) ago</source>
   <translation>
    <numerusform>, vor %n Minute</numerusform>
    <numerusform>, vor %n Minuten</numerusform>
   </translation>
  </message>
  <message>
   <source>, just now</source>
   <translation>, gerade eben</translation>
  </message>
  <message>
   <source>A little closer</source>
   <translation>Etwas näher</translation>
  </message>
  <message>
   <source>A note of the stations, not a check‑in.</source>
   <translation>Eine Notiz der Stationen, kein Check-in.</translation>
  </message>
  <message>
   <source>A note of this laptop, not a check‑in.</source>
   <translation>Eine Notiz dieses Laptops, kein Check-in.</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>Adresse</translation>
  </message>
  <message numerus="yes">
   <source>All %n guest(s) are on this laptop. Check-ins made elsewhere since {time} will show once the network is back. Reason: {reason}.</source>
   <translation>
    <numerusform>Der eine Gast ist auf diesem Laptop. Check-ins, die seit {time} anderswo gemacht wurden, erscheinen, sobald das Netz wieder da ist. Grund: {reason}.</numerusform>
    <numerusform>Alle %n Gäste sind auf diesem Laptop. Check-ins, die seit {time} anderswo gemacht wurden, erscheinen, sobald das Netz wieder da ist. Grund: {reason}.</numerusform>
   </translation>
  </message>
  <message>
   <source>Already checked in</source>
   <translation>Bereits eingecheckt</translation>
  </message>
  <message>
   <source>Ask at the guest desk.</source>
   <translation>Bitte am Gästeschalter fragen.</translation>
  </message>
  <message>
   <source>Ask before letting a second person in.</source>
   <translation>Bitte fragen, bevor eine zweite Person hineingeht.</translation>
  </message>
  <message>
   <source>Ask before letting anyone back in.</source>
   <translation>Bitte fragen, bevor jemand wieder hineingeht.</translation>
  </message>
  <message>
   <source>Ask the organiser about a new key before you set it in the settings.</source>
   <translation>Vor dem Übernehmen in den Einstellungen beim Veranstalter nach einem neuen Schlüssel fragen.</translation>
  </message>
  <message>
   <source>Asking the server</source>
   <translation>Server wird gefragt</translation>
  </message>
  <message>
   <source>At {times}.</source>
   <translation>Um {times}.</translation>
  </message>
  <message>
   <source>Badges are answered as always. Any key asks for the PIN.</source>
   <translation>Badges werden beantwortet wie immer. Jede Taste fragt nach der PIN.</translation>
  </message>
  <message>
   <source>Badges are answered as always. Any key goes on.</source>
   <translation>Badges werden beantwortet wie immer. Mit jeder Taste geht es weiter.</translation>
  </message>
  <message>
   <source>Came {came}, left {left}</source>
   <translation>Gekommen {came}, gegangen {left}</translation>
  </message>
  <message>
   <source>Camera</source>
   <translation>Kamera</translation>
  </message>
  <message>
   <source>Check the address; a Wi-Fi that wants a login looks like this too.</source>
   <translation>Adresse prüfen; so sieht auch ein WLAN aus, das eine Anmeldung verlangt.</translation>
  </message>
  <message>
   <source>Checked in</source>
   <translation>Eingecheckt</translation>
  </message>
  <message>
   <source>Checked in {time}</source>
   <translation>Eingecheckt {time}</translation>
  </message>
  <message>
   <source>Checked out {when}</source>
   <translation>Ausgecheckt {when}</translation>
  </message>
  <message>
   <source>Checked out {when}.</source>
   <translation>Ausgecheckt {when}.</translation>
  </message>
  <message>
   <source>Choose the CA file anew in the settings.</source>
   <translation>Die CA-Datei in den Einstellungen neu wählen.</translation>
  </message>
  <message>
   <source>City</source>
   <translation>Ort</translation>
  </message>
  <message numerus="yes">
   <source>Comes with %n companion(s).</source>
   <translation>
    <numerusform>Kommt mit %n Begleitperson.</numerusform>
    <numerusform>Kommt mit %n Begleitpersonen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Companion of {name}</source>
   <translation>Begleitung von {name}</translation>
  </message>
  <message>
   <source>Companion without a name</source>
   <translation>Begleitung ohne Namen</translation>
  </message>
  <message>
   <source>Companions</source>
   <translation>Begleitung</translation>
  </message>
  <message>
   <source>Connecting</source>
   <translation>Verbindung wird aufgebaut</translation>
  </message>
  <message>
   <source>Deleted {when}.</source>
   <translation>Gelöscht {when}.</translation>
  </message>
  <message>
   <source>Deregistered</source>
   <translation>Abgemeldet</translation>
  </message>
  <message>
   <source>E-mail</source>
   <translation>E-Mail</translation>
  </message>
  <message>
   <source>Event {id}</source>
   <translation>Event {id}</translation>
  </message>
  <message>
   <source>Expected</source>
   <translation>Erwartet</translation>
  </message>
  <message>
   <source>External ID</source>
   <translation>Externe ID</translation>
  </message>
  <message>
   <source>Fax</source>
   <translation>Fax</translation>
  </message>
  <message>
   <source>Field {number}</source>
   <translation>Feld {number}</translation>
  </message>
  <message>
   <source>Five</source>
   <translation>Fünf</translation>
  </message>
  <message>
   <source>Four</source>
   <translation>Vier</translation>
  </message>
  <message>
   <source>From the camera</source>
   <translation>Von der Kamera</translation>
  </message>
  <message>
   <source>From the keyboard scanner</source>
   <translation>Vom Tastatur-Scanner</translation>
  </message>
  <message>
   <source>From the serial scanner</source>
   <translation>Vom seriellen Scanner</translation>
  </message>
  <message>
   <source>Guest without a name</source>
   <translation>Gast ohne Namen</translation>
  </message>
  <message>
   <source>Had not answered the invitation.</source>
   <translation>Hatte auf die Einladung nicht geantwortet.</translation>
  </message>
  <message>
   <source>Half the list vanished, asking again; old list kept</source>
   <translation>Die halbe Liste fehlt, wird nachgefragt; alte Liste gilt</translation>
  </message>
  <message>
   <source>Has not answered the invitation. Ask at the guest desk.</source>
   <translation>Hat auf die Einladung nicht geantwortet. Bitte am Gästeschalter fragen.</translation>
  </message>
  <message>
   <source>Highlight colour</source>
   <translation>Markierungsfarbe</translation>
  </message>
  <message>
   <source>Hold a badge to the camera, scan it, or type a name.</source>
   <translation>Badge vor die Kamera halten, scannen oder einen Namen tippen.</translation>
  </message>
  <message>
   <source>Hold it still</source>
   <translation>Still halten</translation>
  </message>
  <message>
   <source>Host</source>
   <translation>Gastgeber</translation>
  </message>
  <message>
   <source>If that clock is right, the organiser must renew the certificate.</source>
   <translation>Stimmt diese Uhr, muss der Veranstalter das Zertifikat erneuern.</translation>
  </message>
  <message>
   <source>It may be asking for its password in another window.</source>
   <translation>Vielleicht fragt er in einem anderen Fenster nach seinem Passwort.</translation>
  </message>
  <message>
   <source>Keyboard layout repaired</source>
   <translation>Tastaturbelegung berichtigt</translation>
  </message>
  <message>
   <source>Keyboard scanner</source>
   <translation>Tastatur-Scanner</translation>
  </message>
  <message>
   <source>Last changed {when}.</source>
   <translation>Zuletzt geändert {when}.</translation>
  </message>
  <message>
   <source>Last {ago}.</source>
   <translation>Zuletzt {ago}.</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>Gegangen</translation>
  </message>
  <message>
   <source>List as of {time}.</source>
   <translation>Stand der Liste: {time}.</translation>
  </message>
  <message>
   <source>Live numbers</source>
   <translation>Live-Zahlen</translation>
  </message>
  <message>
   <source>Loading the guest list</source>
   <translation>Gästeliste wird geladen</translation>
  </message>
  <message>
   <source>Log in</source>
   <translation>Anmelden</translation>
  </message>
  <message>
   <source>Mobile</source>
   <translation>Mobil</translation>
  </message>
  <message>
   <source>More light, please</source>
   <translation>Bitte mehr Licht</translation>
  </message>
  <message numerus="yes">
   <source>More than %n guests match</source>
   <translation>
    <numerusform>Mehr als %n Treffer</numerusform>
    <numerusform>Mehr als %n Treffer</numerusform>
   </translation>
  </message>
  <message>
   <source>NOT ENCRYPTED (http)</source>
   <translation>NICHT VERSCHLÜSSELT (http)</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>Names are hidden</source>
   <translation>Namen verborgen</translation>
  </message>
  <message>
   <source>No exact match</source>
   <translation>Kein genauer Treffer</translation>
  </message>
  <message>
   <source>No guest list on this laptop yet</source>
   <translation>Noch keine Gästeliste auf diesem Laptop</translation>
  </message>
  <message>
   <source>No guest matches “{query}”</source>
   <translation>Niemand passt zu „{query}“</translation>
  </message>
  <message>
   <source>No guests yet</source>
   <translation>Noch keine Gäste</translation>
  </message>
  <message>
   <source>No list yet</source>
   <translation>Noch keine Liste</translation>
  </message>
  <message>
   <source>No longer on this station’s list since {when}.</source>
   <translation>Seit {when} nicht mehr auf der Liste dieser Station.</translation>
  </message>
  <message>
   <source>No match</source>
   <translation>Kein Treffer</translation>
  </message>
  <message>
   <source>Nobody on this laptop’s list has this code.</source>
   <translation>Niemand auf der Liste dieses Laptops hat diesen Code.</translation>
  </message>
  <message>
   <source>Nobody on this list has it.</source>
   <translation>Niemand auf dieser Liste hat ihn.</translation>
  </message>
  <message>
   <source>Not answered</source>
   <translation>Keine Antwort</translation>
  </message>
  <message>
   <source>Not checked in</source>
   <translation>Noch nicht eingecheckt</translation>
  </message>
  <message>
   <source>Not confirmed</source>
   <translation>Nicht bestätigt</translation>
  </message>
  <message>
   <source>Not this guest · F7</source>
   <translation>Nicht dieser Gast · F7</translation>
  </message>
  <message>
   <source>Offline</source>
   <translation>Offline</translation>
  </message>
  <message>
   <source>Offline since {time}</source>
   <translation>Offline seit {time}</translation>
  </message>
  <message>
   <source>Once more, please</source>
   <translation>Bitte noch einmal</translation>
  </message>
  <message>
   <source>Open a web page to log in to the Wi-Fi, or choose the organiser’s CA file in the settings.</source>
   <translation>Eine Webseite öffnen, um sich im WLAN anzumelden, oder in den Einstellungen die CA-Datei des Veranstalters wählen.</translation>
  </message>
  <message>
   <source>Phone</source>
   <translation>Telefon</translation>
  </message>
  <message>
   <source>Please check the network.</source>
   <translation>Bitte das Netz prüfen.</translation>
  </message>
  <message>
   <source>Please send to the guest desk.</source>
   <translation>Bitte zum Gästeschalter schicken.</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>Bereit</translation>
  </message>
  <message>
   <source>Registered</source>
   <translation>Angemeldet</translation>
  </message>
  <message>
   <source>Registered, not checked in as of {time}. Later changes are not known here.</source>
   <translation>Angemeldet, nicht eingecheckt, Stand {time}. Späteres ist hier nicht bekannt.</translation>
  </message>
  <message>
   <source>Registered, not checked in yet.</source>
   <translation>Angemeldet, noch nicht eingecheckt.</translation>
  </message>
  <message>
   <source>Removed</source>
   <translation>Entfernt</translation>
  </message>
  <message>
   <source>Salutation</source>
   <translation>Anrede</translation>
  </message>
  <message>
   <source>Scan a badge, or type a name.</source>
   <translation>Badge scannen oder einen Namen tippen.</translation>
  </message>
  <message>
   <source>Scan again in a moment.</source>
   <translation>Bitte gleich noch einmal scannen.</translation>
  </message>
  <message>
   <source>Scanner</source>
   <translation>Scanner</translation>
  </message>
  <message>
   <source>Scans can be answered once the guest list is here.</source>
   <translation>Scans werden beantwortet, sobald die Gästeliste da ist.</translation>
  </message>
  <message numerus="yes">
   <source>Searched in names, companies, e-mails, codes, notes and all other fields of %n guest(s). Scan the badge instead, or try fewer letters.</source>
   <translation>
    <numerusform>Gesucht in Name, Firma, E-Mail, Code, Notizen und allen weiteren Feldern von %n Gast. Stattdessen den Badge scannen oder weniger Buchstaben tippen.</numerusform>
    <numerusform>Gesucht in Namen, Firmen, E-Mails, Codes, Notizen und allen weiteren Feldern von %n Gästen. Stattdessen den Badge scannen oder weniger Buchstaben tippen.</numerusform>
   </translation>
  </message>
  <message>
   <source>Seen at {door} {ago}</source>
   <translation>{ago} gesehen: {door}</translation>
  </message>
  <message>
   <source>Seen here {ago}</source>
   <translation>{ago} hier gesehen</translation>
  </message>
  <message>
   <source>Send away · F8</source>
   <translation>Abweisen · F8</translation>
  </message>
  <message>
   <source>Sent away at {door} {ago}</source>
   <translation>{ago} abgewiesen: {door}</translation>
  </message>
  <message>
   <source>Sent away at {time}</source>
   <translation>Um {time} abgewiesen</translation>
  </message>
  <message>
   <source>Serial</source>
   <translation>Seriell</translation>
  </message>
  <message>
   <source>Set the clock of this laptop.</source>
   <translation>Die Uhr dieses Laptops stellen.</translation>
  </message>
  <message>
   <source>Several guests</source>
   <translation>Mehrere Gäste</translation>
  </message>
  <message>
   <source>Signed out</source>
   <translation>Sitzung beendet</translation>
  </message>
  <message>
   <source>Six</source>
   <translation>Sechs</translation>
  </message>
  <message>
   <source>Space clears</source>
   <translation>Leertaste: weg</translation>
  </message>
  <message>
   <source>Spelt nearly so</source>
   <translation>Ähnlich geschrieben</translation>
  </message>
  <message>
   <source>Starts {time}</source>
   <translation>Beginn {time}</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Anhalten</translation>
  </message>
  <message>
   <source>The camera is off; scanners answer. Any key asks for the PIN.</source>
   <translation>Die Kamera ist aus; Scanner antworten. Jede Taste fragt nach der PIN.</translation>
  </message>
  <message>
   <source>The camera is off; scanners answer. Any key goes on.</source>
   <translation>Die Kamera ist aus; Scanner antworten. Mit jeder Taste geht es weiter.</translation>
  </message>
  <message>
   <source>The earlier look-up is not counted</source>
   <translation>Die frühere Abfrage zählt nicht mehr</translation>
  </message>
  <message>
   <source>The file of notes was damaged: {saved} saved</source>
   <translation>Die Datei der Notizen war beschädigt: {saved} gerettet</translation>
  </message>
  <message>
   <source>The guest list cannot be saved</source>
   <translation>Gästeliste kann nicht gespeichert werden</translation>
  </message>
  <message>
   <source>The guest list on this laptop cannot be read any more</source>
   <translation>Die Gästeliste auf diesem Laptop ist nicht mehr lesbar</translation>
  </message>
  <message>
   <source>The last list was incomplete</source>
   <translation>Die letzte Liste war unvollständig</translation>
  </message>
  <message>
   <source>The list is as of {time}; the server cannot be asked.</source>
   <translation>Die Liste ist von {time}; der Server ist nicht erreichbar.</translation>
  </message>
  <message>
   <source>The scanner types as on another keyboard. This guest was the only fit. Set the scanner’s keyboard language to that of this laptop to mend it for good.</source>
   <translation>Der Scanner tippt wie auf einer anderen Tastatur. Nur dieser Gast passt. Die Tastatursprache des Scanners auf die des Laptops stellen, dann stimmt es dauerhaft.</translation>
  </message>
  <message>
   <source>The server cannot give it now: {reason}.</source>
   <translation>Der Server kann sie gerade nicht liefern: {reason}.</translation>
  </message>
  <message>
   <source>The server did not answer in time.</source>
   <translation>Der Server hat nicht rechtzeitig geantwortet.</translation>
  </message>
  <message>
   <source>The server does not answer; look-ups go on</source>
   <translation>Der Server antwortet nicht; der Einlass läuft weiter</translation>
  </message>
  <message>
   <source>The server says “{state}”.</source>
   <translation>Der Server sagt „{state}“.</translation>
  </message>
  <message>
   <source>The server was asked just now, at {time}.</source>
   <translation>Der Server wurde gerade gefragt, um {time}.</translation>
  </message>
  <message>
   <source>The server was asked just now.</source>
   <translation>Der Server wurde gerade gefragt.</translation>
  </message>
  <message>
   <source>The server’s list for this station is empty. If that is wrong, ask the organiser which segment the check-in configuration shows.</source>
   <translation>Die Liste des Servers für diese Station ist leer. Falls das nicht stimmt, den Veranstalter fragen, welches Segment die Check-in-Konfiguration zeigt.</translation>
  </message>
  <message>
   <source>Then guests are listed. A scan still counts.</source>
   <translation>Dann werden Gäste aufgelistet. Ein Scan gilt weiterhin.</translation>
  </message>
  <message>
   <source>There is no guest list on this laptop yet. Scan again soon.</source>
   <translation>Auf diesem Laptop ist noch keine Gästeliste. Bitte gleich noch einmal scannen.</translation>
  </message>
  <message numerus="yes">
   <source>This code was tried %n time(s) here today</source>
   <translation>
    <numerusform>Dieser Code wurde hier heute %n-mal versucht</numerusform>
    <numerusform>Dieser Code wurde hier heute %n-mal versucht</numerusform>
   </translation>
  </message>
  <message>
   <source>This door only.</source>
   <translation>Nur diese Tür.</translation>
  </message>
  <message>
   <source>This door only: the other doors answer slowly</source>
   <translation>Nur diese Tür: Die anderen antworten langsam</translation>
  </message>
  <message>
   <source>This door only: the other doors cannot be reached</source>
   <translation>Nur diese Tür: Die anderen sind nicht erreichbar</translation>
  </message>
  <message>
   <source>This door only: the shared memory refuses it; see the settings</source>
   <translation>Nur diese Tür: Das gemeinsame Gedächtnis weist sie ab; siehe Einstellungen</translation>
  </message>
  <message>
   <source>This laptop’s notes cannot be saved: {reason}</source>
   <translation>Notizen dieses Laptops können nicht gespeichert werden: {reason}</translation>
  </message>
  <message>
   <source>This look-up is not counted</source>
   <translation>Diese Abfrage zählt nicht</translation>
  </message>
  <message>
   <source>This program made a mistake; its log says which.</source>
   <translation>Dieses Programm hat einen Fehler gemacht; er steht im Protokoll.</translation>
  </message>
  <message>
   <source>Three</source>
   <translation>Drei</translation>
  </message>
  <message>
   <source>Tilt it against the glare</source>
   <translation>Gegen die Spiegelung kippen</translation>
  </message>
  <message>
   <source>Try now</source>
   <translation>Jetzt versuchen</translation>
  </message>
  <message>
   <source>Two</source>
   <translation>Zwei</translation>
  </message>
  <message numerus="yes">
   <source>Type %n more letter(s)</source>
   <translation>
    <numerusform>Noch %n Buchstabe</numerusform>
    <numerusform>Noch %n Buchstaben</numerusform>
   </translation>
  </message>
  <message>
   <source>Typed by hand</source>
   <translation>Von Hand getippt</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Rückgängig</translation>
  </message>
  <message>
   <source>Unknown code</source>
   <translation>Unbekannter Code</translation>
  </message>
  <message>
   <source>Up to date as of {time}</source>
   <translation>Aktuell, Stand {time}</translation>
  </message>
  <message>
   <source>Updating</source>
   <translation>Wird aktualisiert</translation>
  </message>
  <message>
   <source>Waiting for the key store</source>
   <translation>Warten auf den Schlüsselbund</translation>
  </message>
  <message>
   <source>Was checked in {when}.</source>
   <translation>War eingecheckt {when}.</translation>
  </message>
  <message>
   <source>Welcome</source>
   <translation>Willkommen</translation>
  </message>
  <message>
   <source>Welcome?</source>
   <translation>Willkommen?</translation>
  </message>
  <message>
   <source>What is already there can be looked up.</source>
   <translation>Was schon da ist, kann gesucht werden.</translation>
  </message>
  <message>
   <source>a fault in this program; see the log</source>
   <translation>ein Fehler in diesem Programm; siehe Protokoll</translation>
  </message>
  <message>
   <source>a newer version of this program wrote it</source>
   <translation>eine neuere Version dieses Programms hat sie geschrieben</translation>
  </message>
  <message>
   <source>a newer version of this program wrote them</source>
   <translation>eine neuere Version dieses Programms hat sie geschrieben</translation>
  </message>
  <message>
   <source>a web page answered; does this Wi-Fi want a login?</source>
   <translation>eine Webseite hat geantwortet; will dieses WLAN eine Anmeldung?</translation>
  </message>
  <message>
   <source>another door</source>
   <translation>eine andere Tür</translation>
  </message>
  <message>
   <source>at a time this program cannot read</source>
   <translation>zu einer Zeit, die dieses Programm nicht lesen kann</translation>
  </message>
  <message>
   <source>at least {count} lost</source>
   <translation>mindestens {count} verloren</translation>
  </message>
  <message>
   <source>at {time} today</source>
   <translation>heute um {time}</translation>
  </message>
  <message>
   <source>deregistered</source>
   <translation>abgemeldet</translation>
  </message>
  <message>
   <source>disk full</source>
   <translation>Laufwerk voll</translation>
  </message>
  <message>
   <source>earlier</source>
   <translation>früher</translation>
  </message>
  <message>
   <source>ends {time}</source>
   <translation>Ende {time}</translation>
  </message>
  <message>
   <source>film ended</source>
   <translation>Film zu Ende</translation>
  </message>
  <message>
   <source>inside</source>
   <translation>drinnen</translation>
  </message>
  <message>
   <source>left</source>
   <translation>gegangen</translation>
  </message>
  <message>
   <source>list as of {time}</source>
   <translation>Liste von {time}</translation>
  </message>
  <message>
   <source>loading was stopped; the reload button begins again</source>
   <translation>Laden angehalten; der Knopf zum Neuladen beginnt von vorn</translation>
  </message>
  <message>
   <source>next try in {count} s</source>
   <translation>nächster Versuch in {count} s</translation>
  </message>
  <message>
   <source>no answer within the time allowed</source>
   <translation>keine Antwort in der erlaubten Zeit</translation>
  </message>
  <message>
   <source>no company given</source>
   <translation>keine Firma angegeben</translation>
  </message>
  <message>
   <source>no decoder installed</source>
   <translation>kein Decoder installiert</translation>
  </message>
  <message>
   <source>no name given</source>
   <translation>ohne Namen</translation>
  </message>
  <message>
   <source>no permission</source>
   <translation>keine Berechtigung</translation>
  </message>
  <message>
   <source>no permission; add this user to the group {group}</source>
   <translation>keine Berechtigung; Benutzer in die Gruppe {group} aufnehmen</translation>
  </message>
  <message>
   <source>no picture, trying again</source>
   <translation>kein Bild, wird erneut versucht</translation>
  </message>
  <message>
   <source>no reason given</source>
   <translation>ohne Begründung</translation>
  </message>
  <message>
   <source>nobody this laptop trusts vouches for the server’s certificate</source>
   <translation>für das Zertifikat des Servers bürgt niemand, dem dieser Laptop vertraut</translation>
  </message>
  <message>
   <source>not confirmed</source>
   <translation>nicht bestätigt</translation>
  </message>
  <message>
   <source>not connected</source>
   <translation>nicht verbunden</translation>
  </message>
  <message>
   <source>not counted</source>
   <translation>zählt nicht</translation>
  </message>
  <message>
   <source>not found, trying again</source>
   <translation>nicht gefunden, wird erneut versucht</translation>
  </message>
  <message>
   <source>note: {text}</source>
   <translation>Notiz: {text}</translation>
  </message>
  <message>
   <source>of {count}, searched in all fields</source>
   <translation>von {count}, in allen Feldern gesucht</translation>
  </message>
  <message>
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <source>on</source>
   <translation>an</translation>
  </message>
  <message>
   <source>on {day} at {time}</source>
   <translation>am {day} um {time}</translation>
  </message>
  <message>
   <source>opening</source>
   <translation>wird geöffnet</translation>
  </message>
  <message>
   <source>registered guests have arrived</source>
   <translation>angemeldeten Gästen sind da</translation>
  </message>
  <message>
   <source>sends “{prefix}” before and “{suffix}” after the code</source>
   <translation>sendet „{prefix}“ vor und „{suffix}“ nach dem Code</translation>
  </message>
  <message>
   <source>sends “{prefix}” before the code</source>
   <translation>sendet „{prefix}“ vor dem Code</translation>
  </message>
  <message>
   <source>sends “{suffix}” after the code</source>
   <translation>sendet „{suffix}“ nach dem Code</translation>
  </message>
  <message>
   <source>sent away</source>
   <translation>abgewiesen</translation>
  </message>
  <message>
   <source>still expected</source>
   <translation>erwartet</translation>
  </message>
  <message>
   <source>the address is not encrypted (http)</source>
   <translation>die Adresse ist nicht verschlüsselt (http)</translation>
  </message>
  <message>
   <source>the answer cannot be read</source>
   <translation>die Antwort ist nicht lesbar</translation>
  </message>
  <message>
   <source>the answer leads to another host; a Wi-Fi login?</source>
   <translation>die Antwort führt zu einem anderen Server; eine WLAN-Anmeldung?</translation>
  </message>
  <message numerus="yes">
   <source>the best %n; type on to see others</source>
   <translation>
    <numerusform>der beste; weitertippen zeigt andere</numerusform>
    <numerusform>die besten %n; weitertippen zeigt andere</numerusform>
   </translation>
  </message>
  <message>
   <source>the certificate is for another server</source>
   <translation>das Zertifikat gilt für einen anderen Server</translation>
  </message>
  <message>
   <source>the certificate is for {names}, not for {host}</source>
   <translation>das Zertifikat gilt für {names}, nicht für {host}</translation>
  </message>
  <message>
   <source>the connection broke off</source>
   <translation>die Verbindung ist abgebrochen</translation>
  </message>
  <message>
   <source>the data folder cannot be written</source>
   <translation>Datenordner ist nicht beschreibbar</translation>
  </message>
  <message>
   <source>the disk does not answer</source>
   <translation>das Laufwerk antwortet nicht</translation>
  </message>
  <message>
   <source>the disk reports a fault</source>
   <translation>das Laufwerk meldet einen Fehler</translation>
  </message>
  <message>
   <source>the key store does not answer</source>
   <translation>der Schlüsselbund antwortet nicht</translation>
  </message>
  <message>
   <source>the last card is the host</source>
   <translation>die letzte Karte ist der Gastgeber</translation>
  </message>
  <message>
   <source>the list on this laptop is damaged and is loaded anew</source>
   <translation>die Liste auf diesem Laptop ist beschädigt und wird neu geladen</translation>
  </message>
  <message>
   <source>the notes cannot be read</source>
   <translation>die Notizen sind nicht lesbar</translation>
  </message>
  <message>
   <source>the own CA file cannot be read, and nobody else vouches for the server</source>
   <translation>die eigene CA-Datei lässt sich nicht lesen, und sonst bürgt niemand für den Server</translation>
  </message>
  <message>
   <source>the server asks us to wait</source>
   <translation>der Server bittet um Geduld</translation>
  </message>
  <message>
   <source>the server cannot be reached</source>
   <translation>der Server ist nicht erreichbar</translation>
  </message>
  <message>
   <source>the server has a fault (HTTP {status})</source>
   <translation>der Server hat eine Störung (HTTP {status})</translation>
  </message>
  <message>
   <source>the server shows another key than the one set here</source>
   <translation>der Server zeigt einen anderen Schlüssel als den hier gesetzten</translation>
  </message>
  <message>
   <source>the server’s certificate begins on {start}; this laptop’s clock says {today}</source>
   <translation>das Zertifikat des Servers gilt ab {start}; die Uhr dieses Laptops sagt {today}</translation>
  </message>
  <message>
   <source>the server’s certificate ended on {end}; this laptop’s clock says {today}</source>
   <translation>das Zertifikat des Servers endete am {end}; die Uhr dieses Laptops sagt {today}</translation>
  </message>
  <message>
   <source>the server’s certificate has ended</source>
   <translation>das Zertifikat des Servers ist abgelaufen</translation>
  </message>
  <message>
   <source>the server’s certificate has not begun yet</source>
   <translation>das Zertifikat des Servers gilt noch nicht</translation>
  </message>
  <message>
   <source>the server’s certificate is not trusted</source>
   <translation>dem Zertifikat des Servers wird nicht vertraut</translation>
  </message>
  <message>
   <source>this address has no Check-in API</source>
   <translation>an dieser Adresse gibt es keine Check-in-API</translation>
  </message>
  <message>
   <source>this guest is a companion</source>
   <translation>dieser Gast ist eine Begleitung</translation>
  </message>
  <message>
   <source>type on to see fewer</source>
   <translation>weitertippen für weniger Treffer</translation>
  </message>
  <message>
   <source>unplugged</source>
   <translation>abgezogen</translation>
  </message>
  <message>
   <source>used by another program</source>
   <translation>von einem anderen Programm belegt</translation>
  </message>
  <message>
   <source>used by {program}; close it there</source>
   <translation>von {program} benutzt; bitte dort schließen</translation>
  </message>
  <message>
   <source>{arrived} of {registered}</source>
   <translation>{arrived} von {registered}</translation>
  </message>
  <message>
   <source>{count} guests carry the code {code}. Ask for the first name, then choose.</source>
   <translation>{count} Gäste haben den Code {code}. Nach dem Vornamen fragen, dann wählen.</translation>
  </message>
  <message>
   <source>{count} h ago</source>
   <translation>vor {count} h</translation>
  </message>
  <message>
   <source>{count} min ago</source>
   <translation>vor {count} min</translation>
  </message>
  <message>
   <source>{count} s ago</source>
   <translation>vor {count} s</translation>
  </message>
  <message>
   <source>{count}, all have arrived</source>
   <translation>{count}, alle sind da</translation>
  </message>
  <message>
   <source>{count}, none has arrived</source>
   <translation>{count}, niemand ist da</translation>
  </message>
  <message numerus="yes">
   <source>{count}, of whom %n has/have arrived</source>
   <translation>
    <numerusform>{count}, davon %n eingetroffen</numerusform>
    <numerusform>{count}, davon %n eingetroffen</numerusform>
   </translation>
  </message>
  <message>
   <source>{ordinal} time today</source>
   <translation>heute zum {ordinal} Mal</translation>
  </message>
  <message>
   <source>{part} of {whole}</source>
   <translation>{part} von {whole}</translation>
  </message>
  <message>
   <source>{time} server time ({local} here)</source>
   <translation>{time} Serverzeit ({local} hier)</translation>
  </message>
 </context>
 <context>
  <name>TopBar</name>
  <message>
   <source>A–Z</source>
   <translation>A–Z</translation>
  </message>
  <message>
   <source>Esc</source>
   <translation>Esc</translation>
  </message>
  <message>
   <source>Find a guest</source>
   <translation>Gast suchen</translation>
  </message>
  <message>
   <source>Find a guest by name, company, e-mail …</source>
   <translation>Gast suchen: Name, Firma, E-Mail …</translation>
  </message>
  <message>
   <source>Live numbers</source>
   <translation>Live-Zahlen</translation>
  </message>
  <message>
   <source>Log out</source>
   <translation>Abmelden</translation>
  </message>
  <message>
   <source>Menu</source>
   <translation>Menü</translation>
  </message>
  <message>
   <source>Mute</source>
   <translation>Stumm</translation>
  </message>
  <message>
   <source>Reload the guest list</source>
   <translation>Gästeliste neu laden</translation>
  </message>
  <message>
   <source>Sample badges</source>
   <translation>Muster-Badges</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Einstellungen</translation>
  </message>
  <message>
   <source>Sound on</source>
   <translation>Ton an</translation>
  </message>
 </context>
 <context>
  <name>Training</name>
  <message>
   <source>Crew</source>
   <translation>Team</translation>
  </message>
  <message>
   <source>Equipment</source>
   <translation>Ausrüstung</translation>
  </message>
  <message>
   <source>Guest of the city</source>
   <translation>Gast der Stadt</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>Sprachen</translation>
  </message>
  <message>
   <source>Menu</source>
   <translation>Menü</translation>
  </message>
  <message>
   <source>Press</source>
   <translation>Presse</translation>
  </message>
  <message>
   <source>Speaker</source>
   <translation>Vor­tragende</translation>
  </message>
  <message>
   <source>Sponsor</source>
   <translation>Sponsor</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>Tisch</translation>
  </message>
  <message>
   <source>VIP</source>
   <translation>VIP</translation>
  </message>
 </context>
 <context>
  <name>TrainingBanner</name>
  <message>
   <source>TRAINING: invented guests, a server inside this program. Nothing here is real.</source>
   <translation>TRAINING: erfundene Gäste, ein Server in diesem Programm. Nichts hier ist echt.</translation>
  </message>
 </context>
 <context>
  <name>UnknownStage</name>
  <message>
   <source>Ask for the host</source>
   <translation>Nach dem Gastgeber fragen</translation>
  </message>
  <message>
   <source>Code read</source>
   <translation>Code gelesen</translation>
  </message>
  <message>
   <source>Companions may have no code of their own.</source>
   <translation>Begleitungen haben oft keinen eigenen Code.</translation>
  </message>
  <message>
   <source>Flat, a hand’s breadth from the camera, without glare.</source>
   <translation>Flach, eine Handbreit vor der Kamera, ohne Spiegelung.</translation>
  </message>
  <message>
   <source>Just start typing. Spelling may be off.</source>
   <translation>Einfach lostippen. Tippfehler sind erlaubt.</translation>
  </message>
  <message>
   <source>Look at it again</source>
   <translation>Noch einmal ansehen</translation>
  </message>
  <message>
   <source>O or 0, I or 1? Or is it a name?</source>
   <translation>O oder 0, I oder 1? Oder ist es ein Name?</translation>
  </message>
  <message>
   <source>Scan it again</source>
   <translation>Noch einmal scannen</translation>
  </message>
  <message>
   <source>The whole code, straight, without glare or folds.</source>
   <translation>Den ganzen Code, gerade, ohne Glanz und Falten.</translation>
  </message>
  <message>
   <source>Type the name</source>
   <translation>Namen tippen</translation>
  </message>
  <message>
   <source>What now?</source>
   <translation>Was jetzt?</translation>
  </message>
 </context>
 <context>
  <name>Unlock</name>
  <message>
   <source>Nothing was changed: the key store or the disk takes nothing just now.</source>
   <translation>Nichts wurde geändert: Schlüsselbund oder Platte nehmen gerade nichts an.</translation>
  </message>
  <message>
   <source>The file with the keys is damaged. “Begin anew” below sets this laptop up again; the list comes from the server.</source>
   <translation>Die Datei mit den Schlüsseln ist beschädigt. „Neu beginnen“ unten richtet diesen Laptop wieder ein; die Liste kommt vom Server.</translation>
  </message>
  <message>
   <source>The passphrase is removed.</source>
   <translation>Die Passphrase ist entfernt.</translation>
  </message>
  <message>
   <source>The passphrase is set. It is asked for at the next start.</source>
   <translation>Die Passphrase ist gesetzt. Beim nächsten Start wird sie gefragt.</translation>
  </message>
  <message>
   <source>This is not the passphrase.</source>
   <translation>Das ist nicht die Passphrase.</translation>
  </message>
  <message>
   <source>This is not the present passphrase.</source>
   <translation>Das ist nicht die bisherige Passphrase.</translation>
  </message>
  <message numerus="yes">
   <source>Try again in %n second(s).</source>
   <translation>
    <numerusform>Neuer Versuch in %n Sekunde.</numerusform>
    <numerusform>Neuer Versuch in %n Sekunden.</numerusform>
   </translation>
  </message>
  <message>
   <source>Try again.</source>
   <translation>Noch einmal versuchen.</translation>
  </message>
  <message>
   <source>Type the passphrase.</source>
   <translation>Die Passphrase eingeben.</translation>
  </message>
 </context>
 <context>
  <name>UnlockView</name>
  <message>
   <source>Begin anew …</source>
   <translation>Neu beginnen …</translation>
  </message>
  <message>
   <source>Check-in Station</source>
   <translation>Check-in Station</translation>
  </message>
  <message>
   <source>Forgotten?</source>
   <translation>Vergessen?</translation>
  </message>
  <message>
   <source>Guest list, notes and codes are encrypted. The passphrase opens them.</source>
   <translation>Gästeliste, Notizen und Codes sind verschlüsselt. Die Passphrase öffnet sie.</translation>
  </message>
  <message>
   <source>Nobody can find it out. Begin anew, and log in with the App Code.</source>
   <translation>Niemand kann sie herausfinden. Neu beginnen und mit dem App-Code anmelden.</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>Öffnen</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Passphrase</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <source>Show the passphrase</source>
   <translation>Passphrase zeigen</translation>
  </message>
  <message>
   <source>This laptop is locked</source>
   <translation>Dieser Laptop ist gesperrt</translation>
  </message>
 </context>
 <context>
  <name>WhereToFind</name>
  <message>
   <source>App Code</source>
   <translation>App-Code</translation>
  </message>
  <message>
   <source>Event ID</source>
   <translation>Event-ID</translation>
  </message>
  <message>
   <source>In the back end’s menu Check-in: the column of that name in the list.</source>
   <translation>Im Backend im Menü Check-in: die Spalte dieses Namens in der Liste.</translation>
  </message>
  <message>
   <source>No configuration in the list yet? Make one for this laptop: a name is enough, a segment narrows the guest list.</source>
   <translation>Noch keine Konfiguration in der Liste? Eine für diesen Laptop anlegen: Ein Name genügt, ein Segment grenzt die Gästeliste ein.</translation>
  </message>
  <message>
   <source>Station</source>
   <translation>Station</translation>
  </message>
  <message>
   <source>The name of the configuration, from the same list.</source>
   <translation>Der Name der Konfiguration aus derselben Liste.</translation>
  </message>
  <message>
   <source>The number at the end of the event page’s address: …/admin/event/123. Paste the whole address under Server, and both fields are filled.</source>
   <translation>Die Nummer am Ende der Adresse der Eventseite: …/admin/event/123. Die ganze Adresse bei Server einfügen, dann füllen sich beide Felder.</translation>
  </message>
 </context>
 <context>
  <name>WipeDialog</name>
  <message>
   <source>App Code, session and the keys of the files</source>
   <translation>App-Code, Sitzung und die Schlüssel der Dateien</translation>
  </message>
  <message>
   <source>Begin anew without the passphrase?</source>
   <translation>Ohne die Passphrase neu beginnen?</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Schließen</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>Behalten</translation>
  </message>
  <message>
   <source>Log out and wipe</source>
   <translation>Abmelden und löschen</translation>
  </message>
  <message>
   <source>Log out and wipe this list?</source>
   <translation>Abmelden und diese Liste löschen?</translation>
  </message>
  <message>
   <source>No guest list is kept here for it. This is deleted:</source>
   <translation>Zu diesem Eingang liegt hier keine Gästeliste. Gelöscht wird:</translation>
  </message>
  <message>
   <source>Nobody can undo this, and notes that were not exported are lost. The guests on the server are not touched.</source>
   <translation>Niemand kann das rückgängig machen, und nicht exportierte Notizen sind verloren. Die Gäste auf dem Server bleiben unberührt.</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <source>Remove “{entrance}”?</source>
   <translation>„{entrance}“ entfernen?</translation>
  </message>
  <message>
   <source>The files are deleted. The key store did not answer, so a key may still be in it; the next start tries again.</source>
   <translation>Die Dateien sind gelöscht. Der Schlüsselbund hat nicht geantwortet, ein Schlüssel kann noch darin liegen; der nächste Start versucht es wieder.</translation>
  </message>
  <message>
   <source>The keys are destroyed and the files deleted. What was here cannot be read.</source>
   <translation>Die Schlüssel sind vernichtet und die Dateien gelöscht. Was hier war, ist nicht mehr lesbar.</translation>
  </message>
  <message>
   <source>This is deleted for every entrance used on this laptop:</source>
   <translation>Für jeden auf diesem Laptop benutzten Eingang wird gelöscht:</translation>
  </message>
  <message>
   <source>This is deleted for {event}:</source>
   <translation>Für {event} wird gelöscht:</translation>
  </message>
  <message>
   <source>This is deleted from this laptop:</source>
   <translation>Von diesem Laptop wird gelöscht:</translation>
  </message>
  <message>
   <source>What it protects cannot be had back. This is deleted:</source>
   <translation>Was sie schützt, ist nicht mehr zu haben. Gelöscht wird:</translation>
  </message>
  <message>
   <source>Wipe</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <source>Wipe data</source>
   <translation>Daten löschen</translation>
  </message>
  <message>
   <source>Wipe this laptop’s data?</source>
   <translation>Daten dieses Laptops löschen?</translation>
  </message>
  <message>
   <source>Wiped</source>
   <translation>Gelöscht</translation>
  </message>
  <message>
   <source>Wiping …</source>
   <translation>Wird gelöscht …</translation>
  </message>
  <message>
   <source>its name and its settings</source>
   <translation>Name und Einstellungen des Eingangs</translation>
  </message>
  <message>
   <source>the guest list kept here</source>
   <translation>die hier gespeicherte Gästeliste</translation>
  </message>
  <message>
   <source>the list of entrances</source>
   <translation>die Liste der Eingänge</translation>
  </message>
  <message>
   <source>the list of entrances, and the passphrase</source>
   <translation>die Liste der Eingänge und die Passphrase</translation>
  </message>
  <message>
   <source>this entrance</source>
   <translation>diesem Eingang</translation>
  </message>
  <message>
   <source>this laptop’s own notes: who was scanned here, and when</source>
   <translation>die eigenen Notizen dieses Laptops: wer hier wann gescannt wurde</translation>
  </message>
 </context>
 <context>
  <name>_Board</name>
  <message>
   <source>Arrived by colour</source>
   <translation>Eingetroffen nach Farbe</translation>
  </message>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>und %n weitere</numerusform>
    <numerusform>und %n weitere</numerusform>
   </translation>
  </message>
  <message>
   <source>companions</source>
   <translation>Begleitpersonen</translation>
  </message>
  <message>
   <source>guests</source>
   <translation>Gäste</translation>
  </message>
 </context>
</TS>
