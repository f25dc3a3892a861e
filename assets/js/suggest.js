// Two helps while one types, with few requests: a list under a search box ([data-suggest]; what is chosen there leads
// to its url, or is told as "suggest:chosen"), and ideas alike under a title (input[data-similar], HTML in #data-into).
const cache = new Map();

async function ask(url, text, signal, json) {
  const full = `${url}${url.includes("?") ? "&" : "?"}q=${encodeURIComponent(text)}`;
  if (cache.has(full)) return cache.get(full);
  const answer = await fetch(full, { signal, headers: { Accept: json ? "application/json" : "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const found = json ? await answer.json() : await answer.text();
  cache.set(full, found);
  return found;
}

// Asks when typing rests; after fewer than five new keys, only after a long rest.
function watch(input, url, json, show) {
  let timer;
  let stop;
  let keys = 9;
  input.addEventListener("input", () => {
    keys += 1;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = input.value.trim();
      if (text.length < 3) return show();
      keys = 0;
      stop?.abort();
      stop = new AbortController();
      try {
        show(await ask(url, text, stop.signal, json));
      } catch (error) {
        if (error.name !== "AbortError") show(null);
      }
    }, keys < 5 ? 1500 : 250);
  });
  // Keys may have come before this script.
  if (input.value !== input.defaultValue) input.dispatchEvent(new Event("input"));
}

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

function combobox(place) {
  const input = place.matches("input") ? place : place.querySelector("input");
  const list = make("ul", { className: "options", id: `${input.id}-options`, role: "listbox", hidden: true });
  const { label = "", found = "{n}", none = "", failed = "" } = place.dataset;
  list.ariaLabel = label;
  const said = document.getElementById(place.dataset.said) ?? make("span", { className: "hid", role: "status" });
  input.closest(".combo, form").append(list, ...(said.isConnected ? [] : [said]));
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  input.autocomplete = "off";
  let at = -1;
  let shown = [];
  const options = () => [...list.children];
  const open = (yes) => {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
  };
  const close = () => (open(false), mark(-1));
  const mark = (to) => {
    at = to;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    options()[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options()[at].id);
  };
  const choose = (item) => {
    if (item.url) return location.assign(item.url);
    input.value = item.label;
    close();
    return place.dispatchEvent(new CustomEvent("suggest:chosen", { bubbles: true, detail: item }));
  };
  const show = (items) => {
    shown = items ?? [];
    list.replaceChildren(...shown.map((item, i) => {
      const option = make("li", { id: `${list.id}-${i}`, role: "option" });
      option.append(item.label, make("small", { textContent: item.note ?? "" }));
      return option;
    }));
    const nothing = items ? none : items === null ? failed : "";
    said.textContent = shown.length ? found.replace("{n}", shown.length) : nothing;
    if (!shown.length) return close();
    open(document.activeElement === input);
    return mark(-1);
  };
  close();
  watch(input, place.dataset.suggest, true, show);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => choose(shown[options().indexOf(event.target.closest("li"))]));
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const count = shown.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) return event.preventDefault(), close();
    if (event.key === "Enter" && at >= 0) return event.preventDefault(), choose(shown[at]);
    if (!step || !count) return undefined;
    event.preventDefault();
    open(true);
    return mark(at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count);
  });
}

document.querySelectorAll("[data-suggest]").forEach(combobox);
for (const input of document.querySelectorAll("input[data-similar]")) {
  const into = document.getElementById(input.dataset.into);
  watch(input, input.dataset.similar, false, (html) => (into.innerHTML = html ?? ""));
}
