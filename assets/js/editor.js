// The toolbar of a Markdown text area, its keys, and its preview made by the server.
const wraps = { bold: ["**", "**"], italic: ["*", "*"], link: ["[", "](https://)"] };
const starts = { heading: "## ", list: "- ", "list-ordered": "1. ", quote: "> " };

// execCommand keeps the browser's own undo; setRangeText is the way where it is missing.
function replace(area, from, to, text) {
  area.focus();
  area.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, from, to, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function around(area, [open, close]) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const chosen = value.slice(from, to);
  replace(area, from, to, open + chosen + close);
  const link = close.length > 2;
  if (link && chosen) area.setSelectionRange(to + open.length + 2, to + open.length + close.length - 1);
  else area.setSelectionRange(from + open.length, from + open.length + chosen.length);
}

function before(area, mark) {
  const { selectionStart, selectionEnd, value } = area;
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const lines = value.slice(from, selectionEnd).split("\n");
  const has = lines.every((line) => line.startsWith(mark));
  const text = lines.map((line) => (has ? line.slice(mark.length) : mark + line)).join("\n");
  replace(area, from, selectionEnd, text);
}

async function preview(editor, button) {
  const area = editor.querySelector("textarea");
  const pane = editor.querySelector(".preview");
  const show = pane.hidden;
  if (show) {
    button.setAttribute("aria-busy", "true");
    try {
      const body = new URLSearchParams({ text: area.value });
      const answer = await fetch(editor.dataset.previewUrl, { method: "POST", body });
      if (!answer.ok) throw new Error(String(answer.status));
      pane.innerHTML = await answer.text();
    } catch {
      return;
    } finally {
      button.removeAttribute("aria-busy");
    }
  }
  pane.hidden = !show;
  area.hidden = show;
  button.setAttribute("aria-pressed", String(show));
}

function act(editor, name, button) {
  const area = editor.querySelector("textarea");
  if (name === "preview") return preview(editor, button);
  if (area.hidden) return undefined;
  return wraps[name] ? around(area, wraps[name]) : before(area, starts[name]);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".editor .bar [data-do]");
  if (button) act(button.closest(".editor"), button.dataset.do, button);
});

// One stop for the Tab key; arrows move inside the toolbar.
document.addEventListener("keydown", (event) => {
  const editor = event.target.closest?.(".editor");
  if (!editor) return;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && event.target.matches("textarea") && (key === "b" || key === "i")) {
    event.preventDefault();
    act(editor, key === "b" ? "bold" : "italic");
  }
  const buttons = [...editor.querySelectorAll(".bar button")];
  const at = buttons.indexOf(event.target);
  if (at < 0) return;
  const turn = getComputedStyle(editor).direction === "rtl" ? -1 : 1;
  const step = { arrowright: turn, arrowleft: -turn }[key];
  const to = { home: 0, end: buttons.length - 1 }[key] ?? (step && (at + step + buttons.length) % buttons.length);
  if (to === undefined) return;
  event.preventDefault();
  buttons[at].tabIndex = -1;
  buttons[to].tabIndex = 0;
  buttons[to].focus();
});

for (const bar of document.querySelectorAll(".editor .bar")) bar.querySelector("button").tabIndex = 0;
