// The gallery: every component in every state and length, looked at by axe in both themes and beside stored pictures.
// After a change that was meant: npm --prefix browser test -- journeys/gallery.spec.ts --update-snapshots
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test, expect, axe, noSidewaysScroll } from '../helpers/test.ts';
import type { RuleConfig } from 'html-validate';
import { valid } from '../helpers/valid.ts';

// It shows lists that have a name, a table that scrolls, and the suggestions a script makes, as they stand in other pages.
const shown: RuleConfig = {
  'aria-label-misuse': ['error', { allowAnyNamable: true }],
  'prefer-native-element': ['error', { exclude: ['region', 'listbox'] }],
};
const sections = ['buttons', 'chips', 'people', 'notices', 'type', 'fields', 'steps', 'ideas', 'support', 'official', 'stats', 'moving', 'table', 'timeline', 'diff', 'cards', 'empties', 'covers', 'over'];

test('A11Y-01 A11Y-14 nothing is found in the gallery, in either theme @both', async ({ page, scripts }) => {
  await page.goto('/gallery');
  const there = await page.locator('main section[id]:not(section section)').evaluateAll((all) => all.map((e) => e.id));
  expect(there.sort(), 'each section has its picture').toEqual([...sections].sort());
  await axe(page);
  await noSidewaysScroll(page);
  if (!scripts) await valid(page, '/gallery', shown);
});

test('SEC-07 the gallery is there in a demonstration only, and asks to be left out of indexes @plain', async ({ page }) => {
  await page.goto('/gallery');
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
});

test('A11Y-13 what a colour says, words say too @plain', async ({ page }) => {
  await page.goto('/gallery');
  const hues = '.chip, .notice, .toast, .error, .late, .danger, .seal, .sup, .pin';
  const told = await page.locator('main').locator(hues).evaluateAll((all) =>
    all.map((one) => ({ name: one.outerHTML.slice(0, 120), words: `${one.textContent ?? ''}${one.getAttribute('aria-label') ?? ''}`.trim() })),
  );
  expect(told.length, 'the gallery shows states').toBeGreaterThan(20);
  expect(told.filter((one) => one.words === '')).toEqual([]);
  // A fault is told to those who hear the field (the legend of a group tells it), the choice made to those who hear the row.
  const wrong = page.locator('main .field.bad :is(input:not([type="radio"]), textarea, select)');
  expect(await wrong.count()).toBeGreaterThan(0);
  for (const field of await wrong.all()) await expect(field).toHaveAttribute('aria-invalid', 'true');
  for (const bar of await page.locator('main :is(.segment, .tabs)').all()) {
    await expect(bar.locator('[aria-current], [aria-pressed="true"], :checked').first()).toBeAttached();
  }
});

const stored = existsSync(fileURLToPath(new URL('../pictures', import.meta.url)));
const missing = 'SKIPPED: pictures of the gallery: none are stored';

for (const scheme of ['light', 'dark'] as const) {
  test(`every component looks as it did, ${scheme}`, async ({ page, isMobile }) => {
    const drawn = stored || ['all', 'changed'].includes(test.info().config.updateSnapshots);
    if (!drawn) console.log(missing);
    test.skip(!drawn, missing);
    test.skip(isMobile, 'pictures are kept of a desk');
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.goto('/gallery');
    await page.evaluate(() => document.fonts.ready);
    // Bars that stay in place would lie over what is looked at.
    await page.evaluate(() => {
      for (const bar of document.querySelectorAll<HTMLElement>('.top, .tab')) bar.style.position = 'static';
    });
    // Drawings are the same in both themes but for their sky.
    const compared = scheme === 'light' ? sections : sections.filter((id) => id !== 'covers' && id !== 'empties');
    for (const id of compared) {
      await expect.soft(page.locator(`main #${id}`)).toHaveScreenshot(`${scheme}-${id}.png`, {
        animations: 'disabled',
        maxDiffPixelRatio: 0.01,
        threshold: 0.25,
      });
    }
  });
}
