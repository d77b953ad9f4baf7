from __future__ import annotations

import os

from hypothesis import settings

# No test asserts a time: on a busy machine any example may be slow.
settings.register_profile("parley", deadline=None)
settings.load_profile("parley")

# Nothing is kept in the home of whoever runs the tests; a test that keeps something names its own store.
os.environ["PARLEY_STORE"] = "off"
