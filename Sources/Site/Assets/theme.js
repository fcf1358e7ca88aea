// Runs before anything is drawn: says that scripts work, and puts on the look chosen last time.
(() => {
  "use strict";
  const page = document.documentElement;
  page.classList.add("scripted");
  try {
    const chosen = localStorage.getItem("gradus-theme");
    if (chosen === "light" || chosen === "dark") page.dataset.theme = chosen;
  } catch {
    // Storage can be closed to pages read from disk; the system's own choice stands then.
  }
})();
