// Search in one edition: any stretch of a Japanese text, the beginnings of Western words, and terms by reading or other name.
// The index is window.taiSearchIndex, from a plain script. window.taiSearch.find(words) is the search itself.
(function () {
  "use strict";
  const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u;
  const LETTER = /[\p{Script=Latin}\p{Nd}]/u;
  const EDGE = /^[\s"'()\[\]{}.,:;!?、。，．「」『』（）“”‘’«»¿¡]+|[\s"'()\[\]{}.,:;!?、。，．「」『』（）“”‘’«»]+$/gu;
  const QUOTED = /["“「『]([^"”」』]+)["”」』]/g;
  const PROSE = 0, HEADING = 1, TERM = 2, NOTE = 3;

  // ---- folding: width, case, accents, kana and the kinds of dashes make no difference
  const folds = new Map();
  function foldCluster(cluster) {
    let made = folds.get(cluster);
    if (made === undefined) {
      made = cluster.normalize("NFKC").normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase()
        .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
        .replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[‘’]/g, "'").replace(/[・·]/g, "").replace(/\s/g, " ");
      folds.set(cluster, made);
    }
    return made;
  }
  const joins = (code) => (code >= 0x300 && code <= 0x36f) || code === 0x3099 || code === 0x309a || code === 0xff9e || code === 0xff9f;
  // With `at`, notes for every folded character where it came from.
  function fold(text, at) {
    let made = "";
    for (let start = 0; start < text.length;) {
      let end = start + 1;
      while (end < text.length && joins(text.charCodeAt(end))) end += 1;
      const part = foldCluster(text.slice(start, end));
      if (at) for (let i = 0; i < part.length; i += 1) at.push(start);
      made += part;
      start = end;
    }
    if (at) at.push(text.length);
    return made;
  }

  // ---- where words stand in a folded text: [start, end] pairs
  function places(folded, word) {
    const found = [];
    const japanese = JAPANESE.test(word.text);
    for (let at = folded.indexOf(word.text); at >= 0; at = folded.indexOf(word.text, at + 1)) {
      const end = at + word.text.length;
      const begins = japanese || at === 0 || !LETTER.test(folded[at - 1]) || !LETTER.test(word.text[0]);
      const ends = japanese || !word.whole || end >= folded.length || !LETTER.test(folded[end]);
      if (begins && ends) found.push([at, end]);
    }
    return found;
  }

  // ---- what the reader asked for
  const tidy = (text) => fold(text.replace(EDGE, "")).replace(/ +/g, " ").trim();
  function readQuery(asked) {
    const words = [];
    const rest = asked.replace(QUOTED, (_, phrase) => { words.push({ text: tidy(phrase), whole: false, raw: phrase }); return " "; });
    const loose = rest.split(/[\s\u3000]+/).map((word) => word.replace(EDGE, "")).filter(Boolean);
    loose.forEach((word, i) => words.push({ text: tidy(word), whole: i < loose.length - 1 && word.length < 4, raw: word }));
    return { words: words.filter((word) => word.text), whole: tidy(asked), raw: asked.replace(EDGE, "") };
  }

  let pages = [], passages = [], names = null;
  function load() {
    if (names) return;
    const index = window.taiSearchIndex || { pages: [], passages: [], names: [] };
    pages = index.pages;
    let section = "", page = -1;
    passages = index.passages.map((row, order) => {
      if (row[0] !== page) { page = row[0]; section = ""; }
      if (row[4] === HEADING) section = row[2];
      return { page, anchor: row[1], text: row[2], number: row[3] || "", kind: row[4] || PROSE, lang: row[5] || "", section, order, folded: fold(row[2]) };
    });
    names = index.names.map((group) => group.map((name) => ({ text: fold(name), raw: name, whole: true })));
  }

  // Other names of what was asked for: an exact name first, then names that begin so (or readings that hold it).
  function otherNames(query) {
    const asked = query.whole;
    if (asked.length < 2) return [];
    const exact = [], near = [];
    const inside = JAPANESE.test(asked) && asked.length > 2;
    names.forEach((group) => {
      if (group.some((name) => name.text === asked)) exact.push(group);
      else if (asked.length > 2 && group.some((name) => name.text.startsWith(asked) || (inside && /^[ぁ-ゖー]+$/.test(name.text) && name.text.includes(asked)))) near.push(group);
    });
    const seen = new Set([asked]);
    return (exact.length ? exact : near.slice(0, 4)).flat().filter((name) => !seen.has(name.text) && seen.add(name.text));
  }
  // CAN is a name, "can" is not: abbreviations count only as they are written.
  const isAbbreviation = (name) => /^[\p{Lu}\d.-]{2,6}$/u.test(name);

  function judge(passage, query, others) {
    let hits = [], score = 0;
    const own = query.words.map((word) => places(passage.folded, word));
    if (own.length && own.every((found) => found.length)) {
      hits = own.flat();
      score += 4;
      if (query.words.length > 1 && passage.folded.includes(query.whole)) score += 8;
      if (query.words.every((word) => word.raw === word.text || passage.text.includes(word.raw))) score += 3;
    }
    others.forEach((name) => {
      if (isAbbreviation(name.raw) && !passage.text.includes(name.raw)) return;
      const found = places(passage.folded, name);
      if (found.length && !score) score = 3;
      hits = hits.concat(found);
    });
    if (!score) return null;
    if (passage.kind === HEADING) score += 6;
    if (passage.kind === TERM) score += hits.some(([start]) => start < 2) ? 12 : 1;
    if (passage.kind === NOTE) score -= 1;
    if (passage.number) score += 3;
    if (pages[passage.page][1]) score += 2;
    return { passage, hits, score: score + Math.min(hits.length, 4) / 4 };
  }

  function find(asked) {
    load();
    const query = readQuery(asked);
    if (!query.words.length) return { query, others: [], results: [] };
    const others = otherNames(query);
    const results = passages.map((passage) => judge(passage, query, others)).filter(Boolean);
    results.sort((a, b) => b.score - a.score || a.passage.order - b.passage.order);
    const used = others.filter((name) => JAPANESE.test(name.raw) || name.raw.length > 1).map((name) => name.raw);
    return {
      query, others: used,
      results: results.map((result) => ({ ...result, href: pages[result.passage.page][0] + (result.passage.anchor ? "#" + result.passage.anchor : "") })),
    };
  }
  window.taiSearch = { find, fold };

  // ---- the page
  const form = document.getElementById("tai-search");
  if (!form) return;
  const input = form.querySelector("input");
  const list = document.getElementById("search-results");
  const count = document.getElementById("search-count");
  const more = document.getElementById("search-more");
  const STEP = 30;
  let shown = [];

  function excerpt(passage, hits) {
    const at = [];
    fold(passage.text, at);
    const marks = hits.map(([start, end]) => [at[start], at[end]]).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const wide = JAPANESE.test(passage.text) ? 1 : 2.2;
    const first = marks.length ? marks[0][0] : 0;
    let from = Math.max(0, first - Math.round(36 * wide));
    let to = Math.min(passage.text.length, first + Math.round(84 * wide));
    if (from < 12) from = 0;
    while (from > 0 && LETTER.test(passage.text[from - 1]) && LETTER.test(passage.text[from])) from -= 1;
    while (to < passage.text.length && LETTER.test(passage.text[to - 1]) && LETTER.test(passage.text[to])) to += 1;
    const made = document.createElement("p");
    if (passage.lang) made.lang = passage.lang;
    let here = from;
    made.append(from > 0 ? "…" : "");
    marks.forEach(([start, end]) => {
      if (start < here || end > to) return;
      made.append(passage.text.slice(here, start));
      const mark = document.createElement("mark");
      mark.textContent = passage.text.slice(start, end);
      made.append(mark);
      here = end;
    });
    made.append(passage.text.slice(here, to) + (to < passage.text.length ? "…" : ""));
    return made;
  }
  function item({ passage, hits, href }) {
    const [, chapter, title] = pages[passage.page];
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = href;
    const where = document.createElement("span");
    where.className = "tai-where";
    const number = passage.number ? "¶" + passage.number : passage.kind === NOTE ? list.dataset.note : passage.kind === TERM ? list.dataset.term : "";
    where.textContent = [chapter, number].filter(Boolean).join(" ");
    if (where.textContent) link.append(where, " ");
    link.append([title, passage.section !== title ? passage.section : ""].filter(Boolean).join(" › "));
    made.append(link, excerpt(passage, hits));
    return made;
  }
  function showMore() {
    const from = list.children.length;
    list.append(...shown.slice(from, from + STEP).map(item));
    more.hidden = list.children.length >= shown.length;
    if (from && list.children[from]) list.children[from].querySelector("a").focus();
  }
  function search() {
    const asked = input.value.trim();
    list.replaceChildren();
    more.hidden = true;
    count.textContent = "";
    if (asked.length < 2 && !JAPANESE.test(asked)) return;
    const found = find(asked);
    shown = found.results;
    const words = count.dataset;
    count.textContent = (shown.length === 0 ? words.none : shown.length === 1 ? words.one : words.many.replace("%d", shown.length))
      + (found.others.length ? " · " + words.also + " " + found.others.slice(0, 6).join(" / ") : "");
    showMore();
    document.querySelectorAll(".tai-switch a").forEach((link) => { link.search = "?q=" + encodeURIComponent(asked); });
    try { history.replaceState(null, "", "?q=" + encodeURIComponent(asked)); } catch (refused) { /* some browsers keep folders closed */ }
  }
  let waiting = 0, composing = false;
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => { composing = false; });
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { if (!composing) search(); }, 250); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); search(); });
  more.addEventListener("click", showMore);
  // The index is a script after this one: with `defer` both have run when the page is ready.
  addEventListener("DOMContentLoaded", () => {
    input.value = new URLSearchParams(location.search).get("q") || "";
    if (input.value) search();
    else input.focus();
  });
})();
