// One row of the panel: built once, refreshed whenever something changed.

const shown = (row, value) => Number((value * row.factor).toPrecision(10));
const said = (row, value) => `${shown(row, value)} ${row.sign_of_unit || row.unit}`.replace("-", "−");

function build(template, id) {
  const node = template.content.firstElementChild.cloneNode(true);
  const part = name => node.querySelector(name);
  const row = () => tab.rows.find(item => item.id === id);
  const range = part("input[type=range]"), box = part(".box");
  const steps = {ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10};

  range.oninput = () => {
    tab.held = id;
    const item = row();
    set(item, item.low + Math.round((range.value - item.low) / item.step) * item.step);
    drag();
    show();
  };
  // A thumb brought back to where it was taken up ends without a change.
  const release = () => { if (tab.held === id) move(); };
  range.onchange = range.onpointerup = range.onpointercancel = range.onkeyup = range.onblur = release;
  range.onkeydown = event => {
    const item = row();
    const value = event.key === "Home" ? item.low : event.key === "End" ? item.high : stepped(item, steps[event.key]);
    if (Number.isNaN(value) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(item, value);
    // A key held down is a drag; its release sets the value.
    if (!event.repeat) return move();
    tab.held = id;
    drag();
    show();
  };
  box.onchange = () => {
    const item = row(), value = box.valueAsNumber / item.factor;
    const isRight = value >= item.low && value <= item.high && (!item.whole || Number.isInteger(value));
    wrong(node, item, !isRight);
    if (!isRight) return;
    set(item, value);
    move();
  };
  box.onblur = () => { wrong(node, row(), false); refresh(node, row()); };
  part(".reset").onclick = () => { set(row(), row().start); move(); range.focus(); };
  part(".name").onclick = () => { tab.opened.has(id) ? tab.opened.delete(id) : tab.opened.add(id); show(); };
  node.dataset.id = id;
  return node;
}

function wrong(node, row, isWrong) {
  const note = node.querySelector(".wrong");
  node.querySelector(".box").setAttribute("aria-invalid", isWrong);
  note.hidden = !isWrong;
  note.textContent = isWrong ? `${row.whole ? "A whole number from" : "From"} ${said(row, row.low)} to ${said(row, row.high)}.` : "";
}

function refresh(node, row) {
  const part = name => node.querySelector(name);
  const value = valueOf(row), share = at => (at - row.low) / (row.high - row.low);
  const range = part("input[type=range]"), box = part(".box");
  const unit = row.sign_of_unit || row.unit;
  node.classList.toggle("moved", isMoved(row));
  node.setAttribute("aria-label", row.label);
  text(part(".sign"), row.sign);
  text(part(".basis"), `${row.basis}: `);
  text(part(".label"), row.name);
  part(".follows").hidden = !row.follows;
  part(".name").title = [row.label, row.follows].filter(Boolean).join(": ");
  part(".name").setAttribute("aria-expanded", tab.opened.has(row.id));

  Object.assign(range, {min: row.low, max: row.high});
  if (Number(range.value) !== value) range.value = value;
  range.setAttribute("aria-label", row.label);
  range.setAttribute("aria-valuetext", said(row, value));
  range.setAttribute("aria-description", [row.basis, `source: ${row.source}`, row.follows].filter(Boolean).join("; "));
  part(".tick").style.setProperty("--at", share(row.start));
  part(".band").hidden = !row.band;
  if (row.band) {
    part(".band").style.setProperty("--from", share(row.band[0]));
    part(".band").style.setProperty("--wide", share(row.band[1]) - share(row.band[0]));
  }

  Object.assign(box, {min: shown(row, row.low), max: shown(row, row.high), step: shown(row, row.step)});
  box.setAttribute("aria-label", `${row.label}, ${unit}`);
  if (box.getAttribute("aria-invalid") !== "true" && box.valueAsNumber !== shown(row, value)) box.value = shown(row, value);
  text(part(".unit"), row.sign_of_unit);
  part(".unit").title = row.unit;
  part(".reset").classList.toggle("still", !isMoved(row));
  part(".reset").setAttribute("aria-label", `${row.label}: back to the source’s value`);
  effect(part(".effect"), row);
  help(part(".help"), row);
}

const swing = row => { const [low, high] = row.effects[tab.outcome] ?? [0, 0]; return Math.abs(high - low); };

/** Where the whole band of an assumption carries the outcome chosen, about the outcome's number at the source's values. */
function effect(node, row) {
  const outcome = tab.outcomes.find(item => item.id === tab.outcome);
  node.hidden = !outcome;
  if (!outcome) return;
  const reach = Math.max(...tab.rows.flatMap(item => (item.effects[outcome.id] ?? []).map(at => Math.abs(at - outcome.base))), 1e-9);
  const ends = (row.effects[outcome.id] ?? [outcome.base, outcome.base]).map(at => 50 + 50 * (at - outcome.base) / reach);
  const bar = node.querySelector(".bar");
  bar.style.left = `${Math.min(...ends)}%`;
  bar.style.width = `${Math.abs(ends[1] - ends[0])}%`;
  node.title = effectText(row, outcome);
  node.setAttribute("aria-label", node.title);
}

function effectText(row, outcome) {
  const found = row.effects[outcome.id];
  if (!found) return `Does not move “${outcome.label}”.`;
  const [low, high] = found.map(at => at.toFixed(0));
  return low === high ? `Its whole band moves “${outcome.label}” by less than a point.`
    : `Over its whole band “${outcome.label}” goes from ${low} % to ${high} %.`;
}

function help(node, row) {
  node.hidden = !tab.opened.has(row.id);
  if (node.hidden) return;
  const part = name => node.querySelector(name), outcome = tab.outcomes.find(item => item.id === tab.outcome);
  text(part(".full"), row.label);
  text(part(".meaning"), row.meaning);
  text(part(".source"), `${row.sign} ${row.basis}. Source: ${row.source}. `
    + (row.band ? "One case in ten lies below the band, one in ten above." : "A choice: it has no band."));
  text(part(".since"), row.follows && `${row.follows[0].toUpperCase()}${row.follows.slice(1)}.`);
  text(part(".moves"), outcome ? effectText(row, outcome) : "");
  text(part(".acts"), row.acts);
  const list = part(".grounds");
  list.replaceChildren(...row.grounds.map(ground => Object.assign(document.createElement("li"), {textContent: ground})));
}

function text(node, words) {
  if (node.textContent !== words) node.textContent = words;
}
