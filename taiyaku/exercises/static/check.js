// Answers checked where they are given: every exercise that can be marked by machine gets fields, a button and feedback for each answer.
// What a reader answers is kept on this device and goes nowhere. Without this script options open and the solution stands below, as ever.
// A plain script: no modules, no fetch, so that it also runs from a folder opened with file://. Its words are data of the page.
(function () {
  "use strict";
  const source = document.getElementById("tai-check-words");
  if (!source) return;
  const say = (name, values) => Object.entries(values || {}).reduce(
    (text, [key, value]) => text.replace("{" + key + "}", value), source.getAttribute("data-" + name));
  const all = (selector, within) => Array.from(within.querySelectorAll(selector));
  const store = "taiyaku:" + document.documentElement.dataset.taiBook + ":answers";

  // ---- what is kept
  function kept() {
    try { return JSON.parse(localStorage.getItem(store)) || {}; } catch (refused) { return {}; }
  }
  function keep(id, values) {
    const now = kept();
    if (values) now[id] = values; else delete now[id];
    try { localStorage.setItem(store, JSON.stringify(now)); } catch (refused) { /* private window */ }
  }

  // ---- small parts
  function make(tag, settings, ...children) {
    const made = Object.assign(document.createElement(tag), settings);
    made.append(...children);
    return made;
  }
  function field(label) {
    const input = make("input", { type: "text", autocomplete: "off", spellcheck: false, className: "tai-field" });
    input.setAttribute("aria-label", label);
    return input;
  }
  function choice(label, options) {
    const select = make("select", { className: "tai-field" }, make("option", { value: "", textContent: "–" }));
    options.forEach(([value, text]) => select.append(make("option", { value: value, textContent: text })));
    select.setAttribute("aria-label", label);
    return select;
  }

  // ---- what counts as the same answer
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s,.·・'’"“”()\-‐–—]/g, "");
  const SCALES = { "兆": 1e12, "億": 1e8, "万": 1e4, trillion: 1e12, billion: 1e9, million: 1e6 };
  function number(text) {
    const said = text.normalize("NFKC").toLowerCase().replace(/[−–]/g, "-").replace(/[\s,_]/g, "");
    const parts = Array.from(said.matchAll(/(-?\d+(?:\.\d+)?)(兆|億|万|trillion|billion|million)?/g));
    if (!parts.length) return NaN;
    return parts.reduce((sum, [, digits, scale]) => sum + Number(digits) * (scale ? SCALES[scale] : 1), 0);
  }

  // ---- the forms of answer: each gives its fields, and judges their values
  const FORMS = {
    choice(section) { return options(section); },
    truth(section) { return options(section); },
    number(section, key) {
      const input = field(say("answer"));
      input.inputMode = "decimal";
      const near = (value) => Math.abs(number(value) - Number(key[0])) <= Number(key[1]) + 1e-9;
      return one(input, near);
    },
    words(section, key) {
      const right = key.map(plain);
      return one(field(say("answer")), (value) => right.includes(plain(value)));
    },
    order(section, key) {
      const items = all(".tai-steps > ol > li", section);
      const places = items.map((item, at) => [String(at + 1), say("place", { number: at + 1 })]);
      const fields = items.map((item) => item.appendChild(choice(item.textContent.trim(), places)));
      return { fields: fields, right: (value, at) => key[Number(value) - 1] === "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at] };
    },
    pairs(section, key) {
      const [left, right] = all(".tai-pairs > ol", section);
      if (!left || !right) return null;
      const letters = Array.from(right.children).map((item, at) => {
        const letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[at];
        return [letter, letter + ". " + item.textContent.trim()];
      });
      const fields = Array.from(left.children).map((item) => item.appendChild(choice(item.textContent.trim(), letters)));
      return { fields: fields, right: (value, at) => value === key[at] };
    },
    gaps(section, key) {
      const gaps = all(".tai-gap", section);
      if (gaps.length !== key.length) return null;
      const fields = gaps.map((gap, at) => {
        const input = field(say("gap", { number: at + 1 }));
        input.size = Math.max(4, ...key[at].map((words) => words.length));
        gap.replaceWith(input);
        return input;
      });
      return { fields: fields, right: (value, at) => key[at].map(plain).includes(plain(value)) };
    },
  };

  function one(input, right) {
    return { fields: [input], right: right, place: make("p", {}, make("label", {}, say("answer") + " ", input)) };
  }

  function options(section) {
    const items = all("li.tai-choice", section);
    if (items.some((item) => all(":scope > details > summary", item).length !== 1)) return null;
    const right = items.map((item) => Boolean(item.querySelector(".tai-feedback.tai-right")));
    const several = section.classList.contains("tai-multiple-choice") || section.classList.contains("tai-error-hunt");
    const notes = [];
    const fields = items.map((item, at) => {
      const details = item.firstElementChild;
      const input = make("input", { type: several ? "checkbox" : "radio", name: section.id, value: String(at) });
      const words = make("span", { className: "tai-label" }, ...details.querySelector("summary").childNodes);
      const note = details.querySelector(".tai-feedback");
      note.hidden = true;
      notes.push(note);
      details.replaceWith(make("label", {}, input, words), note);
      return input;
    });
    return {
      fields: fields,
      options: true,
      // of several, an option is judged well where it is chosen if right and left if wrong; of one, only the chosen counts
      right: (value, at) => (several ? (value === "on") === right[at] : value !== "on" || right[at]),
      show: (values) => notes.forEach((note, at) => { note.hidden = values[at] !== "on"; }),
      counted: several,
    };
  }

  // ---- one exercise
  function value(input) {
    return input.type === "radio" || input.type === "checkbox" ? (input.checked ? "on" : "") : input.value.trim();
  }
  function set(input, text) {
    if (input.type === "radio" || input.type === "checkbox") input.checked = text === "on"; else input.value = text;
  }
  function enhance(section) {
    const form = FORMS[section.dataset.form];
    const key = JSON.parse(section.dataset.key || "[]");
    if (!form || (!key.length && !section.querySelector("li.tai-choice"))) return;
    const found = form(section, key);
    if (!found) return;
    const result = make("p", { className: "tai-check-result" });
    const check = make("button", { type: "button", textContent: say("check") });
    const again = make("button", { type: "button", textContent: say("again"), hidden: true });
    const note = make("small", { textContent: say("kept"), hidden: true });
    const bar = make("div", { className: "tai-check" }, ...(found.place ? [found.place] : []), check, again, result, note);
    result.setAttribute("role", "status");
    section.insertBefore(bar, section.querySelector(":scope > .tai-solution"));

    function judge() {
      const values = found.fields.map(value);
      if (values.every((text) => text === "")) { result.textContent = say("first"); return false; }
      const right = values.map((text, at) => found.right(text, at));
      const good = right.filter(Boolean).length;
      const whole = good === right.length;
      result.textContent = whole ? say("right") : right.length > 1 && (!found.options || found.counted)
        ? say("not-yet") + " " + say("part", { right: good, all: right.length }) : say("not-yet");
      result.dataset.right = whole;
      if (found.show) found.show(values);
      found.fields.forEach((input, at) => {
        if (found.options) return;
        const given = values[at] !== "";
        if (given) input.setAttribute("aria-invalid", String(!right[at])); else input.removeAttribute("aria-invalid");
        const mark = input.nextElementSibling && input.nextElementSibling.matches(".tai-checked")
          ? input.nextElementSibling : input.parentNode.insertBefore(make("span", { className: "tai-checked" }), input.nextSibling);
        mark.textContent = right[at] ? say("right") : say("not-yet");
        mark.hidden = right.length < 2 || !given;
      });
      again.hidden = note.hidden = false;
      return values;
    }
    check.addEventListener("click", () => { const values = judge(); if (values) keep(section.id, values); });
    again.addEventListener("click", () => {
      keep(section.id, null);
      found.fields.forEach((input) => { set(input, ""); input.removeAttribute("aria-invalid"); });
      all(".tai-checked", section).forEach((mark) => mark.remove());
      if (found.show) found.show(found.fields.map(() => ""));
      result.textContent = "";
      delete result.dataset.right;
      again.hidden = note.hidden = true;
      found.fields[0].focus();
    });
    found.fields.forEach((input) => input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && input.tagName === "INPUT") { event.preventDefault(); check.click(); }
    }));
    const before = kept()[section.id];
    if (Array.isArray(before) && before.length === found.fields.length) {
      found.fields.forEach((input, at) => set(input, String(before[at])));
      judge();
    }
  }
  all("section.tai-exercise[data-form]", document).forEach(enhance);
})();
