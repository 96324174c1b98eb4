// A choice of years for drawings that hold several: a native range input above the figure, and its sentence in an output.
// The drawing itself says what belongs to which years (data-tai-years), so that this script knows nothing of dates or bodies.
(function () {
  "use strict";
  const covers = (spans, year) => spans.split(" ").some((span) => {
    const [first, last] = span.split("-").map(Number);
    return first <= year && year <= last;
  });

  document.querySelectorAll("figure").forEach((figure) => {
    const drawings = Array.from(figure.querySelectorAll("svg[data-tai-told]"));
    const main = drawings[drawings.length - 1]; // the aligned edition has the source's drawing first
    if (!main) return;
    const first = Number(main.dataset.taiFirst), own = Number(main.dataset.taiYear);
    const told = drawings.map((drawing) => JSON.parse(drawing.dataset.taiTold));
    const descriptions = drawings.map((drawing) => drawing.querySelector("desc"));
    const described = descriptions.map((desc) => desc.textContent);
    const moving = drawings.flatMap((drawing) => Array.from(drawing.querySelectorAll("[data-tai-years]")));
    const drawn = moving.map((part) => part.getAttribute("visibility"));

    const control = document.createElement("div");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const output = document.createElement("output");
    control.className = "tai-dial";
    control.lang = main.getAttribute("xml:lang");
    input.type = "range";
    input.step = 1;
    input.min = first;
    input.max = first + told[0].length - 1;
    input.value = own;
    input.id = main.querySelector("title").id.replace(/title$/, "year");
    input.autocomplete = "off"; // a page that is loaded again begins with the figure as it stands in print
    label.textContent = main.dataset.taiLabel;
    label.htmlFor = output.htmlFor = input.id;
    control.append(label, input, output);

    function show(year) {
      moving.forEach((part) => part.setAttribute("visibility", covers(part.dataset.taiYears, year) ? "visible" : "hidden"));
      descriptions.forEach((desc, i) => { desc.textContent = year === own ? described[i] : told[i][year - first]; });
      output.textContent = told[told.length - 1][year - first];
    }
    function restore() {
      moving.forEach((part, i) => drawn[i] === null ? part.removeAttribute("visibility") : part.setAttribute("visibility", drawn[i]));
    }
    input.addEventListener("input", () => show(Number(input.value)));
    window.addEventListener("beforeprint", restore); // paper has the day that the caption names
    window.addEventListener("afterprint", () => show(Number(input.value)));
    main.before(control);
    show(own);
  });
})();
