"""What people have kept of every earlier form: each must load, with the same numbers or a note that says what changed.

A folder a form, named after what was new in it. It holds what that Parley made:

``dossier.zip``
    an invented dossier of the form,
``scenario.yaml``, ``brief.zip``
    a scenario of it, and the scenario's part of its briefing pack,
``numbers.json``
    what followed then; where packs have a manifest, it is in there,
``built_in.yaml``, ``link.txt``
    a scenario of the built-in dossier of its day, and the same as a link,
``changed.txt``
    only where other numbers follow today: what changed.

Before a change of form or of numbers is released, a folder of the present form is added.
"""

from __future__ import annotations
