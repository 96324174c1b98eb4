// Reading aids over pages that read well without them: settings, notes in place, the switcher that keeps the paragraph.
// A plain script: no modules, no fetch, so that it also runs from a folder opened with file://.
(function () {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const main = document.getElementById("tai-main");
  const status = document.getElementById("tai-status");
  const popovers = typeof HTMLElement.prototype.showPopover === "function";

  // ---- what is remembered, on this device only
  const key = "taiyaku:" + root.dataset.taiBook;
  function recall() {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch (refused) { return {}; }
  }
  function remember(name, value) {
    const kept = recall();
    kept[name] = value;
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch (refused) { /* private window */ }
  }

  // ---- settings: each control's name is html[data-NAME]
  const panel = document.getElementById("tai-settings");
  const form = panel && panel.querySelector("form");
  function setting(name) { return root.getAttribute("data-" + name); }
  function choose(name, value) {
    root.setAttribute("data-" + name, value);
    const settings = recall().settings || {};
    settings[name] = value;
    remember("settings", settings);
    apply(name);
  }
  function reflect() {
    all("input", form).forEach((input) => {
      const value = setting(input.name);
      if (value === null) return;
      input.checked = input.type === "radio" ? input.value === value : value === "on";
    });
  }
  function apply(name) {
    if (!name || name === "numbers") numberParagraphs();
    if (!name || name === "pair") arrangePairs();
    if (name === "beside") document.dispatchEvent(new CustomEvent("taiyaku:setting"));
  }
  if (form) {
    reflect();
    form.addEventListener("change", (event) => {
      const input = event.target;
      choose(input.name, input.type === "checkbox" ? (input.checked ? "on" : "off") : input.value);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      new Set(all("input", form).map((input) => input.name)).forEach((name) => root.removeAttribute("data-" + name));
      remember("settings", {});
      apply();
    });
  }
  function toggle(name) {
    choose(name, setting(name) === "on" ? "off" : "on");
    reflect();
  }

  // ---- paragraph numbers; cite.js opens the references of one
  function numberParagraphs() {
    if (setting("numbers") !== "on" || document.querySelector(".tai-num")) return;
    all(".tai-p[id][data-number]", main).forEach((paragraph) => {
      const link = document.createElement("a");
      link.className = "tai-num";
      link.href = "#" + paragraph.id;
      link.dataset.number = paragraph.dataset.number;
      link.setAttribute("aria-label", status.dataset.paragraph + " " + paragraph.dataset.number);
      paragraph.prepend(link);
    });
  }

  // ---- the reading place
  const bar = document.querySelector(".tai-bar");
  function paragraphInView(evenAtTheTop) {
    const top = bar ? bar.getBoundingClientRect().bottom : 0;
    if (window.scrollY < 80 && !evenAtTheTop) return null;
    const marks = all(".tai-p[id]", main);
    return (marks.length ? marks : all("section[id]", main)).find((mark) => {
      const box = mark.getBoundingClientRect();
      return box.height > 0 && box.bottom > top + 12;
    }) || null;
  }
  const links = all(".tai-switch a");
  function keepParagraph() {
    const mark = paragraphInView();
    links.forEach((link) => { link.hash = mark ? mark.id : ""; });
  }
  ["pointerdown", "focusin", "contextmenu"].forEach((kind) => {
    const nav = document.querySelector(".tai-switch");
    if (nav) nav.addEventListener(kind, keepParagraph);
  });
  addEventListener("click", (event) => { if (event.target.closest(".tai-switch a")) keepParagraph(); }, true);

  let waiting = 0;
  function keepPlace() {
    waiting = 0;
    if (!document.querySelector(".tai-p[id]")) return;
    const mark = paragraphInView();
    remember("place", { page: root.dataset.taiPage, id: mark ? mark.id : "", number: (mark && mark.dataset.number) || "" });
  }
  addEventListener("scroll", () => { if (!waiting) waiting = setTimeout(keepPlace, 800); }, { passive: true });
  const resume = document.getElementById("tai-resume");
  const place = recall().place;
  if (resume && place && /^[\w\/-]+$/.test(place.page)) {
    const link = resume.querySelector("a");
    const last = all(".tai-contents a").find((item) => item.pathname.endsWith("/" + place.page + ".html") && !item.hash);
    if (last) {
      link.href = last.href + (place.id ? "#" + place.id : "");
      link.textContent += " — " + last.textContent.trim() + (place.number ? " ¶" + place.number : "");
      resume.hidden = false;
    }
  }

  // ---- notes, terms and sources open in place: click, tap or Enter; never hover
  const note = document.getElementById("tai-note");
  let asker = null;
  function openNote(link, kind, label, content) {
    const title = note.querySelector(".tai-note-title");
    title.textContent = (title.dataset[kind] + " " + label).trim();
    const body = note.querySelector(".tai-note-body");
    body.replaceChildren(content);
    const full = note.querySelector(".tai-note-foot a");
    full.href = link.href;
    full.hidden = kind === "paragraph";
    const origin = link.closest("[lang]");
    body.lang = origin ? origin.lang : root.lang;
    if (note.contains(link)) { note.scrollTop = 0; note.focus({ preventScroll: true }); return; } // one leads to another, in the same place
    asker = link;
    note.showPopover();
    const at = link.getBoundingClientRect();
    const size = note.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    note.style.left = Math.max(12, Math.min(at.left - 24, room - size.width - 12)) + "px";
    const below = at.bottom + size.height + 20 < innerHeight || at.top < size.height + 20;
    note.style.top = scrollY + (below ? at.bottom + 8 : at.top - size.height - 8) + "px";
    note.focus({ preventScroll: true });
  }
  function cloneWithoutIds(source) {
    const copy = document.createDocumentFragment();
    source.childNodes.forEach((child) => copy.append(child.cloneNode(true)));
    all("[id]", copy).forEach((part) => part.removeAttribute("id"));
    all("[role=doc-backlink], .label, .backrefs, .headerlink", copy).forEach((part) => part.remove());
    return copy;
  }
  // Other scripts of the page show things in the same place.
  document.addEventListener("taiyaku:open", (event) => {
    if (popovers && note) openNote(event.detail.link, event.detail.kind, event.detail.label, event.detail.content);
  });
  if (popovers && note) {
    document.addEventListener("click", (event) => {
      if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target.closest("a");
      if (!link) return;
      if (note.contains(link) && link.closest(".tai-note-foot")) { asker = null; note.hidePopover(); return; }
      if (link.matches("[role=doc-noteref], .footnote-reference")) {
        const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        if (!target) return;
        event.preventDefault();
        openNote(link, "note", link.textContent.replace(/[[\]]/g, ""), cloneWithoutIds(target));
      }
    });
    // Focus goes back to the mark that asked, whichever way the note was closed.
    note.addEventListener("toggle", (event) => {
      if (event.newState !== "closed" || !asker) return;
      const lost = document.activeElement === document.body || note.contains(document.activeElement);
      if (lost) asker.focus({ preventScroll: true });
      asker = null;
    });
    all("[role=doc-noteref], .footnote-reference", main).forEach((link) => link.setAttribute("aria-haspopup", "dialog"));
    // The contents close when a link to the same page is followed.
    const contents = document.getElementById("tai-contents");
    if (contents) contents.addEventListener("click", (event) => { if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover(); });
  }

  // ---- the parallel edition: open the other language paragraph by paragraph
  function arrangePairs() {
    const mode = setting("pair");
    all(".tai-reveal").forEach((button) => button.remove());
    all(".tai-pair.tai-open").forEach((pair) => pair.classList.remove("tai-open"));
    if (mode !== "open-src" && mode !== "open-dst") return;
    all(".tai-pair", main).forEach((pair) => {
      const hidden = pair.querySelector(mode === "open-src" ? ".tai-src" : ".tai-dst");
      const shown = pair.querySelector(mode === "open-src" ? ".tai-dst" : ".tai-src");
      if (!hidden || !shown) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "tai-reveal";
      const edition = links.find((link) => link.hreflang === hidden.lang && link.lang === hidden.lang);
      button.lang = hidden.lang;
      button.textContent = edition ? edition.textContent : hidden.lang;
      button.setAttribute("aria-expanded", "false");
      button.addEventListener("click", () => {
        const open = pair.classList.toggle("tai-open");
        button.setAttribute("aria-expanded", String(open));
      });
      shown.after(button);
    });
  }

  // ---- the chapter map follows the reader
  const map = document.querySelector(".tai-map details");
  if (map) {
    // taiyaku.css puts the map beside the text from these widths on.
    const wide = matchMedia(document.body.classList.contains("tai-edition-aligned") ? "(min-width: 112rem)" : "(min-width: 75rem)");
    const open = () => { map.open = wide.matches; };
    open();
    wide.addEventListener("change", open);
    map.addEventListener("click", (event) => { if (event.target.closest("a") && !wide.matches) map.open = false; });
    const entries = all("a[href^='#']", map).filter((link) => link.hash.length > 1)
      .map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]).filter((entry) => entry[0]);
    let now = null;
    const follow = () => {
      let found = null;
      entries.forEach((entry) => { if (entry[0].getBoundingClientRect().top < innerHeight * 0.3) found = entry[1]; });
      if (found === now) return;
      if (now) now.removeAttribute("aria-current");
      if (found) found.setAttribute("aria-current", "location");
      now = found;
    };
    let frame = 0;
    addEventListener("scroll", () => { if (!frame) frame = requestAnimationFrame(() => { frame = 0; follow(); }); }, { passive: true });
    new IntersectionObserver((_seen, once) => { once.disconnect(); follow(); }).observe(map);
  }

  // ---- wide tables and drawings can be scrolled with the keyboard, only where they do scroll
  // The browser reports sizes when it has laid the page out: asking for them before would make it lay it out twice.
  const sizes = new ResizeObserver((seen) => {
    seen.map(({ target }) => [target, target.scrollWidth > target.clientWidth + 1]).forEach(([box, scrolls]) => {
      if (box.matches("pre")) {
        if (scrolls) box.tabIndex = 0;
        else box.removeAttribute("tabindex");
      } else if (scrolls) {
        const caption = box.querySelector("caption, figcaption");
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", caption ? caption.textContent.trim() : status.dataset.table);
      } else {
        ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
      }
    });
  });
  all(".tai-scroll, .highlight pre").forEach((box) => sizes.observe(box));

  // ---- an address inside something folded or hidden shows it
  function uncover() {
    if (location.hash.length < 2) return;
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const covered = target && !target.checkVisibility();
    for (let part = target; covered && part && part !== main; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
      if (part.matches(".tai-box")) part.classList.add("tai-shown");
    }
    if (covered) target.scrollIntoView({ behavior: "instant" });
  }
  addEventListener("hashchange", uncover);
  addEventListener("load", () => setTimeout(() => root.classList.add("tai-arrived")));

  // ---- single keys, which the reader can switch off
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || setting("keys") === "off") return;
    if (event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")) return;
    const edition = links.find((link) => link.dataset.key === event.key);
    if (edition) {
      keepParagraph();
      if (!edition.hasAttribute("aria-current")) location.href = edition.href;
    } else if (event.key === "n") toggle("numbers");
    else if (event.key === "f") toggle("facts");
    else if (event.key === "o") document.dispatchEvent(new CustomEvent("taiyaku:other", { detail: paragraphInView(true) }));
    else if (event.key === "?" && popovers && panel) panel.togglePopover();
    else if (event.key === "/") {
      const search = document.querySelector("main input[type=search]");
      const page = document.querySelector(".tai-open-search");
      if (search) search.focus();
      else if (page) location.href = page.href;
      else return;
    } else return;
    event.preventDefault();
  });

  apply();
  uncover();
})();
