// A suggestion that fills a form ([data-fill] around its box): `fill` goes into the fields it names, `offer` only where
// nobody typed something else. Then the page is told, as if somebody had typed.
document.addEventListener("suggest:chosen", ({ target: place, detail: item }) => {
  if (!("fill" in place.dataset)) return;
  const changed = [];
  const set = (id, value) => {
    const field = document.getElementById(id);
    if (!field) return;
    field.value = value;
    field.dataset.filled = value;
    changed.push(field);
  };
  for (const [id, value] of Object.entries(item.fill ?? {})) set(id, value);
  for (const [id, value] of Object.entries(item.offer ?? {})) {
    const field = document.getElementById(id);
    if (field && (!field.value || field.value === field.dataset.filled)) set(id, value);
  }
  for (const field of changed) {
    for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
  }
  const said = document.getElementById(place.dataset.said);
  if (said) said.textContent = place.dataset.taken ?? "";
});
