// The focus: where it is, whether it is seen, and whether it comes out of a page again.
import { expect, type Page } from '@playwright/test';

/** A11Y-06: what has the focus shows it, and nothing lies over it. */
export async function seen(page: Page, what: string): Promise<void> {
  const told = await page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const bearers = [element, element.closest('label'), ...['.editor', '.drop', '.find', '.choice'].map((one) => element.closest(one))];
    const marked = bearers.some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
    });
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const clear = top !== null && (element.contains(top) || top.contains(element));
    return { marked, clear };
  });
  expect(told, `focus on ${what}, ${page.url()}`).toEqual({ marked: true, clear: true });
}

/** What the focus is on, as a name for messages; each element has its own number. */
const here = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body) return '';
    const numbered = element as HTMLElement & { turn?: number };
    const counter = window as unknown as { turns?: number };
    numbered.turn ??= counter.turns = (counter.turns ?? 0) + 1;
    return `${numbered.turn} ${element.tagName.toLowerCase()} ${element.id || element.getAttribute('href') || element.textContent?.trim().slice(0, 30)}`;
  });

/** Presses Tab until the page is left: every stop once, each of them seen. */
export async function walk(page: Page, most = 250): Promise<string[]> {
  const stops: string[] = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const at = await here(page);
    if (at === '' || at === stops[0]) break;
    expect(stops, `${page.url()} holds the focus: ${at} again after ${stops.at(-1)}`).not.toContain(at);
    stops.push(at);
    await seen(page, at);
  }
  expect(stops.length, `stops on ${page.url()}`).toBeGreaterThan(10);
  expect(stops.length, `${page.url()} is never left`).toBeLessThan(most);
  return stops;
}
