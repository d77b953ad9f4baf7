"""The spaces that hold a number together with its thousands and its unit."""

from __future__ import annotations

from typing import Final

NO_BREAK: Final = "\u00a0"
"""Between a number and its unit: no line ends there."""
THIN: Final = "\u202f"
"""Between thousands: narrow, and no line ends there (the plain thin space, U+2009, allows a break)."""
