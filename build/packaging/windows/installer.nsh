; Included by electron-builder's NSIS script (nsis.include in electron-builder.yml).
; The folder of client.json and the force's root under ProgramData: the system and administrators write, everybody reads, nothing is
; inherited. ProgramData lets every account make folders; one that an account made before is taken from it. Accounts by their SIDs,
; since their names are translated.
!macro customInstall
  SetShellVarContext all
  CreateDirectory "$APPDATA\Mobile Office"
  !insertmacro mobileOfficeAcl '/setowner *S-1-5-32-544 /T /C /Q'
  !insertmacro mobileOfficeAcl '/reset /T /C /Q'
  !insertmacro mobileOfficeAcl '/inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q'
!macroend

!macro mobileOfficeAcl arguments
  nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\Mobile Office" ${arguments}'
  Pop $0
  ${If} $0 != 0
    MessageBox MB_OK|MB_ICONSTOP "The folder $APPDATA\Mobile Office could not be protected. Nothing was changed in it; ask ICT." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
!macroend
