"""What exercises and questions do on a page: with the keyboard, without scripts, on paper."""
from browser import reader

# The stops of the keyboard inside an exercise, in the order of the page; of radio buttons one is a stop.
STOPS = """
exercise => {
  const groups = new Set();
  return [...exercise.querySelectorAll('input, textarea, summary, button, .scroll[tabindex="0"], .listing[tabindex="0"]')]
    .filter(e => !(e.tagName === 'SUMMARY' ? e.parentElement.parentElement : e).closest('details:not([open])'))
    .filter(e => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible')
    .filter(e => e.type !== 'radio' || (!groups.has(e.name) && groups.add(e.name)))
    .map(e => e.id || e.textContent.trim());
}
"""

HERE = "document.activeElement.id || document.activeElement.textContent.trim()"

# Fields without a name for who hears the page, and labels that lead nowhere.
UNNAMED = """
() => [...document.querySelectorAll('.exercise input, .exercise textarea')]
  .filter(e => !e.getAttribute('aria-label') && !document.querySelector(`label[for="${CSS.escape(e.id)}"]`))
  .concat([...document.querySelectorAll('.exercise label')].filter(e => !document.getElementById(e.htmlFor)))
  .map(e => e.outerHTML.slice(0, 80))
"""

# What must not be seen on paper, and fields that still look like fields.
PRINTED = """
() => [...document.querySelectorAll('.hint, .solution, .justification, .checking, .verdict, .how')]
  .filter(e => e.getClientRects().length > 0)
  .concat([...document.querySelectorAll('.exercise input[type=text]')].filter(e => {
    const style = getComputedStyle(e);
    return style.borderTopWidth !== '0px' || style.borderBottomWidth === '0px';
  })).map(e => e.outerHTML.slice(0, 80))
"""


def check_tab_order(results, name, page, exercise):
    stops = exercise.evaluate(STOPS)
    if not stops:
        return
    first = exercise.locator("input, textarea, summary, button, .scroll[tabindex='0'], .listing[tabindex='0']")
    first.locator("visible=true").first.focus()
    seen = []
    for _ in stops:
        seen.append(page.evaluate(HERE))
        page.keyboard.press("Tab")
    results.check(name, "the keyboard stops at everything in order", seen == stops, (seen, stops))


def check_hints(results, name, exercise):
    for hints in exercise.locator(".hints").all():
        all_hints = hints.locator("details")
        count = all_hints.count()
        for shown in range(1, count + 1):
            visible = [h.is_visible() for h in all_hints.all()]
            results.check(name, f"hint {shown} comes after the one before", visible == [True] * shown + [False] * (count - shown), visible)
            all_hints.nth(shown - 1).locator("summary").click()
            results.check(name, "a hint opens", all_hints.nth(shown - 1).locator("p").is_visible())


def check_copying(results, name, page, exercise):
    """What was typed comes out as lines of an answer file."""
    fields = exercise.locator("input[type=text], .ask textarea")
    for index in range(fields.count()):
        fields.nth(index).fill(f"{index + 1}.5")
    button = exercise.get_by_role("button", name="Copy answers")
    status = exercise.locator("[role=status]")
    page.evaluate("void (navigator.clipboard.writeText = async text => { window.copied = text; })")
    button.click()
    status.filter(has_text="Copied").wait_for()
    text = page.evaluate("window.copied")
    page.evaluate("void (navigator.clipboard.writeText = async () => { throw new Error('refused'); })")
    button.click()
    status.filter(has_text="below").wait_for()
    shown = exercise.locator("textarea.copied").input_value()
    results.check(name, "where a page may not copy, the lines are shown", shown == text, shown)
    lines = text.strip().split("\n")
    quantities = exercise.locator(".ask").evaluate_all("asks => asks.map(a => a.dataset.quantity)")
    results.check(name, "every answer has a line", [line.split(" = ")[0] for line in lines] == quantities, lines)
    numbers = [n for line in lines for n in line.split(" = ", 1)[1].replace("[", "").replace("]", "").split(", ")]
    expected = [f"{i + 1}.5" for i in range(fields.count())]
    results.check(name, "every number stands in it", numbers == expected, (numbers, expected))
    shapes = exercise.locator(".ask").evaluate_all("asks => asks.map(a => a.querySelectorAll('.row').length)")
    opened = [len(line.split(" = ", 1)[1]) - len(line.split(" = ", 1)[1].lstrip("[")) for line in lines]
    matching = all(rows == 0 and deep == 0 or rows == 1 and deep >= 1 or rows > 1 and deep == 2 for rows, deep in zip(shapes, opened))
    results.check(name, "vectors and matrices are lists", matching, lines)


def check_question(results, name, page, question):
    """Checking tells about what was chosen, and about nothing else."""
    inputs = question.locator(".choice input")
    if question.locator(".justification").count() == 0:
        results.check(name, "where nothing is to be told, nothing is checked", question.get_by_role("button").count() == 0)
        return
    told = question.locator(".justification")
    status = question.locator("[role=status]")
    button = question.get_by_role("button", name="Check")
    results.check(name, "nothing is told at first", not any(t.is_visible() for t in told.all()))
    button.click()
    results.check(name, "one has to choose first", status.inner_text().startswith("Choose"), status.inner_text())
    right = [told.nth(i).get_attribute("data-verdict") == "right" for i in range(inputs.count())]
    takes_one = inputs.first.get_attribute("type") == "radio"
    results.check(name, "radio buttons are for one right choice", takes_one == (right.count(True) == 1))
    for index in range(inputs.count()):
        inputs.nth(index).check()
        button.click()
        chosen = [i for i in range(inputs.count()) if inputs.nth(i).is_checked()]
        shown = [i for i in range(inputs.count()) if told.nth(i).locator("p").is_visible()]
        results.check(name, "what was chosen is told about", shown == chosen, (shown, chosen))
        all_right = all(right[i] == (i in chosen) for i in range(inputs.count()))
        results.check(name, "the verdict is right", status.inner_text().startswith("✓") == all_right, status.inner_text())
        if not takes_one and not right[index]:
            inputs.nth(index).uncheck()
            results.check(name, "another choice takes the verdict away", status.inner_text() == "")
    button.click()
    if not takes_one:
        results.check(name, "all right choices are right", status.inner_text() == "✓ All right.", status.inner_text())
    inputs.first.focus()
    page.keyboard.press("Space")
    results.check(name, "the keyboard chooses", inputs.first.is_checked() == takes_one or not takes_one)


def check_exercises(results, browser, root, file, name):
    """Everything that a page's exercises have to do; nothing on a page without any."""
    wide = {"viewport": {"width": 1100, "height": 900}, "reduced_motion": "reduce"}
    with reader(browser, root, **wide) as window:
        page = window.open(file)
        exercises = page.locator(".exercise")
        if exercises.count() == 0:
            return
        unnamed = page.evaluate(UNNAMED)
        results.check(name, "every field has a name", not unnamed, unnamed)
        for index in range(exercises.count()):
            exercise = exercises.nth(index)
            which = f"{name} exercise {index + 1}"
            check_tab_order(results, which, page, exercise)
            if exercise.locator(".ask input").count():
                check_copying(results, which, page, exercise)
            check_hints(results, which, exercise)
            if "question" in exercise.get_attribute("class"):
                check_question(results, which, page, exercise)
        page.emulate_media(media="print")
        bad = page.evaluate(PRINTED)
        results.check(name, "paper has blanks, and nothing that helps", not bad, bad[:3])
        page.emulate_media(media="screen")
        results.check(name, "exercises do nothing that they should not", not window.complaints, window.complaints[:4])
    with reader(browser, root, java_script_enabled=False, **wide) as window:
        page = window.open(file)
        results.check(name, "without scripts there are no buttons without use", page.locator(".exercise .checking").count() == 0)
        for field in page.locator(".exercise input[type=text], .exercise textarea").all():
            field.fill("0.5")
        for fold in page.locator(".exercise details").all():
            closed = not fold.evaluate("e => e.open")
            fold.locator("> summary").click()
            results.check(name, "what is folded away opens without a script", closed and fold.evaluate("e => e.open"))
