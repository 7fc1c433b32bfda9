// Pasted text as lines of an outline: each kind of number it begins with is a level of its own, in the order in which they first come;
// cells parted by tabs (a row of Excel) fill the fields of a task.
window.dondocPasted = (text, line, table) => {
  const NUMBERS = [
    [/^(?:Phần|Chương|Mục)\s+[IVXL\d]+[.:]?\s+/i, "chapter", "heading"], [/^[IVXL]+[.)]\s+/, "roman", "heading"], [/^Điều\s+\d+[.:]\s*/i, "article", "article"],
    [/^\d+(?:\.\d+){2,}\.?\s+/, "dotted3"], [/^\d+\.\d+\.?\s+/, "dotted2"], [/^\d+[.)]\s+/, "number"], [/^[a-zđ]{1,2}[.)]\s+/, "letter"], [/^[-–—+•*]\s+/, "dash"],
  ];
  const form = table || line.form === "task" ? "task" : "text";
  const levels = [], rows = [];
  for (const raw of text.split(/\r?\n/)) {
    const cells = raw.split("\t").map((cell) => cell.trim());
    if (cells.length > 1 && /^\d*[.)]?$/.test(cells[0])) cells.shift();
    const words = cells[0].trim();
    if (!words) continue;
    if (cells.length > 1) {
      const [, owners, coordinators, deadline, deliverable] = cells;
      const listed = (cell) => (cell || "").split(/\s*[;\n]\s*/).filter(Boolean);
      rows.push({ form: "task", level: levels.length ? levels.length : 0, text: words, owners: listed(owners), coordinators: listed(coordinators), deadline: deadline || "", deliverable: deliverable || "" });
      continue;
    }
    const found = NUMBERS.find(([pattern]) => pattern.test(words));
    let level = 0;
    if (found) {
      level = levels.indexOf(found[1]);
      if (level < 0) { levels.push(found[1]); level = levels.length - 1; }
      levels.length = level + 1;
    } else level = levels.length;
    rows.push({ form: found && found[2] && !table ? found[2] : form, level: table ? 0 : level, text: found ? words.replace(found[0], "") : words });
  }
  return rows;
};
