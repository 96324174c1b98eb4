// What a reader may ask for, loaded when she does: terms and sources in place, the evidence of a paragraph, the paragraph in the other language.
// Everything comes from plain scripts beside the page, so that it also works from a folder opened with file://.
(function () {
  "use strict";
  const root = document.documentElement;
  const main = document.getElementById("tai-main");
  const note = document.getElementById("tai-note");
  const status = document.getElementById("tai-status");

  const asked = new Map(); // address of a script → promise of what it sets; undefined where there is no such script
  function load(address, name) {
    if (!asked.has(address)) {
      asked.set(address, new Promise((resolve) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => resolve(window[name] || null);
        script.onerror = () => { asked.delete(address); resolve(undefined); };
        document.head.append(script);
      }));
    }
    return asked.get(address);
  }
  // Links in what comes from another page lead on from there.
  function parse(html, from) {
    const made = document.createDocumentFragment();
    made.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    made.querySelectorAll("a[href]").forEach((link) => { link.href = new URL(link.getAttribute("href"), from); });
    return made;
  }
  const plain = (event) => !(event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  // ---- terms and sources
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#term-'], a[href*='#source-']");
    if (!link || !plain(event) || !root.dataset.taiEntries || !note || !note.showPopover || link.closest(".tai-note-foot")) return;
    const id = decodeURIComponent(link.hash.slice(1));
    const here = document.getElementById(id);
    if (here && main.contains(here)) return;
    event.preventDefault();
    load(root.dataset.taiEntries, "taiEntries").then((entries) => {
      if (!entries || !entries[id]) { location.href = link.href; return; }
      const detail = { link: link, kind: id.split("-", 1)[0], label: "", content: parse(entries[id], link.href) };
      document.dispatchEvent(new CustomEvent("taiyaku:open", { detail: detail }));
    });
  });

  // ---- evidence: a list of links to facts, until it is opened
  document.addEventListener("toggle", (event) => {
    const box = event.target;
    const link = box.matches && box.matches(".tai-evidence") && box.open && box.querySelector(":scope > a");
    if (!link) return;
    const page = link.href.split("#")[0];
    load(page.replace(/evidence-([^/]+)\.html$/, "$1.evidence.js"), "taiEvidence").then((evidence) => {
      const facts = evidence && evidence.lists[Number(link.hash.slice(2)) - 1];
      if (!facts || !link.isConnected) return;
      const list = document.createElement("ul");
      facts.slice(1).forEach((name) => {
        const entry = document.createElement("li");
        entry.dataset.fact = name;
        entry.append(parse(evidence.facts[name], page));
        list.append(entry);
      });
      link.replaceWith(list);
      document.dispatchEvent(new CustomEvent("taiyaku:facts", { detail: Array.from(list.children) }));
    });
  }, true);

  // ---- the same paragraph in the other language; a copy to carry away may lack that edition, but have the parallel one
  const editions = Array.from(document.querySelectorAll(".tai-switch a:not([aria-current])"));
  const other = editions.find((link) => link.lang === link.hreflang);
  const both = editions.find((link) => link.lang !== link.hreflang);
  const alone = !document.body.classList.contains("tai-edition-aligned");
  if (alone && !other) {
    const unavailable = [".tai-settings label:has([name=beside])"].concat(both ? [] : [".tai-keys .tai-key-other"]);
    document.querySelectorAll(unavailable.join()).forEach((part) => part.remove());
  }
  function say(words) {
    status.textContent = words;
    setTimeout(() => { status.textContent = ""; }, 2500);
  }
  function control(paragraph) {
    const next = paragraph.nextElementSibling;
    if (next && next.matches(".tai-open-other")) return next;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tai-open-other";
    button.lang = other.lang;
    button.textContent = other.textContent.trim();
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", button.textContent + " ¶" + paragraph.dataset.number);
    button.addEventListener("click", () => turn(paragraph, button));
    paragraph.after(button);
    return button;
  }
  function turn(paragraph, button) {
    const shown = button.nextElementSibling;
    if (shown && shown.matches(".tai-other")) {
      shown.hidden = !shown.hidden;
      button.setAttribute("aria-expanded", String(!shown.hidden));
      return;
    }
    const page = other.href.split("#")[0];
    load(page.replace(/\.html$/, ".paragraphs.js"), "taiParagraphs").then((paragraphs) => {
      if (paragraphs === undefined) { say(button.textContent + ": " + status.dataset.missing); return; }
      if (!paragraphs || !paragraphs[paragraph.id]) { location.href = page + "#" + paragraph.id; return; }
      const made = document.createElement("div");
      made.className = "tai-other";
      made.lang = other.lang;
      made.append(document.createElement("p"));
      made.firstChild.append(parse(paragraphs[paragraph.id], page));
      button.after(made);
      button.setAttribute("aria-expanded", "true");
    });
  }
  function offer() {
    if (other && alone && root.dataset.beside === "on") main.querySelectorAll(".tai-p[id][data-number]").forEach(control);
  }
  document.addEventListener("taiyaku:setting", offer);
  // A key asks for the paragraph in view.
  document.addEventListener("taiyaku:other", (event) => {
    const paragraph = event.detail;
    if (!paragraph) return;
    if (alone && !other) {
      if (both) location.href = both.href.split("#")[0] + "#" + paragraph.id;
      return;
    }
    const button = alone ? other && paragraph.matches("[data-number]") && control(paragraph) : paragraph.querySelector(".tai-reveal");
    if (!button) return;
    say(button.textContent + " ¶" + (paragraph.dataset.number || ""));
    button.click();
  });
  offer();
})();
