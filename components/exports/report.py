"""The stand-alone report: one HTML file that keeps tooltips, tables and theme, and an issue view with sliders."""

from __future__ import annotations

import json
import re
from dataclasses import astuple, replace
from string import Template
from typing import TYPE_CHECKING

from components.charts.theme import Mode, categorical, palette
from components.exports.html import fonts, html_table, html_text, inline_json, library, page_style
from components.exports.live import live_issues
from components.exports.references import reference_lines
from components.exports.spec import Spec, fitted, spec_of
from components.exports.stamp import citation, state
from components.figures import build
from components.figures.briefing import deadlines, driver_text, lines, main_drivers, question, summary, turn_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from components.exports.stamp import Stamp
    from components.figures import Context, Figure

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}(?![0-9a-fA-F])")

# The policy forbids every load from outside, and evaluation of text as code.
_PAGE = Template("""<!DOCTYPE html>
<html lang="en" data-mode="light">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
$fonts
$style
</style>
</head>
<body>
<main>
<header>
<h1>$title</h1>
<p class="muted">$stamp</p>
<button type="button" id="mode" hidden>Dark colours</button>
<noscript><p>The charts need JavaScript; the words and the data below say the same.</p></noscript>
</header>
<nav aria-label="Contents"><ul>$contents</ul></nav>
<section id="briefing">
<h2>What is likely now</h2>
$briefing
</section>
$figures
$live
<footer class="muted">$footer</footer>
</main>
<script type="application/json" id="specs">$specs</script>
<script>$library</script>
<script>
$script
</script>
</body>
</html>
""")

_FIGURE = Template("""<section id="$name">
<h2>$title</h2>
<p class="muted">$subtitle</p>
<figure>
<div class="chart" data-figure="$name" role="img" aria-label="$description"></div>
<figcaption class="muted">$stamp</figcaption>
</figure>
<details><summary>In words</summary><p>$description</p></details>
<details><summary>Data</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Data: $title">$table</div></details>
<details><summary>Sources</summary>$sources</details>
</section>""")

_LIVE = Template("""<section id="live">
<h2>Try it: positions and power on one issue</h2>
<p>Move an actor’s position or its power (influence × salience, 0–100): the weighted mean follows. The sliders start
at the values in force in this report. This is the compromise model alone; vetoes, bands and the network need the
dashboard.</p>
<label for="issue">Issue</label> <select id="issue">$options</select>
<button type="button" id="reset">Back to the report’s values</button>
<p><output id="mean" for="live-chart" aria-live="polite"></output></p>
<p id="note" class="muted"></p>
<div id="live-chart" class="chart"></div>
<p class="muted">Dot: position now, its size the power. Tick and dashed line: position and weighted mean in the report.
</p>
</section>""")

_STYLE = """
header, nav, section { margin-bottom: 32px; }
nav ul { columns: 2; padding-left: 20px; }
.chart { width: 100%; min-height: 24px; overflow-x: auto; }
button, select { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--muted);
  border-radius: 4px; padding: 4px 12px; max-width: 100%; }
details { margin: 0 0 8px; }
a { color: inherit; }
output { font-size: 20px; font-weight: 600; }
.vega-bindings { display: grid; grid-template-columns: 1fr 1fr; gap: 4px 24px; margin-top: 12px; }
.vega-bind label { display: grid; grid-template-columns: minmax(0, 1fr) minmax(60px, 1fr) 3em; gap: 8px;
  align-items: center; font-size: 14px; }
.vega-bind input { width: 100%; accent-color: var(--accent); margin: 0; }
@media (max-width: 700px) { nav ul { columns: 1; } .vega-bindings { grid-template-columns: 1fr; } }
@media print { button, select, nav, .vega-bindings, #live { display: none; } section { break-inside: avoid; } }
"""

_SCRIPT = """\
const given = JSON.parse(document.getElementById("specs").textContent);
const root = document.documentElement;
const shown = [];

// Charts leave in light colours; each has one dark counterpart.
function coloured({spec, dark}) {
  if (root.dataset.mode === "light") return spec;
  const counterpart = (colour) => dark[colour.toUpperCase()] || given.dark[colour.toUpperCase()] || colour;
  return JSON.parse(JSON.stringify(spec).replace(/#[0-9a-f]{6}(?![0-9a-f])/gi, counterpart));
}

async function draw(target, item) {
  return vegaEmbed(target, coloured(item), {actions: false, renderer: "svg", ast: true});
}

const select = document.getElementById("issue");
let run = 0;
async function live() {
  if (!select) return;
  const mine = ++run;
  const issue = given.live[select.value];
  document.getElementById("note").textContent = issue.note;
  const {view} = await draw("#live-chart", issue);
  if (mine !== run) return;
  const tell = (mean) => {
    document.getElementById("mean").textContent =
      mean === null ? "No actor has any power here." : "Weighted mean " + mean.toFixed(1);
  };
  view.addSignalListener("mean", (_, mean) => tell(mean));
  tell(view.signal("mean"));
}

async function all() {
  await live();
  for (const place of document.querySelectorAll("[data-figure]")) {
    await draw(place, given.figures[place.dataset.figure]);
  }
  root.dataset.drawn = root.dataset.mode;
}

const button = document.getElementById("mode");
function mode(name) {
  root.dataset.mode = name;
  button.textContent = name === "light" ? "Dark colours" : "Light colours";
  return all();
}
button.hidden = false;
button.addEventListener("click", () => mode(root.dataset.mode === "light" ? "dark" : "light"));
if (select) {
  select.addEventListener("change", live);
  document.getElementById("reset").addEventListener("click", live);
}
mode(matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches ? "dark" : "light");
"""


def to_report(context: Context, figures: Sequence[tuple[Figure, Stamp]]) -> str:
    """Return the report as one HTML file.

    Parameters
    ----------
    context : Context
        Dossier, scenario and results, in light mode.
    figures : sequence of (Figure, Stamp)
        Built in light mode with the options' defaults, in order.
    """
    dossier, header = context.dossier, context.dossier.header
    issues = live_issues(context)
    contents = [("briefing", "What is likely now"), *((figure.name, figure.title) for figure, _ in figures)]
    contents += [("live", "Try it: positions and power on one issue")] if issues else []
    return _PAGE.substitute(
        title=html_text(question(dossier)),
        stamp=html_text(f"{header.title} · {state(context)} · Source: {citation(context)}"),
        fonts=fonts(),
        style=f"{_variables('light')}\n{_variables('dark')}\n{page_style()}{_STYLE}",
        contents="".join(f'<li><a href="#{key}">{html_text(text)}</a></li>' for key, text in contents),
        briefing=_briefing(context),
        figures="\n".join(_figure(context, figure, stamp) for figure, stamp in figures),
        live=_LIVE.substitute(options="".join(f'<option value="{i.id}">{html_text(i.title)}</option>' for i in issues))
        if issues
        else "",
        footer=html_text(header.disclaimer or ""),
        specs=inline_json(
            {
                "figures": {figure.name: _drawn(context, figure) for figure, _ in figures},
                "live": {issue.id: {"spec": issue.spec, "note": issue.note, "dark": {}} for issue in issues},
                "dark": dark_colours([actor.id for actor in dossier.actors]),
            }
        ),
        library=library(),
        script=_SCRIPT,
    )


def dark_colours(actors: Sequence[str]) -> dict[str, str]:
    """Return the dark counterpart of every light colour a chart may hold, as ``#RRGGBB``."""
    light, dark = (astuple(palette(mode)) for mode in ("light", "dark"))
    pairs = zip(
        (*light, *categorical(actors, "light").values()), (*dark, *categorical(actors, "dark").values()), strict=True
    )
    return {before.upper(): after for before, after in pairs}


def _drawn(context: Context, figure: Figure) -> dict[str, object]:
    """Return a figure's specification, and the dark counterparts of colours that are its own."""
    spec = fitted(spec_of(figure))
    known = dark_colours([actor.id for actor in context.dossier.actors])
    colours = _colours_in(spec)
    if {colour.upper() for colour in colours} <= known.keys():
        return {"spec": spec, "dark": {}}
    dark = _colours_in(fitted(spec_of(build(figure.name, replace(context, mode="dark")))))
    own = {before.upper(): after for before, after in zip(colours, dark, strict=False) if before.upper() not in known}
    return {"spec": spec, "dark": own}


def _colours_in(spec: Spec) -> list[str]:
    return _COLOUR.findall(json.dumps(spec))


def _briefing(context: Context) -> str:
    dossier, results = context.dossier, context.results
    running = deadlines(dossier, results.day)
    judged = [
        f"<strong>{html_text(item.title)}</strong>: {html_text(item.answer)}. {html_text(item.movement)}"
        f"{_bullets(html_text(form) for form in item.forms)} <span class='muted'>{html_text(item.ground)}</span>"
        for item in lines(results)
    ]
    matters = [
        f"<strong>{html_text(item.assumption.name)}</strong>: {html_text(driver_text(item))}"
        for item in main_drivers(results)
    ]
    parts = [f"<p><strong>{html_text(summary(context))}</strong></p>", _bullets(html_text(text) for text in running)]
    for heading, items in (
        ("Key judgements", judged),
        ("Assumptions that matter most", matters),
        ("What would change the answer", [html_text(text) for text in turn_texts(results)]),
        ("What the source does not say", [html_text(text) for text in dossier.header.open_points]),
    ):
        if items:
            parts += [f"<h3>{heading}</h3>", _bullets(items)]
    return "\n".join(parts)


def _bullets(items: Iterable[str]) -> str:
    inside = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{inside}</ul>" if inside else ""


def _figure(context: Context, figure: Figure, stamp: Stamp) -> str:
    sources = reference_lines(context.dossier, figure.refs)
    return _FIGURE.substitute(
        name=figure.name,
        title=html_text(figure.title),
        subtitle=html_text(figure.subtitle),
        description=html_text(figure.description),
        stamp="".join(f"<p>{html_text(line)}</p>" for line in stamp.lines()),
        table=html_table(figure.table),
        sources=_bullets(html_text(line) for line in sources) or "<p>None: analyst judgement.</p>",
    )


def _variables(mode: Mode) -> str:
    colours = palette(mode)
    names = ("background", "surface", "ink", "muted", "grid", "accent")
    values = " ".join(f"--{name}: {getattr(colours, name)};" for name in names)
    return f':root[data-mode="{mode}"] {{ color-scheme: {mode}; {values} }}'
