// What all showings of the panel on this browser tab share, and how it reaches the server.

const TICK = 60; // ms between two questions while a slider is dragged
const AHEAD = 250; // ms for which the page waits until what stands in front has been answered
const PATIENCE = 3000; // ms after which an answer counts as lost

const tab = {
  rows: [], outcomes: [], presets: [], dossier: "", sourceDay: "",
  now: {values: {}, signposts: {}, cells: {}, asOf: ""}, kept: "", past: [], future: [],
  live: "", number: 0, taken: null, sentAt: 0, isAsking: false, waiting: false, held: "",
  find: "", changed: false, byEffect: false, outcome: "", closed: new Set(), full: new Set(), opened: new Set(), one: "",
  showings: new Map(),
};

const show = () => tab.showings.forEach(draw => draw());
const valueOf = row => tab.now.values[row.id] ?? row.start;
const isMoved = row => row.id in tab.now.values;

/** Take over what the server says, unless it was said before our last message arrived. */
function hear(data) {
  if (data.view === "sheet") return;
  tab.taken = data.taken;
  const isOther = tab.dossier !== data.dossier;
  for (const name of ["rows", "outcomes", "presets", "dossier", "sourceDay", "live"]) tab[name] = data[name];
  if (!tab.outcomes.some(item => item.id === tab.outcome)) tab.outcome = mostMoved();
  if (!tab.rows.some(row => row.id === tab.one)) tab.one = [...tab.rows].sort((one, other) => swing(other) - swing(one))[0]?.id ?? "";
  if (isOther) Object.assign(tab, {past: [], future: [], kept: "", held: ""});
  if (!tab.held && !isAwaited(data.taken)) {
    tab.now = {values: {...data.values}, signposts: {...data.signposts}, cells: {...data.cells}, asOf: data.asOf};
    keep();
  }
}

/** The outcome that the most assumptions move. */
function mostMoved() {
  const count = item => tab.rows.filter(row => item.id in row.effects).length;
  return [...tab.outcomes].sort((one, other) => count(other) - count(one))[0]?.id ?? "";
}

/** Whether our last message is not the one a number stands for, and may still be under way. */
const isAwaited = number => tab.number > 0 && number !== tab.number && Date.now() - tab.sentAt < PATIENCE;

/** Note the present state for undo; a state that stands already is no step. */
function keep() {
  const sorted = moved => Object.fromEntries(Object.entries(moved).sort());
  const {values, signposts, cells, asOf} = tab.now;
  const present = JSON.stringify({values: sorted(values), signposts: sorted(signposts), cells: sorted(cells), asOf});
  if (present === tab.kept) return;
  if (tab.kept) tab.past.push(tab.kept);
  tab.kept = present;
  tab.future = [];
}

/** The present state as a message, with its number. */
function told() {
  tab.number += 1;
  tab.sentAt = Date.now();
  return {...tab.now, number: tab.number};
}

/** Set the values: the strip and the charts in front answer first, and the whole page follows. */
async function move() {
  tab.held = "";
  keep();
  show();
  await settle();
}

async function settle() {
  tab.waiting = false;
  const number = tab.number + 1;
  await Promise.race([ask(), new Promise(done => setTimeout(done, AHEAD))]);
  // Whatever was set meanwhile speaks for itself.
  if (tab.number === number) insist();
}

/** Ask for the strip and the charts in front; where no answer comes, the page brings them. */
async function ask() {
  const detail = {token: tab.live, state: told(), drawn: {}};
  document.dispatchEvent(new CustomEvent("parley-ask", {detail}));
  try {
    const request = {method: "POST", body: JSON.stringify(detail), signal: AbortSignal.timeout(PATIENCE)};
    const answer = await fetch(new URL("api/live", document.baseURI), request);
    if (answer.ok) await pass(answer.body.pipeThrough(new TextDecoderStream()).getReader());
  } catch { /* The server is gone for a moment, or slow. */ }
}

/** Pass an answer on as it comes: one part a line. */
async function pass(reader) {
  let rest = "";
  for (let {value, done} = await reader.read(); !done; {value, done} = await reader.read()) {
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) document.dispatchEvent(new CustomEvent("parley-live", {detail: JSON.parse(line)}));
  }
}

/** Send the values, and again where nobody took them: a server that has just started forgets what it is told first. */
function insist(times = 2) {
  tab.move(told());
  const number = tab.number;
  if (times) setTimeout(() => { if (tab.number === number && tab.taken !== number) insist(times - 1); }, PATIENCE + 1000);
}

/** Ask while values change: at most one question a tick, and none before the last one is answered. */
async function drag() {
  tab.waiting = true;
  if (tab.isAsking) return;
  tab.isAsking = true;
  while (tab.waiting) {
    tab.waiting = false;
    await Promise.all([ask(), new Promise(done => setTimeout(done, TICK))]);
  }
  tab.isAsking = false;
}

function set(row, value) {
  const bounded = Number(Math.min(Math.max(value, row.low), row.high).toPrecision(10));
  if (bounded === row.start) delete tab.now.values[row.id];
  else tab.now.values[row.id] = bounded;
}

/** The value so many steps away, on the steps counted from the slider's low end. */
function stepped(row, count) {
  const place = (valueOf(row) - row.low) / row.step;
  const from = count > 0 ? Math.floor(place + 1e-9) : Math.ceil(place - 1e-9);
  return row.low + (from + count) * row.step;
}

function restore(from, to) {
  if (!from.length) return;
  to.push(tab.kept);
  tab.kept = from.pop();
  tab.now = JSON.parse(tab.kept);
  tab.held = "";
  show();
  settle();
}

const undo = () => restore(tab.past, tab.future);
const redo = () => restore(tab.future, tab.past);

function put(values, asOf = tab.now.asOf, signposts = tab.now.signposts, cells = tab.now.cells) {
  tab.now = {values: {...values}, signposts: {...signposts}, cells: {...cells}, asOf};
  move();
}

/** A handle in a chart moves a cell, as a slider an assumption: {key, value, start, isHeld}. */
function adjust({detail}) {
  if (detail.value === detail.start) delete tab.now.cells[detail.key];
  else tab.now.cells[detail.key] = detail.value;
  if (!detail.isHeld) return move();
  tab.held = detail.key;
  drag();
}

const isPut = values => JSON.stringify(Object.entries(values).sort()) === JSON.stringify(Object.entries(tab.now.values).sort());

// Streamlit adds an entry to the browser's history for every change of the query. Back would then undo one change after the
// other, and stop at a page before its values had reached the address: a change of the query alone takes the entry's place.
if (!history.pushState.isParley) {
  const push = history.pushState;
  history.pushState = function (state, title, url) {
    const place = url == null ? location : new URL(url, location.href);
    return (place.pathname === location.pathname ? history.replaceState : push).call(history, state, title, url);
  };
  history.pushState.isParley = true;
}
