// Sends files one by one with their progress and lists what became of each. All words arrive as text.
dondoc.when("[data-drop]", (zone) => {
  const input = zone.querySelector("input[type=file]");
  let list = null;
  const queue = [];
  let running = 0;
  const el = (tag, cls, text) => { const e = document.createElement(tag); if (cls) e.className = cls; if (text) e.textContent = text; return e; };
  const add = (files) => {
    list ??= document.querySelector("[data-outcomes]");
    for (const file of files) {
      const row = el("li");
      const state = el("span", "tag wait", "Chờ gửi");
      const said = el("div", "said");
      row.append(el("span", "file", file.name), state, said);
      list.prepend(row);
      queue.push({ file, row, state, said });
    }
    next();
  };
  const next = () => {
    while (running < 2 && queue.length) { running += 1; send(queue.shift()); }
  };
  const finish = (job, answer) => {
    job.state.className = "tag " + answer.meaning;
    job.state.textContent = answer.words;
    job.said.textContent = answer.said || "";
    if (answer.href) {
      const link = el("a", "", answer.link);
      link.href = answer.href;
      job.said.append(job.said.textContent ? " " : "", link);
    }
    running -= 1;
    next();
    if (!running && !queue.length) window.emitEvent?.("files_settled");
  };
  const send = (job) => {
    const form = new FormData();
    form.append("tep", job.file);
    const bar = document.createElement("progress");
    bar.max = 1; bar.value = 0; bar.setAttribute("aria-label", "Đã gửi " + job.file.name);
    job.state.className = "tag go"; job.state.textContent = "Đang gửi";
    job.said.replaceChildren(bar);
    const request = new XMLHttpRequest();
    request.upload.onprogress = (e) => { if (e.lengthComputable) bar.value = e.loaded / e.total; };
    request.upload.onload = () => { job.state.textContent = "Đang đọc"; bar.removeAttribute("value"); };
    request.onload = () => {
      let answer;
      try { answer = JSON.parse(request.responseText); } catch { answer = { meaning: "late", words: "Chưa lưu", said: request.responseText || "Máy chủ không trả lời." }; }
      finish(job, answer);
    };
    request.onerror = () => finish(job, { meaning: "late", words: "Chưa lưu", said: "Mất kết nối với máy chủ. Kiểm tra mạng rồi tải lại tệp này." });
    request.open("POST", zone.dataset.drop);
    request.send(form);
  };
  input.addEventListener("change", () => { add(input.files); input.value = ""; });
  zone.querySelector("[data-pick]").addEventListener("click", () => input.click());
  const over = (on) => (e) => { if (e.dataTransfer?.types?.includes("Files")) { e.preventDefault(); zone.classList.toggle("over", on); } };
  for (const type of ["dragenter", "dragover"]) document.addEventListener(type, over(true));
  document.addEventListener("dragleave", (e) => { if (!e.relatedTarget) zone.classList.remove("over"); });
  document.addEventListener("drop", (e) => { over(false)(e); if (e.dataTransfer?.files?.length) add(e.dataTransfer.files); });
});
