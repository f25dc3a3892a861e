// Says how much room is left in a field, when three quarters are used: [data-count="field id"].
function tell(field) {
  const place = document.querySelector(`[data-count="${CSS.escape(field.id)}"]`);
  if (!place) return;
  const most = Number(place.dataset.max ?? field.maxLength);
  const left = most - [...field.value].length;
  place.hidden = left > most / 4;
  place.classList.toggle("over", left < 0);
  place.setAttribute("aria-live", left <= 20 ? "polite" : "off");
  place.textContent = `${left} ${place.dataset.left ?? ""}`;
}

document.addEventListener("input", (event) => {
  if (event.target.id) tell(event.target);
});
for (const place of document.querySelectorAll("[data-count]")) {
  const field = document.getElementById(place.dataset.count);
  if (field) tell(field);
}
