; Inno Setup recipe for Windows. Not built here: it needs a Windows machine and was never run.
;
;   iscc /DVersion=0.1.0 packaging\windows\scrip.iss
;
; after packaging/windows/scrip.spec has made dist\scrip.

#ifndef Version
  #error Name the version: iscc /DVersion=...
#endif

[Setup]
AppId=wallet.scrip.Scrip
AppName=Scrip
AppVersion={#Version}
AppPublisher=The Scrip developers
DefaultDirName={autopf}\Scrip
DefaultGroupName=Scrip
; For one person, without administrator rights, unless asked otherwise.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesEnvironment=yes
Compression=lzma2
SolidCompression=yes
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=scrip-{#Version}-setup
UninstallDisplayIcon={app}\scrip.exe

[Files]
Source: "..\..\dist\scrip\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Scrip"; Filename: "{app}\scrip.exe"
Name: "{group}\Scrip demo"; Filename: "{app}\scrip.exe"; Parameters: "demo"

; The wallet's own data is in the person's folder and stays when the program is removed.
