// Both engines: the module in this process, and the native command, one process for each program.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = process.env.GRADUS_BROWSER ?? path.join(root, ".build/browser");
const command = process.env.GRADUS ?? path.join(root, ".build/release/gradus");

// The loader as pages get it. (As text: Node takes no `.js` for a module of this kind.)
const loader = readFileSync(path.join(folder, "gradus.js"), "utf8");
const { Gradus } = await import("data:text/javascript," + encodeURIComponent(loader));
export { Gradus };
export const code = readFileSync(path.join(folder, "gradus.wasm"));
export const checkingCode = readFileSync(path.join(folder, "gradus-check.wasm"));

// What the native command finds in `answers` to `program`.
export function nativeCheck(program, answers) {
  const place = mkdtempSync(path.join(tmpdir(), "gradus-check-"));
  try {
    const file = path.join(place, "program.grad");
    writeFileSync(file, program);
    const args = ["check", file, "--answers", "-", "--format", "json"];
    const done = spawnSync(command, args, { input: answers, maxBuffer: 1 << 28 });
    if (done.error) throw done.error;
    const output = done.stdout.toString();
    return { status: done.status, result: output ? JSON.parse(output) : null };
  } finally {
    rmSync(place, { recursive: true });
  }
}

// Programs with answers to them, worked out by hand.
export function sheets() {
  const file = JSON.parse(readFileSync(path.join(root, "Tests/Reference/slips.json"), "utf8"));
  return file.cases.map(({ name, program, answers }) => ({ name, program, answers }));
}

// What the native command says to `program` on its standard input, in the form of the page's answer.
export function native(program, options = {}) {
  const args = ["trace", "-", "--format", "json"];
  for (const [name, value] of Object.entries(options.set ?? {})) args.push("--set", `${name}=${value}`);
  if (options.expand) args.push("--expand", options.expand);
  const done = spawnSync(command, args, { input: program, maxBuffer: 1 << 30 });
  if (done.error) throw done.error;
  const output = done.stdout.toString();
  return { status: done.status, trace: output ? JSON.parse(output) : null, rendered: done.stderr.toString() };
}

// The programs of a folder, by name.
export function programs(place) {
  const files = readdirSync(path.join(root, place)).filter((name) => name.endsWith(".grad")).sort();
  return files.map((name) => ({ name, program: readFileSync(path.join(root, place, name)) }));
}

// The programs of the worked examples, by id.
export function workedExamples() {
  const file = JSON.parse(readFileSync(path.join(root, "Tests/Reference/worked-examples.json"), "utf8"));
  return file.examples
    .filter((example) => Array.isArray(example.program))
    .map(({ id, program }) => ({ name: id, program: Buffer.from(program.join("\n")) }));
}
