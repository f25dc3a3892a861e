// Completes "@na…" in any text area of a comment: a list under the words, chosen with the arrows and Enter or by hand.
const cache = new Map();

async function ask(word) {
  if (!cache.has(word)) {
    const answer = await fetch(`/mentions/suggest?q=${encodeURIComponent(word)}`, { headers: { Accept: "application/json" } });
    cache.set(word, answer.ok ? await answer.json() : []);
  }
  return cache.get(word);
}

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

// The word after an "@" just before the caret, or nothing.
function typed(area) {
  const found = /(?:^|[\s(«“"'’])@([\p{L}\d-]{2,40})$/u.exec(area.value.slice(0, area.selectionStart));
  return found?.[1];
}

const ready = new WeakSet();

export function complete(area) {
  if (ready.has(area)) return;
  ready.add(area);
  const list = make("ul", { className: "options names", id: `${area.id || area.name}-names`, role: "listbox", hidden: true });
  list.ariaLabel = area.closest("[data-mentions]").dataset.mentions;
  let shown = [];
  let at = 0;
  let timer;
  const mark = (to) => {
    at = to;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (shown.length) area.setAttribute("aria-activedescendant", list.children[at].id);
  };
  const close = () => {
    shown = [];
    list.hidden = true;
    area.removeAttribute("aria-activedescendant");
  };
  const show = (items) => {
    shown = items;
    list.replaceChildren(...items.map((item, i) => {
      const option = make("li", { id: `${list.id}-${i}`, role: "option" });
      option.append(item.label, make("small", { textContent: item.note }));
      return option;
    }));
    list.hidden = !items.length;
    if (items.length) mark(0);
    else close();
  };
  const choose = (item) => {
    const end = area.selectionStart;
    const begin = end - typed(area).length;
    area.setRangeText(`${item.slug} `, begin, end, "end");
    close();
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  area.after(list);
  area.addEventListener("input", () => {
    clearTimeout(timer);
    const word = typed(area);
    if (!word) return close();
    timer = setTimeout(async () => {
      const items = await ask(word.toLowerCase().replaceAll("-", " ")).catch(() => []);
      if (typed(area) === word) show(items);
    }, 250);
    return undefined;
  });
  area.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => choose(shown[[...list.children].indexOf(event.target.closest("li"))]));
  area.addEventListener("keydown", (event) => {
    if (!shown.length) return undefined;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") return event.preventDefault(), close();
    if (event.key === "Enter" || event.key === "Tab") return event.preventDefault(), choose(shown[at]);
    if (!step) return undefined;
    event.preventDefault();
    return mark((at + step + shown.length) % shown.length);
  });
}
