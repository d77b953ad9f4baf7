"""The app without a browser, not yet run."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

SCRIPT = Path(__file__).resolve().parents[1] / "components/ui/script.py"

# Streamlit looks through all installed packages for components, anew for every app: a third of what a visit costs.
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)


def app(query: Mapping[str, str] | None = None, timeout: float = 300) -> AppTest:
    """Return the app as a browser would open it with this query."""
    found = AppTest.from_file(str(SCRIPT), default_timeout=timeout)
    for key, value in (query or {}).items():
        found.query_params[key] = value
    return found
