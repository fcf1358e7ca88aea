"""The tests of the kernels as a program without Swift Testing: plain.py FOLDER FILE.swift ...

Swift's toolchain has Swift Testing only for the machine that it runs on, and its macros ask for more than
Embedded Swift has. The tests of kernels need little of it, so what they have is written plainly: `#expect` becomes
a call of the stand-in beside this file, line for line, and `@Test` a call in `Main.swift`.
"""

import pathlib
import re
import sys


def end_of(text, start):
  """Where the bracket that opens at `start` is closed."""
  depth = 0
  for place in range(start, len(text)):
    depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[place], 0)
    if depth == 0:
      return place + 1
  raise SystemExit("a bracket is never closed")


def collections(text):
  """What stands between commas in the arguments of a test."""
  parts, start, place = [], 0, 0
  while place < len(text):
    if text[place] in "([":
      place = end_of(text, place)
    elif text[place] == ",":
      parts.append(text[start:place])
      start = place = place + 1
    else:
      place += 1
  return [part.strip() for part in parts + [text[start:]] if part.strip()]


def call(suite, test, signature, arguments):
  """A statement that calls a test with all of its arguments."""
  names = re.findall(r"(\w+): ", signature)
  values = collections(arguments)
  taken = names if len(values) == len(names) else [f"({', '.join(names)})"]
  loops = "".join(
    f"for {name} in {value} {{ " for name, value in zip(taken, values, strict=True)
  )
  given = ", ".join(f"{name}: {name}" for name in names)
  title = f"{suite}: {test}".replace("`", "")
  return f'  test("{title}") {{ {loops}{suite}().{test}({given})' + " }" * (len(values) + 1)


def plain(text, calls):
  """The text without macros, as many lines as before; a call of each test is added to `calls`."""
  text = re.sub(r"^import (FastKernels|Testing)$", "", text, flags=re.M)
  text = text.replace("#expect(", "expect(")
  pieces, done, suite = [], 0, None
  for match in re.finditer(r"@Suite struct (`[^`]+`|\w+)|@Test\b", text):
    pieces.append(text[done : match.start()])
    done = match.end()
    if match[1]:
      suite = match[1]
      pieces.append("struct " + suite)
      continue
    if text[done] == "(":
      done = end_of(text, done)
    arguments = re.sub(r"^\(\s*arguments:|\)$", "", text[match.end() : done]).strip()
    pieces.append("\n" * text.count("\n", match.start(), done))
    test = re.compile(r"\s*func (`[^`]+`|\w+)").match(text, done)
    calls.append(call(suite, test[1], text[test.end() : end_of(text, test.end())], arguments))
  return "".join(pieces) + text[done:]


def main():
  folder, *sources = map(pathlib.Path, sys.argv[1:])
  folder.mkdir(parents=True, exist_ok=True)
  calls = []
  for source in sources:
    (folder / source.name).write_text(plain(source.read_text(), calls))
  head = "import Kernels\n\n/// Runs every test.\nfunc runAll() {\n"
  (folder / "Main.swift").write_text(head + "\n".join(calls) + "\n}\n")


main()
