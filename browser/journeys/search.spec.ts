// Searching: words as people write them, help while one types, choices that narrow, and a way out when nothing is there.
import type { Page } from '@playwright/test';
import { test, expect, axe, noSidewaysScroll, word } from '../helpers/cast.ts';

const chestnut = 'Un composteur à sapins en janvier';

// What is typed, and a title that must come among the first.
const asked: [string, string][] = [
  ['l’éclairage', 'Éteindre l’éclairage des rues de une heure à cinq heures'],
  ["l'eclairage", 'Éteindre l’éclairage des rues de une heure à cinq heures'],
  ['COMPOSTEUR SAPIN', chestnut],
  ['compsoteur sapins', chestnut],
  ['bibliotheques dimanches', 'Ouvrir la bibliothèque le dimanche après-midi'],
  ['grainoth', 'Une grainothèque au kiosque'],
];

test('words with accents, elisions, plurals or one mistake find what was meant, highlighted @both', async ({ page, words }) => {
  for (const [typed, title] of asked) {
    await page.goto('/search');
    await page.locator('main').getByRole('searchbox').or(page.locator('#q')).first().fill(typed);
    await page.locator('main').getByRole('button', { name: words('nav-search') }).first().click();
    await expect(page.locator('.found h2').filter({ hasText: title }).first(), typed).toBeVisible();
    await expect(page.locator('.found mark').first()).toBeVisible();
  }
  await axe(page);
  await noSidewaysScroll(page, 360);
  await page.locator('.found').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('what was found is narrowed by kind and theme, put in another order, and read page by page @both', async ({ page, words }) => {
  await page.goto('/search?q=rue');
  const total = await page.locator('main p[role="status"]').innerText();
  const summary = page.locator('details.filters summary');
  const open = async () => {
    if ((await summary.isVisible()) && (await page.locator('details.filters').getAttribute('open')) === null) await summary.click();
  };
  await open();
  await axe(page, 'choices open');
  await page.getByRole('radio', { name: words('search-kind-comment') }).check();
  await page.getByRole('button', { name: words('ideas-filter') }).click();
  await expect(page).toHaveURL(/kind=comment/);
  const kinds = await page.locator('.found .chip').allInnerTexts();
  expect(new Set(kinds)).toEqual(new Set([words('search-kind-comment-one')]));
  expect(await page.locator('main p[role="status"]').innerText()).not.toBe(total);
  await page.getByRole('navigation', { name: words('search-sort') }).getByRole('link', { name: words('search-sort-newest') }).click();
  await expect(page).toHaveURL(/kind=comment.*sort=newest/);
  await axe(page);
  const first = await page.locator('.found a').first().getAttribute('href');
  await page.locator('a[rel="next"]').click();
  await expect(page.locator('.found a').first()).not.toHaveAttribute('href', first!);
  await page.locator('a[rel="prev"]').click();
  await expect(page.locator('.found a').first()).toHaveAttribute('href', first!);
  await open();
  await page.getByRole('group', { name: words('ideas-theme') }).getByRole('radio').nth(1).check();
  await page.getByRole('button', { name: words('ideas-filter') }).click();
  await expect(page).toHaveURL(/theme=[a-z]/);
  await axe(page);
});

test('A11Y-07 suggestions come while one types, and are taken with the keyboard', async ({ page }) => {
  await page.goto('/search');
  const box = page.locator('#q');
  await box.pressSequentially('grainoth', { delay: 20 });
  const options = page.locator('#q-options [role="option"]');
  await expect(options.first()).toContainText('Une grainothèque au kiosque');
  await axe(page, 'suggestions open');
  await box.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', (await options.first().getAttribute('id'))!);
  await axe(page, 'a suggestion chosen');
  await box.press('Escape');
  await expect(options.first()).toBeHidden();
  await expect(box).toHaveValue('grainoth');
  await box.press('ArrowDown');
  await box.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Une grainothèque au kiosque');
});

test.describe('in English', () => {
  test.use({ lang: 'en' });
  test('where nothing is found, or nothing typed, the page says what to do @both', async ({ page, words }) => {
    await page.goto('/search');
    await expect(page.getByRole('heading', { name: words('search-start') })).toBeVisible();
    await axe(page, 'nothing typed');
    await page.locator('#q').fill('xylophonquartzwombat');
    await page.locator('#q').press('Enter');
    await expect(page.getByRole('heading', { name: words('search-none') })).toBeVisible();
    await expect(page.locator('#q')).toHaveValue('xylophonquartzwombat');
    await axe(page, 'nothing found');
    await noSidewaysScroll(page);
    await page.locator('main').getByRole('link', { name: words('search-propose') }).click();
    await expect(page).toHaveURL(/\/ideas\/new/);
  });
});

const odd = ['"', '""', '(', ')', 'AND', 'OR NOT', 'title:', 'title:(', '*', '?*', '+ -', '-', '~2', 'rue^', 'a AND (b OR', '[a TO z]', '{', '\\', '/re(/', 'é'.repeat(300), '%', '%00', '\u0000', ' ', '‮', '🚲🌳', "l'", '’', 'NEAR/5', "rue' OR 1=1 --"];

test('SEC-44 whatever is typed is a search, never an error @plain', async ({ page, cast }) => {
  const { http } = await cast.visitor();
  for (const typed of odd) {
    for (const path of ['/search', '/search/suggest']) {
      const answer = await http.get(path, { params: { q: typed } });
      expect(answer.status(), `${path} ${typed}`).toBe(200);
    }
  }
  const answer = await page.goto('/search?q=%22rue+AND+(&page=999&kind=x&theme=x&sort=x');
  expect(answer?.status()).toBe(200);
});

test('a new idea is found within two seconds, and a hidden one gone within two @plain', async ({ page, cast }) => {
  const [author, moderator, rare] = [await cast.member(), await cast.account('moderator'), word()];
  const idea = await cast.idea(author, { title: `Un arbre ${rare}` });
  await within(2_000, () => found(page, rare), true);
  const desk = await (await moderator.http.get(idea)).text();
  await cast.post(moderator, /\/moderation\/idea\/[\w-]+/.exec(desk)![0], { measure: 'hide', reason: 'spam', text: 'Bonjour, ceci est une publicité.' });
  await within(2_000, () => found(page, rare), false);
});

async function found(page: Page, rare: string): Promise<boolean> {
  await page.goto(`/search?q=${rare}`);
  return (await page.locator('.found li').count()) === 1;
}

/** No search sent later than that answers otherwise; how long a busy machine takes to draw the answer is not counted. */
async function within(time: number, search: () => Promise<boolean>, wanted: boolean): Promise<void> {
  for (const began = Date.now(); ; ) {
    const sent = Date.now() - began;
    if ((await search()) === wanted) return;
    expect(sent, 'a search sent so many milliseconds later').toBeLessThan(time);
  }
}
