// Shows what belongs together in two pictures: pointing at a node, or reaching it with the keyboard, marks
// it and its peers; a click or Enter keeps the mark. Without this script the nodes are plain links.
(() => {
  "use strict";
  const links = [...document.querySelectorAll("a.peer")];
  const peersOf = (link) =>
    link.dataset.peers.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
  const marked = { linked: [], kept: [] };

  function mark(name, link) {
    for (const part of marked[name]) part.classList.remove(name);
    marked[name] = link ? [link.firstElementChild, ...peersOf(link)] : [];
    for (const part of marked[name]) part.classList.add(name);
  }

  // The peers come into view inside their own box; the page stays.
  function bringIntoView(link) {
    const places = peersOf(link).filter((part) => part.getClientRects().length > 0);
    const box = places[0]?.closest(".scroll");
    if (!box) return;
    const frame = box.getBoundingClientRect();
    const sides = places.map((part) => part.getBoundingClientRect());
    const left = Math.min(...sides.map((side) => side.left));
    const right = Math.max(...sides.map((side) => side.right));
    const top = Math.min(...sides.map((side) => side.top));
    const bottom = Math.max(...sides.map((side) => side.bottom));
    const away = { left: 0, top: 0 };
    if (left < frame.left || right > frame.right) away.left = (left + right - frame.left - frame.right) / 2;
    if (top < frame.top || bottom > frame.bottom) away.top = (top + bottom - frame.top - frame.bottom) / 2;
    if (away.left || away.top) box.scrollBy(away);
  }

  for (const link of links) {
    link.addEventListener("pointerenter", () => mark("linked", link));
    link.addEventListener("pointerleave", () => mark("linked", null));
    link.addEventListener("focus", () => {
      mark("linked", link);
      bringIntoView(link);
    });
    link.addEventListener("blur", () => mark("linked", null));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const isKept = marked.kept[0] === link.firstElementChild;
      mark("kept", isKept ? null : link);
      if (!isKept) bringIntoView(link);
    });
  }
  if (links.length > 0) {
    addEventListener("keydown", (event) => {
      if (event.key === "Escape") mark("kept", null);
    });
  }
})();
