// A chart, drawn by Streamlit's own copy of Vega. Where only its numbers change, its marks move; anything else is drawn
// anew out of sight and then takes the place, so that nothing flickers. A chart in front also hears, ahead of its page,
// what the assumption panel is told while a slider is dragged.

const PATIENCE = 3000; // ms for which what the panel was told goes before what the page says of an earlier moment
const ROOM = {left: 4, top: 0, right: 4, bottom: 4}; // px about what is drawn; the page has its own gaps
const MANY = 2000; // rows from which on single marks are too slow

const charts = new WeakMap();
let vega = null;

export default function ({data, parentElement, setStateValue}) {
  const place = parentElement.querySelector(".parley-chart");
  if (!charts.has(place)) charts.set(place, new Chart(place));
  const chart = charts.get(place);
  chart.select = selection => setStateValue("selection", selection);
  chart.hear(data);
  // Streamlit calls this once the chart has gone, not before the next drawing.
  return () => { chart.close(); charts.delete(place); };
}

class Chart {
  constructor(place) {
    Object.assign(this, {place, wanted: null, drawn: null, view: null, end: () => {}, isBusy: false, ahead: null});
    this.sized = new ResizeObserver(() => this.fit());
    this.sized.observe(place);
    this.onAsk = ({detail}) => { if (this.wanted?.name) detail.drawn[this.wanted.name] = this.wanted.id; };
    this.onLive = ({detail}) => this.overtake(detail);
    document.addEventListener("parley-ask", this.onAsk);
    document.addEventListener("parley-live", this.onLive);
  }

  close() {
    this.sized.disconnect();
    document.removeEventListener("parley-ask", this.onAsk);
    document.removeEventListener("parley-live", this.onLive);
    this.wanted = null;
    this.end();
  }

  /** Take over what the page says, unless the panel was told something later. */
  hear(data) {
    const {ahead} = this;
    if (ahead && this.wanted?.name === data.name && data.taken !== null && data.taken < ahead.number && Date.now() - ahead.at < PATIENCE) return;
    this.want(data);
  }

  /** Take over what the panel was told. */
  overtake({number, chart, ...told}) {
    if (!chart || chart !== this.wanted?.name || number <= this.ahead?.number || !(told.spec || told.id === this.wanted.id)) return;
    this.ahead = {number, at: Date.now()};
    this.want({...this.wanted, ...told});
  }

  want(data) {
    this.wanted = data;
    this.follow();
  }

  /** Draw what is wanted, and what is wanted by then. */
  async follow() {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      while (this.wanted && this.wanted !== this.drawn && this.place.clientWidth) {
        const next = this.wanted;
        await (this.isSame(next) ? this.move(next) : this.build(next));
        this.drawn = next;
      }
    } finally {
      this.isBusy = false;
    }
  }

  /** Whether what is drawn has the same marks, with other numbers at most. */
  isSame(next) {
    const names = data => Object.keys(data.tables).join();
    return this.view && this.drawn.id === next.id && names(this.drawn) === names(next);
  }

  async move(next) {
    const moved = Object.entries(next.tables).filter(([name, rows]) => rows !== this.drawn.tables[name]);
    if (!moved.length) return;
    for (const [name, rows] of moved) replace(this.view, name, rows);
    this.view.description(next.words);
    // Texts that grew or shrank leave another room for the marks.
    await this.view.resize().runAsync();
  }

  async build(next) {
    vega ??= load(next.vega).catch(error => {
      // What could not be fetched now is fetched again with the next drawing.
      vega = null;
      throw error;
    });
    const {embed, expressionInterpreter} = await vega;
    const tables = Object.fromEntries(Object.entries(next.tables).map(([name, rows]) => [name, JSON.parse(rows)]));
    const told = {datasets: tables, description: next.words, width: this.place.clientWidth, padding: ROOM};
    const spec = {...JSON.parse(next.spec), ...told};
    // Streamlit's policy for scripts forbids that Vega makes functions of texts: it interprets them.
    const options = {
      ast: true, expr: expressionInterpreter, actions: false, defaultStyle: false, tooltip: {theme: next.theme},
      renderer: Object.values(tables).some(rows => rows.length > MANY) ? "canvas" : "svg",
    };
    const room = Object.assign(document.createElement("div"), {className: "coming"});
    this.place.append(room);
    const {view, finalize} = await embed(room, spec, options);
    if (!this.wanted) return finalize();
    if (this.view) view.setState(this.picked());
    await view.runAsync();
    this.end();
    room.classList.remove("coming");
    this.place.replaceChildren(room);
    Object.assign(this, {view, end: finalize});
    this.listen(next.picks);
    this.fit();
  }

  /** What is selected in the chart that is drawn. */
  picked() {
    const stores = this.drawn.picks.map(name => `${name}_store`);
    return this.view.getState({data: name => stores.includes(name), signals: () => false, recurse: false});
  }

  listen(picks) {
    const selection = {};
    for (const name of picks) this.view.addSignalListener(name, (_, value) => {
      selection[name] = value?.vlPoint?.or ?? {};
      this.select({...selection});
    });
  }

  fit() {
    const width = this.place.clientWidth;
    if (!width) return;
    if (this.view && this.view.width() !== width) this.view.width(width).runAsync();
    this.follow();
  }
}

/** The module by which Streamlit fetches Vega for its own charts; it offers one function. */
async function load(path) {
  const module = await import(new URL(path, document.baseURI));
  return Object.values(module)[0]();
}

/** Vega leaves out tables that no mark uses, and knows no way to ask whether it has one. */
function replace(view, name, rows) {
  try { view.data(name); } catch { return; }
  view.data(name, JSON.parse(rows));
}
