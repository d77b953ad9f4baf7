from __future__ import annotations

from hypothesis import settings

# No test asserts a time: on a busy machine any example may be slow.
settings.register_profile("parley", deadline=None)
settings.load_profile("parley")
