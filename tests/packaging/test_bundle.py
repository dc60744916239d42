"""What goes into the bundle, its package and its installers, as far as files tell without building one."""

from __future__ import annotations

import configparser
import importlib.util
import plistlib
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"


@pytest.fixture
def load(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(PACKAGING), *sys.path])

    def by_name(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
        return module

    return by_name


@pytest.mark.parametrize(
    ("place", "goes_in"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        (r"PySide6\plugins\platforms\qwindows.dll", True),
        (r"PySide6\plugins\sqldrivers\qsqlite.dll", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/plugins/imageformats/libqjpeg.so", True),
        ("PySide6/Qt/plugins/imageformats/libqpdf.so", False),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        (r"PySide6\translations\qtbase_de.qm", False),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        (r"PySide6\Qt6Qml.dll", False),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        (r"PySide6\Qt6Svg.dll", True),
        ("numpy.libs/libscipy_openblas64_.so", True),
    ],
)
def test_that_only_what_the_program_uses_of_qt_goes_in(load, place, goes_in):
    assert load("bundle_contents").wanted(place, "/project/environment/lib/file") is goes_in


@pytest.mark.parametrize(
    ("name", "goes_in"),
    [("libssl.so.3", True), ("libsqlite3.so.0", True), ("libfontconfig.so.1", False), ("libxcb-cursor.so.0", False)],
)
def test_that_the_systems_libraries_are_left_to_the_system(load, name, goes_in, monkeypatch):
    contents = load("bundle_contents")
    monkeypatch.setattr(contents.sys, "platform", "linux")
    assert contents.wanted(name, f"/usr/lib/x86_64-linux-gnu/{name}") is goes_in


def test_that_resources_guide_and_licences_go_in(load):
    files = {f"{place}/{file.name}" for file, place in load("bundle_contents").data_files(ROOT)}
    assert {"resources/palette.toml", "resources/guide/guide.zh_CN.md", "resources/icons/LICENSE"} <= files
    assert not [name for name in files if name.endswith(".ts")]


def test_that_only_a_mac_gets_the_chinese_question_for_the_local_network(load):
    data_files = load("bundle_contents").data_files
    on_mac = {(file.name, place) for file, place in data_files(ROOT, platform="darwin")}
    assert ("InfoPlist.strings", "zh-Hans.lproj") in on_mac
    assert ("InfoPlist.strings", "zh-Hans.lproj") not in {(f.name, p) for f, p in data_files(ROOT, platform="win32")}


def test_that_the_mac_is_told_why_the_local_network_is_wanted(load):
    parts = load("bundle_contents").mac_parts(ROOT)
    assert "boxes" in str(parts.info["NSLocalNetworkUsageDescription"])
    assert parts.version == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    strings = (PACKAGING / "macos/zh-Hans.lproj/InfoPlist.strings").read_text("utf-8")
    keys = re.findall(r'^(\w+) = ".+";$', strings, re.MULTILINE)
    assert keys
    assert set(keys) <= set(parts.info)
    assert plistlib.loads((PACKAGING / "macos/entitlements.plist").read_bytes())


def test_that_windows_asks_for_the_firewall_rule_that_the_installer_makes():
    script = (PACKAGING / "windows/sophon-monitor.nsi").read_text("utf-8")
    (rule,) = re.findall(r'^!define RULE "(.+)"', script, re.MULTILINE)
    program = (ROOT / "sophon_monitor/services/firewall.py").read_text("utf-8")
    assert f'"name={rule}"' in program
    assert 'dir=in action=allow program="$INSTDIR\\${PROGRAM}"' in script
    assert "profile=private,domain" in script
    removed = script.split('Section "Uninstall"')[1]
    assert 'delete rule name="${RULE}"' in removed


def test_that_the_installer_speaks_both_languages_throughout():
    script = (PACKAGING / "windows/sophon-monitor.nsi").read_text("utf-8")
    texts = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", script, re.MULTILINE)
    used = set(re.findall(r"\$\((\w+)\)", script))
    assert used == {name for name, _ in texts}
    assert sorted(texts) == sorted((name, language) for name in used for language in ("ENGLISH", "SIMPCHINESE"))


def test_that_the_desktop_entry_names_the_window_that_the_program_opens():
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment]
    entry.read(PACKAGING / "linux/sophon-monitor.desktop", "utf-8")
    desktop = entry["Desktop Entry"]
    opened = (ROOT / "sophon_monitor/app/window_command.py").read_text("utf-8")
    assert f'setDesktopFileName("{desktop["StartupWMClass"]}")' in opened
    assert desktop["Exec"] == "sophon-monitor"
    assert desktop["Comment[zh_CN]"]


def test_that_the_package_depends_on_what_the_window_needs(load, tmp_path):
    packages = load("linux_package").dependencies(_folder_with(tmp_path, b"\0GLIBC_2.17\0GLIBC_2.35\0GLIBC_2.9\0"))
    assert packages[0] == "libc6 (>= 2.35)"
    assert set(load("system_packages").WINDOW_LIBRARIES.values()) <= set(packages)
    assert any("fonts-noto-cjk" in package for package in packages)


def _folder_with(folder: Path, library: bytes) -> Path:
    (folder / "libthing.so.1").write_bytes(library)
    return folder


def test_that_every_lock_has_hashes_and_names_no_index():
    for lock in PACKAGING.glob("*.lock"):
        text = lock.read_text("utf-8")
        if "--hash" not in text:
            continue  # a lock of something else
        entries = re.findall(r"^[A-Za-z0-9._-]+==", text, re.MULTILINE)
        assert entries
        assert len(re.findall(r"\\\n    --hash=sha256:[0-9a-f]{64}", text)) >= len(entries), lock.name
        assert not re.search(r"https?://|--index|--find-links", text), lock.name


def test_that_windows_gets_its_table_of_time_zones():
    for lock in ("run.lock", "bundle.lock"):
        assert re.search(r"^tzdata==\S+ ; sys_platform == 'win32'", (PACKAGING / lock).read_text("utf-8"), re.MULTILINE)


def test_that_each_lock_is_tried_for_each_other_system_without_installing(load):
    wheels = load("locked_wheels")
    words = wheels.resolve_words("uv", "run.lock", "x86_64-pc-windows-msvc", "3.13", "/nowhere")
    assert {"--dry-run", "--require-hashes", "--only-binary"} <= set(words)
    assert {"x86_64-pc-windows-msvc", "aarch64-apple-darwin", "x86_64-apple-darwin"} == set(wheels.SYSTEMS.values())
