// Runs programs beside the page, so that a long one does not stop it, and makes texts of what is shown.
import { Gradus } from "./gradus.js";

const longest = 200; // Steps that are shown.
const widest = 20; // Numbers of a tensor that are shown.

const engine = Gradus.load();
engine.then(() => postMessage({ ready: true }), (error) => postMessage({ broken: String(error) }));

onmessage = async ({ data: { program, options } }) => {
  const gradus = await engine;
  const start = performance.now();
  const answer = gradus.trace(program, options);
  postMessage({ ...shown(answer), milliseconds: performance.now() - start });
};

function shown({ status, trace, rendered }) {
  if (!trace) return { status, messages: rendered };
  const { values, gradients, steps, history, warnings } = trace;
  return {
    status,
    messages: rendered || warnings.map((w) => `${w.line}:${w.column}: warning: ${w.message}`).join("\n"),
    values: Object.keys(values).map((name) => [
      name, text(values[name]), name in gradients ? text(gradients[name]) : "",
    ]),
    steps: steps.slice(0, longest).map(({ index, phase, text }) => ({ index, phase, text })),
    count: steps.length,
    losses: history.map((entry) => text(entry.loss)),
  };
}

// A number with at most six digits, as the steps have it; lists as they are written, large ones as their
// shape.
function text(value) {
  const shape = [];
  for (let list = value; Array.isArray(list); list = list[0]) shape.push(list.length);
  if (shape.reduce((a, b) => a * b, 1) > widest) return `[${shape.join(", ")}] of numbers`;
  return written(value);
}

function written(value) {
  if (Array.isArray(value)) return `[${value.map(written).join(", ")}]`;
  return typeof value === "number" ? String(Number(value.toPrecision(6))) : value;
}
