// Answers judged in WebAssembly and by the native command: the same verdicts, slips and words.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import { Gradus, checkingCode, code, nativeCheck, sheets } from "./engines.mjs";

// In bytes, gzipped: a little more than it is, so that growth is noticed.
const ROOM = 440_000;
const gradus = await Gradus.load(checkingCode);

test("the module that checks is not larger than it was", () => {
  const size = spawnSync("gzip", ["-9c"], { input: checkingCode, maxBuffer: 1 << 24 }).stdout.length;
  assert.ok(size < ROOM, `${size} bytes gzipped`);
});

test("answers are judged as natively", () => {
  const cases = sheets();
  assert.ok(cases.length > 700);
  for (let i = 0; i < cases.length; i += 6) {
    const { name, program, answers } = cases[i];
    const here = gradus.check(program, answers, { file: "<stdin>" });
    const there = nativeCheck(program, answers);
    assert.equal(here.status, there.status, name);
    // Places in the answers are told alike; the program has another name.
    assert.deepEqual(here.result, there.result, name);
  }
});

test("answers may spell a name in any Unicode form", () => {
  const program = "e\u0301 = 2; ŷ = \u00e9 * 3; backward ŷ; ask ŷ; ask grad e\u0301";
  for (const answers of ["ŷ = 6\ngrad \u00e9 = 3", "y\u0302 = 5\ngrad e\u0301 = 3", "y\u0302 = 6\nŷ = 6", "☃ = 1\n한 = 2"]) {
    const here = gradus.check(program, answers, { file: "<stdin>" });
    const there = nativeCheck(program, answers);
    assert.equal(here.status, there.status, answers);
    assert.deepEqual(here.result, there.result, answers);
  }
});

test("options: strict marking, slips left out, unknown ones", () => {
  const program = "x = 2; y = 3; q = x * y + 0.25; backward q; ask q; ask grad x";
  assert.equal(gradus.check(program, "q = 6.3\ngrad x = 3").result.score, 2);
  const named = (options) =>
    gradus.check(program, "q = 6.25\ngrad x = 2", options).result.answers[1].diagnosis.map(({ slips }) => slips[0].id);
  assert.ok(named({}).includes("swapped-operands"));
  assert.ok(!named({ slipsOff: ["swapped-operands"] }).includes("swapped-operands"));
  assert.equal(gradus.check(program, "q = 6", { strict: true }).result.strict, true);
  assert.equal(gradus.check("q = ", "q = 6").status, 65);
});

test("nothing that is typed stops it", () => {
  const program = "x = 2; q = x * x; backward q; ask grad x";
  for (const answer of ["(".repeat(200_000), "\0", "\u202e4", "[".repeat(5000), "9".repeat(100_000), "½", "", "=", "\r"]) {
    const { result } = gradus.check(program, `grad x = ${answer}`);
    assert.ok(["unreadable", "blank"].includes(result.answers[0].verdict), answer.slice(0, 20));
  }
  assert.equal(gradus.check(program, "grad x = 4").result.score, 1);
});

test("the smaller module says that it cannot", async () => {
  const small = await Gradus.load(code);
  assert.equal(small.checks, false);
  assert.equal(gradus.checks, true);
  assert.throws(() => small.check("x = 1", "x = 1"), /gradus_check/);
});
