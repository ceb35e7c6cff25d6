"use strict";
// Marks tell what stands in the list below their note; the filters hide notes and entries. All of it is in the page.
document.addEventListener("DOMContentLoaded", () => {
  const tip = document.getElementById("tip");
  let shown = null;
  let leaving = 0;

  const hide = () => { tip.hidden = true; shown = null; };
  const show = (mark) => {
    clearTimeout(leaving);
    const told = document.getElementById(mark.getAttribute("aria-describedby"));
    if (!told) { return; }
    tip.replaceChildren(...[...told.childNodes].map((node) => node.cloneNode(true)));
    tip.hidden = false;
    shown = mark;
    const place = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left, innerWidth - tip.offsetWidth - 8));
    const below = place.bottom + 6 + tip.offsetHeight < innerHeight;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(below ? place.bottom + 6 : place.top - tip.offsetHeight - 6) + scrollY}px`;
  };
  const markOf = (event) => event.target.closest?.("a.mark");
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hide, 250); };
  document.addEventListener("mouseover", (event) => {
    const mark = markOf(event);
    if (mark) { show(mark); } else if (tip.contains(event.target)) { clearTimeout(leaving); }
  });
  document.addEventListener("mouseout", (event) => {
    if ((markOf(event) || tip.contains(event.target)) && document.activeElement !== shown) { leave(); }
  });
  document.addEventListener("focusin", (event) => { const mark = markOf(event); if (mark) { show(mark); } });
  document.addEventListener("focusout", (event) => { if (markOf(event)) { leave(); } });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { hide(); } });
  document.addEventListener("click", (event) => {
    const mark = markOf(event);
    // A tap tells; the Enter key goes to the entry, as links do.
    if (mark && event.detail > 0) { event.preventDefault(); show(mark); } else if (!tip.contains(event.target)) { hide(); }
  });

  const value = (id) => document.getElementById(id)?.value ?? "";
  const found = document.getElementById("found");
  const notes = [...document.querySelectorAll("article.record")];
  // What several notes show stands in articles without a note.
  const isNote = (article) => article.querySelector(".note") !== null;
  const all = notes.filter(isNote).length;
  const count = document.getElementById("count");
  const filter = () => {
    hide();
    const code = value("code");
    const severity = value("severity");
    const staff = value("staff");
    const wanted = code !== "" || severity !== "" || found.checked;
    let left = 0;
    for (const note of notes) {
      let hits = 0;
      for (const entry of note.querySelectorAll(".entry")) {
        const act = entry.dataset.severity === "act";
        const fits = act ? code === "" && severity === ""
          : (code === "" || entry.dataset.code === code) && (severity === "" || entry.dataset.severity === severity);
        entry.hidden = !fits;
        hits += fits && !act ? 1 : 0;
      }
      const name = note.dataset.staff === "" ? "not named" : note.dataset.staff;
      note.hidden = (wanted && hits === 0) || (staff !== "" && name !== staff);
      left += !note.hidden && isNote(note) ? 1 : 0;
    }
    count.textContent = `${left} of ${all} notes`;
  };
  const filters = document.querySelector(".filters");
  filters.hidden = false;
  filters.addEventListener("change", filter);
  filter();
});
