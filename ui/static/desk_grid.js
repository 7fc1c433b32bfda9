// The grid of an annex: the keys of a spreadsheet. Each change goes to the server, which answers with the rows as they stand.
dondoc.when("[data-grid]", (host) => {
  const COLUMNS = [
    ["ordinal", "Mục"], ["text", "Nội dung nhiệm vụ"], ["owners", "Chủ trì"], ["coordinators", "Phối hợp"],
    ["deadline", "Thời hạn"], ["deliverable", "Sản phẩm"], ["status", "Tình trạng"],
  ];
  const LAST = COLUMNS.length - 1, STATUS = LAST, TEXT = 1, OWNERS = 2, DEADLINE = 4;
  const rows = [];
  let offices = [], ready = false, at = { r: 0, c: TEXT }, from = { r: 0, c: TEXT }, editor = null, serial = 0, hop = null;
  const el = (tag, cls, text) => { const e = document.createElement(tag); if (cls) e.className = cls; if (text !== undefined) e.textContent = text; return e; };
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const clamp = (n, low, high) => Math.max(low, Math.min(high, n));

  // the page

  const bar = el("div", "grid-bar"), said = el("span", "small muted");
  said.setAttribute("aria-live", "polite");
  const tool = (name, key, run, cls = "") => {
    const b = el("button", ("btn slim " + cls).trim(), name);
    b.type = "button"; b.append(el("kbd", "", key)); b.addEventListener("click", () => { run(); });
    bar.append(b);
  };
  const table = el("table", "duty-grid"), head = el("thead"), body = el("tbody"), scroll = el("div", "grid-scroll");
  for (const [name, value] of [["role", "grid"], ["aria-label", "Nhiệm vụ đề xuất"], ["aria-multiselectable", "true"]]) table.setAttribute(name, value);
  head.setAttribute("role", "rowgroup"); body.setAttribute("role", "rowgroup");
  const titles = el("tr"); titles.setAttribute("role", "row");
  COLUMNS.forEach(([key, name]) => { const th = el("th", "g-" + key, name); th.setAttribute("role", "columnheader"); titles.append(th); });
  head.append(titles); table.append(head, body); scroll.append(table); host.append(bar, scroll);

  const cell = (r, c) => rows[r]?.tr.children[c];
  const isOpen = (row) => row.state === "proposed" || row.state === "draft";
  const draw = (row) => {
    const tr = row.tr;
    tr.className = "is-" + row.state;
    if (typeof row.id === "number") tr.dataset.duty = row.id;
    COLUMNS.forEach(([key, name], c) => {
      const td = tr.children[c];
      if (td.contains(editor?.field)) return;
      td.className = "g-" + key + (row.doubt?.[key] ? " doubt" : "") + (row.sending?.has(key) ? " sending" : "") + (row.refused?.[key] !== undefined ? " refused" : "");
      td.dataset.label = name;
      td.setAttribute("aria-readonly", String(!isOpen(row) || c === STATUS));
      const text = row.refused?.[key] ?? row[key] ?? "";
      if (key === "status") td.replaceChildren(...(text ? [el("span", "tag " + (row.meaning || ""), text)] : []));
      else td.textContent = text;
      if (key === "deadline" && row.day && row.refused?.deadline === undefined) td.append(el("span", "day", row.day));
      const why = row.doubt?.[key] || "";
      td.title = why;
      if (why) td.append(el("span", "why", why));
      if (row.state === "draft" && key === "text" && !text) td.append(el("span", "hint", "Gõ hoặc dán nhiệm vụ mới"));
    });
  };
  const make = (row) => {
    const tr = el("tr"); tr.setAttribute("role", "row");
    COLUMNS.forEach((_, c) => { const td = el("td"); td.setAttribute("role", c === 0 ? "rowheader" : "gridcell"); td.tabIndex = -1; tr.append(td); });
    row.tr = tr;
    draw(row);
    return row;
  };
  const draft = () => { const row = make({ id: "n" + ++serial, state: "draft", meaning: "", status: "" }); rows.push(row); body.append(row.tr); return row; };

  // selection

  const range = () => ({ r0: Math.min(at.r, from.r), r1: Math.max(at.r, from.r), c0: Math.min(at.c, from.c), c1: Math.max(at.c, from.c) });
  const selected = () => { const s = range(); return rows.slice(s.r0, s.r1 + 1); };
  const paint = () => {
    for (const td of body.querySelectorAll(".sel, .at")) { td.classList.remove("sel", "at"); td.removeAttribute("aria-selected"); td.tabIndex = -1; }
    const s = range();
    for (let r = s.r0; r <= s.r1; r++) for (let c = s.c0; c <= s.c1; c++) { const td = cell(r, c); if (td) { td.classList.add("sel"); td.setAttribute("aria-selected", "true"); } }
    const here = cell(at.r, at.c);
    if (here) { here.classList.add("at"); here.tabIndex = 0; }
    const n = s.r1 - s.r0 + 1, m = (s.c1 - s.c0 + 1) * n;
    said.textContent = m > 1 ? `Đã chọn ${n} dòng, ${m} ô` : rows[at.r] ? `Dòng ${at.r + 1}, cột ${COLUMNS[at.c][1]}` : "";
  };
  const go = (r, c, extend = false, focus = true) => {
    at = { r: clamp(r, 0, rows.length - 1), c: clamp(c, 0, LAST) };
    if (!extend) from = { ...at };
    paint();
    if (focus) cell(at.r, at.c)?.focus({ preventScroll: true });
    cell(at.r, at.c)?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (typeof rows[at.r]?.id === "number") window.deskPlace?.(rows[at.r].id);
  };
  const doubtful = (start, by) => {
    for (let step = 0; step < rows.length; step++) {
      const r = (start + by * step + rows.length * 2) % rows.length, row = rows[r];
      if (row.state === "proposed" && row.unsure) return { r, c: Math.max(TEXT, COLUMNS.findIndex(([key]) => row.doubt?.[key])) };
    }
    return null;
  };
  const nextDoubt = (by) => {
    const found = doubtful(at.r + by, by);
    if (found) go(found.r, found.c);
    else said.textContent = "Không còn dòng cần xem kỹ";
  };

  // changes

  const send = (cells) => {
    const kept = [];
    for (const [row, c, text] of cells) {
      const key = COLUMNS[c][0];
      if (!isOpen(row) || c === STATUS) continue;
      delete row.refused?.[key];
      if ((row[key] ?? "") === text) { draw(row); continue; }
      row[key] = text;
      if (key === "deadline") row.day = "";
      (row.sending ??= new Set()).add(key);
      kept.push([row, key, text]);
      draw(row);
    }
    const out = [];
    for (const [row, key, text] of kept) {
      if (row.state !== "draft") out.push([row.id, key, text]);
      else if (!row.text?.trim()) row.sending.delete(key), draw(row);
      else if (!row.gone) { row.gone = true; for (const [k] of COLUMNS) if (row[k] && k !== "status") out.push([row.id, k, row[k]]); }
    }
    if (out.length) emitEvent("grid_edit", out);
    const last = rows[rows.length - 1];
    if (!last || last.state !== "draft" || last.text) draft();
    paint();
  };
  const fill = (text, column = null) => {
    const s = range(), out = [];
    for (let r = s.r0; r <= s.r1; r++) for (let c = column ?? s.c0; c <= (column ?? s.c1); c++) out.push([rows[r], c, text]);
    send(out.filter(([row]) => row.state !== "draft" || s.r0 === s.r1));
  };
  const fillDown = () => {
    const s = range(), out = [], top = s.r0 === s.r1 ? s.r0 - 1 : s.r0;
    if (top < 0) return;
    for (let r = top + 1; r <= s.r1; r++) for (let c = s.c0; c <= s.c1; c++) out.push([rows[r], c, rows[top][COLUMNS[c][0]] ?? ""]);
    send(out.filter(([row]) => row.state !== "draft"));
  };
  const act = (name) => { hop = name === "accept" || name === "reject" ? rows[at.r]?.id : null; decide(name); };
  const decide = (name) => emitEvent("grid_act", { act: name, ids: selected().filter((row) => typeof row.id === "number").map((row) => row.id) });
  const setColumn = (c) => { const s = range(); at = { r: at.r, c }; from = { r: at.r === s.r0 ? s.r1 : s.r0, c }; paint(); edit("", c); };

  // typing

  const edit = (text, column = null) => {
    const row = rows[at.r], key = COLUMNS[at.c][0];
    if (!row || !isOpen(row) || at.c === STATUS) return;
    const td = cell(at.r, at.c), field = el("textarea", "grid-editor");
    field.rows = 1; field.value = text ?? row.refused?.[key] ?? row[key] ?? "";
    const many = column !== null && range().r1 > range().r0;
    field.setAttribute("aria-label", COLUMNS[at.c][1] + (many ? `, ${range().r1 - range().r0 + 1} dòng đã chọn` : `, dòng ${at.r + 1}`));
    const list = key === "owners" || key === "coordinators" ? el("ul", "grid-offices") : null;
    editor = { field, list, row, c: at.c, column, pick: -1 };
    td.style.minHeight = td.offsetHeight + "px";
    td.replaceChildren(field);
    if (list) {
      list.setAttribute("role", "listbox"); list.id = "goi-y-co-quan"; list.setAttribute("aria-label", "Cơ quan gợi ý"); td.append(list);
      field.setAttribute("role", "combobox"); field.setAttribute("aria-autocomplete", "list"); field.setAttribute("aria-controls", list.id);
      field.setAttribute("aria-expanded", "false");
    }
    const grow = () => { field.style.height = "auto"; field.style.height = field.scrollHeight + 2 + "px"; };
    field.addEventListener("input", () => { grow(); suggest(); });
    field.addEventListener("blur", () => { if (editor?.field === field) commit(0, 0); });
    field.focus(); grow();
    if (text === null) field.setSelectionRange(field.value.length, field.value.length);
  };
  const suggest = () => {
    const { field, list } = editor;
    if (!list) return;
    const wanted = fold(field.value.split(";").pop().trim());
    const initials = (name) => fold(name).split(/[\s,-]+/).map((w) => w[0]).join("");
    const found = wanted.length < 2 ? [] : offices.filter((o) => fold(o).includes(wanted) || initials(o) === wanted)
      .sort((a, b) => (initials(b) === wanted) - (initials(a) === wanted) || fold(b).startsWith(wanted) - fold(a).startsWith(wanted)).slice(0, 7);
    editor.found = found;
    editor.pick = found.length && initials(found[0]) === wanted ? 0 : -1;
    list.replaceChildren(...found.map((name, i) => {
      const li = el("li", "", name); li.id = "goi-y-" + i; li.setAttribute("role", "option");
      li.addEventListener("mousedown", (e) => { e.preventDefault(); editor.pick = i; choose(); });
      return li;
    }));
    field.setAttribute("aria-expanded", String(found.length > 0));
    if (found.length) list.scrollIntoView({ block: "nearest" });
    mark();
  };
  const mark = () => {
    [...(editor.list?.children ?? [])].forEach((li, i) => li.setAttribute("aria-selected", String(i === editor.pick)));
    if (editor.pick >= 0) editor.field.setAttribute("aria-activedescendant", "goi-y-" + editor.pick);
    else editor.field.removeAttribute("aria-activedescendant");
  };
  const choose = () => {
    const parts = editor.field.value.split(";").slice(0, -1).map((p) => p.trim());
    editor.field.value = [...parts, editor.found[editor.pick]].join("; ");
    editor.found = []; editor.pick = -1; editor.list.replaceChildren(); editor.field.setAttribute("aria-expanded", "false"); mark();
  };
  const close = () => { const { row } = editor; editor = null; draw(row); paint(); };
  const commit = (dr, dc, whole = false) => {
    if (editor.pick >= 0) choose();
    const { field, row, c, column } = editor, text = field.value.replace(/\s+/g, " ").trim();
    close();
    if (column !== null && !text) return go(at.r, at.c, true);
    if (whole || column !== null) fill(text, column);
    else send([[row, c, text]]);
    if (dr || dc) { const many = column !== null || whole; many ? go(at.r, at.c, true) : go(at.r + dr, at.c + dc); }
  };
  const typing = (e) => {
    e.stopPropagation();
    const listed = editor.found?.length;
    if (e.isComposing) return;
    if (e.key === "Escape") { e.preventDefault(); delete editor.row.refused?.[COLUMNS[editor.c][0]]; close(); go(at.r, at.c, true); }
    else if (e.key === "Enter" && !e.shiftKey && !e.altKey) { e.preventDefault(); commit(e.ctrlKey || e.metaKey ? 0.5 : 1, 0, e.ctrlKey || e.metaKey); }
    else if (e.key === "Tab") { e.preventDefault(); commit(0, e.shiftKey ? -1 : 1); }
    else if (listed && (e.key === "ArrowDown" || e.key === "ArrowUp")) {
      e.preventDefault(); editor.pick = clamp(editor.pick + (e.key === "ArrowDown" ? 1 : -1), -1, listed - 1); mark();
    }
  };

  // keys

  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-12, 0], PageDown: [12, 0] };
  const ALT = { l: () => setColumn(OWNERS), h: () => setColumn(DEADLINE), a: () => act("sure"), x: () => act("reject"), g: () => act("view"), o: () => act("ours"), b: () => act("others"), Enter: () => act("accept"), ArrowDown: () => nextDoubt(1), ArrowUp: () => nextDoubt(-1) };
  const CTRL = { d: fillDown, z: () => act("undo"), Enter: () => fill(rows[at.r]?.[COLUMNS[at.c][0]] ?? ""), a: () => { from = { r: 0, c: 0 }; at = { r: rows.length - 1, c: LAST }; paint(); } };
  const moving = (e) => {
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key, ctrl = e.ctrlKey || e.metaKey;
    const deed = e.altKey && !ctrl ? ALT[key] : ctrl && !e.altKey ? CTRL[key] : null;
    if (deed) { e.preventDefault(); e.stopPropagation(); if (!e.repeat || key.startsWith("Arrow")) deed(); return; }
    if (e.altKey) return;
    if (key === "Home" || key === "End") { e.preventDefault(); go(ctrl ? (key === "Home" ? 0 : rows.length - 1) : at.r, key === "Home" ? 0 : LAST, e.shiftKey); return; }
    if (MOVES[key]) {
      e.preventDefault();
      const [dr, dc] = MOVES[key], far = ctrl ? rows.length : 1;
      go(at.r + dr * far, at.c + dc * far, e.shiftKey);
    } else if (ctrl) return;
    else if (key === " " && e.shiftKey) { e.preventDefault(); from.c = 0; at.c = LAST; paint(); }
    else if (key === "Enter" || key === "F2") { e.preventDefault(); edit(null); }
    else if (key === "Delete" || key === "Backspace") { e.preventDefault(); fill(""); }
    else if (key === "Escape") { go(at.r, at.c); }
    else if (e.isComposing || key === "Process" || key.length === 1) { e.stopPropagation(); edit(""); }
  };
  const here = () => !host.classList.contains("gone");
  const ours = (target) => host.contains(target) && !bar.contains(target);
  document.addEventListener("keydown", (e) => {
    if (!here() || document.querySelector(".q-dialog, .q-menu")) return;
    if (editor?.field === e.target) return typing(e);
    if (ours(e.target)) return moving(e);
    const idle = e.target === document.body || bar.contains(e.target);
    if (idle && e.altKey && ALT[e.key.length === 1 ? e.key.toLowerCase() : e.key]) moving(e);
    else if (idle && ready && e.target === document.body && e.key.startsWith("Arrow")) { e.preventDefault(); e.stopPropagation(); go(at.r, at.c); }
  }, true);

  // mouse

  body.addEventListener("mousedown", (e) => {
    const td = e.target.closest("td"), tr = td?.parentElement;
    if (!td || td.contains(editor?.field)) return;
    e.preventDefault();
    if (editor) commit(0, 0);
    const r = rows.findIndex((row) => row.tr === tr), c = [...tr.children].indexOf(td), same = at.r === r && at.c === c;
    if (c === STATUS || c === 0) { if (!e.shiftKey) from = { r, c: 0 }; else from.c = 0; at = { r, c: LAST }; paint(); cell(r, c).focus(); window.deskPlace?.(rows[r].id); }
    else go(r, c, e.shiftKey);
    if (same && e.sourceCapabilities?.firesTouchEvents) edit(null);
  });
  body.addEventListener("mouseover", (e) => {
    if (e.buttons !== 1 || editor) return;
    const td = e.target.closest("td");
    if (td) { at = { r: rows.findIndex((row) => row.tr === td.parentElement), c: [...td.parentElement.children].indexOf(td) }; paint(); }
  });
  body.addEventListener("dblclick", (e) => { if (e.target.closest("td") && !editor) edit(null); });
  body.addEventListener("focusin", (e) => {
    const td = e.target.closest("td");
    if (!td || editor || td === cell(at.r, at.c)) return;
    const r = rows.findIndex((row) => row.tr === td.parentElement);
    if (r >= 0 && e.target === td) { at = { r, c: [...td.parentElement.children].indexOf(td) }; from = { ...at }; paint(); }
  });

  // Excel

  const quoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const parsed = (text) => {
    const out = [[""]];
    let inside = false;
    const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (let i = 0; i < source.length; i++) {
      const line = out[out.length - 1], ch = source[i];
      if (inside) { if (ch === '"' && source[i + 1] === '"') { line[line.length - 1] += '"'; i++; } else if (ch === '"') inside = false; else line[line.length - 1] += ch; }
      else if (ch === '"' && line[line.length - 1] === "") inside = true;
      else if (ch === "\t") line.push("");
      else if (ch === "\n") out.push([""]);
      else line[line.length - 1] += ch;
    }
    return out.map((line) => line.map((value) => value.replace(/\s+/g, " ").trim()));
  };
  document.addEventListener("copy", (e) => {
    if (!here() || editor || !ours(document.activeElement)) return;
    e.preventDefault();
    const s = range();
    e.clipboardData.setData("text/plain", selected().map((row) => COLUMNS.slice(s.c0, s.c1 + 1).map(([key]) => quoted(row[key] ?? "")).join("\t")).join("\n"));
    said.textContent = "Đã chép vùng chọn";
  });
  document.addEventListener("paste", (e) => {
    if (!here() || editor || !ours(document.activeElement)) return;
    e.preventDefault();
    const block = parsed(e.clipboardData.getData("text/plain")), s = range(), out = [];
    if (block.length === 1 && block[0].length === 1) return fill(block[0][0]);
    const height = block.length === 1 ? s.r1 - s.r0 + 1 : block.length;
    for (let i = 0; i < height; i++) {
      while (!rows[s.r0 + i]) draft();
      (block[i] ?? block[0]).forEach((text, j) => { if (s.c0 + j < STATUS) out.push([rows[s.r0 + i], s.c0 + j, text]); });
    }
    for (const [row, c, text] of out) if (row.state === "draft" && c !== TEXT) row[COLUMNS[c][0]] = text;
    send([...out.filter(([row, c]) => row.state !== "draft" || c === TEXT)]);
    from = { r: s.r0, c: s.c0 };
    go(s.r0 + height - 1, Math.min(s.c0 + block[0].length - 1, STATUS - 1), true);
  });

  // the server

  window.deskGrid = {
    put({ order, changed, names, settled, dropped, refused }) {
      const old = new Map(rows.map((row) => [row.id, row])), current = rows[at.r]?.id, anchor = rows[from.r]?.id;
      if (names) offices = names;
      for (const key of dropped ?? []) old.delete(key);
      const next = order.map((id) => old.get(id) ?? make({ id }));
      for (const row of changed) Object.assign(next[order.indexOf(row.id)], row);
      for (const [key, column, text] of refused ?? []) { const row = old.get(key); if (row) { (row.refused ??= {})[column] = text; row.gone = false; } }
      const drafts = [...old.values()].filter((row) => row.state === "draft");
      rows.splice(0, rows.length, ...next, ...drafts);
      if (!drafts.length || drafts[drafts.length - 1].text) draft();
      const touched = new Set(changed.map((row) => row.id));
      for (const row of rows) {
        const waited = row.sending?.size && !row.gone;
        if (waited) row.sending = undefined;
        if (waited || touched.has(row.id) || row.refused) draw(row);
      }
      if (rows.some((row, i) => body.children[i] !== row.tr) || body.children.length !== rows.length) body.replaceChildren(...rows.map((row) => row.tr));
      const place = (id, fallback) => { const i = rows.findIndex((row) => row.id === id); return i < 0 ? clamp(fallback, 0, rows.length - 1) : i; };
      const starts = settled && !ready, first = current === undefined;
      ready = settled;
      at.r = place(current, at.r); from.r = place(anchor, from.r);
      if (first) { at = { ...doubtful(0, 1) ?? { r: 0, c: TEXT } }; from = { ...at }; }
      const decided = hop !== null && rows[at.r]?.id === hop && rows[at.r].state !== "proposed";
      const onward = decided ? doubtful(at.r, 1) : null;
      if (decided) hop = null;
      if (onward) { at = onward; from = { ...at }; }
      paint();
      const idle = document.activeElement === document.body || ours(document.activeElement);
      if (settled && !editor && here() && (starts || idle) && !document.querySelector(".q-dialog")) {
        if (starts) host.scrollIntoView({ block: "end" });
        go(at.r, at.c, true);
      }
    },
    to(id) { const r = rows.findIndex((row) => row.id === id); if (r >= 0) go(r, TEXT); },
    place() { if (typeof rows[at.r]?.id === "number") window.deskPlace?.(rows[at.r].id); },
    shown: here,
  };
  tool("Đặt chủ trì", "Alt L", () => setColumn(OWNERS));
  tool("Đặt thời hạn", "Alt H", () => setColumn(DEADLINE));
  tool("Chép xuống", "Ctrl D", fillDown);
  tool("Đưa vào sổ", "Alt Enter", () => act("accept"));
  tool("Không phải nhiệm vụ", "Alt X", () => act("reject"), "danger");
  bar.append(said);
  emitEvent("grid_ready");
});
