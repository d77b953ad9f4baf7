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

async function all() {
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
mode(matchMedia("(prefers-color-scheme: dark)").matches && !matchMedia("print").matches ? "dark" : "light");
