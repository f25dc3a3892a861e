// The public pages of a demonstration that need nothing but an address.
export const pages = ['/', '/ideas', '/explore', '/organisations', '/organisations/map', '/search', '/help', '/login', '/join', '/about', '/contact', '/legal', '/privacy', '/terms', '/cookies', '/accessibilite', '/plan-du-site'];
