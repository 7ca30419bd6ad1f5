"""A variable that cannot be read is named, with what was expected and what came."""

import pytest

from geoapp.environment import BadSetting
from geoapp.settings import Settings


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "80a"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("PORT", "٨٠٠٠"),
        ("GEOAPP_TODAY", "20/11/2026"),
        ("GEOAPP_TIME_ZONE", "Asia/Hue"),
        ("GEOAPP_TIME_ZONE", "../etc/passwd"),
        ("GEOAPP_LOGO", "/nowhere/logo.svg"),
        ("GEOAPP_SMTP_SECURITY", "ssl"),
        ("GEOAPP_DATA_DIR", "~nobody-here/geoapp"),
        ("GEOAPP_TITLE_VI", "Bản đồ\nBcc: khác"),
    ],
)
def test_a_bad_setting_is_named_with_what_came(name, text):
    with pytest.raises(BadSetting) as raised:
        Settings.from_env({name: text})
    assert name in str(raised.value)
    assert text in str(raised.value)


@pytest.mark.parametrize("text", ["false", "no", "2"])
def test_a_switch_is_on_or_off_and_nothing_else(text):
    with pytest.raises(BadSetting, match="GEOAPP_PUBLIC"):
        Settings.from_env({"GEOAPP_PUBLIC": text})
