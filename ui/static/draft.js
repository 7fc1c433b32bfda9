// The drafting desk: the print takes the place of the old one when it is there, pointing at a finding shows its line and the other way
// round, passages and duties go into the line last typed in, and a phone shows one side at a time.
(() => {
  const desk = () => document.querySelector("[data-draft]");
  const part = (place) => place.split(".")[0];
  let lit = "", field = null;

  const light = (place, again = false) => {
    const root = desk();
    if (!root || (place === lit && !again)) return;
    lit = place;
    for (const each of root.querySelectorAll(".on")) each.classList.remove("on");
    for (const each of root.querySelectorAll(`[data-place="${CSS.escape(place)}"]`)) each.classList.add("on");
  };
  const inside = (element, pane) => { const a = element.getBoundingClientRect(), b = pane.getBoundingClientRect(); return a.top >= b.top && a.bottom <= b.bottom; };
  const scrollTo = (element, pane) => {
    if (!element || !pane || inside(element, pane)) return;
    const a = element.getBoundingClientRect(), b = pane.getBoundingClientRect();
    pane.scrollTo({ top: pane.scrollTop + a.top - b.top - b.height / 3, behavior: "instant" });
  };
  const typedAt = (place) => {
    const root = desk().querySelector(".draft-form");
    return root.querySelector(`[data-place="${CSS.escape(place)}"]`) || root.querySelector(`[data-place="${CSS.escape(place.replace(/\.\d+$/, ""))}"]`) || root.querySelector(`[data-place="${CSS.escape(part(place))}"]`);
  };
  const go = (place) => {
    const line = place && typedAt(place);
    if (!line) return;
    side("form");
    for (let fold = line.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    line.scrollIntoView({ block: "center", behavior: "instant" });
    (line.querySelector("textarea") || line.querySelector("input, select"))?.focus({ preventScroll: true });
  };
  // the place of a field: of a line of the outline, or of the field's own lines, counted to the caret
  const placeOf = (element) => {
    const found = element.closest("[data-place]")?.dataset.place || "";
    if (!element.matches("textarea") || !element.closest("[data-lines]")) return found;
    return `${found}.${element.value.slice(0, element.selectionStart).split("\n").filter((line, at, all) => line.trim() || at === all.length - 1).length - 1}`;
  };
  const side = (which) => { const root = desk(); if (root) root.dataset.side = which; };

  const box = (mark) => {
    const found = document.createElement("i");
    found.className = mark.place === lit ? "place on" : "place";
    found.dataset.place = mark.place;
    Object.assign(found.style, { left: `${mark.left * 100}%`, top: `${mark.top * 100}%`, width: `${mark.width * 100}%`, height: `${mark.height * 100}%` });
    return found;
  };
  const leaf = (pane, number) => {
    const made = document.createElement("div");
    made.className = "leaf";
    made.dataset.page = number;
    pane.append(made);
    return made;
  };

  window.dondocDraft = {
    pages(token, sizes, marks) {
      const pane = desk()?.querySelector(".preview");
      if (!pane) return;
      pane.dataset.token = token;
      sizes.forEach(([width, height], at) => {
        const number = at + 1, sheet = pane.querySelector(`[data-page="${number}"]`) || leaf(pane, number), picture = new Image();
        picture.alt = `Trang ${number} của dự thảo`;
        const show = () => {
          if (pane.dataset.token !== token) return;
          sheet.style.aspectRatio = `${width} / ${height}`;
          sheet.replaceChildren(picture, ...marks.filter((mark) => mark.page === number).map(box));
          if (desk().contains(document.activeElement)) follow(document.activeElement);
        };
        if (number > 3) { picture.loading = "lazy"; show(); } else picture.onload = show;
        picture.src = `/soan-thao/ban/${token}/${number}.png`;
      });
      for (const sheet of pane.querySelectorAll(".leaf")) if (Number(sheet.dataset.page) > sizes.length) sheet.remove();
    },
    marks(seqs, found) { for (const [key, seq] of Object.entries(seqs)) dondocOutlines.of(key)?.marks(seq, found); },
    insert(node) {
      dondocOutlines.flush();
      if (field && field.isConnected) {
        const value = field.value.trimEnd(), text = Object.values(node).find((each) => typeof each === "string");
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, value ? `${value}\n${text}` : text);
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.focus();
        return;
      }
      const outline = dondocOutlines.last();
      outline?.insert(outline.flat([node], 0));
    },
    // a duty that no line answers yet: under the heading of its unit, else into the table of tasks, else at the end of the body
    answer(node) {
      const body = dondocOutlines.of("body"), owner = (node.owners || [])[0];
      const head = body.lines.findIndex((line) => line.form === "heading" && line.text === owner);
      const table = desk().querySelector("[data-table='1']");
      if (head >= 0) body.insert([{ ...node, owners: [], form: "task", level: 0, text: node.task }], head);
      else if (table) { const rows = dondocOutlines.of(table.dataset.outline); rows.insert([{ ...node, form: "task", level: 0, text: node.task }], rows.lines.length - 1); }
      else body.insert([{ ...node, form: "task", level: 0, text: node.task }], body.lines.length - 1);
    },
    go,
  };

  document.addEventListener("mouseover", (e) => { const at = e.target.closest?.("[data-draft] [data-place]"); if (at) light(at.dataset.place); });
  document.addEventListener("focusin", (e) => {
    const root = desk();
    if (!root || !e.target.closest(".draft-form")) { const finding = e.target.closest?.("[data-draft] .findings [data-place]"); if (finding) light(finding.dataset.place); return; }
    field = e.target.closest("[data-lines]") && e.target.matches("textarea") ? e.target : e.target.closest("[data-outline]") ? null : field;
    follow(e.target);
  });
  const follow = (element) => {
    const place = placeOf(element), root = desk();
    if (!place || !root) return;
    light(place, true);
    scrollTo(root.querySelector(`.preview [data-place="${CSS.escape(place)}"]`), root.querySelector(".preview"));
    scrollTo(root.querySelector(`.findings [data-place="${CSS.escape(place)}"]`), root.querySelector(".finding-pane"));
  };
  document.addEventListener("outline", (e) => { if (e.target.contains(document.activeElement)) follow(document.activeElement); });
  document.addEventListener("keyup", (e) => { if (e.target.closest?.(".draft-form [data-lines]") && e.key.startsWith("Arrow")) follow(e.target); });
  document.addEventListener("click", (e) => {
    const at = e.target.closest?.(".draft-print [data-place], [data-cover] [data-place]");
    if (at && desk()) go(at.dataset.place);
    const tab = e.target.closest?.("[data-show-side]");
    if (tab) side(tab.dataset.showSide);
  });
  document.addEventListener("keydown", (e) => {
    if (!desk() || e.isComposing || !(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== "s") return;
    e.preventDefault();
    dondocOutlines.flush();
    document.querySelector("[data-save]")?.click();
  });
})();
