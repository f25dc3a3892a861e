// Chosen pictures: seen at once, put in order, described. The file field stays the truth: its list is rewritten.
const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

function button(icon, label, act) {
  const made = make("button", { type: "button", className: "icon-btn" });
  made.append(glyph(icon), make("span", { className: "hid", textContent: label }));
  made.addEventListener("click", act);
  return made;
}

function glyph(name) {
  const sprite = document.querySelector("use[href*='icons']").getAttribute("href").split("#")[0];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "ic");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#i-${name}`);
  svg.append(use);
  return svg;
}

// Drawn, not loaded: the content policy lets no picture come from an address of the browser's own.
function drawn(file) {
  const seen = make("canvas", { width: 8, height: 6, ariaHidden: "true" });
  createImageBitmap(file, { resizeWidth: 320 }).then((picture) => {
    [seen.width, seen.height] = [picture.width, picture.height];
    seen.getContext("2d").drawImage(picture, 0, 0);
    picture.close();
  }, () => {}); // Not a picture: the server says so.
  return seen;
}

function setUp(drop) {
  const input = drop.querySelector("input[type=file]");
  const list = drop.parentElement.querySelector("[data-pictures-list]");
  const words = drop.dataset;
  const most = Number(words.pictures) || 5;
  let pictures = [];

  const write = () => {
    const carry = new DataTransfer();
    for (const picture of pictures) carry.items.add(picture.file);
    input.files = carry.files;
  };
  const move = (from, to) => {
    pictures.splice(to, 0, ...pictures.splice(from, 1));
    write();
    draw();
    list.children[to]?.querySelector(".order button:not(:disabled)")?.focus();
  };
  const drawOne = (picture, i) => {
    const row = make("li", { className: "picked" });
    const field = make("div", { className: "field" });
    const id = `${input.id}-alt-${i}`;
    const label = make("label", { htmlFor: id, textContent: words.altLabel });
    const hint = make("p", { className: "hint", textContent: words.altHint, id: `${id}-hint` });
    const text = make("input", { id, name: `${input.name}_alt`, value: picture.alt, maxLength: 300 });
    text.setAttribute("aria-describedby", hint.id);
    text.addEventListener("input", () => (picture.alt = text.value));
    field.append(label, hint, text);
    const order = make("div", { className: "order" });
    const up = button("arrow-up", words.up, () => move(i, i - 1));
    const down = button("arrow-down", words.down, () => move(i, i + 1));
    up.disabled = i === 0;
    down.disabled = i === pictures.length - 1;
    order.append(up, down, button("trash-2", words.remove, () => {
      pictures.splice(i, 1);
      write();
      draw();
      input.focus();
    }));
    row.append(picture.seen, field, order);
    return row;
  };
  const draw = () => list.replaceChildren(...pictures.map(drawOne));

  input.addEventListener("change", () => {
    const fresh = [...input.files].filter((file) => file.type.startsWith("image/"));
    const room = most - pictures.length;
    if (fresh.length > room) {
      document.dispatchEvent(new CustomEvent("toast", { detail: { text: words.tooMany, error: true } }));
    }
    const added = fresh.slice(0, room).map((file) => ({ file, seen: drawn(file), alt: "" }));
    pictures = [...pictures, ...added];
    write();
    draw();
    list.children[pictures.length - added.length]?.querySelector("input")?.focus();
  });
  for (const type of ["dragenter", "dragover"]) input.addEventListener(type, () => drop.classList.add("over"));
  for (const type of ["dragleave", "drop"]) input.addEventListener(type, () => drop.classList.remove("over"));
}

document.querySelectorAll("[data-pictures]").forEach(setUp);
