// What every page does besides its figures: the switch between light and dark, and boxes that are
// stops for the keyboard only where they scroll.
(() => {
  "use strict";
  const page = document.documentElement;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.querySelector(".theme-switch");

  function isDark() {
    return (page.dataset.theme ?? (systemIsDark.matches ? "dark" : "light")) === "dark";
  }

  function showTheme() {
    button.setAttribute("aria-pressed", String(isDark()));
  }

  if (button) {
    button.hidden = false;
    showTheme();
    systemIsDark.addEventListener("change", showTheme);
    button.addEventListener("click", () => {
      page.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("gradus-theme", page.dataset.theme);
      } catch {
        // Not remembered then.
      }
      showTheme();
    });
  }

  function mindScrolling(box) {
    const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }

  const boxes = document.querySelectorAll(".scroll:not(.diagram), .listing, .sayings .formula, p:has(> math), .line");
  const watcher = new ResizeObserver((entries) => {
    for (const entry of entries) mindScrolling(entry.target);
  });
  for (const box of boxes) watcher.observe(box);

  // A chosen line of the contents closes them where they lie over the page.
  document.querySelector("nav[popover]")?.addEventListener("click", (event) => {
    const nav = event.currentTarget;
    if (event.target.closest("a") && nav.matches(":popover-open")) nav.hidePopover();
  });
})();
