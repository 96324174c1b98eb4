// Takes the place of Sphinx's own file of this name for its search: that one builds a function from a string,
// which the Content-Security-Policy forbids. Loaded on the search page alone.
"use strict";

const BLACKLISTED_KEY_CONTROL_ELEMENTS = new Set(["TEXTAREA", "INPUT", "SELECT", "BUTTON"]);

const _ready = (callback) => {
  if (document.readyState !== "loading") callback();
  else document.addEventListener("DOMContentLoaded", callback);
};

const Documentation = {
  words: {},
  addTranslations: (catalog) => { Object.assign(Documentation.words, catalog.messages); },
  gettext: (text) => {
    const found = Documentation.words[text];
    return Array.isArray(found) ? found[0] : found || text;
  },
  // Right for languages with one form or two, of which the last is the plural.
  ngettext: (one, many, count) => {
    const found = Documentation.words[one];
    if (Array.isArray(found)) return found[count === 1 ? 0 : found.length - 1];
    return found || (count === 1 ? one : many);
  },
};

const _ = Documentation.gettext;
