// The review desk: pointing at a duty shows its place and back; keys go to the server unless somebody is typing.
dondoc.when("[data-desk]", (root) => {
  const inside = (el, box) => { const a = el.getBoundingClientRect(), b = box.getBoundingClientRect(); return a.top >= b.top && a.bottom <= b.bottom; };
  const light = (id) => {
    for (const e of root.querySelectorAll(".on")) e.classList.remove("on");
    if (!id) return;
    for (const e of root.querySelectorAll(`[data-duty="${id}"]`)) e.classList.add("on");
  };
  window.deskShow = (id) => {
    light(id);
    const pane = root.querySelector(".desk-source");
    const place = pane?.querySelector(`[data-duty="${id}"]`);
    if (place && !inside(place, pane)) {
      const p = place.getBoundingClientRect(), b = pane.getBoundingClientRect();
      pane.scrollTo({ top: pane.scrollTop + p.top - b.top - b.height / 3, behavior: "instant" });
    }
    const card = root.querySelector(`.proposal[data-duty="${id}"]`);
    if (card) { const r = card.getBoundingClientRect(); if (r.top < 70 || r.bottom > innerHeight) card.scrollIntoView({ block: "nearest", behavior: "instant" }); }
  };
  root.addEventListener("mouseover", (e) => { const at = e.target.closest("[data-duty]"); if (at) light(at.dataset.duty); });
  root.addEventListener("click", (e) => {
    const at = e.target.closest(".desk-source [data-duty]");
    if (at) emitEvent("desk_point", Number(at.dataset.duty));
  });
  const keys = new Set(["j", "k", "ArrowDown", "ArrowUp", "Enter", "e", "s", "m", "x", "u", "A", "n", "o", "b"]);
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || !keys.has(e.key)) return;
    if (document.querySelector(".q-dialog, .q-menu")) return;
    const tag = e.target.tagName.toLowerCase();
    if (/^(input|textarea|select)$/.test(tag) || e.target.isContentEditable) return;
    if (e.key === "Enter" && (tag === "button" || tag === "a")) return;
    if (e.key.startsWith("Arrow") && !e.target.closest("[data-proposals], body") ) return;
    e.preventDefault();
    emitEvent("desk_key", e.key);
  });
});
