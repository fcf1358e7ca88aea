// Walks through the steps of a figure: the diagram, the formula and the row of the table show the
// same step at any time. Everything shown is in the page already; nothing is computed here.
(() => {
  "use strict";
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const millisecondsAStep = 2000;

  class Stepper {
    constructor(figure) {
      this.figure = figure;
      const data = JSON.parse(figure.querySelector("script.steps-data").textContent);
      this.prefix = data.prefix;
      this.steps = data.steps;
      this.diagram = figure.querySelector(".diagram");
      // The diagram once, or once for each state of its frames, with other names for what is folded.
      const folds = this.diagram?.querySelector("script.folds-data");
      this.views = folds ? JSON.parse(folds.textContent) : [{ prefix: this.prefix, aliases: {} }];
      this.box = figure.querySelector(".steps-box");
      this.sayings = [...figure.querySelectorAll(".sayings > li")];
      this.rows = [...figure.querySelectorAll(".steps-box tbody tr")];
      this.controls = figure.querySelector(".controls");
      this.slider = this.controls.querySelector("input");
      this.count = this.controls.querySelector(".count");
      this.buttons = Object.fromEntries(
        [...this.controls.querySelectorAll("button")].map((button) => [button.dataset.go, button]));
      this.playLabel = this.buttons.play.getAttribute("aria-label");
      this.findLabels();
      this.listen();
      this.controls.hidden = false;
      // A click anywhere on the board gives it the keys.
      figure.querySelector(".board").tabIndex = -1;
      this.show(1, { scrolling: "none" });
      figure.querySelector(".sayings").setAttribute("aria-live", "polite");
    }

    get last() {
      return this.steps.length;
    }

    // A part in every view that shows it.
    parts(name) {
      return this.views
        .map(({ prefix, aliases }) => document.getElementById(prefix + (aliases[name] ?? name)))
        .filter(Boolean);
    }

    // Labels by the first step from which they are known, marks by step, steps by mark.
    findLabels() {
      this.revealed = new Map();
      this.marks = [];
      this.stepsOfMark = new Map();
      this.steps.forEach((step, index) => {
        for (const name of step.reveals) {
          for (const label of this.parts(name))
            if (!this.revealed.has(label)) this.revealed.set(label, index + 1);
        }
        this.marks.push([...new Set(step.marks.flatMap((name) => this.parts(name)))]);
        for (const mark of this.marks[index]) {
          if (!this.stepsOfMark.has(mark)) this.stepsOfMark.set(mark, []);
          this.stepsOfMark.get(mark).push(index + 1);
          mark.classList.add("jump");
        }
      });
    }

    listen() {
      const { first, back, play, forward, last } = this.buttons;
      first.addEventListener("click", () => this.go(1));
      back.addEventListener("click", () => this.go(this.current - 1));
      forward.addEventListener("click", () => this.go(this.current + 1));
      last.addEventListener("click", () => this.go(this.last));
      play.addEventListener("click", () => (this.timer ? this.pause() : this.play()));
      this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
      this.figure.addEventListener("keydown", (event) => this.press(event));
      this.rows.forEach((row, index) => {
        row.addEventListener("click", (event) => {
          event.preventDefault();
          this.go(index + 1);
          rememberPlace(row.querySelector("a").hash);
        });
      });
      this.diagram?.addEventListener("click", (event) => this.jumpFrom(event.target));
      this.diagram?.addEventListener("fold", () => this.scrollInside());
    }

    // From a node to the next step that it takes part in, round and round.
    jumpFrom(target) {
      const mark = target.closest(".jump");
      if (!mark) return;
      const steps = this.stepsOfMark.get(mark);
      this.go(steps.find((step) => step > this.current) ?? steps[0]);
    }

    press(event) {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (event.target === this.slider) return;
      const inTable = this.box?.contains(event.target);
      let step;
      if (event.shiftKey) {
        if (event.target !== this.diagram || !event.key.startsWith("Arrow")) return;
        const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
        this.diagram.scrollBy({ left: 60 * way });
        event.preventDefault();
        return;
      }
      switch (event.key) {
        case "ArrowRight": step = this.current + 1; break;
        case "ArrowLeft": step = this.current - 1; break;
        case "ArrowDown": if (inTable) step = this.current + 1; break;
        case "ArrowUp": if (inTable) step = this.current - 1; break;
        case "Home": step = 1; break;
        case "End": step = this.last; break;
      }
      if (step === undefined) return;
      event.preventDefault();
      this.go(step);
      if (inTable && event.target !== this.box) this.rows[this.current - 1].querySelector("a").focus({ preventScroll: true });
    }

    go(step) {
      this.pause();
      this.show(step);
    }

    show(step, { scrolling = "inside" } = {}) {
      const target = Math.min(Math.max(step, 1), this.last);
      if (target === this.current) return;
      const before = this.current;
      this.current = target;
      this.figure.dataset.step = String(target);
      this.figure.dataset.phase = this.steps[target - 1].phase;
      if (before) this.unmark(before - 1);
      this.mark(target - 1);
      for (const [label, from] of this.revealed) label.classList.toggle("later", from > target);
      this.slider.value = String(target);
      this.count.textContent = this.count.dataset.pattern.replace("%1", target).replace("%2", this.last);
      this.slider.setAttribute("aria-valuetext", this.count.textContent);
      const atStart = String(target === 1);
      const atEnd = String(target === this.last);
      this.buttons.first.setAttribute("aria-disabled", atStart);
      this.buttons.back.setAttribute("aria-disabled", atStart);
      this.buttons.forward.setAttribute("aria-disabled", atEnd);
      this.buttons.last.setAttribute("aria-disabled", atEnd);
      if (scrolling === "inside") this.scrollInside();
    }

    unmark(index) {
      for (const mark of this.marks[index]) mark.classList.remove("now", "back");
      this.sayings[index].classList.remove("now");
      const row = this.rows[index];
      if (!row) return;
      row.classList.remove("now", "back");
      row.removeAttribute("aria-current");
      row.querySelector("a").tabIndex = -1;
    }

    mark(index) {
      const isBackward = this.steps[index].phase === "backward";
      for (const mark of this.marks[index]) {
        mark.classList.add("now");
        mark.classList.toggle("back", isBackward);
      }
      this.sayings[index].classList.add("now");
      const row = this.rows[index];
      if (!row) return;
      row.classList.add("now");
      row.classList.toggle("back", isBackward);
      row.setAttribute("aria-current", "step");
      row.querySelector("a").tabIndex = 0;
    }

    // The row and the marked part of the diagram come into view inside their boxes; the page stays.
    scrollInside() {
      const row = this.rows[this.current - 1];
      if (row && this.box) {
        const box = this.box.getBoundingClientRect();
        const place = row.getBoundingClientRect();
        const head = row.closest("table").tHead.getBoundingClientRect().height;
        if (place.top < box.top + head || place.bottom > box.bottom) {
          const middle = place.top - box.top - (box.height - place.height) / 2;
          this.box.scrollBy({ top: middle });
        }
      }
      const marks = this.marks[this.current - 1];
      if (this.diagram && marks.length > 0) {
        const box = this.diagram.getBoundingClientRect();
        const places = marks
          .filter((mark) => mark.getClientRects().length > 0)
          .map((mark) => mark.getBoundingClientRect());
        if (places.length === 0) return;
        const left = Math.min(...places.map((place) => place.left));
        const right = Math.max(...places.map((place) => place.right));
        const top = Math.min(...places.map((place) => place.top));
        const bottom = Math.max(...places.map((place) => place.bottom));
        const away = { behavior: calm.matches ? "auto" : "smooth", left: 0, top: 0 };
        if (left < box.left || right > box.right) away.left = (left + right - box.left - box.right) / 2;
        if (top < box.top || bottom > box.bottom) away.top = (top + bottom - box.top - box.bottom) / 2;
        if (away.left || away.top) this.diagram.scrollBy(away);
      }
    }

    play() {
      if (this.current === this.last) this.show(1);
      this.figure.classList.add("playing");
      this.namePlay(this.buttons.play.dataset.pause);
      this.timer = setInterval(() => {
        this.show(this.current + 1);
        if (this.current === this.last) this.pause();
      }, millisecondsAStep);
    }

    pause() {
      clearInterval(this.timer);
      this.timer = undefined;
      this.figure.classList.remove("playing");
      this.namePlay(this.playLabel);
    }

    namePlay(label) {
      this.buttons.play.setAttribute("aria-label", label);
      this.buttons.play.title = label;
    }
  }

  // The address names the step, so that it can be sent to somebody.
  function rememberPlace(hash) {
    try {
      history.replaceState(null, "", hash);
    } catch {
      // Some browsers keep the address of a page read from disk as it is.
    }
  }

  const steppers = [...document.querySelectorAll(".stepper")].map((figure) => new Stepper(figure));

  function followAddress() {
    const name = decodeURIComponent(location.hash.slice(1));
    const saying = name && document.getElementById(name);
    const stepper = saying && steppers.find(({ sayings }) => sayings.includes(saying));
    if (!stepper) return;
    stepper.go(stepper.sayings.indexOf(saying) + 1);
    stepper.figure.scrollIntoView({ block: "nearest" });
  }

  addEventListener("hashchange", followAddress);
  followAddress();
})();
