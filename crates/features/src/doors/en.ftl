# Organisations on a map.

doors-title = Map of organisations
doors-lead = Associations, companies, public services: each at its door, on the map.
doors-label = Map of organisations: { $territory }
doors-many = { "{n}" } organisations
doors-failed = The map did not load. The list below says the same.
doors-none-drawn = The outline of the territory is not drawn yet. The list below says the same.
doors-list = At their door
doors-empty = No door here
doors-empty-text = An organisation that gives its address is found on this map.
