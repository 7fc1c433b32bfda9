// The review desk: pointing at a duty shows its place and back; keys go to the server unless somebody is typing.
dondoc.when("[data-desk]", (root) => {
  const inside = (el, box) => { const a = el.getBoundingClientRect(), b = box.getBoundingClientRect(); return a.top >= b.top && a.bottom <= b.bottom; };
  const light = (id) => {
    for (const e of root.querySelectorAll(".on")) e.classList.remove("on");
    if (!id) return;
    for (const e of root.querySelectorAll(`[data-duty="${id}"]`)) e.classList.add("on");
  };
  window.deskPlace = (id) => {
    light(id);
    const pane = root.querySelector(".desk-source");
    const place = pane?.querySelector(`[data-duty="${id}"]`);
    if (place && !inside(place, pane)) {
      const p = place.getBoundingClientRect(), b = pane.getBoundingClientRect();
      pane.scrollTo({ top: pane.scrollTop + p.top - b.top - b.height / 3, behavior: "instant" });
    }
  };
  window.deskShow = (id, states) => {
    for (const [key, state] of Object.entries(states ?? {})) {
      for (const e of root.querySelectorAll(`.desk-source [data-duty="${key}"]`)) e.dataset.state = state;
    }
    if (window.deskGrid?.shown()) return window.deskGrid.place();
    window.deskPlace(id);
    const card = root.querySelector(`.proposal[data-duty="${id}"]`);
    const top = root.querySelector(".desk-bar").getBoundingClientRect().bottom;
    if (card) { const r = card.getBoundingClientRect(); if (r.top < top || r.bottom > innerHeight) card.scrollIntoView({ block: "nearest", behavior: "instant" }); }
  };
  root.addEventListener("mouseover", (e) => { const at = e.target.closest("[data-duty]"); if (at) light(at.dataset.duty); });
  root.addEventListener("click", (e) => {
    const at = e.target.closest(".desk-source [data-duty], .proposal[data-duty]:not(.current)");
    if (!at || e.target.closest("a, .acts")) return;
    if (window.deskGrid?.shown()) window.deskGrid.to(Number(at.dataset.duty));
    else emitEvent("desk_point", Number(at.dataset.duty));
  });
  // Words chosen in the document are what "add a duty" begins with.
  let quote = "";
  const chosen = () => {
    const found = getSelection(), text = found?.toString().replace(/\s+/g, " ").trim() ?? "";
    if (text.length < 8 || text === quote || !found.anchorNode?.parentElement?.closest(".desk-source")) return;
    quote = text;
    emitEvent("desk_quote", text.slice(0, 4000));
  };
  root.addEventListener("mouseup", chosen);
  root.addEventListener("keyup", chosen);
  const keys = new Set(["j", "k", "ArrowDown", "ArrowUp", "Enter", "e", "s", "m", "x", "u", "A", "n", "o", "b", "g", "?", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
  document.addEventListener("keydown", (e) => {
    if (e.isComposing || document.querySelector(".q-menu, .q-dialog")) return;
    const open = root.querySelector(".proposal .form")?.closest(".proposal");
    const form = open && (open.contains(e.target) || e.target === document.body) ? open : null;
    if (form && (e.key === "Escape" || (e.key === "Enter" && (e.ctrlKey || e.metaKey)))) {
      e.preventDefault();
      form.querySelector(e.key === "Escape" ? "[data-close]" : "[data-keep]")?.click();
      return;
    }
    if (e.ctrlKey || e.metaKey || e.altKey || !keys.has(e.key) || e.target.closest?.("[data-grid]")) return;
    const tag = e.target.tagName.toLowerCase();
    if (/^(input|textarea|select)$/.test(tag) || e.target.isContentEditable) return;
    if (e.key === "Enter" && (tag === "button" || tag === "a" || tag === "summary")) return;
    if (e.key.startsWith("Arrow") && e.target.closest(".desk-source")) return;
    e.preventDefault();
    if (e.repeat && !/^(j|k|Arrow.*)$/.test(e.key)) return;  // a key held down does its deed once
    emitEvent("desk_key", e.key);
  });
});
