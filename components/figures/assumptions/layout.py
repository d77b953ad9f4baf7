"""Where each quantity stands on the causal map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from components.model.graph import Edge


def depths(edges: Sequence[Edge], sources: Iterable[str]) -> dict[str, int]:
    """Return how many steps at most lead from an assumption to each quantity.

    Parameters
    ----------
    edges : sequence of Edge
        Those into a node after those into what it is computed from.
    sources : iterable of str
        Assumptions and nodes without a parent among the edges.
    """
    found = dict.fromkeys(sources, 0)
    for edge in edges:
        found[edge.child] = max(found.get(edge.child, 0), found.get(edge.parent, 0) + 1)
    return found


def listed(edges: Sequence[Edge], ends: Iterable[str]) -> list[str]:
    """Return every quantity once, each below what it is computed from and close to it.

    Parameters
    ----------
    edges : sequence of Edge
        A graph without cycles.
    ends : iterable of str
        Where to begin, last first; each is listed with all that leads to it.
    """
    parents: dict[str, list[str]] = {}
    for edge in edges:
        parents.setdefault(edge.child, []).append(edge.parent)
    order: dict[str, None] = {}
    for end in ends:
        stack = [(end, False)]
        while stack:
            key, opened = stack.pop()
            if key in order:
                continue
            if opened:
                order[key] = None
                continue
            stack.append((key, True))
            # What itself rests on much comes first, so that an assumption stands just above what it moves.
            deep = sorted(parents.get(key, ()), key=lambda parent: len(parents.get(parent, ())))
            stack += [(parent, False) for parent in deep]
    return list(order)


def untangled(
    edges: Sequence[Edge], order: Sequence[str], sources: Iterable[str], rounds: int = 12
) -> dict[str, float]:
    """Return the height of each quantity, 0 to 1, with parents and children near each other.

    Sources and computed quantities stand in columns of their own, evenly spread (barycentre method).

    Parameters
    ----------
    edges : sequence of Edge
        The graph.
    order : sequence of str
        Every quantity, in the order to begin with.
    sources : iterable of str
        Those that stand in the first column.
    rounds : int
        Passes over both columns.
    """
    first = set(sources)
    columns = [[key for key in order if key in first], [key for key in order if key not in first]]
    # Each pulls at itself too, which keeps the order steady.
    near = {key: [key] for key in order}
    for edge in edges:
        near[edge.parent].append(edge.child)
        near[edge.child].append(edge.parent)
    place: dict[str, float] = {}
    for column in columns:
        place |= _spread(column)
    for _ in range(rounds):
        for column in columns:
            pull = {key: sum(place[other] for other in near[key]) / len(near[key]) for key in column}
            place |= _spread(sorted(column, key=pull.__getitem__))
    return place


def _spread(column: Sequence[str]) -> dict[str, float]:
    return {key: (number + 0.5) / len(column) for number, key in enumerate(column)}
