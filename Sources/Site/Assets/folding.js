// Folds and unfolds the frames of diagrams. Every state is a picture in the page already; this exchanges
// them. A frame's name, or the box that it is folded to, is the switch.
(() => {
  "use strict";

  function prepare(diagram, data) {
    const pictures = [...diagram.querySelectorAll(".fold-state")];
    const switches = data.map(() => new Map());

    function show(state, group) {
      pictures.forEach((picture, index) => (picture.hidden = index !== state));
      // The focus stays with the frame; one that has gone into another leaves it to that one.
      const next = switches[state].get(group) ?? [...switches[state].values()][0];
      next?.focus({ preventScroll: true });
      diagram.dispatchEvent(new CustomEvent("fold", { bubbles: true }));
    }

    data.forEach((state, index) => {
      const drawing = pictures[index].querySelector("svg");
      // With switches in it, it is more than an image.
      if (state.toggles.length > 0) drawing.removeAttribute("role");
      for (const toggle of state.toggles) {
        const part = document.getElementById(state.prefix + toggle.part);
        if (!part) continue;
        switches[index].set(toggle.group, part);
        part.classList.add("fold");
        part.setAttribute("role", "button");
        part.setAttribute("tabindex", "0");
        part.setAttribute("aria-expanded", String(!toggle.folded));
        part.setAttribute("aria-label", `function ${toggle.label}`);
        const name = toggle.folded ? null : part.querySelector("text");
        name?.prepend("▾ ");
        const press = (event) => {
          event.preventDefault();
          event.stopPropagation();
          show(toggle.state, toggle.group);
        };
        part.addEventListener("click", press);
        part.addEventListener("keydown", (event) => {
          if (event.key === "Enter" || event.key === " ") press(event);
        });
      }
    });
  }

  for (const script of document.querySelectorAll("script.folds-data"))
    prepare(script.closest(".diagram"), JSON.parse(script.textContent));
})();
