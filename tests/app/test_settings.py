from __future__ import annotations

from sophon_monitor.app.settings import Settings, load, save


def test_that_a_missing_file_gives_the_defaults(tmp_path):
    assert load(tmp_path / "settings.toml").settings == Settings()


def test_that_what_is_saved_is_loaded_again(tmp_path):
    file = tmp_path / "settings.toml"
    wanted = Settings(
        language="zh_CN", theme="dark", port=9000, adapters=["10.0.0.1"], last_site="工地", pictures_days=2.5
    )
    save(file, wanted)
    assert load(file).settings == wanted
    assert file.stat().st_mode & 0o777 == 0o600


def test_that_comments_and_unknown_keys_of_a_person_stay(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text('# mine\nport = 9100  # office\nfuture = "x"\n', "utf-8")
    settings = load(file).settings
    settings.theme = "light"
    save(file, settings)
    text = file.read_text("utf-8")
    assert "# mine" in text
    assert "port = 9100  # office" in text
    assert 'future = "x"' in text
    assert 'theme = "light"' in text


def test_that_a_damaged_file_is_kept_aside_and_the_defaults_are_used(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text("port = = 3", "utf-8")
    loaded = load(file)
    assert loaded.settings == Settings()
    assert loaded.damaged is not None
    assert loaded.damaged.read_text("utf-8") == "port = = 3"
    assert not file.exists()


def test_that_a_value_of_the_wrong_kind_is_left_out(tmp_path):
    file = tmp_path / "settings.toml"
    file.write_text('port = "many"\ntheme = 3\nadapters = ["a", 1]\npictures_days = -1\nlanguage = "en"\n', "utf-8")
    assert load(file).settings == Settings(language="en")
