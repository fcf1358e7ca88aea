// Whether two runs tell the same. The C libraries of the two engines round exp, log, tanh … differently
// in the last digit; nothing else may differ.

// The first difference of two JSON values, as text; null if there is none.
export function difference(a, b, place = "") {
  if (typeof a === "number" && typeof b === "number") {
    return areClose(a, b) ? null : `${place}: ${a} and ${b}`;
  }
  if (typeof a === "string" && typeof b === "string") {
    return saysTheSame(a, b) ? null : `${place}: '${a}' and '${b}'`;
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return Object.is(a, b) ? null : `${place}: ${a} and ${b}`;
  }
  if (Array.isArray(a) !== Array.isArray(b)) return `${place}: a list and an object`;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  if (keys.join("\0") !== others.join("\0")) return `${place}: ${keys} and ${others}`;
  for (const key of keys) {
    const found = difference(a[key], b[key], `${place}/${key}`);
    if (found) return found;
  }
  return null;
}

// Equal to 1e-12: relative, or absolute for numbers below 1, which are what is left of larger ones.
function areClose(a, b) {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b));
}

const number = /\d+(?:\.\d+)?(?:e-?\d+)?/g;

// The same words; and numbers that differ by no more than one unit of the last digit that is shown.
function saysTheSame(a, b) {
  if (a === b) return true;
  if (a.replace(number, "0") !== b.replace(number, "0")) return false;
  const [left, right] = [a.match(number), b.match(number)];
  return left.every((text, i) => Math.abs(text - right[i]) <= 1.01e-5 * Math.abs(text));
}
