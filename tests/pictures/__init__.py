"""What every figure must draw: committed, compared on each run, and taken over in words.

``specs/<dossier>/<figure>.json`` holds a figure's words, table and specification as of the default case, and every
other case (dark, other assumptions, a later day, other choices) as its differences from that one. Data sets of more
than ten rows stand as a digest of each column. ``python -m tests.pictures accept NAME`` takes a change over.
"""
