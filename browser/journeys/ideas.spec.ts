// Reading: from the list to an idea and back, sorted, filtered, page by page.
import type { Page } from '@playwright/test';
import { test, expect, axe, noSidewaysScroll } from '../helpers/test.ts';

/** The addresses of the ideas shown, each once. */
async function links(page: Page): Promise<string[]> {
  const all = page.locator('main .ideas a[href^="/ideas/"]');
  const paths = await all.evaluateAll((found) => found.map((a) => new URL((a as HTMLAnchorElement).href)));
  return [...new Set(paths.filter((url) => !url.hash).map((url) => url.pathname))];
}

test('a visitor goes from the home page to an idea and reads it @both', async ({ page, scripts }) => {
  await page.goto('/');
  await page.goto('/ideas');
  const first = page.locator('main .ideas h2 a[href^="/ideas/"]').first();
  const path = await first.getAttribute('href');
  await first.click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(page.locator('h1')).toHaveCount(1);
  await axe(page, scripts ? '' : 'without scripts');
  await noSidewaysScroll(page);
});

test('every order of the list gives ideas, and its pages have no idea twice', async ({ page, words }) => {
  await page.goto('/ideas');
  const orders = await page.getByRole('navigation', { name: words('ideas-sort') }).getByRole('link').evaluateAll((all) =>
    all.map((a) => (a as HTMLAnchorElement).href),
  );
  expect(orders.length).toBeGreaterThanOrEqual(4);
  // « Near » asks where first.
  for (const order of orders.filter((order) => !order.includes('/ideas/near'))) {
    await page.goto(order);
    const seen = new Set<string>();
    for (let turn = 0; turn < 3; turn += 1) {
      const here = await links(page);
      expect(here.length, page.url()).toBeGreaterThan(0);
      for (const idea of here) {
        expect(seen.has(idea), `${idea} twice under ${order}`).toBe(false);
        seen.add(idea);
      }
      const next = page.locator('a[rel="next"]');
      if ((await next.count()) === 0) break;
      await next.first().click();
      await page.waitForLoadState();
    }
    await axe(page, order);
  }
});

test('filters keep only what was asked for @both', async ({ page, words }) => {
  await page.goto('/ideas');
  const filters = page.locator('details.filters');
  // On a desk the filters are always open, and the summary is not shown.
  const summary = filters.locator('summary');
  if ((await summary.isVisible()) && (await filters.getAttribute('open')) === null) await summary.click();
  const theme = page.getByLabel(words('ideas-theme'), { exact: true });
  await theme.selectOption({ index: 1 });
  const chosen = await theme.inputValue();
  await page.getByRole('button', { name: words('ideas-filter') }).click();
  await expect(page).toHaveURL(new RegExp(`theme=${chosen}`));
  await expect(page.getByLabel(words('ideas-theme'), { exact: true })).toHaveValue(chosen);
  await axe(page);
});
