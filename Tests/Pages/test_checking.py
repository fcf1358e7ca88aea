#!/usr/bin/env python3
"""Tests that pages check answers with the engine, read from disk and from a server.

    test_checking.py SITE

SITE is what `gradus build Tests/Pages/exercises --engine .build/browser/gradus-check.wasm` wrote. The last
line is `N passed, N failed`; the exit status is 0 only if nothing failed.
"""
import functools
import http.server
import pathlib
import sys
import threading
import time

sys.dont_write_bytecode = True

from browser import find_chromium, load_playwright

failed = passed = 0


def check(what, held, found=""):
    global passed, failed
    passed, failed = passed + bool(held), failed + (not held)
    if not held:
        print(f"FAILED {what}: {found!r}"[:600])


def wait_until(holds):
    """Asks again and again; the page's own policy lets no test wait in it."""
    end = time.monotonic() + 20
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("nothing came of it")
        time.sleep(0.05)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def fill(exercise, *answers):
    fields = exercise.locator("input[type=text]")
    for index, answer in enumerate(answers):
        fields.nth(index).fill(answer)


def verdicts(exercise):
    """What is said of each thing that is asked: the sign, the title, the messages."""
    said = []
    for ask in exercise.locator(".ask").all():
        told = ask.locator(".verdict")
        said.append(told.inner_text().replace("\n", " ") if told.count() else "")
    return said


def judged(exercise):
    """Presses Check and waits for what comes of it."""
    status = exercise.locator("[role=status]")
    exercise.get_by_role("button", name="Check").click()
    wait_until(lambda: status.inner_text() and not status.inner_text().startswith("Checking"))
    return status.inner_text()


def follow(browser, address, how):
    page = browser.new_page(viewport={"width": 1000, "height": 1000})
    complaints, asked = [], []
    page.on("console", lambda m: m.type in ("error", "warning") and complaints.append(m.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/01-numbers.html")
    neuron = page.locator(".exercise").first
    check(f"{how}: the engine is not loaded before it is needed", not any("wasm" in url for url in asked), asked)

    check(f"{how}: nothing is judged that is not there", judged(neuron) == "Answer first.")
    fill(neuron, "1", "0.7311", "-0.1966", "-0.3932")
    check(f"{how}: all right", judged(neuron) == "✓ All right.", verdicts(neuron))
    check(f"{how}: each is right", all(v.startswith("✓") for v in verdicts(neuron)), verdicts(neuron))
    loaded = [url.rsplit("/", 1)[1] for url in asked if "wasm" in url or "engine" in url]
    one = "gradus-check.wasm" if address.startswith("http") else "gradus-check.wasm.js"
    check(f"{how}: the engine is loaded once", loaded == ["engine.js", one], loaded)

    field = neuron.locator("input[type=text]").nth(1)
    field.fill("0.73")
    check(f"{how}: what is changed has no verdict", verdicts(neuron)[1] == "" and verdicts(neuron)[0] != "")
    field.press("Enter")
    wait_until(lambda: all(verdicts(neuron)))
    check(f"{how}: Enter checks, and says what is not precise", verdicts(neuron)[1].startswith("≈") and
          "digits" in verdicts(neuron)[1], verdicts(neuron))
    told = field.get_attribute("aria-describedby").split()
    check(f"{how}: the verdict describes the field", any("verdict" in id for id in told) and
          all(page.locator(f"[id='{id}']").count() == 1 for id in told), told)

    # The sign of ∂z/∂w is lost: each slope times the input's size.
    fill(neuron, "1", "0.7311", "0.1966", "0.3932")
    check(f"{how}: a slip is told", judged(neuron) == "2 of 3 right." and verdicts(neuron)[2].startswith("✗ Not right."))
    check(f"{how}: with what was forgotten", len(verdicts(neuron)[2]) > 20, verdicts(neuron)[2])
    check(f"{how}: and not with the right value", "-0.1966" not in verdicts(neuron)[2] and "−0.1966" not in verdicts(neuron)[2])
    check(f"{how}: its field is marked",
          neuron.locator("input[aria-invalid=true]").count() == 2)

    fill(neuron, "2", "0.8808", "-0.105", "-0.21")
    judged(neuron)
    check(f"{how}: what follows from a wrong answer follows", verdicts(neuron)[1].startswith("→ Follows from your z."), verdicts(neuron))

    layer = page.locator(".exercise").nth(1)
    fill(layer, "0.5", "", "1,000", "1", "2", "3", "")
    said = judged(layer)
    check(f"{how}: what is not complete is told", [v[:1] for v in verdicts(layer)] == ["?", "?", "?"], verdicts(layer))
    check(f"{how}: and counts as nothing", said.startswith("0 of 3"), said)
    fill(layer, "0,5", "0.5", "1/2", "1", "1", "2", "2")
    check(f"{how}: a plain decimal comma is one in a grid, too", judged(layer) == "✓ All right.", verdicts(layer))
    check(f"{how}: nothing is complained of", not complaints, complaints)
    page.goto(f"{address}/02-words.html")
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    check(f"{how}: a page that checks nothing may run no engine", "wasm" not in policy and "connect" not in policy, policy)
    page.close()


def main():
    site = pathlib.Path(sys.argv[1]).resolve()
    sync_playwright = load_playwright()
    handler = functools.partial(Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        follow(browser, site.as_uri(), "from disk")
        follow(browser, f"http://127.0.0.1:{server.server_port}", "from a server")
        browser.close()
    server.shutdown()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
