// The engine of `gradus trace` in a page:
//
//     import { Gradus } from "./gradus.js";
//     const gradus = await Gradus.load();
//     const answer = gradus.trace("x = 3; y = x * x; backward y", { set: { x: 4 } });
//     answer.trace.gradients.x   // 8
//
// A call takes as long as it takes; a page that runs what people type does so in a worker.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// What a page is told when the engine has no memory left: as any other mistake in a program.
const exhausted = {
  severity: "error",
  file: "<program>",
  line: 1,
  column: 1,
  width: 1,
  message: "the program needs more memory than a page has",
  help: "make its tensors smaller, or run it with the command gradus",
  notes: [],
};
exhausted.rendered = `<program>:1:1: error: ${exhausted.message}\n  help: ${exhausted.help}`;

export class Gradus {
  #module;
  #exports;

  // Takes an instance's code; `Gradus.load` gets it.
  constructor(module) {
    this.#module = module;
    this.#start();
  }

  // The engine at `source`: an address, a response, or the bytes themselves. Without one, the file
  // gradus.wasm beside this script.
  static async load(source = new URL("gradus.wasm", import.meta.url)) {
    if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
      return new Gradus(await WebAssembly.compile(source));
    }
    const response = source instanceof Response ? source : await fetch(source);
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
    // Not compileStreaming: that refuses servers which do not know the file's type.
    return new Gradus(await WebAssembly.compile(await response.arrayBuffer()));
  }

  // Runs a program, text or bytes in UTF-8, forward and back.
  //
  // Options: `set`, inputs to bind ({ x: -2, W: [[1, 2], [3, 4]] }, or texts as in --set); `expand`,
  // functions to draw open ("all", "sigmoid,softmax", or a list); `file`, what messages call it.
  //
  // Answers { status, trace, diagnostics, more, rendered }. `status` is the command's exit status: 0
  // fine, 1 a claim does not hold, 64 the options are unusable, 65 the program is. `trace` is the JSON
  // of `gradus trace --format json`, or null; `diagnostics` are the mistakes, or the claims that do not
  // hold, and `rendered` is what a terminal shows of them.
  trace(program, options = {}) {
    return this.#ask("gradus_trace", [program, fields(options)], (output) => ({ trace: output }));
  }

  // Judges answers to a program that asks, as lines of an answer file: "q = 3\ngrad x = -4". For engines from
  // gradus-check.wasm.
  //
  // Options: `strict`, whether imprecise answers count nothing; `slipsOff`, ids of slips that are not tried;
  // `file`, what messages call the answers.
  //
  // Answers { status, result, diagnostics, more, rendered }. `status` is 0 where every answer counts, 1 where
  // one does not, 65 where the program cannot be asked. `result` is the JSON of `gradus check --format json`.
  check(program, answers, { strict = false, slipsOff = [], file } = {}) {
    const pairs = [["strict", strict], ["slips-off", [slipsOff].flat().join(" ")]];
    if (file !== undefined) pairs.push(["file", file]);
    return this.#ask("gradus_check", [program, answers, packed(pairs)], (output) => ({ result: output }));
  }

  // Whether it can judge answers.
  get checks() {
    return "gradus_check" in this.#exports;
  }

  // How many bytes the engine has taken; it keeps what it once needed.
  get memory() {
    return this.#exports.memory.buffer.byteLength;
  }

  #start() {
    this.#exports = new WebAssembly.Instance(this.#module, { gradus: unicode() }).exports;
  }

  #ask(question, asked, named) {
    if (!(question in this.#exports)) throw new Error(`this module has no ${question}`);
    const bytes = asked.map((text) => (typeof text === "string" ? encoder.encode(text) : text));
    const { gradus_allocate: allocate, gradus_release: release } = this.#exports;
    try {
      const texts = bytes.map((text) => {
        const place = allocate(text.length) >>> 0;
        new Uint8Array(this.#exports.memory.buffer, place, text.length).set(text);
        return { place, length: text.length };
      });
      const at = this.#exports[question](...texts.flatMap((t) => [t.place, t.length])) >>> 0;
      const memory = this.#exports.memory.buffer; // After the call, which may have let it grow.
      const [status, outputLength, length] = new Uint32Array(memory, at, 3);
      const output = decoder.decode(new Uint8Array(memory, at + 12, outputLength));
      const told = decoder.decode(new Uint8Array(memory, at + 12 + outputLength, length));
      for (const { place } of texts) release(place);
      release(at);
      const { diagnostics, more, rendered } = JSON.parse(told);
      return { status, ...named(output ? JSON.parse(output) : null), diagnostics, more, rendered };
    } catch (error) {
      // An engine that stopped in the middle is of no more use; the next question gets a new one.
      if (!(error instanceof WebAssembly.RuntimeError) && !(error instanceof RangeError)) throw error;
      this.#start();
      const rendered = exhausted.rendered + "\n";
      return { status: 65, ...named(null), diagnostics: [{ ...exhausted }], more: false, rendered };
    }
  }
}

// What the engine asks of the page: what Unicode says of a character, and the composed form of a name, whose
// characters are handed over and fetched one by one.
function unicode() {
  let decomposed = "";
  let composed = [];
  return {
    kind(scalar) {
      const character = String.fromCodePoint(scalar);
      return 1 + [/\p{Alphabetic}/u, /[\p{Mn}\p{Mc}]/u, /\p{Nd}/u].findIndex((kind) => kind.test(character));
    },
    compose: (scalar) => { decomposed += String.fromCodePoint(scalar); },
    composed() {
      if (decomposed) composed = Array.from(decomposed.normalize("NFC")).reverse();
      decomposed = "";
      return composed.pop()?.codePointAt(0) ?? 0;
    },
  };
}

// Options as the engine reads them: names and values, each ended by a zero character.
function fields({ set = {}, expand = "", file } = {}) {
  const pairs = Object.entries(set).map(([name, value]) => ["set", `${name}=${literal(value)}`]);
  if (expand.length) pairs.push(["expand", [expand].flat().join(",")]);
  if (file !== undefined) pairs.push(["file", file]);
  return packed(pairs);
}

// Pairs of texts, each text ended by a zero character.
function packed(pairs) {
  return pairs.flat().map((text) => String(text).replaceAll("\0", "\uFFFD") + "\0").join("");
}

// A number, nested lists of numbers, or a text of the notation.
function literal(value) {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  return String(value);
}
