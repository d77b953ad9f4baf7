"""What figures and page say of an option in sentences: who would take it, by how much, and who stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from components import wording
from components.figures.concessions.cases import km2, quantity
from components.model.number import Number
from components.model.packages import offer
from components.model.territory import balance, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from components.dossier import Dossier
    from components.figures.context import Context
    from components.model.cases import Case
    from components.model.packages import PackageResult
    from components.model.results import Results


def amount(number: Number) -> str:
    """Return a chance with its band: ``31 % (1–91 %)``; alone where the band says the same."""
    chance, band = wording.chance(number.value), wording.chances(number.p10, number.p90)
    return chance if band == chance else f"{chance} ({band})"


def margin(points: float) -> str:
    """Return how much better than no deal an option is, for narrow charts: ``7 points short``, ``1 point better``."""
    whole = wording.number(abs(points), 0)
    if whole == "0":
        return "as good"
    return f"{whole} {'point' if whole == '1' else 'points'} {'better' if points > 0 else 'short'}"


def margin_band(surplus: Number) -> str:
    """Return the same in a sentence, with its band: ``7 points short of no deal (−21 to 9)``."""
    joints = {"good": "as", "better": "than", "short": "of"}
    words = margin(surplus.value)
    return f"{words} {joints[words.rpartition(' ')[2]]} no deal ({_spread(surplus)})"


def margin_over(surplus: Number, issue: str) -> str:
    """Return the same with the issue that stands most in the way: ``7 points short (−21 to 9), over Territory``."""
    return f"{margin(surplus.value)} ({_spread(surplus)}), over {issue}"


def _spread(surplus: Number) -> str:
    return wording.band(surplus.p10, surplus.p90, "index")


def best_offer(context: Context, found: Sequence[Case]) -> str:
    """Return in one sentence which option comes closest to acceptance by all veto players, and how close."""
    priced = [(result, item) for item in found if (result := offer(context.results, item)) is not None]
    if not priced:
        return "No option sets the value of an issue, so there is nothing to accept or refuse."
    best, item = max(priced, key=lambda pair: pair[0].joint.value)
    whom = "all" if len(context.dossier.veto_players) > 1 else "the one side that must agree"
    joint = best.joint.value
    return f"“{item.label}” comes closest: {whom} would take it {wording.often(joint)}, {wording.chance(joint)}."


def in_short(context: Context, item: Case) -> str:
    """Return in a few words how often all would take an option, and what would change hands."""
    dossier, priced = context.dossier, offer(context.results, item)
    taken = "nothing to accept" if priced is None else f"all accept {wording.chance(priced.joint.value)}"
    if not dossier.regions.present:
        return taken
    total = balance(parts(dossier, item, context.results.day))
    moved = sum(total.moves.values())
    land = [f"{km2(moved)} change hands"] if moved else [] if total.not_stated else ["no land changes hands"]
    left = ["the rest not stated" if moved else "land not stated"] if total.not_stated else []
    return " · ".join([taken, *land, *left])


def acceptance_words(context: Context, item: Case) -> str:
    """Return in words who would rather take an option than go on."""
    dossier, priced = context.dossier, offer(context.results, item)
    if priced is None:
        return f"{item.label} sets no issue, so there is nothing to accept."
    said = [f"{item.label}: {_all_take(dossier, priced)}."]
    for key in veto_players(dossier, priced):
        chance, surplus = priced.acceptance[key], priced.surplus[key]
        said.append(
            f"{dossier.actor(key).name} would rather take this than go on {wording.often(chance.value)}, "
            f"{amount(chance)}. For it, this is {margin_band(surplus)}."
        )
    said.append(_in_the_way(dossier, priced))
    if gate := item.option.gate:
        said.append(f"It needs a condition, {quantity(dossier, gate)}: {amount(condition(context.results, gate))}.")
    if priced.unheard:
        said.append(f"Not heard on it: {unheard(dossier, priced)}.")
    return " ".join(filter(None, said))


def _all_take(dossier: Dossier, priced: PackageResult) -> str:
    several = len(dossier.veto_players) > 1
    who = "all who must agree" if several else "the one side that must agree"
    return f"{who} would rather take it than go on {wording.often(priced.joint.value)}, {amount(priced.joint)}"


def _in_the_way(dossier: Dossier, priced: PackageResult) -> str:
    """Return who would refuse most often, and over which issue; nothing where nobody is against it."""
    chances = {key: priced.acceptance[key].value for key in veto_players(dossier, priced)}
    least = min(chances, key=chances.__getitem__, default="")
    issue = binding(dossier, priced, least) if least else ""
    return f"Most in the way stands {dossier.actor(least).name}, over: {issue}." if issue else ""


def condition(results: Results, key: str) -> Number:
    """Return how likely a condition holds, as it is shown everywhere: an assumption where its slider stands."""
    if key not in results.bands:
        return results.outputs[key]
    band = results.bands[key]
    return Number(band.p50, band.p10, band.p50, band.p90)


def veto_players(dossier: Dossier, priced: PackageResult) -> list[str]:
    """Return who must agree and has a stake in what is on offer."""
    return [key for key in priced.acceptance if dossier.actor(key).veto]


def binding(dossier: Dossier, priced: PackageResult, actor: str) -> str:
    """Return the issue that costs an actor's acceptance most; nothing where it all but surely accepts."""
    bound = priced.binding[actor]
    return dossier.issue(bound).label if bound and priced.acceptance[actor].value <= 0.99 else ""


def unheard(dossier: Dossier, priced: PackageResult) -> str:
    """Return the names of the veto players whose answer the source leaves open."""
    return wording.names(dossier.actor(key).label for key in priced.unheard)
