// Text search and more filters over the findings. The page is whole without it; it only hides, and builds nothing from what it reads.
(() => {
  "use strict";
  const picks = document.querySelector(".picks");
  const rows = [...document.querySelectorAll(".row")];
  if (!picks || !rows.length) return;

  // In one file a row by resource is filtered by what the row by criterion says that it links to.
  const dataOf = (row) => {
    const link = row.closest(".by-resource") && !row.dataset.severity ? document.getElementById(row.querySelector("a").hash.slice(1)) : row;
    const group = (link && link.closest("[data-severity]")) || row;
    return { ...group.dataset, ...(link || row).dataset };
  };
  const about = new Map(rows.map((row) => [row, dataOf(row)]));
  const listOf = (row, key) => (about.get(row)[key] || "").split("|").filter(Boolean);
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const facet = (name, label, values) => {
    const select = make("select", { name });
    select.append(make("option", { value: "", textContent: "any" }));
    for (const value of values) select.append(make("option", { value, textContent: value }));
    return [select, make("label", { className: "pick" }, `${label} `, select)];
  };
  const valuesOf = (key) => [...new Set(rows.flatMap((row) => listOf(row, key)))];

  const search = make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: false });
  const order = ["critical", "high", "medium", "low"];
  const facets = [];
  const labels = [];
  for (const key of ["severity", "criterion", "owner", "cloud", "stack"]) {
    const values = valuesOf(key);
    values.sort(key === "severity" ? (a, b) => order.indexOf(a) - order.indexOf(b) : (a, b) => a.localeCompare(b, "en", { numeric: true }));
    if (values.length < 2) continue;
    const [select, label] = facet(key, key, values);
    facets.push(select);
    labels.push(label);
  }
  const output = make("output", { className: "small quiet" });
  const all = make("button", { type: "button", textContent: "open all" });
  picks.append(
    make("fieldset", { className: "search" }, make("legend", { textContent: "Find" }), make("label", { className: "pick" }, "text ", search), ...labels, all, output),
  );

  const texts = new Map(rows.map((row) => {
    const group = row.closest("details");
    const title = group ? group.querySelector("summary").textContent + group.id : "";
    return [row, `${title} ${row.textContent}`.toLowerCase()];
  }));
  const radios = [...picks.querySelectorAll("input[type=radio]")];
  const chosen = (name) => (radios.find((radio) => radio.name === name && radio.checked) || { id: "" }).id.split("-")[1] || "";
  const fields = { q: search, ...Object.fromEntries(facets.map((select) => [select.name, select])) };

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const only = chosen("only");
    const holds = [...document.querySelectorAll(".holds")];
    const full = new Set();
    let shown = 0;
    let listed = 0;
    for (const row of rows) {
      const fits =
        words.every((word) => texts.get(row).includes(word)) &&
        facets.every((select) => !select.value || listOf(row, select.name).includes(select.value));
      row.hidden = !fits;
      const seen = fits && (!only || only === "all" || row.classList.contains(`r-${only}`));
      if (row.tagName === "TR") {
        listed += 1;
        shown += seen ? 1 : 0;
      }
      for (let each = seen ? row.closest(".holds") : null; each; each = each.parentElement.closest(".holds")) full.add(each);
    }
    for (const each of holds) each.hidden = !full.has(each);
    if (words.length || facets.some((select) => select.value)) {
      for (const each of full) each.open = true;
    }
    output.textContent = listed ? `${shown} of ${listed} shown` : "";
  };

  // The state stands behind #? so that a copied address shows the same, also from a file on disk.
  const keep = () => {
    const state = new URLSearchParams();
    for (const [name, field] of Object.entries(fields)) if (field.value) state.set(name, field.value);
    for (const name of ["view", "only"]) {
      const first = radios.find((radio) => radio.name === name);
      if (first && chosen(name) !== first.id.split("-")[1]) state.set(name, chosen(name));
    }
    const text = String(state);
    if (text || location.hash.startsWith("#?")) history.replaceState(null, "", text ? `#?${text}` : "#findings");
  };
  const restore = () => {
    if (!location.hash.startsWith("#?")) return;
    const state = new URLSearchParams(location.hash.slice(2));
    for (const [name, field] of Object.entries(fields)) field.value = state.get(name) || "";
    for (const name of ["view", "only"]) {
      const radio = radios.find((each) => each.id === `${name}-${state.get(name)}`);
      if (radio) radio.checked = true;
    }
    apply();
    document.getElementById("findings").scrollIntoView();
  };

  const changed = () => {
    apply();
    keep();
  };
  picks.addEventListener("input", changed);
  picks.addEventListener("change", changed);
  all.addEventListener("click", () => {
    const wanted = all.textContent === "open all";
    for (const each of document.querySelectorAll("#findings details.holds")) each.open = wanted;
    all.textContent = wanted ? "close all" : "open all";
  });
  addEventListener("hashchange", restore);
  restore();
})();
