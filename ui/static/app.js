// The theme before the first paint, the menu on a phone, and the keys that work everywhere.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wanted = () => localStorage.getItem("theme") || "auto";
  const apply = () => { const w = wanted(); root.dataset.theme = w === "auto" ? (dark.matches ? "dark" : "light") : w; };
  apply();
  dark.addEventListener("change", apply);
  window.dondoc = {
    // The page is drawn after scripts have loaded: run `fn` once its element stands there.
    when(selector, fn) {
      const found = document.querySelector(selector);
      if (found) return fn(found);
      const watch = new MutationObserver(() => {
        const there = document.querySelector(selector);
        if (there) { watch.disconnect(); fn(there); }
      });
      watch.observe(document.documentElement, { childList: true, subtree: true });
    },
    nextTheme() { localStorage.setItem("theme", root.dataset.theme === "dark" ? "light" : "dark"); apply(); },
    // One of a group of buttons is the chosen one.
    press(button) { for (const b of button.parentElement.children) b.setAttribute("aria-pressed", String(b === button)); },
    menu() {
      const open = document.querySelector(".side").classList.toggle("open");
      for (const b of document.querySelectorAll("[data-menu]")) b.setAttribute("aria-expanded", String(open));
    },
  };
  document.addEventListener("click", (e) => {
    if (e.target.closest("[data-menu]")) window.dondoc.menu();
    if (e.target.closest("[data-theme-button]")) window.dondoc.nextTheme();
    for (const d of document.querySelectorAll("[data-further][open]")) if (!d.contains(e.target) || e.target.closest(".further-list")) d.open = false;
  });
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const typing = /^(input|textarea|select)$/i.test(e.target.tagName) || e.target.isContentEditable;
    if (e.key === "Escape") document.querySelector(".side")?.classList.remove("open");
    if (e.key === "Escape") for (const d of document.querySelectorAll("[data-further][open]")) { d.open = false; d.querySelector("summary").focus(); }
    if (e.key === "/" && !typing) { const box = document.querySelector(".main [data-search]") || document.querySelector("[data-search]"); if (box) { e.preventDefault(); box.focus(); } }
  });
})();
