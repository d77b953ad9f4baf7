"""Screen and charts wear the same colours, and the server is set up to stay quiet."""

from __future__ import annotations

import re
import tomllib

import pytest

from components.drawing.theme import palette
from components.ui.intake import MEGABYTES
from tests.ui.conftest import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_screen_wears_the_charts_colours(mode):
    colours, screen = palette(mode), CONFIG["theme"][mode]
    assert screen["backgroundColor"] == colours.background
    assert screen["secondaryBackgroundColor"] == colours.surface
    assert screen["textColor"] == colours.ink
    assert screen["grayTextColor"] == colours.muted
    assert screen["borderColor"] == colours.grid
    assert screen["primaryColor"] == colours.accent
    assert screen["linkColor"] == colours.held


def test_words_on_the_accent_in_the_dark_have_the_colour_of_the_ground():
    written = (ROOT / "components/ui/dark.css").read_text()
    assert re.findall("#[0-9A-F]{6}", written) == [palette("dark").background]


def test_nothing_is_sent_or_shown_that_should_not():
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none"
    assert CONFIG["server"]["enableXsrfProtection"] is True
    assert CONFIG["server"]["maxUploadSize"] == MEGABYTES
    assert CONFIG["server"]["headless"] is True


def test_nobody_but_this_machine_is_answered():
    assert CONFIG["server"]["address"] == "localhost"
    assert set(CONFIG["server"]["allowedHosts"]) == {"localhost", "127.0.0.1", "[::1]"}
