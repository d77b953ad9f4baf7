"""Assumptions: which of them carry the results, what would have to be true, and saved sets side by side."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from components import wording
from components.figures.assumptions.key_assumptions import key_assumptions
from components.figures.assumptions.options import EVEN, NOW, SECOND, SOURCE, STRONGEST, WHOLE, assumption_of, pair_of
from components.figures.assumptions.tornado import answer
from components.figures.assumptions.words import foremost, offered
from components.model.outputs import output_of
from components.model.saved import from_text
from components.ui import header, sets
from components.ui.choice import choice
from components.ui.evidence import references
from components.ui.figure import lead, show
from components.ui.fold import fold
from components.ui.state import current
from components.ui.tabs import tabs
from components.ui.words import plain, quiet

if TYPE_CHECKING:
    from components.dossier import Assumption

TARGETS = ("1", "2", "5", "10", "20", "30", "40", "45", EVEN, "55", "60", "70", "80", "90", "95")
FIRST = {STRONGEST: "The one that moves the output most"}
SECONDLY = {SECOND: "The one that moves it most besides"}


def goal() -> str:
    """Let the reader choose the value to reach."""
    return choice(
        "target", f"Value to reach ({wording.unit_label(measure)})", {text: text for text in TARGETS}, default=EVEN
    )


def threshold() -> None:
    """Show what one assumption would have to be, and what stands behind it."""
    with st.container(horizontal=True):
        assumption = choice("assumption", "Assumption that moves", {**FIRST, **names})
        target = goal()
    show("threshold", output=output, assumption=assumption, target=target)
    item = dossier.assumption(assumption_of(context, output, assumption))
    fold(f"What stands behind “{plain(item.label)}”", partial(stands_behind, item), item.id)


def stands_behind(item: Assumption) -> None:
    """Show what an assumption means, and what it rests on."""
    for text in filter(None, (item.meaning, item.note)):
        st.markdown(plain(text))
    references(item.refs)


def deal_space() -> None:
    """Show two assumptions together; another pair redraws this alone."""
    if len(names) < 2:
        st.info("A deal space needs two assumptions; this dossier has one.")
        return
    across, up, reached = st.columns([2, 2, 1])
    with across:
        x = choice("x", "Across", {**FIRST, **names})
    taken = pair_of(context, output, x, SECOND)[0]
    with up:
        y = choice("y", "Upwards", {**SECONDLY, **{key: name for key, name in names.items() if key != taken}})
    with reached:
        target = goal()
    show("deal_space", output=output, x=x, y=y, target=target)


def variance() -> None:
    """Show the Sobol indices, which are computed only here."""
    st.markdown("How much each band, alone and with the others, spreads the output.")
    show("sobol", output=output)


def rests_on() -> None:
    """Show what the output and the dossier's questions rest on."""
    show("grounds", output=output)


def good_cases() -> None:
    """Show within which limits of the assumptions the output is likelier."""
    show("good_cases", output=output)


def causal_map() -> None:
    """Show what leads to the output, or the whole network."""
    scopes = {"output": "What leads to the output", WHOLE: "The whole network"}
    scope = choice("map", "Part shown", scopes, kind="segments")
    show("causal_map", output=output if scope == "output" else WHOLE)


def saved_sets() -> None:
    """Save, load and compare sets."""
    st.markdown(
        "Save the sidebar’s values under a name, change them, save again: up to four sets stand beside the source. "
        "They stay in the address of this page."
    )
    text = sets.saved(dossier, context.scenario)
    kept, _ = from_text(dossier, text)
    if not kept and not context.scenario.departs(dossier):
        st.markdown(quiet("Nothing to compare yet: the sidebar stands at the source’s values, and no set is saved."))
        return
    sets.compare(context, kept)


def listed() -> None:
    """List every assumption with its value, basis and effect on the output."""
    target = goal()
    st.dataframe(
        key_assumptions(context, output, target),
        hide_index=True,
        key="key-assumptions",
        column_config={"Assumption": st.column_config.Column(pinned=True, width=190)},
        alt="Every assumption with its value now and in the source, its basis, and its effect on the chosen output",
    )


ANALYSES: dict[str, tuple[str, Callable[[], None]]] = {
    "threshold": ("Threshold", threshold),
    "deal_space": ("Two together", deal_space),
    "variance": ("Where uncertainty comes from", variance),
    "grounds": ("What it rests on", rests_on),
    "good_cases": ("The rule behind the good cases", good_cases),
    "causal_map": ("Causal map", causal_map),
    "sets": ("Scenarios", saved_sets),
    "list": ("All assumptions", listed),
}

context = current()
dossier = context.dossier
names = {item.id: item.label for item in dossier.assumptions}
named = offered(dossier)
# What no assumption moves, such as a weighted mean of ideal points, has no answer here.
moved = {key: name for key, name in named.items() if output_of(dossier, key).assumptions(context.results)}
outputs = moved or named

answered = header.show("Which assumptions carry the results?")
drawn = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    first = foremost(context)
    help_text = "Every figure of this page looks at it."
    output = choice("output", "Output", outputs, default=first if first in outputs else None, help=help_text)
    orders = {SOURCE: "as in the source", NOW: "by effect now"}
    order = choice("rows", "Rows", orders, kind="segments")
measure = output_of(dossier, output).unit
with answered:
    header.tell(lambda now: answer(now, output))
with drawn:
    lead("tornado", output=output, order=order)

always = ("threshold", "deal_space", "list")
tabs("analysis", "Analysis", {key: panel for key, panel in ANALYSES.items() if dossier.nodes or key in always})
