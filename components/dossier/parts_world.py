"""Every part of a dossier that says something: options, places, dates, media and the evidence itself."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from components import wording
from components.dossier.types import Band
from components.dossier.use import Use, earliest, judged, merged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from components.dossier.chronicle import Event
    from components.dossier.dossier import Dossier
    from components.dossier.territory import Option
    from components.dossier.types import Basis


def parts(dossier: Dossier) -> Iterator[Use]:
    """Yield the parts of ``options``, ``regions``, ``published``, ``timeline``, ``media`` and ``evidence``."""
    yield from chain(
        _options(dossier),
        _territory(dossier),
        _published(dossier),
        _timeline(dossier),
        _scheduled(dossier),
        _record(dossier),
        _hypotheses(dossier),
        _media(dossier),
        _evidence(dossier),
    )


def _options(dossier: Dossier) -> Iterator[Use]:
    for option in dossier.options.options:
        of = (("option", option.id),)
        yield _option(option, of)
        for reading in option.readings:
            label = f"{option.label}: {reading.label}"
            key, chosen = f"{option.id}.{reading.id}", (*of, ("reading", reading.id))
            numeric = bool(reading.sets)
            yield Use("reading", key, label, reading.refs, reading.basis, chosen, numeric=numeric)
    for whole in (dossier.options.baseline, dossier.options.umbrella):
        if whole:
            yield _option(whole, ())


def _option(option: Option, of: tuple[tuple[str, str], ...]) -> Use:
    return Use("option", option.id, option.label, option.refs, option.basis, of, numeric=bool(option.sets))


def _territory(dossier: Dossier) -> Iterator[Use]:
    for region in dossier.regions.regions:
        label = f"{region.label}: areas and people"
        yield Use("region", region.id, label, region.refs, region.basis, numeric=True)
    for apart in dossier.regions.apart:
        yield Use("area apart", apart.id, apart.label, apart.refs, judged(apart.refs, "outside_source"))
    if geometry := dossier.regions.geometry:
        basis = judged(geometry.refs, "outside_source")
        yield Use("geometry", "geometry", f"The map’s line, {geometry.line_note}", geometry.refs, basis)
    for series in dossier.regions.series:
        # Measured, hence never the analyst's judgement.
        yield Use("control series", series.id, series.label, series.refs, "outside_source", numeric=True)


def _published(dossier: Dossier) -> Iterator[Use]:
    sources = {source.url: source.id for source in dossier.evidence.sources}
    sources.pop("not found", None)
    for place, figure in enumerate(dossier.published, start=1):
        where = figure.region or figure.area or ""
        yield Use(
            "published figure",
            f"published.{place}",
            f"{figure.who}, {figure.as_of}: {figure.measure.replace('_', ' ')} {where} {figure.value:g} {figure.unit}",
            (sources[figure.url],) if figure.url in sources else (),
            "outside_source",
            numeric=True,
            known_on=earliest(figure.as_of),
            cited=", ".join(text for text in (figure.who, figure.url) if text != "not found"),
        )


def _event_basis(event: Event) -> Basis:
    if not event.refs:
        return "analyst_judgement"
    said: dict[str, Basis] = {"yes": "stated", "partly": "inferred"}
    return said.get(event.in_source, "outside_source")


def _timeline(dossier: Dossier) -> Iterator[Use]:
    for event in dossier.timeline.events:
        of = (("event", event.id),)
        yield Use("event", event.id, event.label, event.refs, _event_basis(event), of, known_on=event.known_on)
        for later in event.updates:
            basis = judged(later.refs, "outside_source")
            key = f"{event.id}.{later.on}"
            yield Use("update", key, f"{event.label}: {later.text}", later.refs, basis, of, known_on=later.on)
    for item in dossier.timeline.ultimatums:
        refs = merged(item.refs, item.events)
        # A score is read off the record: it needs a reference and is never judgement alone.
        numeric = item.score is not None
        ground: Basis = "outside_source" if numeric else judged(refs, "outside_source")
        yield Use(
            "ultimatum",
            item.id,
            item.label,
            refs,
            ground,
            (("ultimatum", item.id),),
            numeric=numeric,
            known_on=item.set_on,
        )
    for measure in dossier.timeline.measures:
        for step in measure.steps:
            label = f"{measure.label}: {step.stage.replace('_', ' ')}"
            ground = judged(step.refs, "outside_source")
            key = f"{measure.id}.{step.stage}"
            yield Use("measure", key, label, step.refs, ground, known_on=step.date)


def _scheduled(dossier: Dossier) -> Iterator[Use]:
    for item in dossier.timeline.scheduled:
        numeric = isinstance(item.chance, Band)
        basis = item.basis if numeric else judged(item.refs, "outside_source")
        label = f"{item.label}, announced for {wording.date(item.on)}"
        yield Use("scheduled date", item.id, label, item.refs, basis, numeric=numeric, known_on=item.announced_on)


def _hypotheses(dossier: Dossier) -> Iterator[Use]:
    file = dossier.hypotheses
    for item in file.hypotheses:
        # Its weight is an assumption of its own.
        yield Use("hypothesis", item.id, item.label, item.refs, item.basis, numeric=bool(item.shifts))
    for event in dossier.timeline.events:
        if event.expected_under:
            label = f"{event.label}: {event.because}"
            of = (("event", event.id),)
            yield Use("likelihood", event.id, label, (), "analyst_judgement", of, True, known_on=event.known_on)
    known = {event.id: event.known_on for event in dossier.timeline.events}
    for signpost in file.signposts:
        # It can be named from the day on which all that it refers to was known.
        since = max((known[key] for key in signpost.refs if key in known), default=None)
        yield Use(
            "signpost", signpost.id, signpost.label, signpost.refs, "analyst_judgement", numeric=True, known_on=since
        )
    if file.present:
        share = f"{file.damping.value:g}"
        label = f"Damping of the evidence: its likelihoods to the power of {share}"
        yield Use("damping", "damping", label, file.damping.refs, file.damping.basis, numeric=True)


def _record(dossier: Dossier) -> Iterator[Use]:
    for rate in dossier.timeline.base_rates:
        yield Use("base rate", rate.id, rate.label, rate.refs, rate.basis, numeric=True)
        for place, cases in enumerate(rate.outside, start=1):
            yield Use("reference class", f"{rate.id}.{place}", cases.label, cases.refs, cases.basis, numeric=True)
    for item in dossier.timeline.forecasts:
        refs = merged([item.ref], item.events)
        yield Use("forward statement", item.id, item.statement, refs, "stated")


def _media(dossier: Dossier) -> Iterator[Use]:
    for item in dossier.media.figures:
        yield Use("media figure", item.id, item.label, item.refs, item.basis, numeric=True)


def _evidence(dossier: Dossier) -> Iterator[Use]:
    for word in dossier.evidence.words:
        label, numeric = f"“{word.words}”", word.band is not None
        yield Use("probability word", word.key, label, (word.ref,), "inferred", numeric=numeric)
    for place, point in enumerate(dossier.evidence.weak_points, start=1):
        basis = judged(point.refs, "inferred")
        yield Use("weak point", f"weak.{place}", point.text, point.refs, basis)
