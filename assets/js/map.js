// Draws [data-map] when it nears the screen: outlines (data-geojson), points (data-points), tiles only if data-tiles.
const load = (tag, attributes) =>
  new Promise((done, failed) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", done);
    element.addEventListener("error", failed);
    document.head.append(element);
  });
let leaflet;
const library = () =>
  (leaflet ??= Promise.all([
    load("link", { rel: "stylesheet", href: "/assets/vendor/leaflet/leaflet.css" }),
    load("script", { src: "/assets/vendor/leaflet/leaflet.js" }),
  ]).then(() => window.L));
const json = async (url) => {
  const answer = await fetch(url, { headers: { Accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};
const numbers = (text) => text.split(",").map(Number);

function card(features) {
  const box = document.createElement("div");
  for (const { properties } of features.slice(0, 8)) {
    const line = document.createElement("p");
    const link = Object.assign(document.createElement("a"), { href: properties.url, textContent: properties.title });
    line.append(link, Object.assign(document.createElement("small"), { textContent: properties.note ?? "" }));
    box.append(line);
  }
  return box;
}

// Points that would overlap at this zoom are told as one, with their number.
function gather(map, features, reach = 56) {
  const groups = [];
  for (const feature of features) {
    const [lng, lat] = feature.geometry.coordinates;
    const at = map.project([lat, lng]);
    const near = groups.find((group) => group.at.distanceTo(at) < reach);
    if (near) near.features.push(feature);
    else groups.push({ features: [feature], at, lat, lng });
  }
  return groups;
}

function points(L, map, features, words) {
  const layer = L.layerGroup().addTo(map);
  const draw = () => {
    layer.clearLayers();
    for (const group of gather(map, features)) {
      const count = group.features.length;
      const size = count === 1 ? 22 : Math.min(30 + Math.log2(count) * 5, 60);
      const icon = L.divIcon({ className: "pin", iconSize: [size, size], html: count === 1 ? "" : String(count) });
      const name = count === 1 ? group.features[0].properties.title : words.many.replace("{n}", count);
      const pin = L.marker([group.lat, group.lng], { icon, title: name, alt: name }).addTo(layer);
      pin.getElement()?.setAttribute("aria-label", name);
      if (count <= 8 || map.getZoom() >= map.getMaxZoom()) pin.bindPopup(() => card(group.features));
      else pin.on("click", () => map.flyTo(pin.getLatLng(), map.getZoom() + 2, { animate: !calm }));
    }
  };
  map.on("zoomend", draw);
  draw();
}

const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
async function start(place) {
  const d = place.dataset;
  const L = await library();
  const box = document.createElement("div");
  box.className = "map-box";
  place.replaceChildren(box);
  const map = L.map(box, {
    zoomControl: false, scrollWheelZoom: false, maxZoom: 18, minZoom: 8, attributionControl: Boolean(d.tiles),
    zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm,
  });
  L.control.zoom({ zoomInTitle: d.zoomIn ?? "+", zoomOutTitle: d.zoomOut ?? "−" }).addTo(map);
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", d.label ?? "");
  // Until its outlines are there, the middle of this map is not the middle of the territory: nothing is taken on it.
  box.setAttribute("aria-busy", "true");
  map.setView(numbers(d.centre ?? "46.6,2.4"), Number(d.zoom ?? 13));
  if (d.tiles) L.tileLayer(d.tiles, { attribution: d.attribution ?? "", maxZoom: 18 }).addTo(map);
  if (d.geojson) {
    const kind = (feature) => ({ className: feature.properties?.around ? "around" : "zone" });
    // Outlines of several places bear their names, and lead there.
    const named = ({ properties }, zone) => {
      if (!("names" in d) || !properties?.name) return;
      zone.bindTooltip(properties.name, { permanent: true, direction: "center", className: "place" });
      zone.on("click", () => properties.url && location.assign(properties.url));
    };
    const zones = L.geoJSON(await json(d.geojson), { style: kind, interactive: "names" in d, onEachFeature: named }).addTo(map);
    const own = zones.getLayers().filter((zone) => !zone.feature.properties?.around);
    if (!d.centre && own.length) map.fitBounds(L.featureGroup(own).getBounds(), { padding: [12, 12] });
  }
  if (d.points) points(L, map, (await json(d.points)).features, { many: d.many ?? "{n}" });
  box.removeAttribute("aria-busy");
  place.dispatchEvent(new CustomEvent("map:ready", { bubbles: true, detail: { L, map } }));
}

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    start(target).catch(() => (target.textContent = target.dataset.failed ?? ""));
  }
}, { rootMargin: "400px" });
for (const place of document.querySelectorAll("[data-map]")) near.observe(place);
