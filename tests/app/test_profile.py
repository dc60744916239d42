from __future__ import annotations

import pytest

from sophon_monitor.app.profile import ProfileError, checked_site_name, open_profile


def test_that_a_profile_is_readable_by_its_user_alone(tmp_path):
    profile = open_profile(tmp_path / "a" / "profile")
    for folder in (profile.folder, profile.logs, profile.crash):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_that_a_profile_that_cannot_be_written_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ProfileError, match="cannot be written"):
        open_profile(tmp_path / "file" / "profile")


def test_that_sites_are_named_the_one_used_last_first(tmp_path):
    import os

    profile = open_profile(tmp_path)
    for age, name in ((20, "old"), (10, "new")):
        folder = profile.site_folder(name)
        folder.mkdir(parents=True)
        os.utime(folder, (1_000_000 - age, 1_000_000 - age))
    assert profile.sites() == ("new", "old")


@pytest.mark.parametrize("name", ["", "  ", "..", "a/b", "a\\b", "a:b", "a\x00b", "x" * 200])
def test_that_a_name_that_cannot_be_a_folder_is_no_site(name):
    with pytest.raises(ProfileError):
        checked_site_name(name)


def test_that_a_chinese_name_is_a_site():
    assert checked_site_name(" 滨江园区 ") == "滨江园区"
