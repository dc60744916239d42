"""The key of a profile: made once, for the user alone, never replaced."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography import x509

from sophon_monitor.report import signing_key as module
from sophon_monitor.report.signing_key import KEY_FILE, KeyDamaged, known_key, signing_key

MAKE = """
import pathlib, sys
from sophon_monitor.report.signing_key import signing_key
print(signing_key(pathlib.Path(sys.argv[1])).fingerprint)
"""
needs_user = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write everywhere")


def test_that_a_key_is_made_once_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "profile" / "key"
    assert known_key(folder) is None
    made = signing_key(folder)
    assert signing_key(folder) == known_key(folder) == made


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_that_only_the_user_may_read_it(tmp_path: Path) -> None:
    signing_key(tmp_path / "key")
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o700
    for file in (tmp_path / "key").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_that_the_certificate_names_program_and_profile_and_nobody(tmp_path: Path) -> None:
    certificate = x509.load_der_x509_certificate(signing_key(tmp_path).certificate_der)
    assert certificate.subject == certificate.issuer
    assert certificate.subject.rfc4514_string().startswith("CN=Sophon Monitor\\, profile ")
    certificate.verify_directly_issued_by(certificate)


def test_that_two_profiles_have_two_keys(tmp_path: Path) -> None:
    assert signing_key(tmp_path / "a").fingerprint != signing_key(tmp_path / "b").fingerprint


def test_that_two_processes_at_once_make_one_key(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen([sys.executable, "-c", MAKE, str(tmp_path / "key")], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = {process.communicate(timeout=60)[0].strip() for process in processes}
    assert said == {signing_key(tmp_path / "key").fingerprint}


@pytest.mark.parametrize("damage", ["empty", "cut", "text", "other certificate", "key only"])
def test_that_a_damaged_key_is_said_and_left_alone(tmp_path: Path, damage: str) -> None:
    signing_key(tmp_path)
    file = tmp_path / KEY_FILE
    text = file.read_bytes()
    head, mark, _ = text.partition(b"-----BEGIN CERTIFICATE-----")
    signing_key(tmp_path / "other")
    other = (tmp_path / "other" / KEY_FILE).read_bytes().partition(mark)[2]
    damaged = {
        "empty": b"",
        "cut": text[:700],
        "text": b"this is no key",
        "other certificate": head + mark + other,
        "key only": head,
    }[damage]
    file.write_bytes(damaged)
    with pytest.raises(KeyDamaged, match="is damaged"):
        signing_key(tmp_path)
    with pytest.raises(KeyDamaged):
        known_key(tmp_path)
    assert file.read_bytes() == damaged


def test_that_a_full_disk_leaves_no_half_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        signing_key(tmp_path)
    assert [p.name for p in tmp_path.iterdir() if p.suffix != ".lock"] == []
    monkeypatch.undo()
    assert signing_key(tmp_path) == known_key(tmp_path)


@needs_user
def test_that_a_folder_that_cannot_be_written_is_an_oserror(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OSError):
        signing_key(tmp_path / "key")
    tmp_path.chmod(0o700)


def test_that_the_private_key_is_not_in_its_repr(tmp_path: Path) -> None:
    assert repr(signing_key(tmp_path)) == "SigningKey()"
