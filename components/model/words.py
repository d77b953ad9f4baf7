"""The ICD 203 words under the names that the figures still use; goes when they ask ``components.wording``."""

from __future__ import annotations

from components.wording import LIKELIHOODS as BANDS
from components.wording import likelihood as word
from components.wording import likelihood_class as band

__all__ = ["BANDS", "band", "word"]
