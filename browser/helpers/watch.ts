// What no page may do: break the content policy, log an error, ask another host for anything, ask for a file
// that is missing, scroll sideways.
import { expect, type Page } from '@playwright/test';
import { base, neighbour } from './browser.ts';

export type Watch = {
  /** Lets go of what was noted so far, when a journey broke something on purpose. */
  forgive(): void;
  faults: string[];
};

export function watch(page: Page): Watch {
  const faults: string[] = [];
  const ours = [base, neighbour].map((url) => new URL(url).host);
  page.on('pageerror', (error) => {
    // A fade between two pages that is cut short by the next click is no fault of ours.
    if (error.message.startsWith('Transition was ')) return;
    faults.push(`script error on ${page.url()}: ${error.message}`);
  });
  page.on('console', (message) => {
    const text = message.text();
    // Answers are looked at below, with more to say.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) {
      faults.push(`console on ${page.url()}: ${text}`);
    }
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !ours.includes(url.host)) faults.push(`another host was asked: ${url.href}`);
  });
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    const refused = response.status() >= 500 || (response.status() >= 400 && !['document', 'fetch', 'xhr'].includes(kind));
    if (refused) faults.push(`${response.status()} for ${response.url()}, asked by ${page.url()}`);
  });
  return { faults, forgive: () => void faults.splice(0) };
}

/** A11Y-14: at the narrowest width nothing scrolls sideways. */
export async function noSidewaysScroll(page: Page, width = 320): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 640 });
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const over = [...document.querySelectorAll('body *')].filter((e) => {
      const box = e.getBoundingClientRect();
      return box.width > 0 && box.right > room + 1;
    });
    return over.slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className} ends at ${Math.round(e.getBoundingClientRect().right)}`);
  });
  expect(wide, `sideways scroll at ${width} on ${page.url()}`).toEqual([]);
  if (before) await page.setViewportSize(before);
}
