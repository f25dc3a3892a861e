// The gallery: every component in every state and length, looked at by axe in both themes and beside stored pictures.
// After a change that was meant: npm --prefix browser test -- journeys/gallery.spec.ts --update-snapshots
import { test, expect, axe, noSidewaysScroll } from '../helpers/test.ts';
import { valid } from '../helpers/valid.ts';

const sections = ['buttons', 'chips', 'people', 'notices', 'type', 'fields', 'steps', 'ideas', 'support', 'official', 'stats', 'moving', 'table', 'timeline', 'diff', 'cards', 'empties', 'covers', 'over'];

test('A11Y-01 A11Y-14 nothing is found in the gallery, in either theme @both', async ({ page, scripts }) => {
  await page.goto('/gallery');
  const there = await page.locator('main section[id]:not(section section)').evaluateAll((all) => all.map((e) => e.id));
  expect(there.sort(), 'each section has its picture').toEqual([...sections].sort());
  await axe(page);
  await noSidewaysScroll(page);
  if (!scripts) await valid(page, '/gallery');
});

test('SEC-07 the gallery is there in a demonstration only, and asks to be left out of indexes @plain', async ({ page }) => {
  await page.goto('/gallery');
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`every component looks as it did, ${scheme}`, async ({ page, isMobile }) => {
    test.skip(isMobile && scheme === 'dark', 'hues do not depend on the width');
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto('/gallery');
    await page.evaluate(() => document.fonts.ready);
    // Bars that stay in place would lie over what is looked at.
    await page.evaluate(() => {
      for (const bar of document.querySelectorAll<HTMLElement>('.top, .tab')) bar.style.position = 'static';
    });
    for (const id of sections) {
      await expect.soft(page.locator(`main #${id}`)).toHaveScreenshot(`${scheme}-${id}.png`, {
        animations: 'disabled',
        maxDiffPixelRatio: 0.01,
        threshold: 0.25,
      });
    }
  });
}
