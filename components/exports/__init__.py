"""Exports: a figure as a file that says where it comes from."""

from __future__ import annotations

from components.exports.render import FORMATS, render
from components.exports.stamp import Stamp, changes, citation, file_name, stamp_of

__all__ = ["FORMATS", "Stamp", "changes", "citation", "file_name", "render", "stamp_of"]
