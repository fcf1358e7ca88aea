#!/usr/bin/env python3
"""Tests the pages of a built site as a reader meets them, in headless Chromium, read from disk.

    test_pages.py SITE [--only PART-OF-A-PAGE-NAME]

SITE is any folder that `gradus build` wrote. Chromium comes from the system (`apt-get install chromium`,
or name one in $CHROMIUM); Playwright's Python package is installed into a private environment on first
use. The last line is `N passed, N failed`; the exit status is 0 only if nothing failed.
"""
import argparse
import pathlib
import sys
import urllib.parse

sys.dont_write_bytecode = True  # The folder of tests stays as it is.

from browser import find_chromium, load_playwright, reader
from exercise_checks import check_exercises
from readings import FOLDS, HIDDEN, OUTLINE, PEERS, SHOWN, TOLD, TOO_WIDE


class Results:
    """Counts what held and prints what did not."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.stepped = 0

    def check(self, page, what, held, found=""):
        if held:
            self.passed += 1
            return True
        self.failed += 1
        found = f": {found!r}" if found != "" else ""
        print(f"FAILED {page}: {what}{found}"[:600])
        return False


def check_outline(results, name, page):
    outline = page.evaluate(OUTLINE)
    levels = outline["levels"]
    results.check(name, "has a language", outline["lang"])
    results.check(name, "has a title", outline["title"].strip())
    results.check(name, "has one main part", outline["mains"] == 1)
    results.check(name, "has one heading of level 1", levels.count(1) == 1, levels)
    skipped = [b for a, b in zip(levels, levels[1:]) if b > a + 1]
    results.check(name, "skips no level of headings", not skipped, levels)
    doubled = {i for i in outline["ids"] if outline["ids"].count(i) > 1}
    results.check(name, "has no id twice", not doubled, doubled)
    results.check(name, "names everything one can get into", not outline["unnamed"], outline["unnamed"])
    results.check(name, "has no inline script or style", not outline["inline"], outline["inline"])
    return outline


def check_first_tab(results, name, page):
    page.keyboard.press("Tab")
    results.check(
        name, "the first stop is the way to skip", page.evaluate("document.activeElement.className === 'skip'")
    )
    page.keyboard.press("Enter")
    results.check(
        name, "it leads to the main part", page.evaluate("document.activeElement === document.querySelector('main')")
    )


def unfold(page):
    """Opens the solutions, so that what is in them can be used."""
    page.evaluate("document.querySelectorAll('details.solution').forEach(e => { e.open = true; })")


def press(figure, action):
    """Presses a button of the controls, also one that has nothing to do at this step."""
    figure.locator(f"[data-go={action}]").click(force=True)


def check_step(results, name, figure, told, step, how):
    """At `step` the diagram, the formula, the row, the slider and the count say the same."""
    shown = figure.evaluate(SHOWN)
    steps = told["steps"]
    marks = sorted(steps[step - 1]["marks"]) if told["hasDiagram"] else []
    is_back = steps[step - 1]["phase"] == "backward"
    later = sorted(label for label, first in told["labels"].items() if first > step)
    expected = {
        "step": step, "count": f"step {step} of {len(steps)}", "slider": step, "said": [step],
        "formulas": [1], "live": True, "rows": [step], "rowInside": True, "now": marks,
        "back": marks if is_back else [], "later": later, "markInside": True,
    }
    wrong = {key: (shown[key], value) for key, value in expected.items() if shown[key] != value}
    return results.check(name, f"{how} shows step {step} everywhere alike (found, expected)", not wrong, wrong)


def check_stepper(results, name, page, figure, file, window):
    told = figure.evaluate(TOLD)
    results.stepped += 1
    name = f"{name} {told['prefix'].rstrip('.')}"
    last = len(told["steps"])
    numbers = list(range(1, last + 1))
    results.check(name, "every step marks something in the diagram", not told["empty"], told["empty"])
    if told["hasDiagram"]:
        results.check(name, "steps reveal something in the diagram", told["labels"])
    results.check(name, "every step is said", told["sayings"] == numbers, told["sayings"])
    results.check(name, "every step has its row", told["rows"] == last, told["rows"])

    def at(step, how):
        return check_step(results, name, figure, told, step, how)

    at(1, "a fresh page")
    place = figure.locator(".diagram" if told["hasDiagram"] else "[data-go=forward]").first
    place.focus()
    for step in numbers[1:]:
        page.keyboard.press("ArrowRight")
        if not at(step, "arrow right"):
            break
    page.keyboard.press("ArrowRight")
    at(last, "arrow right at the end")
    page.keyboard.press("End")
    for step in reversed(numbers[:-1]):
        page.keyboard.press("ArrowLeft")
        if not at(step, "arrow left"):
            break
    page.keyboard.press("ArrowLeft")
    at(1, "arrow left at the start")
    page.keyboard.press("End")
    at(last, "End")
    page.keyboard.press("Home")
    at(1, "Home")

    for action, step in [("last", last), ("back", max(last - 1, 1)), ("forward", last), ("first", 1)]:
        press(figure, action)
        at(step, f"the button {action}")
    slider = figure.locator("input[type=range]")
    slider.focus()
    page.keyboard.press("End")
    at(last, "the slider")
    page.keyboard.press("Home")

    middle = (last + 1) // 2
    figure.locator(f".steps-box tr[data-step='{middle}'] td").last.click()
    at(middle, "a click on a row")
    if last > middle:
        link = figure.locator(f".steps-box tr[data-step='{middle}'] a")
        link.focus()
        page.keyboard.press("ArrowDown")
        at(middle + 1, "arrow down in the table")
        results.check(
            name, "the focus goes along in the table",
            page.evaluate("document.activeElement.textContent.trim()") == str(middle + 1),
        )
    check_jumps(results, name, page, figure, told, at)

    press(figure, "last")
    press(figure, "play")
    at(1, "play at the end")
    label = figure.locator("[data-go=play]").get_attribute("aria-label")
    results.check(name, "play becomes pause", label == "Pause" or last == 1, label)
    press(figure, "first")

    target = urllib.parse.quote(f"{told['prefix']}{last}")
    other = window.open(file, "#" + target)
    again = other.locator("figure.stepper").filter(has=other.locator(f"[id='{told['prefix']}1']"))
    check_step(results, name, again, told, last, "an address with a step")


def check_jumps(results, name, page, figure, told, at):
    """A click on a node of the diagram goes to the next step that marks it, round and round."""
    if not told["hasDiagram"]:
        return
    steps = told["steps"]
    nodes = sorted({m for s in steps for m in s["marks"] if m.startswith("n")})
    # A click on the box of a folded frame opens it.
    nodes = [n for n in nodes if not page.locator(f"[id='{told['prefix']}{n}'].fold").count()]
    for node in nodes[:3]:
        press(figure, "first")
        current = 1
        with_node = [i + 1 for i, s in enumerate(steps) if node in s["marks"]]
        for _ in range(min(3, len(with_node) + 1)):
            group = page.locator(f"[id='{told['prefix']}{node}']")
            # The middle of a group with a label beside it may lie outside of its shapes.
            group.locator("circle, rect, path, text").first.click(force=True)
            current = next((step for step in with_node if step > current), with_node[0])
            at(current, f"a click on {node}")


def check_folding(results, name, page, diagram):
    """A frame's name folds it, its box unfolds it, by click and by key, and the focus stays with it."""
    before = diagram.evaluate(FOLDS)
    results.check(name, "frames that fold are switches", all(
        f["role"] == "button" and f["stop"] and f["name"] for f in before), before)
    for index, fold in enumerate(before):
        here = page.locator(f"[id='{fold['id']}']")
        here.focus()
        page.keyboard.press(("Enter", "Space")[index % 2])
        after = diagram.evaluate(FOLDS)
        focused = [f for f in after if f["focused"]]
        results.check(name, f"a key turns the frame {fold['id']}",
                      len(focused) == 1 and focused[0]["open"] != fold["open"], after)
        page.locator(f"[id='{focused[0]['id']}'] text").first.click()
        results.check(name, f"a click turns {fold['id']} back",
                      [(f["id"], f["open"]) for f in diagram.evaluate(FOLDS)]
                      == [(f["id"], f["open"]) for f in before], after)


def check_peers(results, name, page, figure):
    """Pointing at a node, or reaching it with the keyboard, marks its peers, and theirs mark it."""
    links = figure.evaluate(PEERS)
    own = {link["own"]: link for link in links}
    for link in links:
        seen = [peer for peer in link["peers"] if peer in own]
        results.check(name, f"{link['own']} has peers that lead back", seen and all(
            link["own"] in own[peer]["peers"] for peer in seen), link)
    marked = "[...document.querySelectorAll('.linked')].map(e => e.id).sort()"
    stops = [link for link in links if link["stop"]]
    for link in stops[:4] + stops[-3:]:
        there = sorted({link["own"], *[
            p for p in link["peers"] if page.evaluate("id => !!document.getElementById(id)", p)]})
        place = page.locator(f"a.peer:has(> [id='{link['own']}'])")
        place.focus()
        results.check(name, f"the focus on {link['own']} marks its peers", page.evaluate(marked) == there, there)
        page.evaluate("document.activeElement.blur()")
        place.locator("circle, rect, path").first.hover(force=True)
        results.check(name, f"pointing at {link['own']} marks its peers", page.evaluate(marked) == there, there)
        page.mouse.move(1, 1)
        place.focus()
        page.keyboard.press("Enter")
        kept = page.evaluate("[...document.querySelectorAll('.kept')].map(e => e.id).sort()")
        results.check(name, f"Enter on {link['own']} keeps the mark", kept == there, kept)
        page.keyboard.press("Escape")


def check_print(results, name, page):
    page.emulate_media(media="print")
    bad = page.evaluate(HIDDEN)
    results.check(name, "everything is printed, and no control", not bad, bad[:4])
    navigation = page.evaluate(
        "[...document.querySelectorAll('.masthead, nav.contents[popover], .way-on')]"
        ".filter(e => getComputedStyle(e).display !== 'none').length"
    )
    results.check(name, "no navigation is printed", navigation == 0)
    results.check(name, "it prints", page.pdf()[:5] == b"%PDF-")
    page.emulate_media(media="screen")


def check_theme(results, name, page):
    ground = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="light")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    results.check(name, "is dark where the system is", light != dark, light)
    switch = page.locator(".theme-switch")
    if switch.count():
        switch.click()
        results.check(name, "the switch makes it light", page.evaluate(ground) == light)
        page.reload()
        results.check(name, "the choice is kept", page.evaluate(ground) == light)
        switch.click()
        page.evaluate("localStorage.clear()")


def check_narrow(results, name, page):
    button = page.locator(".contents-button")
    if not button.count():
        return
    results.check(name, "the contents are folded away where it is narrow", not page.locator("nav.contents").is_visible())
    button.click()
    results.check(name, "and open without a script", page.locator("nav.contents").is_visible())
    page.keyboard.press("Escape")


def check_links(results, root, outlines):
    """Links inside the site lead somewhere, and previous and next are a chain through the lessons."""
    ids = {file.as_uri(): set(o["ids"]) for file, o in outlines.items()}
    for file, outline in outlines.items():
        name = file.relative_to(root).as_posix()
        bad = []
        for link in outline["links"]:
            address, _, fragment = link.partition("#")
            if not address.startswith("file:"):
                continue
            target = pathlib.Path(urllib.parse.unquote(urllib.parse.urlsplit(address).path))
            if not target.is_file() or root not in target.parents:
                bad.append(link)
            elif fragment and address in ids and urllib.parse.unquote(fragment) not in ids[address]:
                bad.append(link)
        results.check(name, "every link leads somewhere", not bad, bad[:4])
        for way, back in (("next", "previous"), ("previous", "next")):
            if outline[way]:
                other = next((o for f, o in outlines.items() if f.as_uri() == outline[way]), None)
                results.check(
                    name, f"the {way} lesson leads back", other is not None and other[back] == file.as_uri(),
                    outline[way],
                )
    lessons = [o for o in outlines.values() if o["next"] or o["previous"]]
    if lessons:
        starts = [o for o in lessons if not o["previous"]]
        results.check("site", "the lessons are one chain", len(starts) == 1, len(starts))
        marked = [o for o in lessons if len(o["current"]) == 1]
        results.check("site", "every lesson is marked in its contents", len(marked) == len(lessons))


def check_page(results, browser, root, file):
    name = file.relative_to(root).as_posix()
    wide = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
    narrow = {"viewport": {"width": 360, "height": 740}, "reduced_motion": "reduce"}
    with reader(browser, root, **wide) as window, reader(browser, root, **wide) as second:
        page = window.open(file)
        outline = check_outline(results, name, page)
        check_first_tab(results, name, page)
        unfold(page)
        figures = page.locator("figure.stepper")
        for index in range(figures.count()):
            check_stepper(results, name, page, figures.nth(index), file, second)
        folding = page.locator(".diagram:has(.fold-state)")
        for index in range(folding.count()):
            check_folding(results, f"{name} diagram {index + 1}", page, folding.nth(index))
        linked = page.locator("figure:has(a.peer)")
        for index in range(linked.count()):
            check_peers(results, f"{name} linked figure {index + 1}", page, linked.nth(index))
        bad = page.evaluate(TOO_WIDE)
        results.check(name, "fits a wide window", not bad, bad)
        check_print(results, name, page)
        check_theme(results, name, page)
        results.check(name, "does nothing that it should not", not window.complaints, window.complaints[:4])
    check_exercises(results, browser, root, file, name)
    for scripts in (True, False):
        how = "with scripts" if scripts else "without scripts"
        with reader(browser, root, java_script_enabled=scripts, **narrow) as window:
            page = window.open(file)
            # Playwright evaluates in pages whose own scripts are off, too.
            bad = page.evaluate(TOO_WIDE)
            results.check(name, f"fits 360 px {how}", not bad, bad)
            if not scripts:
                bad = page.evaluate(HIDDEN)
                results.check(name, "reads completely without scripts", not bad, bad[:4])
                check_narrow(results, name, page)
            else:
                unfold(page)
                last = page.locator("figure.stepper [data-go=last]")
                for index in range(last.count()):
                    last.nth(index).click()
                bad = page.evaluate(TOO_WIDE)
                results.check(name, "fits 360 px at the last step", not bad, bad)
            results.check(name, f"does nothing that it should not {how}", not window.complaints, window.complaints[:4])
    return outline


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("site", type=pathlib.Path)
    arguments.add_argument("--only", default="", help="test only pages with this in their names")
    options = arguments.parse_args()
    root = options.site.resolve()
    files = sorted(f for f in root.rglob("*.html") if options.only in f.relative_to(root).as_posix())
    if not files:
        sys.exit(f"no pages in {options.site}")
    chromium = find_chromium()
    sync_playwright = load_playwright()
    results = Results()
    outlines = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for file in files:
            try:
                outlines[file] = check_page(results, browser, root, file)
            except Exception as error:  # One page that breaks down hides no other.
                results.check(file.relative_to(root).as_posix(), "can be tested", False, str(error))
        browser.close()
    if not options.only:
        check_links(results, root, outlines)
        titles = [o["title"] for o in outlines.values()]
        results.check("site", "no two pages have the same title", len(set(titles)) == len(titles), titles)
    print(f"{len(files)} pages, {results.stepped} figures to step through")
    print(f"{results.passed} passed, {results.failed} failed")
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
