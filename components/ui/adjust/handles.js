// Handles over a chart's marks: native sliders on its own scale. The assumption panel takes over what they say, as it
// holds everything that is moved on this browser tab, undoes it, and tells the server.

const shown = new WeakMap(), watched = new WeakMap();

export default function ({data, parentElement}) {
  const layer = parentElement.querySelector(".handles");
  shown.set(layer, data);
  layer.setAttribute("aria-label", data.label);
  while (layer.children.length > data.handles.length) layer.lastChild.remove();
  while (layer.children.length < data.handles.length) layer.append(handle());
  data.handles.forEach((item, at) => refresh(layer.children[at], item, data.step));
  const put = () => requestAnimationFrame(() => place(layer));
  // Streamlit calls what this returns once the handles have gone, not before the next drawing.
  watched.get(layer)?.();
  watched.set(layer, watch(document.querySelector(data.stage), put));
  put();
  return watched.get(layer);
}

function watch(stage, act) {
  const sized = new ResizeObserver(act), built = new MutationObserver(act);
  sized.observe(stage);
  built.observe(stage, {subtree: true, childList: true});
  return () => { sized.disconnect(); built.disconnect(); };
}

/** Lay the handles over the plot, 0 and 100 at its ends; without a plot, as on a canvas, there are none. */
function place(layer) {
  const plot = document.querySelector(`${shown.get(layer).stage} svg .role-frame path.background`);
  layer.hidden = !plot;
  if (!plot) return;
  const now = layer.getBoundingClientRect(), wanted = plot.getBoundingClientRect();
  const move = (side, by) => { layer.style[side] = `${(parseFloat(layer.style[side]) || 0) + by}px`; };
  if (Math.abs(wanted.left - now.left) > 0.5) move("left", wanted.left - now.left);
  if (Math.abs(wanted.top - now.top) > 0.5) move("top", wanted.top - now.top);
  layer.style.width = `${wanted.width}px`;
  layer.style.height = `${wanted.height}px`;
}

function handle() {
  const input = Object.assign(document.createElement("input"), {type: "range", min: 0, max: 100, step: 1});
  let stroke = "", held = false;
  const tell = isHeld => { held = isHeld; say(input, isHeld); };
  const release = () => { if (held) tell(false); stroke = ""; };
  input.onkeydown = event => {
    stroke = event.repeat ? "again" : "once";
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    back(input);
  };
  input.onpointerdown = () => { stroke = ""; };
  // A key held down is a drag, a single stroke is not; its release sets the value.
  input.oninput = () => { read(input); if (stroke !== "once") tell(true); };
  input.onchange = () => { if (stroke !== "again") tell(false); };
  input.onpointerup = input.onpointercancel = input.onkeyup = input.onblur = release;
  input.ondblclick = () => back(input);
  return input;
}

function read(input) {
  const {item} = input, value = Math.min(Math.max(Number((input.valueAsNumber - item.shift).toFixed(1)), 0), 100);
  item.value = Math.abs(value - (item.start ?? NaN)) < 0.05 ? item.start : value;
  describe(input);
}

function back(input) {
  const {item} = input;
  item.value = item.start;
  if (item.start !== null) input.value = item.start + item.shift;
  describe(input);
  say(input, false);
}

function say(input, isHeld) {
  const {key, value, start} = input.item;
  document.dispatchEvent(new CustomEvent("parley-adjust", {detail: {key, value, start, isHeld}}));
}

function refresh(input, item, step) {
  input.item = item;
  input.style.top = `${step * (item.row + 0.5) + item.lane}px`;
  input.value = item.value + item.shift;
  input.classList.toggle("expects", item.isExpected);
  input.setAttribute("aria-label", item.name);
  describe(input);
}

function describe(input) {
  const {item} = input, source = item.start === null ? "not known" : Math.round(item.start + item.shift);
  const words = `${Math.round(input.valueAsNumber)}, source ${source}`;
  input.classList.toggle("moved", item.value !== item.start);
  input.setAttribute("aria-valuetext", words);
  input.title = `${item.name} ${words}. Double-click or Delete: back to the source`;
}
