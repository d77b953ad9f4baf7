// The outcome strip: numbers come from the server ready to read; here they are only placed. It passes on what the
// assumption panel says of a drag, and tells it what has been drawn: the live parts answer what comes from one of them.

const QUIET = 900; // ms without a change after which a screen reader is told

const told = new WeakMap();
let heard = null;

export default function ({data, parentElement, setTriggerValue}) {
  const deafen = hear(setTriggerValue);
  document.dispatchEvent(new CustomEvent("parley-drawn", {detail: data.drawn}));
  const list = parentElement.querySelector(".strip"), template = parentElement.querySelector("template");
  while (list.children.length > data.cells.length) list.lastChild.remove();
  while (list.children.length < data.cells.length) list.append(template.content.firstElementChild.cloneNode(true));
  data.cells.forEach((cell, place) => fill(list.children[place], cell));
  // What scrolls sideways must be reached by keyboard.
  list.tabIndex = list.scrollWidth > list.clientWidth ? 0 : -1;
  tell(parentElement, data.cells);
  return deafen;
}

/** Pass on what is dragged; Streamlit calls what this returns once the strip has gone, not before the next drawing. */
function hear(setTriggerValue) {
  document.removeEventListener("parley-drag", heard);
  const own = heard = ({detail}) => setTriggerValue("dragged", detail);
  document.addEventListener("parley-drag", own);
  return () => document.removeEventListener("parley-drag", own);
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
