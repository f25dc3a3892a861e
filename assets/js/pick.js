// A point chosen on a map: [data-map][data-pick] writes it in the fields named by data-lat and data-lng.
// By mouse or finger, by keyboard (arrows move the map, Enter takes its middle), or from the device's position.
document.addEventListener("map:ready", ({ target: place, detail: { L, map } }) => {
  const d = place.dataset;
  if (!("pick" in d)) return;
  const lat = document.getElementById(d.lat);
  const lng = document.getElementById(d.lng);
  const said = document.getElementById(d.said);
  const icon = L.divIcon({ className: "pin here", iconSize: [26, 26] });
  let pin;

  const show = (at) => {
    pin ??= L.marker(at, { icon, draggable: true, keyboard: false, alt: d.label ?? "" })
      .on("dragend", () => take(pin.getLatLng()))
      .addTo(map);
    pin.setLatLng(at);
  };
  const take = (at) => {
    show(at);
    lat.value = at.lat.toFixed(5);
    lng.value = at.lng.toFixed(5);
    lng.dispatchEvent(new Event("input", { bubbles: true }));
    if (said) said.textContent = said.dataset.taken ?? "";
  };
  if (lat.value && lng.value) {
    const at = L.latLng(Number(lat.value), Number(lng.value));
    show(at);
    map.setView(at, 16);
  }
  // Coordinates that are typed, or come with an address, move the point.
  for (const field of [lat, lng]) {
    field.addEventListener("change", () => {
      const [north, east] = [lat, lng].map(({ value }) => Number(value.trim().replace(",", ".") || NaN));
      if (!(Math.abs(north) <= 90 && Math.abs(east) <= 180)) return;
      show(L.latLng(north, east));
      map.setView(pin.getLatLng(), 16);
    });
  }
  map.on("click", (event) => take(event.latlng));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.target !== map.getContainer() || event.key !== "Enter") return;
    event.preventDefault();
    take(map.getCenter());
  });

  const here = document.querySelector(`[data-here="${place.id}"]`);
  here?.addEventListener("click", () => {
    here.setAttribute("aria-busy", "true");
    const end = () => here.removeAttribute("aria-busy");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        end();
        take(L.latLng(coords.latitude, coords.longitude));
        map.setView(pin.getLatLng(), 16);
      },
      () => {
        end();
        if (said) said.textContent = said.dataset.refused ?? "";
      },
      { timeout: 10000, maximumAge: 60000 },
    );
  });

  document.querySelector(`[data-clear="${place.id}"]`)?.addEventListener("click", () => {
    pin?.remove();
    pin = undefined;
    lat.value = "";
    lng.value = "";
    lng.dispatchEvent(new Event("input", { bubbles: true }));
    if (said) said.textContent = "";
  });
});
