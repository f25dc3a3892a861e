// The browser: Debian's Chromium, quiet, in French unless a journey says otherwise.
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
];

export const base = process.env.TERREAU_URL ?? 'http://127.0.0.1:8080';

/** The other territory of the demonstration, on a host that shares no cookie with the first. */
export const neighbour = base.replace(/\/\/[^:/]+/, '//vallon.localhost');

export const chromium = {
  baseURL: base,
  locale: 'fr-FR',
  timezoneId: 'Europe/Paris',
  launchOptions: { executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: quiet },
};

export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
export const desk = { viewport: { width: 1280, height: 860 } };
