// Nothing typed at the drafting desk is lost. What the server has not said it kept stands in this tab's own storage (past a reload), is
// sent again until it is kept, and is left in the browser when the tab is closed before that. “Đã giữ” is shown for the last key only.
(() => {
  const QUIET = 150, AGAIN = 2000, LATE = 5000;
  const desk = () => document.querySelector("[data-copy]");
  // base: how often the server had kept this draft when it last said so; where it has more by another window, nothing is put over that
  let name = "", base = 0, seq = 0, kept = 0, later = 0, since = 0, told = "", bad = false, waits = AGAIN, offered = false;
  let journal = { fields: {}, outlines: {} };

  const fieldOf = (key) => document.querySelector(`.draft-form [data-keep="${CSS.escape(key)}"]`);
  const write = () => {
    const all = { fields: journal.fields, outlines: journal.outlines, base };
    if (kept < seq) sessionStorage.setItem(name, JSON.stringify(all)); else { sessionStorage.removeItem(name); if (!offered) localStorage.removeItem(name); }
  };
  const show = () => {
    const line = desk()?.querySelector("[data-keep-state]");
    if (!line) return;
    const slow = kept < seq && Date.now() - since > LATE;
    line.textContent = bad ? told : kept >= seq ? told : slow ? "Chưa gửi được, đang thử lại. Nội dung vừa gõ còn trong thẻ này." : "Đang giữ…";
    if (bad || slow) line.setAttribute("role", "alert"); else line.removeAttribute("role");
    line.dataset.keepState = bad ? "bad" : kept >= seq ? "yes" : "no";
  };
  const noted = () => {
    if (kept >= seq) since = Date.now();
    seq += 1;
    waits = AGAIN;
    write();
    show();
    clearTimeout(later);
    later = setTimeout(send, QUIET);
  };
  const send = () => {
    clearTimeout(later);
    dondocOutlines.flush();
    if (kept >= seq || !desk()) return;
    const values = (part) => Object.fromEntries(Object.entries(part).map(([key, [, value]]) => [key, value]));
    const detail = { seq, fields: values(journal.fields), outlines: values(journal.outlines) };
    desk().dispatchEvent(new CustomEvent("typed", { detail }));
    later = setTimeout(() => { show(); send(); }, waits);
    waits = Math.min(waits * 2, 30000);
  };
  const outlined = (outline) => { journal.outlines[outline.key] = [seq + 1, { seq: outline.seq, nodes: outline.nodes() }]; noted(); };

  window.dondocKeep = {
    // what the server says: everything up to that change is kept, or why it is not
    told(upTo, text, failed, changes) {
      kept = Math.max(kept, upTo); told = text; bad = failed; base = changes;
      for (const part of [journal.fields, journal.outlines]) for (const [key, [at]] of Object.entries(part)) if (at <= kept) delete part[key];
      if (kept >= seq) clearTimeout(later);
      write();
      show();
    },
    drop() { kept = seq; journal = { fields: {}, outlines: {} }; write(); },
  };

  const put = (fields, outlines) => {
    for (const [key, [, value]] of Object.entries(fields)) {
      const field = fieldOf(key);
      if (!field || field.value === value) continue;
      for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      Object.getOwnPropertyDescriptor(field.matches("textarea") ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype, "value").set.call(field, value);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    for (const [key, [, { nodes }]] of Object.entries(outlines)) {
      const outline = dondocOutlines.of(key);
      if (!outline || JSON.stringify(outline.nodes()) === JSON.stringify(nodes)) continue;
      outline.set(outline.flat(nodes, 0));
      outline.changed(0);
    }
  };
  const differs = ({ fields, outlines }) => [
    ...Object.entries(fields).filter(([key, [, value]]) => fieldOf(key) && fieldOf(key).value !== value).map(([key]) => fieldOf(key).getAttribute("aria-label")),
    ...Object.entries(outlines).filter(([key, [, { nodes }]]) => dondocOutlines.of(key) && JSON.stringify(dondocOutlines.of(key).nodes()) !== JSON.stringify(nodes)).map(([key]) => dondocOutlines.of(key).root.dataset.name),
  ];
  const parsed = (text) => { try { return text ? JSON.parse(text) : null; } catch { return null; } };
  // what another tab left behind when it was closed: offered, never put over what stands here
  const offer = (left) => {
    const place = document.querySelector("[data-left-behind]"), names = differs(left);
    if (!place || !names.length) { localStorage.removeItem(name); return; }
    const button = (text, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: "btn slim", textContent: text });
      made.addEventListener("click", () => { place.replaceChildren(); offered = false; localStorage.removeItem(name); act(); });
      return made;
    };
    const frame = Object.assign(document.createElement("div"), { className: "note-box row" }), words = document.createElement("span");
    words.textContent = `Còn chữ chưa kịp gửi từ trước ở: ${[...new Set(names)].join(", ")}.`;
    frame.append(words, button("Lấy lại", () => put(left.fields, left.outlines)), button("Bỏ", () => {}));
    place.replaceChildren(frame);
    offered = true;
    localStorage.setItem(name, JSON.stringify(left));
  };
  const begin = (root) => {
    name = `nhap:${root.dataset.copy}`;
    const address = new URL(location.href);
    if (root.dataset.copyKey && !address.searchParams.has("khoa") && address.pathname.endsWith("/moi")) {
      address.searchParams.set("khoa", root.dataset.copyKey);
      history.replaceState(history.state, "", address);
    }
    const own = parsed(sessionStorage.getItem(name)), left = parsed(localStorage.getItem(name));
    base = Number(root.dataset.copyChanges);
    const mine = own && (own.base === base || root.dataset.copyPlace === sessionStorage.__nicegui_tab_id);
    sessionStorage.removeItem(name);
    if (mine) { localStorage.removeItem(name); put(own.fields, own.outlines); } else if (own || left) offer(own || left);
  };
  const ready = () => {
    const root = desk();
    if (root && !name && document.querySelector(".draft-form [data-keep]") && window.dondocOutlines?.of("body")) { watch.disconnect(); begin(root); }
  };
  const watch = new MutationObserver(ready);

  document.addEventListener("input", (e) => {
    const key = name && e.target.dataset?.keep;
    if (key) { journal.fields[key] = [seq + 1, e.target.value]; noted(); }
  });
  document.addEventListener("compositionend", (e) => {
    const key = name && e.target.dataset?.keep;
    if (key) { journal.fields[key] = [seq + 1, e.target.value]; noted(); }
  });
  document.addEventListener("outlinechange", (e) => { if (name) outlined(e.detail); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && name) send(); });
  addEventListener("pagehide", () => {
    if (!name || kept >= seq) return;
    send();
    if (!offered) localStorage.setItem(name, sessionStorage.getItem(name) || "");
  });
  watch.observe(document.documentElement, { childList: true, subtree: true });
  ready();
})();
