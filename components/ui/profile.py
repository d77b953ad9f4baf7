"""Everything the dossier says about one actor, each part with what stands behind it."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from components import wording
from components.figures.actors_cells import COLUMNS
from components.figures.actors_matrix import every_cell
from components.figures.actors_words import ROLES, name_of
from components.figures.perceptions import held
from components.ui import evidence
from components.ui.words import basis_text, plain, quiet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from components.dossier import Actor
    from components.dossier.schema import Claim, Perception
    from components.figures import Context

_SAYS = "The dossier names none."


def show(context: Context, actor: Actor) -> None:
    """Show an actor's part, interests, levers, constraints, positions and perceptions.

    Parameters
    ----------
    context : Context
        Dossier and results.
    actor : Actor
        Whom to show.
    """
    st.markdown(f"**{plain(actor.label)}** {role(actor)}.")
    if actor.note:
        st.markdown(quiet(plain(actor.note)))
    for column, (title, claims) in zip(
        st.columns(3),
        (("Interests", actor.interests), ("Levers", actor.levers), ("Constraints", actor.constraints)),
        strict=True,
    ):
        with column:
            st.markdown(f"##### {title}")
            _claims(claims)
    cells = _cells(context, actor)
    seen = [item for item in held(context.dossier) if actor.id in (item.holder, item.about)]
    st.markdown("##### Positions")
    _positions(context, cells)
    if seen:
        st.markdown("##### Perceptions")
        _perceptions(context, seen)
    _sentences(actor, cells, seen)


def role(actor: Actor) -> str:
    """Return in words what an actor does in the negotiation."""
    part = ROLES[actor.kind] if actor.negotiates or actor.kind != "principal" else "does not bargain"
    veto = "; nothing is agreed without it" if actor.veto else ""
    bargains = "" if actor.negotiates else ", and does not bargain itself"
    return f"{part}{bargains if actor.kind != 'principal' else ''}{veto}"


def _claims(claims: Sequence[Claim]) -> None:
    if not claims:
        st.markdown(quiet(_SAYS))
        return
    st.markdown("\n".join(f"- {plain(claim.text)} {_ids(claim.refs)}" for claim in claims))


def _ids(refs: Sequence[str]) -> str:
    return f"*({plain(', '.join(refs))})*" if refs else f"*({basis_text('analyst_judgement')})*"


def _cells(context: Context, actor: Actor) -> pd.DataFrame:
    cells = every_cell(context)
    return cells[cells["actor"] == actor.id] if len(cells) else pd.DataFrame(columns=COLUMNS)


def _positions(context: Context, cells: pd.DataFrame) -> None:
    if cells.empty:
        st.markdown(quiet("No position on any issue."))
        return
    table = pd.DataFrame(
        {
            "issue": [context.dossier.issue(issue).label for issue in cells["issue"]],
            "kind": cells["kind"],
            "position": cells["position"].round(),
            "p10–p90": list(map(wording.band, cells["p10"], cells["p90"], repeat("index"))),
            "salience": cells["salience"],
            "influence": cells["influence"],
            "power": cells["power"].round(),
            "basis": cells["basis"].map(basis_text),
            "confidence": cells["confidence"],
            "references": cells["refs"].map(", ".join),
            "note": cells["note"],
        }
    )
    st.dataframe(table, hide_index=True, key="profile-positions", alt="Positions of the chosen actor, 0–100")
    st.markdown(
        quiet("All on 0–100; power is influence × salience / 100. An ideal position is moved by no assumption.")
    )


def _perceptions(context: Context, seen: Iterable[Perception]) -> None:
    lines = []
    for item in seen:
        holder, about = name_of(context.dossier, item.holder), name_of(context.dossier, item.about)
        target = name_of(context.dossier, item.target) if item.target else "others"
        verb = f"wants {target} to see in {about}" if item.intended else f"sees in {about}"
        value = wording.estimate(item.value.mode, item.value.low, item.value.high, item.unit, exact=True)
        scale = wording.scale(item.unit)
        words = f"{holder} {verb}: {item.attribute}, {value}{f', {scale}' if scale else ''}"
        lines.append(f"- {plain(words)} {basis_text(item.basis)} {_ids(item.refs)}")
    st.markdown("\n".join(lines))


def _sentences(actor: Actor, cells: pd.DataFrame, seen: Sequence[Perception]) -> None:
    """Offer the sentences behind each part; only those of the part chosen are shown."""
    parts = {
        "Role": actor.refs,
        "Interests": _refs(claim.refs for claim in actor.interests),
        "Levers": _refs(claim.refs for claim in actor.levers),
        "Constraints": _refs(claim.refs for claim in actor.constraints),
        "Positions": _refs(cells["refs"]),
        "Perceptions": _refs(item.refs for item in seen),
    }
    told = [name for name, refs in parts.items() if refs]
    if not told:
        return
    chosen = st.segmented_control("Sentences behind", told, key="profile-sentences")
    if chosen:
        with st.container(border=True):
            evidence.references(parts[chosen])


def _refs(groups: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for refs in groups for key in refs))
