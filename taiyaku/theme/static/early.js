// Runs before the first paint, so that a chosen theme never flashes. Blocking on purpose; keep it tiny.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("tai-js");
  try {
    var kept = JSON.parse(localStorage.getItem("taiyaku:" + root.dataset.taiBook) || "{}").settings || {};
    ["theme", "face", "ruby", "pair", "beside", "numbers", "facts", "criticism", "since", "keys"].forEach(function (name) {
      if (typeof kept[name] === "string") root.setAttribute("data-" + name, kept[name]);
    });
  } catch (refused) { /* storage may be closed to us: the defaults serve */ }
})();
