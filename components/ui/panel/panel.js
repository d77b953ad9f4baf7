// The panel in the sidebar, and on phones the sheet that shows one assumption at a time.

export default function ({data, parentElement, setTriggerValue}) {
  const root = parentElement;
  if (data.view === "panel") tab.move = state => setTriggerValue("moved", state);
  if (!tab.showings.has(root)) {
    root.querySelector(data.view === "panel" ? ".sheet" : ".panel").remove();
    tab.showings.set(root, data.view === "panel" ? panel(root) : sheet(root));
    document.addEventListener("keydown", onKey);
    document.addEventListener("parley-adjust", adjust);
  }
  hear(data);
  show();
  return () => tab.showings.delete(root);
}

/** Ctrl+Z and Ctrl+Shift+Z, where they do not undo somebody's typing. */
function onKey(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (at?.isContentEditable || (at?.matches("input, textarea") && at.type !== "range")) return;
  event.preventDefault();
  event.shiftKey ? redo() : undo();
}

function panel(root) {
  const part = name => root.querySelector(`.panel ${name}`);
  part(".undo").onclick = undo;
  part(".redo").onclick = redo;
  part(".source").onclick = () => put({}, tab.sourceDay, {}, {});
  part(".find").oninput = event => { tab.find = event.target.value; show(); };
  part(".changed").onclick = () => { tab.changed = !tab.changed; show(); };
  part(".sorted").onclick = () => { tab.byEffect = !tab.byEffect; show(); };
  part(".on select").onchange = event => { tab.outcome = event.target.value; show(); };
  const rows = new Map(), groups = new Map();
  return () => {
    head(part);
    body(root, part(".rows"), rows, groups);
  };
}

function head(part) {
  const count = tab.rows.filter(isMoved).length;
  const supposed = Object.keys(tab.now.signposts).length, adjusted = Object.keys(tab.now.cells).length;
  const told = [`${count} of ${tab.rows.length} assumptions differ from the source`];
  if (adjusted) told.push(`${adjusted} ${adjusted > 1 ? "cells" : "cell"} adjusted`);
  if (supposed) told.push(`${supposed} ${supposed > 1 ? "signposts" : "signpost"} supposed`);
  text(part(".status .count"), told.join(", "));
  part(".undo").disabled = !tab.past.length;
  part(".redo").disabled = !tab.future.length;
  part(".source").disabled = !count && !supposed && !adjusted && tab.now.asOf === tab.sourceDay;
  part(".changed").setAttribute("aria-pressed", tab.changed);
  part(".sorted").setAttribute("aria-pressed", tab.byEffect);
  part(".on").hidden = part(".sorted").hidden = !tab.outcomes.length;
  part(".presets").hidden = !tab.presets.length;
  part(".tools").hidden = !tab.rows.length;
  list(part(".on select"), "option", tab.outcomes, (node, item) => Object.assign(node, {value: item.id, textContent: item.label}));
  part(".on select").value = tab.outcome;
  list(part(".chips"), "button", tab.presets, (node, item) => {
    const isOn = isPut(item.values);
    Object.assign(node, {type: "button", title: item.text, onclick: () => put(isOn ? {} : item.values)});
    text(node, item.label);
    node.setAttribute("aria-pressed", isOn);
  });
}

function list(parent, tag, items, fill) {
  while (parent.children.length > items.length) parent.lastChild.remove();
  while (parent.children.length < items.length) parent.append(document.createElement(tag));
  items.forEach((item, place) => fill(parent.children[place], item));
}

const fits = row => tab.find.toLowerCase().split(/\s+/)
  .every(word => `${row.label} ${row.name} ${row.meaning}`.toLowerCase().includes(word));

/** Rows under the headings of their groups, or in one list by effect; what is searched for is found in any group. */
function body(root, place, rows, groups) {
  const isPicked = Boolean(tab.find.trim()) || tab.changed;
  const found = tab.rows.filter(row => fits(row) && (!tab.changed || isMoved(row)));
  const node = row => {
    if (!rows.has(row.id)) rows.set(row.id, build(root.querySelector("template.row"), row.id));
    refresh(rows.get(row.id), row);
    return rows.get(row.id);
  };
  const sorted = [...found].sort((one, other) => swing(other) - swing(one));
  const order = tab.byEffect ? sorted.map(node) : [...new Set(tab.rows.map(row => row.group))].flatMap(name => {
    const members = found.filter(row => row.group === name);
    if (!members.length) return [];
    return name ? [group(root, groups, name, members, node, isPicked)] : members.map(node);
  });
  arrange(place, order);
  const none = !tab.rows.length ? "" : tab.changed && !tab.find ? "Nothing differs from the source." : "No assumption fits.";
  text(root.querySelector(".panel > .none"), found.length ? "" : none);
}

function group(root, groups, name, members, node, isPicked) {
  if (!groups.has(name)) {
    const made = root.querySelector("template.group").content.firstElementChild.cloneNode(true);
    // Folded at first where the dossier puts none of it in front.
    made.open = !tab.closed.has(name) && members.some(row => row.front || isMoved(row));
    made.ontoggle = () => made.open ? tab.closed.delete(name) : tab.closed.add(name);
    made.querySelector(".all").onclick = () => { tab.full.has(name) ? tab.full.delete(name) : tab.full.add(name); show(); };
    groups.set(name, made);
  }
  const found = groups.get(name), moved = members.filter(isMoved).length;
  if (isPicked) found.open = true;
  const isFull = isPicked || tab.full.has(name) || !members.some(row => row.front);
  const seen = members.filter(row => isFull || row.front || isMoved(row));
  const more = members.some(row => row.front) ? members.filter(row => !row.front && !isMoved(row)).length : 0;
  text(found.querySelector(".title"), name);
  text(found.querySelector(".count"), `${members.length}${moved ? `, ${moved} changed` : ""}`);
  const all = found.querySelector(".all");
  all.hidden = isPicked || !more;
  text(all, isFull ? "Show fewer" : `Show ${more} more`);
  all.setAttribute("aria-expanded", isFull);
  arrange(found.querySelector(".members"), seen.map(node));
  return found;
}

/** Put nodes in order, moving none that stands right: a moved one would lose the focus. */
function arrange(place, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...place.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => { if (place.children[at] !== node) place.insertBefore(node, place.children[at] ?? null); });
}

function sheet(root) {
  const part = name => root.querySelector(`.sheet ${name}`);
  const go = by => {
    const at = tab.rows.findIndex(row => row.id === tab.one);
    tab.one = tab.rows[(at + by + tab.rows.length) % tab.rows.length].id;
    show();
  };
  part(".before").onclick = () => go(-1);
  part(".after").onclick = () => go(1);
  part("select").onchange = event => { tab.one = event.target.value; show(); };
  const rows = new Map();
  return () => {
    root.querySelector(".sheet").hidden = !tab.rows.length;
    const row = tab.rows.find(item => item.id === tab.one);
    if (!row) return;
    list(part("select"), "option", tab.rows, (node, item) => Object.assign(node, {value: item.id, textContent: `${isMoved(item) ? "• " : ""}${item.name}`}));
    part("select").value = tab.one;
    if (!rows.has(row.id)) rows.set(row.id, build(root.querySelector("template.row"), row.id));
    refresh(rows.get(row.id), row);
    arrange(part(".rows"), [rows.get(row.id)]);
  };
}
