// What exercises and questions do with a script: hints come one at a time, a question tells about the
// choices that were made, an exercise can be copied as an answer file, and is checked where the site has the
// engine. Without scripts everything is there, folded.
(() => {
  "use strict";
  const folder = new URL(".", document.currentScript.src);

  function make(tag, attributes = {}, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  }

  function button(words, act) {
    const made = make("button", { type: "button" }, words);
    made.addEventListener("click", act);
    return made;
  }

  // A line with buttons and what came of them, said aloud.
  function makeControls(exercise, ...buttons) {
    const status = make("span", { role: "status" });
    const line = make("div", { class: "checking" }, ...buttons, status);
    const before = [...exercise.children].find((child) => child.matches(".hints, .solution"));
    exercise.insertBefore(line, before ?? null);
    return status;
  }

  // The next hint shows up when the one before it has been opened.
  for (const hints of document.querySelectorAll(".hints")) {
    const all = [...hints.children];
    all.forEach((hint, index) => {
      hint.hidden = index > 0;
      hint.addEventListener("toggle", () => {
        if (hint.open && all[index + 1]) all[index + 1].hidden = false;
      });
    });
  }

  // ---- questions ---------------------------------------------------------------------------------

  function prepareQuestion(question) {
    const choices = [...question.querySelectorAll(".choice")].map((choice) => ({
      input: choice.querySelector("input"),
      told: choice.querySelector(".justification"),
    }));
    if (choices.length === 0 || choices.some(({ input, told }) => !input || !told)) return;
    const takesOne = choices[0].input.type === "radio";

    function fold() {
      for (const { told } of choices) {
        told.hidden = true;
        told.open = false;
      }
      status.textContent = "";
    }

    function check() {
      fold();
      const chosen = choices.filter(({ input }) => input.checked);
      for (const { told } of chosen) {
        told.hidden = false;
        told.open = true;
      }
      status.textContent = verdict(choices, chosen, takesOne);
    }

    const status = makeControls(question, button("Check", check));
    fold();
    for (const { input } of choices) input.addEventListener("change", fold);
  }

  function verdict(choices, chosen, takesOne) {
    const isRight = ({ told }) => told.dataset.verdict === "right";
    const right = choices.filter(isRight).length;
    const found = chosen.filter(isRight).length;
    const wrong = chosen.length - found;
    if (chosen.length === 0) return takesOne ? "Choose one first." : "Choose first.";
    if (found === right && wrong === 0) return takesOne ? "✓ Right." : "✓ All right.";
    if (takesOne) return "✗ Not right.";
    const strays = wrong === 0 ? "" : wrong === 1 ? ", and one that is not right" : `, and ${wrong} that are not right`;
    return `✗ Found ${found} of ${right}${strays}.`;
  }

  // ---- answers -----------------------------------------------------------------------------------

  // The fields of one thing that is asked, and what stands in them as a line of an answer file.
  class Ask {
    constructor(item) {
      this.item = item;
      this.quantity = item.dataset.quantity;
      this.fields = [...item.querySelectorAll("input, textarea")];
      this.rows = [...item.querySelectorAll(".row")].map((row) => [...row.querySelectorAll("input")]);
      for (const field of this.fields) field.addEventListener("input", () => this.clear());
    }

    get isVector() {
      return this.rows.length === 1 && this.item.dataset.rank === "1";
    }

    get isBlank() {
      return this.fields.every((field) => field.value.trim() === "");
    }

    // Why it cannot be handed on; empty where it can.
    get problem() {
      if (this.rows.length === 0 || this.isBlank) return "";
      const empty = this.fields.filter((field) => field.value.trim() === "").length;
      if (empty > 0) return empty === 1 ? "One field is still empty." : `${empty} fields are still empty.`;
      if (this.fields.some((field) => /[,;[\]]/.test(number(field))))
        return "Write one number into each field, with a point for decimals.";
      return "";
    }

    // As it stands in an answer file, after the `=`.
    get answer() {
      if (this.isBlank) return "";
      if (this.rows.length === 0) return this.fields[0].value.replace(/\s+/g, " ").trim();
      const rows = this.rows.map((row) => `[${row.map(number).join(", ")}]`);
      return this.isVector ? rows[0] : `[${rows.join(", ")}]`;
    }

    get line() {
      return `${this.quantity} = ${this.answer}`;
    }

    show(sign, title, messages) {
      this.clear();
      const head = make("p", {}, make("b", {}, `${sign} ${title}`));
      const told = make("div", { class: "verdict" }, head, ...messages.map((words) => make("p", {}, words)));
      told.id = `${this.fields[0].id}.verdict`;
      this.item.insertBefore(told, this.item.querySelector(".hints"));
      for (const field of this.fields) {
        const about = field.getAttribute("aria-describedby");
        field.setAttribute("aria-describedby", [told.id, about].filter(Boolean).join(" "));
        if (sign === "✗" || sign === "?") field.setAttribute("aria-invalid", "true");
      }
    }

    clear() {
      const told = this.item.querySelector(".verdict");
      if (!told) return;
      told.remove();
      for (const field of this.fields) {
        field.removeAttribute("aria-invalid");
        const about = (field.getAttribute("aria-describedby") ?? "").replace(told.id, "").trim();
        if (about) field.setAttribute("aria-describedby", about);
        else field.removeAttribute("aria-describedby");
      }
    }
  }

  // A number of a grid; there a comma would part, so that of a plain decimal becomes a point.
  function number(field) {
    const text = field.value.replace(/\s+/g, " ").trim();
    const parts = /^([-+−–]?\d*),(\d+)$/.exec(text);
    // 1,000 may be one or a thousand; that is asked.
    const isClear = parts && (parts[2].length !== 3 || parts[1].replace(/\D/g, "") === "0");
    return isClear ? `${parts[1]}.${parts[2]}` : text;
  }

  async function copy(text, status, exercise) {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = "Copied: a line for each answer.";
    } catch {
      // Where a page may not copy, the person does.
      let shown = exercise.querySelector("textarea.copied");
      if (!shown) {
        shown = make("textarea", { class: "copied", readonly: "", "aria-label": "Answers, a line for each" });
        status.parentElement.after(shown);
      }
      shown.value = text;
      shown.rows = text.split("\n").length;
      shown.select();
      status.textContent = "Copy the lines below.";
    }
  }

  function prepareExercise(exercise) {
    const asks = [...exercise.querySelectorAll(".ask")].map((item) => new Ask(item));
    if (asks.length === 0 || asks.some((ask) => ask.fields.length === 0)) return;
    const text = () => asks.map((ask) => ask.line + "\n").join("");
    const data = exercise.querySelector("script.exercise-data");
    const buttons = [button("Copy answers", () => copy(text(), status, exercise))];
    let check;
    if (data && typeof WebAssembly === "object") {
      const { program } = JSON.parse(data.textContent);
      check = () => checkAnswers(program, asks, status, buttons[0]);
      buttons.unshift(button("Check", check));
    }
    const status = makeControls(exercise, ...buttons);
    if (!check) return;
    exercise.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      check();
    });
  }

  // ---- checking ----------------------------------------------------------------------------------

  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = make("script", { src: new URL(name, folder).href });
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error(`${name} cannot be loaded`)));
      document.head.append(script);
    });

  // The engine, loaded when it is first needed.
  //
  // A page read from disk may not ask for other files, but may load scripts: there the engine comes as one.
  let waiting;
  function engine() {
    waiting ??= (async () => {
      await load("engine.js");
      if (location.protocol !== "file:") return globalThis.Gradus.load(new URL("gradus.wasm", folder));
      await load("gradus.wasm.js");
      return globalThis.Gradus.load(Uint8Array.from(atob(globalThis.gradusCode), (c) => c.charCodeAt(0)));
    })();
    waiting.catch(() => (waiting = undefined));
    return waiting;
  }

  const signs = {
    correct: ["✓", "Right."],
    imprecise: ["≈", "Right, but not precise."],
    follows: ["→", "Follows."],
    wrong: ["✗", "Not right."],
    unreadable: ["?", "Cannot be read."],
  };

  async function checkAnswers(program, asks, status) {
    const handed = asks.filter((ask) => !ask.isBlank && !ask.problem);
    for (const ask of asks) {
      if (ask.problem) ask.show("?", "Not complete.", [ask.problem]);
      else ask.clear();
    }
    if (handed.length === 0) {
      status.textContent = asks.some((ask) => ask.problem) ? "Complete the answers first." : "Answer first.";
      return;
    }
    status.textContent = "Checking …";
    let answer;
    try {
      const gradus = await engine();
      // What was just said is drawn before the engine takes its time.
      await new Promise((resolve) => setTimeout(resolve, 20));
      answer = gradus.check(program, handed.map((ask) => ask.line + "\n").join(""));
    } catch {
      status.textContent = "The checker could not be loaded.";
      return;
    }
    if (!answer.check) {
      status.textContent = answer.diagnostics[0]?.message ?? "This exercise cannot be checked.";
      return;
    }
    const marked = new Map(answer.check.answers.map((one) => [one.quantity, one]));
    for (const ask of handed) {
      const one = marked.get(ask.quantity);
      if (!one || !(one.verdict in signs)) continue;
      const [sign, title] = signs[one.verdict];
      const follows = one.verdict === "follows" && one.from;
      ask.show(sign, follows ? `Follows from your ${one.from}.` : title, messages(one));
    }
    const { score, of } = answer.check;
    status.textContent = score === of ? "✓ All right." : `${score} of ${of} right.`;
  }

  function messages(one) {
    const words = (one.diagnosis ?? []).map(({ message }) => message);
    const telling = (one.diagnosis ?? []).map(({ ask }) => ask).find(Boolean);
    if (telling) words.push(`Work out ${telling} too: that tells which it was.`);
    if (one.problem?.message) words.push(one.problem.message);
    for (const notice of one.notices ?? []) words.push(notice.message ?? notice);
    return [...new Set(words)];
  }

  for (const exercise of document.querySelectorAll(".exercise.fields")) {
    if (exercise.classList.contains("question")) prepareQuestion(exercise);
    else prepareExercise(exercise);
  }
})();
