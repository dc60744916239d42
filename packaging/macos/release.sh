#!/usr/bin/env bash
# Signed application in, disk image out that any Mac opens. Run on a Mac after `dev.py bundle`; see packaging/README.md.
#   SOPHON_CODESIGN_IDENTITY  "Developer ID Application: NAME (TEAM)", also wanted by `dev.py bundle`
#   SOPHON_NOTARY_PROFILE     what `xcrun notarytool store-credentials` was told to call the credentials
set -euo pipefail
cd "$(dirname "$0")/../.."
: "${SOPHON_CODESIGN_IDENTITY:?is not set}" "${SOPHON_NOTARY_PROFILE:?is not set}"
app="dist/Sophon Monitor.app"
version=$(/usr/libexec/PlistBuddy -c "Print :CFBundleShortVersionString" "$app/Contents/Info.plist")
image="dist/sophon-monitor-$version-$(uname -m).dmg"

codesign --verify --deep --strict --verbose=2 "$app"
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
ditto "$app" "$stage/Sophon Monitor.app"
ln -s /Applications "$stage/Applications"
hdiutil create -volname "Sophon Monitor" -srcfolder "$stage" -format ULFO -ov "$image"
codesign --sign "$SOPHON_CODESIGN_IDENTITY" --timestamp "$image"
xcrun notarytool submit "$image" --keychain-profile "$SOPHON_NOTARY_PROFILE" --wait
xcrun stapler staple "$image"
spctl --assess --type open --context context:primary-signature --verbose "$image"
echo "$image"
