; The installer for Windows. packaging/build.py gives /DVersion, /DSource (the built folder) and /DIcon.
; For one user by default, without an administrator; for all who ask for it.

#define Name "Check-in Station"
; Opens no console; checkin-station.exe beside it is the one to type (doctor, share).
#define Program "Check-in Station.exe"

[Setup]
AppId={{6D1C1E6B-0E1B-4C55-9A9E-5B4A8C0C5D37}
AppName={#Name}
AppVersion={#Version}
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Check-in Station
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputBaseFilename=checkin-station-{#Version}-windows-x86_64
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\{#Program}
UninstallDisplayName={#Name}
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; A running station is closed as by its window's button: it logs out and keeps its notes.
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.Training=Training Mode
de.Training=Training
en.Desktop=Create a desktop icon
de.Desktop=Symbol auf dem Desktop anlegen

[Tasks]
Name: "desktop"; Description: "{cm:Desktop}"; Flags: unchecked

; What an older version brought and this one does not would be loaded in its place.
[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Source}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\{#Program}"
Name: "{group}\{#Name} - {cm:Training}"; Filename: "{app}\{#Program}"; Parameters: "--demo"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Program}"; Tasks: desktop

; Lists, notes and settings stay when the program is removed: they are wiped from its own menu.
[Run]
Filename: "{app}\{#Program}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent
