"""Everything the dossier says about one actor, each part with what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from components.figures.actors.words import accepts, measured, name_of, score, scores
from components.model.stands import Stand, all_stands, empty_cells, stands
from components.ui import evidence
from components.ui.words import basis_text, plain, quiet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from components.dossier import Actor
    from components.dossier.schema import Claim, Perception
    from components.figures import Context

_SAYS = "The dossier names none."
_ROLES: Final = {
    "principal": "bargains for itself",
    "domestic_pressure": "presses a party from within its own country",
    "institution": "an institution that bears on the talks",
    "channel": "carries messages",
    "object": "is what the talks are about",
    "audience": "is meant to hear and see",
    "exposed": "is exposed to measures",
    "signal": "only signals",
    "sensor": "indicates what is said or seen",
    "source": "is where an assessment comes from",
}


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
    held = [stand for stand in all_stands(context.results) if stand.cell.actor == actor.id]
    seen = [item for item in context.dossier.perceptions.perceptions if actor.id in (item.holder, item.about)]
    with st.expander("Positions on every issue"):
        _positions(context, held)
    if seen:
        with st.expander("Perceptions"):
            _perceptions(context, seen)
    _sentences(actor, held, seen)


def card(context: Context, actor: Actor, issue: str) -> None:
    """Show in brief who an actor is and where it stands on an issue.

    Parameters
    ----------
    context : Context
        Dossier and results.
    actor : Actor
        Whom to show.
    issue : str
        Id of the issue.
    """
    about = context.dossier.issue(issue)
    stand = next((item for item in stands(context.results, issue) if item.cell.actor == actor.id), None)
    with st.container(border=True, key="actor-card", gap="xsmall"):
        st.markdown(f"**{plain(actor.label)}** {role(actor)}.")
        st.markdown(f"**{plain(about.label)}**")
        if stand is None:
            st.markdown(quiet(f"No position: {plain(_why_empty(context, actor.id, issue))}"))
            return
        held = stand.reservation
        rows = [
            ("wants", f"{score(stand.position)} ({scores(stand.p10, stand.p90)})"),
            ("accepts", accepts(held) if held else "not known"),
            ("expects without a deal", score(held.expects) if held else "not known"),
            ("salience, influence", f"{score(stand.salience)}, {score(stand.influence)}"),
        ]
        st.markdown("\n".join(f"- {name}: **{plain(words)}**" for name, words in rows))
        st.markdown(f"{basis_text(stand.cell.basis)} {_ids(stand.cell.refs)}" if stand.cell.refs else _ids(()))
        if stand.cell.note:
            st.markdown(quiet(plain(stand.cell.note)))


def _why_empty(context: Context, actor: str, issue: str) -> str:
    found = (why for who, what, why in empty_cells(context.dossier) if (who, what) == (actor, issue) and why)
    return next(found, "the dossier gives none.")


def role(actor: Actor) -> str:
    """Return in words what an actor does in the negotiation."""
    part = _ROLES[actor.kind] if actor.negotiates or actor.kind != "principal" else "does not bargain"
    veto = "; nothing is agreed without it" if actor.veto else ""
    bargains = "" if actor.negotiates else ", and does not bargain itself"
    return f"{part}{bargains if actor.kind != 'principal' else ''}{veto}"


def _claims(claims: Sequence[Claim]) -> None:
    if not claims:
        st.markdown(quiet(_SAYS))
        return
    st.markdown("\n".join(f"- {quiet(f'{plain(claim.text)} {_ids(claim.refs)}')}" for claim in claims))


def _ids(refs: Sequence[str]) -> str:
    return f"*{plain(', '.join(refs))}*" if refs else f"*{basis_text('analyst_judgement')}*"


def _positions(context: Context, held: Sequence[Stand]) -> None:
    if not held:
        st.markdown(quiet("No position on any issue."))
        return
    table = pd.DataFrame(
        [
            {
                "issue": context.dossier.issue(stand.cell.issue).label,
                "wants": round(stand.position, 1),
                "p10–p90": scores(stand.p10, stand.p90),
                "accepts": accepts(stand.reservation) if stand.reservation else "not known",
                "expects without a deal": round(stand.reservation.expects, 1) if stand.reservation else None,
                "salience": stand.salience,
                "influence": stand.influence,
                "power": round(stand.power, 1),
                "basis": basis_text(stand.cell.basis),
                "confidence": stand.cell.confidence or "",
                "references": ", ".join(stand.cell.refs),
                "note": stand.cell.note or "",
            }
            for stand in held
        ]
    )
    st.dataframe(table, hide_index=True, key="profile-positions", alt="Positions of the chosen actor, 0–100")
    st.markdown(
        quiet(
            "All on 0–100, in the middle case; power is influence × salience / 100. What an actor accepts holds where "
            "the issue alone decides. What it wants is moved by no assumption; what it expects without a deal is."
        )
    )


def _perceptions(context: Context, seen: Iterable[Perception]) -> None:
    lines = []
    for item in seen:
        holder, about = name_of(context.dossier, item.holder), name_of(context.dossier, item.about)
        target = name_of(context.dossier, item.target) if item.target else "others"
        verb = f"wants {target} to see in {about}" if item.intended else f"sees in {about}"
        words = f"{holder} {verb}: {item.attribute}, {measured(item.value, item.unit)}"
        lines.append(f"- {plain(words)} {basis_text(item.basis)} {_ids(item.refs)}")
    st.markdown("\n".join(lines))


def _sentences(actor: Actor, held: Sequence[Stand], seen: Sequence[Perception]) -> None:
    """Offer the sentences behind each part; only those of the part chosen are shown."""
    parts = {
        "Role": actor.refs,
        "Interests": _refs(claim.refs for claim in actor.interests),
        "Levers": _refs(claim.refs for claim in actor.levers),
        "Constraints": _refs(claim.refs for claim in actor.constraints),
        "Positions": _refs(stand.cell.refs for stand in held),
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
