// Citing: copy or save the references of the page, and of one paragraph from its number; a report of an error for each fact.
(function () {
  "use strict";
  const forms = document.querySelector(".tai-cite-forms");
  const note = document.getElementById("tai-note");
  const status = document.getElementById("tai-status");
  if (!forms) return;
  const words = forms.dataset;

  function announce(text) {
    status.textContent = text;
    setTimeout(() => { status.textContent = ""; }, 2500);
  }
  function copy(text) {
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => announce(words.done), () => {});
  }
  function save(text, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  function button(label, about, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    made.setAttribute("aria-label", label + ": " + about);
    made.addEventListener("click", act);
    return made;
  }
  // A page opened on the web knows its address even where the book was built without one.
  function arm(within, key) {
    within.querySelectorAll(".tai-cite-form").forEach((form) => {
      const shown = form.querySelector("[data-part]");
      const name = form.querySelector(".tai-cite-name");
      const row = document.createElement("span");
      row.className = "tai-cite-acts";
      const about = name.textContent;
      row.append(button(words.copy, about, () => copy(shown.textContent)));
      // RIS ends its lines with CR and LF; HTML keeps only LF.
      if (form.dataset.suffix) row.append(button(words.save, about, () => save(shown.textContent.replace(/\r?\n/g, "\r\n"), key + "." + form.dataset.suffix)));
      name.append(" ", row);
    });
  }
  function paragraphForms(number, address) {
    const made = forms.cloneNode(true);
    made.querySelectorAll(".tai-cite-acts").forEach((row) => row.remove());
    made.querySelectorAll("[data-part]").forEach((part) => { part.textContent = part.dataset.part.split("{n}").join(number); });
    const line = document.createElement("div");
    line.className = "tai-cite-form";
    line.dataset.suffix = "";
    const name = document.createElement("p");
    name.className = "tai-cite-name";
    name.textContent = words.address;
    const text = document.createElement("p");
    text.className = "tai-cite-text";
    text.dataset.part = "";
    text.textContent = address;
    line.append(name, text);
    made.prepend(line);
    arm(made, words.key + "-p" + number);
    return made;
  }

  // ---- the number of a paragraph opens its references in place
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".tai-num");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || !note || !note.showPopover) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    document.dispatchEvent(new CustomEvent("taiyaku:open", {
      detail: { link: link, kind: "paragraph", label: link.dataset.number, content: paragraphForms(link.dataset.number, link.href)},
    }));
  });

  // ---- every fact in a list of facts can be reported
  function offer(entry, fact) {
    if (!fact || entry.querySelector(".tai-report-fact")) return;
    const link = document.createElement("a");
    link.className = "tai-report-fact";
    link.href = words.report.split("{fact}").join(encodeURIComponent(fact));
    link.textContent = words.reportLabel;
    link.setAttribute("aria-label", words.reportLabel + ": " + fact);
    entry.append(" ", link);
  }
  document.querySelectorAll("tr[id^='claim-'], tr[id^='event-']").forEach((row) => offer(row.lastElementChild, row.id.replace(/^[a-z]+-/, "")));
  document.addEventListener("taiyaku:facts", (event) => event.detail.forEach((entry) => offer(entry, entry.dataset.fact)));

  arm(forms, words.key);
})();
