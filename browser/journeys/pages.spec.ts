// Every public page, in both languages: it answers, says what it is, is usable by all, and stays in its width.
import { test, expect, axe, noSidewaysScroll } from '../helpers/test.ts';
import { pages } from '../helpers/pages.ts';
import { valid } from '../helpers/valid.ts';

for (const lang of ['fr', 'en'] as const) {
  test.describe(`in ${lang}`, () => {
    test.use({ lang });
    for (const path of pages) {
      test(`A11Y-01 A11Y-14 ${path} @both`, async ({ page, words }) => {
        const answer = await page.goto(path);
        expect(answer?.status()).toBe(200);
        await expect(page.locator('html')).toHaveAttribute('lang', lang);
        await expect(page.locator('h1')).toHaveCount(1);
        await expect(page.locator('main')).toHaveCount(1);
        await expect(page.getByRole('link', { name: words('skip-to-content') })).toBeAttached();
        await axe(page);
        await noSidewaysScroll(page);
      });
    }
  });
}

test('A11Y-07 the first key press finds the way to the content', async ({ page, words }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: words('skip-to-content') });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

for (const path of pages) {
  test(`A11Y-04 ${path} is valid HTML @plain`, async ({ page }) => valid(page, path));
}

test('A11Y-10 no two pages have the same title', async ({ page }) => {
  const titles = new Map<string, string>();
  for (const path of pages) {
    await page.goto(path);
    const title = await page.title();
    expect(titles.get(title), `${path} and ${titles.get(title)} are both « ${title} »`).toBeUndefined();
    titles.set(title, path);
  }
});

test('the language is switched, and remembered @both', async ({ page, words }) => {
  await page.goto('/ideas');
  await page.getByRole('link', { name: words('nav-other-language') }).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveURL(/\/ideas/);
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('an address that never was is answered with a way out @both', async ({ page, words }) => {
  const answer = await page.goto('/nowhere/at-all');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('problem-not-found'));
  await expect(page.getByRole('main').getByRole('link', { name: words('problem-home') })).toBeVisible();
  await axe(page);
});
