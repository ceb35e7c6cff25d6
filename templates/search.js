"use strict";
// The list of rules is in the page; the box hides what does not hold every word that was typed.
document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("search");
  const entries = [...document.querySelectorAll("[data-words]")];
  const count = document.getElementById("count");
  const show = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const fits = words.every((word) => entry.dataset.words.includes(word));
      entry.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    count.textContent = shown === 1 ? "1 page" : `${shown} pages`;
  };
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("input", show);
  show();
});
