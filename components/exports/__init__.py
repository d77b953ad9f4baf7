"""Exports: a figure as a file that says where it comes from."""

from __future__ import annotations

from components.exports.render import MEDIA_TYPES, Format, render
from components.exports.stamp import Stamp, file_name

__all__ = ["MEDIA_TYPES", "Format", "Stamp", "file_name", "render"]
