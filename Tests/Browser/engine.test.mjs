// The engine in WebAssembly against the native one: the same JSON, the same messages, and no program that
// stops it or that it keeps memory of.
//
//     Scripts/build-browser.sh && make course && node --test Tests/Browser/
//
// $GRADUS is the native command, $GRADUS_BROWSER the folder with gradus.wasm and gradus.js.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import { difference } from "./comparison.mjs";
import { Gradus, code, native, programs, root, workedExamples } from "./engines.mjs";

// In bytes, gzipped: a little more than it is, so that growth is noticed.
const ROOM = 280_000;
const gradus = await Gradus.load(code);

// A page's memory ends earlier than a machine's, and so do its limits.
const limits = (text) => text.replaceAll("67108864", "1048576");

function compare(name, program, options = {}) {
  const expected = native(program, options);
  const answer = gradus.trace(program, { file: "<stdin>", ...options });
  assert.equal(answer.status, expected.status, `${name}\n${answer.rendered}\n${expected.rendered}`);
  assert.equal(difference(answer.trace, expected.trace), null, name);
  if (answer.status === 64) {
    // The same words; what the command puts around them is its own.
    for (const { message } of answer.diagnostics) {
      const words = message.replace(/^(set|expand)/, "");
      assert.ok(expected.rendered.includes(words), `${name}: ${words}\n${expected.rendered}`);
    }
  } else {
    assert.equal(difference(answer.rendered, limits(expected.rendered)), null, name);
  }
  assert.equal(answer.diagnostics.length > 0, answer.status > 0, name);
}

test("the module is not larger than it was", () => {
  const size = spawnSync("gzip", ["-9c"], { input: code, maxBuffer: 1 << 24 }).stdout.length;
  assert.ok(size < ROOM, `${size} bytes gzipped`);
});

const groups = {
  "every example": programs("examples"),
  "every worked example": workedExamples(),
  "every program with a mistake": programs("Tests/NotationTests/Fixtures"),
};
for (const [title, group] of Object.entries(groups)) {
  test(`${title} tells the same as natively`, () => {
    assert.ok(group.length > 20);
    for (const { name, program } of group) compare(name, program);
  });
}

test("examples drawn open tell the same as natively", () => {
  for (const { name, program } of groups["every example"]) {
    for (const expand of ["all", "scalars", "sigmoid,softmax"]) compare(`${name} ${expand}`, program, { expand });
  }
});

test("settings bind inputs, and tell what is wrong with them", () => {
  const program = "x = -2; y = [1, 2]; f = sum(x * y); backward f";
  for (const set of [
    { x: 4 }, { x: 0.1, y: "[1/3, 2/3]" }, { y: "[[1, 2], [3, 4]]" }, { x: "\u2212 3" }, { "η": 1 },
    { f: 1 }, { x: "q" }, { x: "" }, { x: "(" }, { y: "[1, [2]]" }, { "": 3 },
  ]) {
    compare(JSON.stringify(set), program, { set });
  }
  assert.deepEqual(gradus.trace(program, { set: { y: [0.5, 2] } }).trace.values.f, -5);
  compare("expand", program, { expand: "sigmoyd" });
  assert.equal(gradus.trace(program, { set: { x: "1\0expand\0all" } }).status, 64);
});

test("random leaves are the same to the last bit", () => {
  const leaves = ["normal([40, 5], seed=7)", "normal([3], mean=2, std=0.1, seed=123456789)", "uniform([50], seed=3)"];
  const program = leaves.map((leaf, i) => `x${i} = ${leaf}`).join("\n");
  const [here, there] = [gradus.trace(program), native(program)].map((run) => run.trace.values);
  assert.deepEqual(here, there);
});

test("names in both Unicode forms are one, and letters of all scripts are letters", () => {
  compare("forms", "caf\u00e9 = 2\ny = cafe\u0301 * 3\nŷ = y\n\u0646 = y; 数 = \u0646 + 1; \u{1d6fc} = 1\nbackward 数");
  // Whichever comes first, in settings, in mistakes, in definitions; accents in any order, syllables, signs.
  compare("decomposed first", "cafe\u0301 = 2\ny = caf\u00e9 * 3 + cafe\u0301\nbackward y\nexpect grad caf\u00e9 = 4");
  compare("set", "e\u0301 = 2; y = \u00e9 * z\u0302\nbackward y", { set: { "\u00e9": 5, "\u1e91": 7 } });
  compare("set, unused", "é = 2", { set: { "e\u0301\u0323": 5 } });
  compare("bound twice", "e\u0301 = 2\n\u00e9 = 3");
  compare("a parameter", "def f(e\u0301) = \u00e9 * 2\nx = 3; y = f(\u00e9=x)");
  compare("minimized", "param e\u0301 = 2; L = \u00e9^2\nminimize L over \u00e9 with sgd(rate=0.1) for 2 steps\nask e\u0301");
  compare("marks", "a\u0323\u0302 = 1; b = a\u0302\u0323 + \u1ead\n\u1112\u1161\u11ab = 2; c = \ud55c");
  compare("signs", "\u2126 = 1; y = \u03a9 + 1; K = 2; z = \u212a; ŷ\u0304 = 1; x\u20d7 = 2; x\u0663 = 3; ไม่ = 4");
  for (const strange of ["☃ = 1", "👍🏽 = 1", "x = 1 \u0301", "\u0301x = 1", "\u{1f600}", "٣ = 1", "x½ = 2", "ª = 1; Ⅻ = 2"]) {
    compare(`not letters: ${strange}`, strange);
  }
});

test("characters beyond Latin stand in excerpts as natively", () => {
  for (const line of ["數 = 1 +", "e\u0301\u0301 = (", "한 = 한글", "ŷ = 👩‍👩‍👧 + 1", "f = log(0) # 🇩🇪\ny = f(ﬁ)", `x = "${"é".repeat(60)}"`]) {
    compare(line, line);
  }
});

// Programs that nobody writes; whatever comes of them, the engine goes on.
const open = (text, count, inner, close) =>
  "def f(a) = a; x = [0, 1]; y = " + text.repeat(count) + inner + close.repeat(count);
const nests = [["(", "1", ")"], ["[", "1", "]"], ["-", "1", ""], ["2^", "2", ""], ["exp(", "0", ")"],
  ["x[", "0", "]"], ["-(", "1", ")"], ["2**-", "1", ""], ["f(", "1", ")"]];
const hostile = [
  ...nests.flatMap(([o, inner, c]) => [100, 250, 20_000].map((count) => open(o, count, inner, c))),
  Array.from({ length: 255 }, (_, i) => `def f${i}(a) = ${i ? `f${i - 1}(a)` : "a"} + 1`).join("\n")
    + "\nx = 1; y = f254(x); backward y",
  Array.from({ length: 64 }, (_, i) => `def f${i}(a) = ${i ? `f${i - 1}(a) + f${i - 1}(a)` : "a"}`).join("\n")
    + "\nx = 1; y = f63(x)",
  ...[[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0, 0xff]].map((b) => Buffer.from(b)),
  "x = zeros([100000, 100000])", "x = arange(1e300)",
  "x = \u202e", "\0", "", "x = 1e400", `x = 0.${"123456789".repeat(500)}`,
];

test("hostile programs end as natively", () => {
  for (const program of hostile) compare(JSON.stringify(program.toString().slice(0, 60)), program);
});

test("ten megabytes are read, or refused", () => {
  for (const [start, unit] of [["# ", "x"], ["", "a"], ["x = ", "("], ["x = 1", "\n"], ["", "%"], ["x=1", ";"]]) {
    const answer = gradus.trace(start + unit.repeat(10_000_000 - start.length));
    assert.doesNotMatch(answer.rendered, /memory/, start + unit);
  }
  assert.match(gradus.trace(" ".repeat(10_000_001)).rendered, /expected at most 10000000 bytes/);
});

// The module with a memory that ends after so many pages of 64 kB.
function withMemory(pages) {
  const number = (at) => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = code[at++];
      value += (byte & 127) * 2 ** shift;
      shift += 7;
      if (byte < 128) return [value, at];
    }
  };
  const encoded = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...encoded(Math.floor(value / 128))]);
  for (let at = 8; at < code.length;) {
    const [length, start] = number(at + 1);
    if (code[at] === 5) { // One memory, with a least and a greatest size.
      const [least] = number(start + 2);
      const section = [1, 1, ...encoded(least), ...encoded(pages)];
      return Buffer.concat([
        code.subarray(0, at), Buffer.from([5, section.length, ...section]), code.subarray(start + length),
      ]);
    }
    at = start + length;
  }
  throw new Error("the module has no memory");
}

test("a program that needs more memory than there is ends in a message, and the next one runs", async () => {
  const small = await Gradus.load(withMemory(400));
  const greedy = "x = zeros(500000); y = sum(x * x); backward y";
  for (let i = 0; i < 2; i++) {
    const answer = small.trace(greedy);
    assert.equal(answer.status, 65);
    assert.equal(answer.trace, null);
    assert.match(answer.rendered, /^<program>:1:1: error: the program needs more memory than a page has\n/);
    assert.equal(answer.diagnostics[0].help, "make its tensors smaller, or run it with the command gradus");
    assert.equal(small.trace("x = 2; y = x * x").trace.values.y, 4);
  }
});

test("mutated programs end as natively", () => {
  const seeds = [...groups["every example"], ...groups["every program with a mistake"]]
    .map(({ program }) => program).filter((program) => program.length < 400);
  const words = ["x", "sum(", "[", "]", "(", ")", ",", "\n", "=", "-", "*", "@", "^", "1e9", "backward ", "\u0301", "η", "0/0", "log(0)"];
  let state = 2026;
  const below = (limit) => (state = (state * 48271) % 2147483647) % limit;
  for (let i = 0; i < 3000; i++) {
    let bytes = Buffer.from(seeds[below(seeds.length)]);
    for (let k = below(3); k >= 0; k--) {
      const place = below(bytes.length + 1);
      const word = below(4) ? Buffer.from(words[below(words.length)]) : Buffer.from([below(256)]);
      bytes = Buffer.concat([bytes.subarray(0, place), word, bytes.subarray(place + below(6))]);
    }
    if (i % 20) {
      assert.doesNotMatch(gradus.trace(bytes).rendered, /more memory/, bytes.toString());
    } else {
      compare(JSON.stringify(bytes.toString()), bytes);
    }
  }
});

test("a thousand calls take no memory that is not given back", async () => {
  const fresh = await Gradus.load(code);
  const all = Object.values(groups).flat();
  const call = (i) => fresh.trace(all[i % all.length].program, { set: i % 3 ? {} : { x: i } });
  for (let i = 0; i < 1000; i++) call(i);
  const before = fresh.memory;
  for (let i = 0; i < 1000; i++) call(i);
  assert.equal(fresh.memory, before);
});

test("the program in the README tells what it says there", async () => {
  const block = readFileSync(path.join(root, "README.md"), "utf8").split("```js\n")[1].split("```")[0];
  const lines = block.split("\n").filter((line) => line && !line.startsWith("import"));
  const [last, said] = lines.pop().split("; // ");
  const text = [...lines, `return ${last};`].join("\n").replace("Gradus.load()", "Gradus.load(code)");
  const program = Object.getPrototypeOf(async function () {}).constructor("Gradus", "code", text);
  assert.equal(await program(Gradus, code), Number(said));
});
