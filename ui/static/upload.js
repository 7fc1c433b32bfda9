// Sends files one by one with their progress and lists what became of each. All words arrive as text.
dondoc.when("[data-drop]", (zone) => {
  const input = zone.querySelector("input[type=file]");
  let list = null, sums = null, duties = 0;
  const counts = {};
  const queue = [];
  let running = 0;
  const el = (tag, cls, text) => { const e = document.createElement(tag); if (cls) e.className = cls; if (text) e.textContent = text; return e; };
  const add = (files) => {
    list ??= document.querySelector("[data-outcomes]");
    for (const file of files) {
      const row = el("li");
      const state = el("span", "tag wait", "Chờ gửi");
      const said = el("div", "said"), act = el("div", "act");
      row.append(el("span", "file", file.name), state, said, act);
      list.append(row);
      queue.push({ file, row, state, said, act });
    }
    next();
    summary();
  };
  const next = () => {
    while (running < 2 && queue.length) { running += 1; send(queue.shift()); }
  };
  const KINDS = [["duties", "có nhiệm vụ"], ["none", "không có nhiệm vụ"], ["typing", "cần nhập tay"], ["known", "đã có trong sổ"], ["refused", "không nhận"], ["unreadable", "chưa lưu"]];
  const summary = () => {
    const total = Object.values(counts).reduce((a, b) => a + b, 0);
    const waiting = queue.length + running;
    sums ??= document.querySelector("[data-summary]");
    if (!sums || total + waiting < 2) return;
    const parts = KINDS.filter(([kind]) => counts[kind]).map(([kind, name]) => `${counts[kind]} ${name}${kind === "duties" ? ` (${duties} nhiệm vụ)` : ""}`);
    sums.textContent = `Đã xong ${total} trong ${total + waiting} tệp` + (parts.length ? ": " + parts.join(", ") : "") + ".";
  };
  const finish = (job, answer) => {
    job.state.className = "tag " + answer.meaning;
    job.state.textContent = answer.words;
    job.said.textContent = answer.said || "";
    if (answer.href) {
      const link = el("a", "btn slim", answer.link);
      link.href = answer.href;
      job.act.replaceChildren(link);
    }
    const kind = answer.kind || "unreadable";
    counts[kind] = (counts[kind] || 0) + 1;
    duties += answer.duties || 0;
    running -= 1;
    next();
    summary();
    if (!running && !queue.length) window.emitEvent?.("files_settled");
  };
  const last = (text) => text.trim().split("\n").pop();
  const pages = (job, bar, text) => {
    const done = text.endsWith("\n") ? text : text.slice(0, text.lastIndexOf("\n") + 1);
    if (!done) return;
    const { pace } = JSON.parse(last(done));
    if (!pace) return;
    const [page, of] = pace.split("/").map(Number);
    bar.max = of; bar.value = page;
    job.state.textContent = page < of ? `Đang nhận dạng, xong trang ${page}/${of}` : "Đang tìm nhiệm vụ";
  };
  const send = (job) => {
    const form = new FormData();
    form.append("tep", job.file);
    const bar = document.createElement("progress");
    bar.max = 1; bar.value = 0; bar.setAttribute("aria-label", "Tiến độ của " + job.file.name);
    job.state.className = "tag go"; job.state.textContent = "Đang gửi";
    job.said.replaceChildren(bar);
    const request = new XMLHttpRequest();
    request.upload.onprogress = (e) => { if (e.lengthComputable) bar.value = e.loaded / e.total; };
    request.upload.onload = () => { job.state.textContent = "Đang đọc"; bar.removeAttribute("value"); };
    request.onprogress = () => { if (request.status === 200) pages(job, bar, request.responseText); };
    request.onload = () => {
      let answer;
      try { answer = JSON.parse(last(request.responseText)); } catch { answer = { meaning: "late", words: "Chưa lưu", said: request.responseText || "Máy chủ không trả lời." }; }
      if (answer.pace) answer = { meaning: "late", words: "Mất kết nối", said: "Máy chủ ngừng giữa chừng; tệp đã nhận sẽ được đọc tiếp. Tải lại trang để xem." };
      finish(job, answer);
    };
    request.onerror = () => finish(job, { meaning: "late", words: "Chưa lưu", said: "Mất kết nối với máy chủ. Kiểm tra mạng rồi tải lại tệp này." });
    request.open("POST", zone.dataset.drop);
    request.setRequestHeader("Accept", "application/x-ndjson");
    request.send(form);
  };
  input.addEventListener("change", () => { add(input.files); input.value = ""; });
  zone.querySelector("[data-pick]").addEventListener("click", () => input.click());
  const over = (on) => (e) => { if (e.dataTransfer?.types?.includes("Files")) { e.preventDefault(); zone.classList.toggle("over", on); } };
  for (const type of ["dragenter", "dragover"]) document.addEventListener(type, over(true));
  document.addEventListener("dragleave", (e) => { if (!e.relatedTarget) zone.classList.remove("over"); });
  document.addEventListener("drop", (e) => { over(false)(e); if (e.dataTransfer?.files?.length) add(e.dataTransfer.files); });
});
