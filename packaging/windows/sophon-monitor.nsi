; The installer for Windows: for all users, with the firewall rule that lets the boxes reach the receiver.
; Made by `dev.py installer`, which gives: VERSION, SOURCE (the built folder), OUTPUT, ICON, LICENCE, SIZE_KB,
; and, where SIGN is set, the command that signs a file whose name is put after it.
Unicode true
!include MUI2.nsh
!include x64.nsh
!include LogicLib.nsh

!define NAME "Sophon Monitor"
!define PROGRAM "sophon-monitor.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\SophonMonitor"
; The program looks for this name when it explains why nothing arrives (sophon_monitor/services/firewall.py).
!define RULE "Sophon Monitor"

Name "${NAME}"
OutFile "${OUTPUT}"
InstallDir "$PROGRAMFILES64\${NAME}"
InstallDirRegKey HKLM "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT License"

!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartAsUser
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString NEEDS_64 ${LANG_ENGLISH} "Sophon Monitor needs a 64-bit Windows 10 or later."
LangString NEEDS_64 ${LANG_SIMPCHINESE} "Sophon Monitor 需要 64 位的 Windows 10 或更高版本。"
LangString STILL_OPEN ${LANG_ENGLISH} "Sophon Monitor is open. Close its window, then choose Retry."
LangString STILL_OPEN ${LANG_SIMPCHINESE} "Sophon Monitor 正在运行。请关闭其窗口，然后选择“重试”。"
LangString NO_RULE ${LANG_ENGLISH} "The firewall rule could not be added. Boxes may be kept out: allow Sophon Monitor in the Windows firewall on private and domain networks."
LangString NO_RULE ${LANG_SIMPCHINESE} "无法添加防火墙规则，盒子的消息可能被拦截：请在 Windows 防火墙中允许 Sophon Monitor 用于专用网络和域网络。"
LangString KEPT ${LANG_ENGLISH} "What the program has recorded stays in each user's own folder."
LangString KEPT ${LANG_SIMPCHINESE} "程序记录的数据保留在各用户自己的文件夹中。"

!macro FailIfOpen
  ; A program that runs cannot be opened for writing.
  ${DoWhile} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(STILL_OPEN)" /SD IDCANCEL IDRETRY +2
    Abort
  ${Loop}
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(NEEDS_64)" /SD IDOK
    Abort
  ${EndIf}
  SetRegView 64
  ; The key above was read as a 32-bit program sees it: an older version may lie elsewhere.
  ReadRegStr $0 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${EndIf}
FunctionEnd

; The installer has an administrator's rights; the program shall not.
Function StartAsUser
  Exec '"$WINDIR\explorer.exe" "$INSTDIR\${PROGRAM}"'
FunctionEnd

Section "-Program"
  SetRegView 64
  SetShellVarContext all
  !insertmacro FailIfOpen
  ; Over an older version: nothing of its libraries may stay. What users have recorded lies elsewhere.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${PROGRAM}"

  nsExec::ExecToLog '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="${RULE}"'
  Pop $0
  nsExec::ExecToLog '"$SYSDIR\netsh.exe" advfirewall firewall add rule name="${RULE}" dir=in action=allow program="$INSTDIR\${PROGRAM}" protocol=TCP profile=private,domain enable=yes'
  Pop $0
  ${If} $0 != "0"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NO_RULE)" /SD IDOK
  ${EndIf}

  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetRegView 64
  SetShellVarContext all
  !insertmacro FailIfOpen
  nsExec::ExecToLog '"$SYSDIR\netsh.exe" advfirewall firewall delete rule name="${RULE}"'
  Pop $0
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  ; By name: the folder may hold what somebody else has put there.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
  DetailPrint "$(KEPT)"
SectionEnd
