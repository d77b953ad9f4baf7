// The outcome strip: numbers come from the server ready to read; here they are only placed. It hears ahead of its page
// what the assumption panel is told while a slider is dragged.

const QUIET = 900; // ms without a change after which a screen reader is told
const BEFORE = 3000; // ms for which what the panel was told goes before what the page says of an earlier moment

const told = new WeakMap(), strips = new WeakMap();

export default function ({data, parentElement}) {
  if (!strips.has(parentElement)) strips.set(parentElement, open(parentElement));
  const strip = strips.get(parentElement), {ahead} = strip;
  if (!(ahead && data.taken !== null && data.taken < ahead.number && Date.now() - ahead.at < BEFORE)) show(parentElement, data.cells);
  // Streamlit calls this once the strip has gone, not before the next drawing.
  return () => { strip.close(); strips.delete(parentElement); };
}

function open(root) {
  const strip = {ahead: null};
  const overtake = ({detail}) => {
    if (!detail.cells || detail.number <= strip.ahead?.number) return;
    strip.ahead = {number: detail.number, at: Date.now()};
    show(root, detail.cells);
  };
  document.addEventListener("parley-live", overtake);
  strip.close = () => document.removeEventListener("parley-live", overtake);
  return strip;
}

function show(root, cells) {
  const list = root.querySelector(".strip"), template = root.querySelector("template");
  while (list.children.length > cells.length) list.lastChild.remove();
  while (list.children.length < cells.length) list.append(template.content.firstElementChild.cloneNode(true));
  cells.forEach((cell, place) => fill(list.children[place], cell));
  // Once a word has taken a second line, the page below must not jump back and forth.
  list.style.minHeight = `${list.offsetHeight}px`;
  // What scrolls sideways must be reached by keyboard.
  list.tabIndex = list.scrollWidth > list.clientWidth ? 0 : -1;
  tell(root, cells);
}

function fill(node, cell) {
  const text = (name, words) => {
    const part = node.querySelector(name);
    if (part.textContent !== words) part.textContent = words;
  };
  text(".name", cell.name);
  text(".number", cell.resolved || cell.number);
  text(".word", cell.resolved ? "" : cell.word);
  text(".change", cell.resolved ? "" : cell.change);
  text(".said", sentence(cell));
  // On what is seen: as the item's own it would be read out beside the sentence.
  for (const part of node.querySelectorAll(".top, .answer")) part.title = `${cell.full} ${sentence(cell)}`;
  node.classList.toggle("resolved", Boolean(cell.resolved));
  const bar = node.querySelector(".bar");
  bar.style.visibility = cell.now == null ? "hidden" : "";
  bar.querySelector(".band").style.left = `${cell.low}%`;
  bar.querySelector(".band").style.width = `${cell.high - cell.low}%`;
  bar.querySelector(".now").style.left = `${cell.now}%`;
  bar.querySelector(".source").style.left = `${cell.source}%`;
  bar.querySelector(".source").hidden = !cell.change;
}

function sentence(cell) {
  if (cell.resolved) return `${cell.name}: ${cell.resolved}.`;
  const change = cell.change.replace("▲", "up by").replace("▼", "down by").replace("<1", "less than a point");
  return `${[`${cell.name}: ${cell.number} (${cell.band})`, cell.word, change && `${change} against the source`].filter(Boolean).join(", ")}.`;
}

/** Say what changed, once it has stopped changing. */
function tell(root, cells) {
  const last = told.get(root) ?? {};
  clearTimeout(last.timer);
  const said = cells.map(sentence), before = last.said ?? said;
  const timer = setTimeout(() => {
    root.querySelector("[role=status]").textContent = said.filter((words, place) => words !== before[place]).join(" ");
    told.set(root, {said});
  }, QUIET);
  told.set(root, {said: before, timer});
}
