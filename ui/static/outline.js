// The outline of a document as lines edited by keyboard. Its value is the contract's list of nodes, sent as an "outline" event; the
// numbers before the lines come back from the page as it is printed. A table of tasks is the same with one level.
(() => {
  const FORMS = { heading: "Mục", text: "Đoạn", task: "Nhiệm vụ", article: "Điều" };
  const FIELDS = { owners: "Chủ trì", coordinators: "Phối hợp", deadline: "Thời hạn", deliverable: "Sản phẩm" };
  const LISTS = ["owners", "coordinators"];
  const DEEPEST = 5, WAIT = 150, MOST_UNDONE = 100;
  const tidy = (text) => text.normalize("NFC").replace(/\p{Cc}/gu, " ").replace(/[\p{Cf}\p{Cs}\p{Cn}]/gu, "").replace(/\s+/g, " ").trim();
  const make = (tag, classes, attributes = {}, text = "") => {
    const made = document.createElement(tag);
    if (classes) made.className = classes;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text) made.textContent = text;
    return made;
  };

  class Line {
    constructor(owner, row) {
      this.form = row.form; this.level = row.level;
      this.root = make("div", "ol-line");
      this.mark = make("span", "ol-mark", { "aria-hidden": "true" });
      this.pick = make("select", "ol-form", { "aria-label": "Loại dòng", tabindex: "-1" });
      for (const [form, name] of Object.entries(FORMS)) this.pick.append(make("option", "", { value: form }, name));
      this.area = make("textarea", "ol-text", { rows: "1", spellcheck: "false", autocomplete: "off" });
      this.area.value = row.text || "";
      this.more = make("button", "ol-more", { type: "button", tabindex: "-1", "data-more": "1", "aria-label": "Thao tác với dòng", "aria-expanded": "false" }, "⋯");
      this.tools = make("div", "ol-tools");
      for (const [act, sign, name] of TOOLS) {
        if (owner.table && (act === "out" || act === "in")) continue;
        this.tools.append(make("button", "", { type: "button", tabindex: "-1", "data-act": act, "aria-label": name, title: name }, sign));
      }
      this.task = make("div", "ol-task");
      this.fields = {};
      for (const [name, label] of Object.entries(FIELDS)) {
        const frame = make("label", ""), field = make("input", "", { type: "text", "data-field": name, autocomplete: "off" });
        field.value = LISTS.includes(name) ? (row[name] || []).join("; ") : row[name] || "";
        if (LISTS.includes(name)) field.setAttribute("list", "ten-co-quan");
        this.fields[name] = field;
        frame.append(make("span", "", {}, label), field);
        this.task.append(frame);
      }
      this.root.append(this.mark, this.area, this.pick, this.more, this.tools, this.task);
      this.dress(owner);
    }
    get text() { return tidy(this.area.value); }
    dress(owner) {
      this.pick.value = this.form;
      this.root.dataset.form = this.form;
      this.root.style.setProperty("--level", this.level);
      this.pick.hidden = owner.table;
      this.task.hidden = this.form !== "task";
      this.area.placeholder = this.form === "heading" ? "Tên mục" : this.form === "task" ? "Nội dung nhiệm vụ" : this.form === "article" ? "Nội dung của điều" : "Nội dung đoạn";
    }
    size() { this.area.style.height = "auto"; this.area.style.height = `${this.area.scrollHeight}px`; }
    row() {
      const row = { form: this.form, level: this.level, text: this.area.value };
      for (const name in FIELDS) row[name] = LISTS.includes(name) ? this.listed(name) : this.fields[name].value;
      return row;
    }
    listed(name) { return this.fields[name].value.split(";").map(tidy).filter(Boolean); }
    node() {
      const node = { [this.form]: this.text };
      if (this.form !== "task") return node;
      for (const name in FIELDS) {
        const value = LISTS.includes(name) ? this.listed(name) : tidy(this.fields[name].value);
        if (value.length) node[name] = value;
      }
      return node;
    }
  }

  const TOOLS = [["out", "⇤", "Lên một cấp"], ["in", "⇥", "Xuống một cấp"], ["up", "↑", "Đưa lên trên"], ["down", "↓", "Đưa xuống dưới"], ["add", "+", "Thêm dòng dưới"], ["drop", "×", "Xóa dòng"]];

  class Outline {
    constructor(root) {
      this.root = root; this.key = root.dataset.outline; this.table = root.dataset.table === "1"; this.first = root.dataset.first || "text";
      this.lines = []; this.past = []; this.seq = 0; this.undoable = false; this.free = false; this.section = null;
      this.list = make("div", "ol-lines", { role: "group", "aria-label": root.dataset.name });
      this.foot = make("div", "ol-foot");
      const added = this.table ? [["task", "Thêm dòng"]] : [["heading", "Thêm mục"], ["text", "Thêm đoạn"], ["task", "Thêm nhiệm vụ"], ["article", "Thêm điều"]];
      for (const [form, name] of added) this.foot.append(make("button", "btn slim", { type: "button", "data-add": form }, name));
      this.foot.append(make("button", "btn slim quiet", { type: "button", "data-undo": "1", title: "Ctrl Z" }, "Hoàn tác"));
      root.append(this.list, this.foot);
      this.set(this.flat(JSON.parse(root.dataset.nodes || "[]"), 0));
      root.addEventListener("keydown", (e) => this.press(e));
      root.addEventListener("input", (e) => this.typed(e));
      root.addEventListener("paste", (e) => this.paste(e));
      root.addEventListener("change", (e) => { if (e.target.matches(".ol-form")) this.reform(this.at(e.target), e.target.value); });
      root.addEventListener("mousedown", (e) => { if (e.target.closest("[data-act], [data-more]")) e.preventDefault(); });
      root.addEventListener("click", (e) => this.click(e));
      root.addEventListener("focusin", (e) => this.entered(e));
      root.addEventListener("focusout", () => this.flush());
      let width = 0;
      new ResizeObserver(([{ contentRect }]) => { if (contentRect.width !== width) { width = contentRect.width; this.lines.forEach((line) => line.size()); } }).observe(this.list);
    }
    // value
    flat(nodes, level) {
      return nodes.flatMap((node) => {
        const form = Object.keys(FORMS).find((name) => name in node);
        return [{ ...node, form, level, text: node[form] }, ...this.flat(node.children || [], level + 1)];
      });
    }
    nodes() {
      const top = [], above = [];
      for (const line of this.lines) {
        if (!line.text) continue;
        while (above.length && above.at(-1).level >= line.level) above.pop();
        const node = line.node();
        if (above.length) (above.at(-1).node.children ||= []).push(node); else top.push(node);
        above.push({ level: line.level, node });
      }
      return top;
    }
    set(rows) {
      this.lines = (rows.length ? rows : [{ form: this.table ? "task" : this.first, level: 0, text: "" }]).map((row) => new Line(this, row));
      this.list.replaceChildren(...this.lines.map((line) => line.root));
      this.settle();
    }
    rows() { return this.lines.map((line) => line.row()); }
    // after each change: levels hang together, every line knows its place and is told to those who listen to the page
    settle() {
      let number = 0, before = -1;
      for (const line of this.lines) {
        line.level = this.table ? 0 : Math.max(0, Math.min(line.level, before + 1, DEEPEST));
        before = line.level;
        line.dress(this);
        if (line.text) line.root.dataset.place = `${this.key}.${number++}`; else { delete line.root.dataset.place; line.mark.textContent = ""; }
        line.area.setAttribute("aria-label", `${FORMS[line.form]}, cấp ${line.level + 1}`);
        line.size();
      }
    }
    changed(wait = WAIT) {
      this.seq += 1; clearTimeout(this.later); this.waiting = true; this.later = setTimeout(() => this.flush(), wait);
      this.root.dispatchEvent(new CustomEvent("outlinechange", { bubbles: true, detail: this }));
    }
    flush() {
      if (!this.waiting) return;
      clearTimeout(this.later); this.waiting = false;
      this.root.dispatchEvent(new CustomEvent("outline", { bubbles: true, detail: { seq: this.seq, nodes: this.nodes() } }));
    }
    marks(seq, found) { if (seq === this.seq) for (const line of this.lines) line.mark.textContent = found[line.root.dataset.place] || ""; }
    // structure: remembered first, so that it can be undone
    restructure(work) {
      this.past.push({ rows: this.rows(), at: this.lines.findIndex((line) => line.root.contains(document.activeElement)) });
      if (this.past.length > MOST_UNDONE) this.past.shift();
      const focus = work();
      this.undoable = true;
      this.settle();
      this.changed();
      if (focus) { focus.line.area.focus(); if (focus.caret !== undefined) focus.line.area.setSelectionRange(focus.caret, focus.caret); }
    }
    undo() {
      if (!this.past.length) return;
      const { rows, at } = this.past.pop();
      this.set(rows);
      this.undoable = this.past.length > 0;
      this.changed();
      const { area } = this.lines[Math.max(0, at)];
      area.focus();
      area.setSelectionRange(area.value.length, area.value.length);
    }
    at(element) { return this.lines.findIndex((line) => line.root.contains(element)); }
    end(at) { let stop = at + 1; while (stop < this.lines.length && this.lines[stop].level > this.lines[at].level) stop += 1; return stop; }
    put(at, row) {
      const line = new Line(this, row);
      this.lines.splice(at, 0, line);
      this.list.insertBefore(line.root, this.list.children[at] || null);
      return line;
    }
    take(at, count = 1) {
      for (const line of this.lines.splice(at, count)) line.root.remove();
      if (!this.lines.length) this.put(0, { form: this.table ? "task" : this.first, level: 0 });
    }
    reform(at, form) { this.restructure(() => { this.lines[at].form = form; return { line: this.lines[at] }; }); }
    enter(at, caret) {
      const line = this.lines[at], rest = line.area.value.slice(caret);
      if (!line.text && line.level > 0 && !this.table) {
        this.restructure(() => {
          line.level -= 1;
          const like = this.lines.slice(0, at).reverse().find((other) => other.level <= line.level);
          if (like && like.level === line.level) line.form = like.form;
          return { line };
        });
        return;
      }
      this.restructure(() => {
        line.area.value = line.area.value.slice(0, caret);
        const below = this.end(at) > at + 1 ? this.lines[at + 1] : null;
        const deeper = below || (line.form === "heading" && !rest.trim());
        const row = deeper ? { form: below ? below.form : "text", level: line.level + 1 } : { form: line.form, level: line.level };
        return { line: this.put(at + 1, { ...row, text: rest.trimStart() }), caret: 0 };
      });
    }
    shift(at, by) {
      const line = this.lines[at];
      if (this.table || (by > 0 && (at === 0 || this.lines[at - 1].level < line.level)) || line.level + by < 0 || line.level + by > DEEPEST) return;
      const caret = line.area.selectionStart;
      this.restructure(() => { for (const moved of this.lines.slice(at, this.end(at))) moved.level += by; return { line, caret }; });
    }
    move(at, by) {
      const line = this.lines[at], stop = this.end(at), caret = line.area.selectionStart;
      let to;
      if (by < 0) {
        to = at - 1;
        while (to >= 0 && this.lines[to].level > line.level) to -= 1;
        if (to < 0 || this.lines[to].level < line.level) return;
      } else {
        if (stop >= this.lines.length || this.lines[stop].level < line.level) return;
        to = this.end(stop) - (stop - at);
      }
      this.restructure(() => {
        const block = this.lines.splice(at, stop - at);
        this.lines.splice(to, 0, ...block);
        this.list.replaceChildren(...this.lines.map((each) => each.root));
        return { line, caret };
      });
    }
    drop(at) {
      this.restructure(() => { this.take(at); const line = this.lines[Math.max(0, at - 1)]; return { line, caret: line.area.value.length }; });
    }
    join(at) {
      const line = this.lines[at], before = this.lines[at - 1], caret = before.area.value.length;
      this.restructure(() => { before.area.value += (before.area.value && line.area.value ? " " : "") + line.area.value; this.take(at); return { line: before, caret }; });
    }
    // events
    press(e) {
      if (e.isComposing || e.keyCode === 229) return;
      const at = this.at(e.target), inText = e.target.matches(".ol-text");
      if (at < 0) return;
      const area = e.target, caret = area.selectionStart, plain = !e.ctrlKey && !e.metaKey && !e.altKey;
      const done = () => { e.preventDefault(); e.stopPropagation(); };
      if (e.key === "Escape") { this.free = true; return; }
      if (e.key === "Tab" && inText && plain && !this.free && !this.table) { done(); this.shift(at, e.shiftKey ? -1 : 1); return; }
      if (e.key !== "Tab") this.free = false;
      if (e.key === "Enter" && plain && !e.target.matches("select, button")) { done(); this.enter(at, inText ? caret : this.lines[at].area.value.length); }
      else if (e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown")) { done(); this.move(at, e.key === "ArrowUp" ? -1 : 1); }
      else if (e.altKey && e.code === "KeyL" && !this.table) { done(); const all = Object.keys(FORMS); this.reform(at, all[(all.indexOf(this.lines[at].form) + (e.shiftKey ? all.length - 1 : 1)) % all.length]); }
      else if (e.key === "z" && (e.ctrlKey || e.metaKey) && !e.shiftKey && this.undoable) { done(); this.undo(); }
      else if (inText && plain && e.key === "Backspace" && caret === 0 && area.selectionEnd === 0) {
        if (!area.value && this.lines.length > 1) { done(); this.drop(at); }
        else if (at > 0 && !Object.values(this.lines[at].fields).some((field) => field.value)) { done(); this.join(at); }
      } else if (inText && plain && !e.shiftKey && (e.key === "ArrowUp" || e.key === "ArrowDown")) {
        const next = this.lines[at + (e.key === "ArrowUp" ? -1 : 1)];
        const single = area.clientHeight < 2 * parseFloat(getComputedStyle(area).lineHeight);
        if (next && (single || caret === (e.key === "ArrowUp" ? 0 : area.value.length))) { done(); next.area.focus(); const spot = Math.min(caret, next.area.value.length); next.area.setSelectionRange(spot, spot); }
      }
    }
    typed(e) {
      if (e.target.matches("select")) return;
      const at = this.at(e.target);
      if (at < 0) return;
      this.undoable = false;
      if (LISTS.includes(e.target.dataset.field)) this.offer(e.target);
      const line = this.lines[at];
      if (/\n/.test(line.area.value)) line.area.value = line.area.value.replace(/\s*\n\s*/g, " ");
      if (Boolean(line.text) !== Boolean(line.root.dataset.place)) this.settle(); else line.size();
      this.changed();
    }
    paste(e) {
      const text = e.clipboardData.getData("text/plain"), at = this.at(e.target);
      if (at < 0 || !e.target.matches(".ol-text") || !/[\n\t]/.test(text.trim())) return;
      e.preventDefault();
      const rows = dondocPasted(text, this.lines[at], this.table);
      if (rows.length) this.insert(rows, at);
    }
    click(e) {
      const act = e.target.closest("[data-act]")?.dataset.act, add = e.target.closest("[data-add]")?.dataset.add;
      if (e.target.closest("[data-undo]")) { this.undo(); return; }
      if (add) { this.append(add); return; }
      if (e.target.closest("[data-more]")) { this.open(this.lines[this.at(e.target)]); return; }
      if (!act) return;
      const at = this.at(e.target);
      if (act === "out") this.shift(at, -1); else if (act === "in") this.shift(at, 1);
      else if (act === "up") this.move(at, -1); else if (act === "down") this.move(at, 1);
      else if (act === "add") this.enter(at, this.lines[at].area.value.length); else this.drop(at);
    }
    // the buttons of one line at a time
    open(line) {
      const shown = Boolean(line) && !line.root.classList.contains("open");
      if (shown) line.area.focus();
      for (const each of this.lines) { each.root.classList.toggle("open", shown && each === line); each.more.setAttribute("aria-expanded", String(shown && each === line)); }
    }
    append(form) {
      const active = this.current && this.lines.includes(this.current) ? this.lines.indexOf(this.current) : this.lines.length - 1;
      const line = this.lines[active];
      if (!line.text) { this.restructure(() => { line.form = form; return { line }; }); return; }
      const level = form === "heading" || form === "article" ? (line.form === form ? line.level : Math.max(0, line.level - 1)) : line.form === "heading" || (line.form === "article" && form !== "article") ? line.level + 1 : line.level;
      let at = this.end(active);
      if (level < line.level) while (at < this.lines.length && this.lines[at].level > level) at += 1;
      if (level > line.level) at = active + 1;
      this.restructure(() => ({ line: this.put(at, { form, level }) }));
    }
    // rows (with levels of their own) after a line, in place of an empty one
    insert(rows, at = this.current && this.lines.includes(this.current) ? this.lines.indexOf(this.current) : this.lines.length - 1) {
      const line = this.lines[at], least = Math.min(...rows.map((row) => row.level));
      this.restructure(() => {
        const level = line.text && line.form === "heading" ? line.level + 1 : line.level;
        let to = line.text ? (line.form === "heading" ? at + 1 : this.end(at)) : at;
        if (!line.text) { this.lines.splice(at, 1); line.root.remove(); }
        let last;
        for (const row of rows) last = this.put(to++, { ...row, form: this.table ? "task" : row.form, level: level + row.level - least });
        return { line: last, caret: last.area.value.length };
      });
    }
    // names of offices are offered for each unit of a list, the ones before it kept
    offer(field) {
      const offered = document.getElementById("ten-co-quan"), kept = field.value.slice(0, field.value.lastIndexOf(";") + 1);
      if (!offered || offered.dataset.kept === kept) return;
      offered.dataset.kept = kept;
      offered.replaceChildren(...JSON.parse(offered.dataset.names).map((name) => make("option", "", { value: kept ? `${kept} ${name}` : name })));
    }
    entered(e) {
      if (LISTS.includes(e.target.dataset.field)) this.offer(e.target);
      const at = this.at(e.target);
      if (at < 0) return;
      if (this.current !== this.lines[at]) this.open(null);
      this.current = this.lines[at];
      Outline.last = this;
      let above = at, level = this.lines[at].level;
      while (above >= 0 && !(this.lines[above].form === "heading" && (above === at || this.lines[above].level < level))) above -= 1;
      const section = this.table ? "" : above >= 0 ? this.lines[above].text : "";
      if (section !== this.section) { this.section = section; this.root.dispatchEvent(new CustomEvent("outlinesection", { detail: section })); }
    }
  }

  const all = new Map();
  const scan = () => {
    for (const root of document.querySelectorAll("[data-outline]:not([data-ready])")) { root.dataset.ready = "1"; all.set(root.dataset.outline, new Outline(root)); }
  };
  window.dondocOutlines = {
    of(key) { const found = all.get(key); return found && found.root.isConnected ? found : null; },
    last() { return Outline.last && Outline.last.root.isConnected ? Outline.last : this.of("body"); },
    flush() { for (const each of all.values()) each.flush(); },
    rows(nodes) { return this.of("body").flat(nodes, 0); },
  };
  new MutationObserver(scan).observe(document.documentElement, { childList: true, subtree: true });
  addEventListener("pagehide", () => dondocOutlines.flush());
  addEventListener("beforeunload", () => dondocOutlines.flush());
  scan();
})();
