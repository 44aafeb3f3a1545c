"use strict";
// Shows the rules that the filters leave. Without it the page has all rules and no filters.
(() => {
  const filters = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const rules = [...document.querySelectorAll(".rule")].map((element) => ({
    element,
    text: element.textContent.toLowerCase(),
    level: element.dataset.level,
    tactics: element.dataset.tactics.split(" "),
    services: element.dataset.services.split(" "),
  }));
  const themes = [...document.querySelectorAll(".theme")];

  const apply = () => {
    const words = filters.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const { level, tactic, service } = filters;
    let count = 0;
    for (const rule of rules) {
      const holds = words.every((word) => rule.text.includes(word))
        && (!level.value || rule.level === level.value)
        && (!tactic.value || rule.tactics.includes(tactic.value))
        && (!service.value || rule.services.includes(service.value));
      rule.element.hidden = !holds;
      if (holds) ++count;
    }
    for (const theme of themes) theme.hidden = !theme.querySelector(".rule:not([hidden])");
    shown.textContent = `${count} of ${rules.length} rules`;
  };

  // A link to a rule shows it, whatever the filters say.
  const follow = () => {
    const rule = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!rule || !rule.classList.contains("rule")) return;
    if (rule.hidden) filters.reset();
    apply();
    rule.querySelector("details").open = true;
    rule.scrollIntoView();
  };

  filters.hidden = false;
  filters.addEventListener("input", apply);
  filters.addEventListener("reset", () => setTimeout(apply));
  filters.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", follow);
  apply();
  follow();
})();
