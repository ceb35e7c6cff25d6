"use strict";
// Light, dark, or as the system has it; kept where the browser lets a file keep something.
(() => {
  const root = document.documentElement;
  const keep = (value) => { try { localStorage.setItem("notelint-theme", value); } catch { /* not kept */ } };
  const kept = () => { try { return localStorage.getItem("notelint-theme"); } catch { return null; } };
  const set = (value) => {
    if (value === "light" || value === "dark") { root.dataset.theme = value; } else { delete root.dataset.theme; }
  };
  set(kept());
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) { return; }
    button.hidden = false;
    const dark = () => root.dataset.theme ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    const name = () => { button.textContent = dark() ? "Use light colors" : "Use dark colors"; };
    name();
    button.addEventListener("click", () => { const to = dark() ? "light" : "dark"; set(to); keep(to); name(); });
  });
})();
