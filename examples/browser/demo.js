// The page's side: what is typed goes to the worker, what comes back is put into the tables.

const programs = {
  "two ways back": "# (x + y) z, the classic\nx = -2; y = 5; z = -4\nq = x + y\nf = q * z\nbackward f\n",
  "a sigmoid neuron":
    "x = [-1, -2]; w = [2, -3]; b = -3\nz = dot(w, x) + b\na = sigmoid(z)\nbackward a\nexpect a ~ 0.731\n",
  "softmax and its loss": "z = [2, 1, 0.1]\np = softmax(z)\nL = cross_entropy(p, 0)\nbackward L\n",
  "ten steps of descent":
    "param w = 0.5\nL = (w - 3)^2\nminimize L over w with sgd(rate=0.1) for 10 steps\nbackward L\n",
};
const patience = 5000; // Milliseconds after which a program is given up.

const at = (id) => document.getElementById(id);
const [program, expand, status, messages, result] =
  ["program", "expand", "status", "messages", "result"].map(at);

let worker;
let busy = false;
let waiting = false;
let clock;

function start() {
  worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => {
    if (data.ready) return;
    if (data.broken) return tell(`The engine could not be loaded: ${data.broken}`);
    clearTimeout(clock);
    busy = false;
    show(data);
    if (waiting) ask();
  };
  worker.onerror = () => tell("The engine could not be loaded. Is this folder served, and gradus.wasm in it?");
}

function ask() {
  waiting = busy;
  if (busy) return;
  busy = true;
  worker.postMessage({ program: program.value, options: { expand: expand.checked ? "all" : "" } });
  clock = setTimeout(giveUp, patience);
}

function giveUp() {
  worker.terminate();
  busy = false;
  start();
  result.classList.add("old");
  tell(`Given up after ${patience / 1000} seconds: the program asks for a great deal.`);
  if (waiting) ask();
}

function tell(text) {
  status.textContent = text;
}

function show({ status: code, messages: told, values, steps, count, losses, milliseconds }) {
  messages.hidden = !told;
  messages.textContent = told;
  program.setAttribute("aria-invalid", String(code !== 0));
  result.classList.toggle("old", !steps);
  if (!steps) return tell("The program has a mistake; below is what it last computed.");
  result.hidden = false;
  fill("values", values.map(([name, value, gradient]) => [[name], [value, "value"], [gradient, "gradient"]]));
  fill("steps", steps.map(({ index, phase, text }) => [
    [index], [phase === "forward" ? "→ forward" : "← backward", "way"], [text, "computed"],
  ]), (i) => steps[i].phase);
  const shown = count > steps.length ? `, of which the first ${steps.length} are shown` : "";
  const descent = losses.length > 1
    ? `; the loss went from ${losses[0]} to ${losses.at(-1)} in ${losses.length - 1} steps` : "";
  tell(`${count} ${count === 1 ? "step" : "steps"}${shown}, in ${milliseconds.toFixed(1)} ms${descent}.`
    + (code === 1 ? " A claim does not hold." : ""));
}

function fill(id, rows, kind = () => "") {
  at(id).tBodies[0].replaceChildren(...rows.map((cells, i) => {
    const row = document.createElement("tr");
    row.className = kind(i);
    for (const [content, name = ""] of cells) {
      const cell = row.insertCell();
      cell.textContent = content;
      cell.className = name;
    }
    return row;
  }));
}

for (const name of Object.keys(programs)) at("examples").add(new Option(name));
at("examples").onchange = ({ target }) => {
  program.value = programs[target.value];
  ask();
};
at("board").onsubmit = (event) => event.preventDefault();
expand.onchange = ask;
let typing;
program.oninput = () => {
  clearTimeout(typing);
  typing = setTimeout(ask, 120);
};
program.value = programs["two ways back"];
start();
ask();
