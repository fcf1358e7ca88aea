#!/usr/bin/env python3
"""Tests the page of examples/browser in headless Chromium, as a person uses it.

    test_demo.py [FOLDER-WITH-THE-ENGINE]

FOLDER is what Scripts/build-browser.sh wrote to (.build/browser). The last line is `N passed, N failed`;
the exit status is 0 only if nothing failed.
"""
import functools
import http.server
import pathlib
import shutil
import sys
import tempfile
import threading

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "Pages"))

from browser import find_chromium, load_playwright

failed = passed = 0


def check(what, held, found=""):
    global passed, failed
    passed, failed = passed + bool(held), failed + (not held)
    if not held:
        print(f"FAILED {what}: {found!r}"[:600])


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def rows(page, table):
    return page.eval_on_selector_all(
        f"#{table} tbody tr", "rows => rows.map(r => [...r.cells].map(c => c.textContent))")


def type_program(page, text):
    page.fill("#program", text)


def wait_for(page, expression):
    page.wait_for_function(expression, timeout=15000)


def follow(page):
    wait_for(page, "document.getElementById('status').textContent.includes('steps, in')")
    check("the first program is computed", ["x", "-2", "-4"] in rows(page, "values"), rows(page, "values"))
    steps = rows(page, "steps")
    check("its steps go forward and back", [s[1] for s in steps] == ["→ forward"] * 2 + ["← backward"] * 4, steps)
    check("the last is told", steps[-1][2] == "grad y from q: (-4) * 1 = -4; sum -4", steps[-1])

    type_program(page, "x = 3; y = x * x; backward y")
    wait_for(page, "document.querySelector('#values tbody').textContent.includes('y91')")
    check("what is typed is computed", rows(page, "values") == [["x", "3", "6"], ["y", "9", "1"]], rows(page, "values"))

    type_program(page, "x = 3; y = x * z")
    wait_for(page, "!document.getElementById('messages').hidden")
    told = page.text_content("#messages")
    check("a mistake is told with its place", told.startswith("<program>:1:16: error: unknown name 'z'"), told)
    check("the field is marked", page.get_attribute("#program", "aria-invalid") == "true")
    check("what was computed before stays", len(rows(page, "values")) == 2)

    type_program(page, "x = -1; y = sigmoid(x); z = log(0 * y)")
    wait_for(page, "document.getElementById('messages').textContent.includes('warning')")
    check("a warning is told", "log" in page.text_content("#messages"), page.text_content("#messages"))
    before = len(rows(page, "steps"))
    page.check("#expand")
    wait_for(page, f"document.querySelectorAll('#steps tbody tr').length > {before}")
    check("functions are drawn open", any("exp(" in row[2] for row in rows(page, "steps")))

    page.select_option("#examples", "ten steps of descent")
    wait_for(page, "document.getElementById('status').textContent.includes('the loss went from')")
    check("descent is told", "in 10 steps" in page.text_content("#status"), page.text_content("#status"))

    type_program(page, "x = normal([300, 300], seed=1)\n" + "\n".join(
        f"y{i} = {'x' if i == 0 else f'y{i - 1}'} @ x / 20" for i in range(5)))
    wait_for(page, "/Given up|10 steps, in/.test(document.getElementById('status').textContent)")
    type_program(page, "x = 2; y = x + 1; backward y")
    wait_for(page, "document.querySelector('#values tbody').textContent.includes('y31')")
    check("after a program that takes long the next one runs", True)


def main():
    engine = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build" / "browser")
    sync_playwright = load_playwright()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for file in [*(ROOT / "examples" / "browser").glob("*.*"), engine / "gradus.js", engine / "gradus.wasm"]:
            shutil.copy(file, folder)
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for scheme, width in (("light", 1200), ("dark", 360)):
            page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
            complaints = []
            page.on("console", lambda m: m.type in ("error", "warning") and complaints.append(m.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            follow(page)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            check(f"the page is not wider than {width} pixels", wide <= 0, wide)
            check("nothing is complained of", not complaints, complaints)
            page.close()
        browser.close()
        server.shutdown()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
