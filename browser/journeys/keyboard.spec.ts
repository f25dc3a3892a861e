// A whole journey without a mouse: signs in, finds an idea, backs it, comments, leaves. The focus is followed.
import type { Locator, Page } from '@playwright/test';
import { test, expect, axe, turns } from '../helpers/test.ts';
import { seen } from '../helpers/focus.ts';
import { join, propose, title } from '../helpers/members.ts';

test.use(turns);

/** Presses Tab until the target has the focus, and makes sure that it is seen. */
async function reach(page: Page, target: Locator, what: string): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) {
      await seen(page, what);
      return;
    }
  }
  throw new Error(`${what} was not reached by the Tab key on ${page.url()}`);
}

test('A11Y-05 A11Y-06 all is done by keyboard: sign in, open an idea, back it, comment, leave @both', async ({ page, words, lang, elsewhere }) => {
  const author = await elsewhere();
  const who = await join(author, lang, true);
  const idea = await propose(author);
  const main = page.locator('main');
  await page.goto('/');
  await reach(page, page.locator('header').getByRole('link', { name: words('nav-log-in') }), 'sign in');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/login/);
  await reach(page, main.getByLabel(words('accounts-email'), { exact: true }), 'the address');
  await page.keyboard.type(who.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(who.password);
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/\/login/);
  await page.goto('/ideas');
  await reach(page, page.locator('.skip'), 'the way to the content');
  await page.keyboard.press('Enter');
  await reach(page, main.getByRole('link', { name: idea.title }), 'the idea');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(idea.title);
  await backIt(page);
  await axe(page, 'backed');
  await speak(page, words);
  await axe(page, 'commented');
  await leave(page, words);
});

async function backIt(page: Page): Promise<void> {
  const button = page.locator('#support button.sup');
  await reach(page, button, 'the support');
  await page.keyboard.press('Space');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

async function speak(page: Page, words: (key: string) => string): Promise<void> {
  const text = title('Sans souris, et d’une traite.');
  await page.reload();
  await reach(page, page.locator('form#write input[type=radio]').first(), 'the sides');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByLabel(words('comments-side-against-choice'))).toBeChecked();
  await reach(page, page.locator('form#write textarea'), 'the words');
  await page.keyboard.type(text);
  await reach(page, page.getByRole('button', { name: words('comments-send') }), 'the button');
  await page.keyboard.press('Enter');
  await expect(page.locator('li.com', { hasText: text })).toBeVisible();
}

async function leave(page: Page, words: (key: string) => string): Promise<void> {
  await page.goto('/help');
  const menu = page.locator('header details.menu');
  await reach(page, menu.locator('summary'), 'my menu');
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAttribute('open', '');
  await reach(page, page.getByRole('button', { name: words('nav-log-out') }), 'sign out');
  await page.keyboard.press('Enter');
  await expect(page.locator('header').getByRole('link', { name: words('nav-log-in') })).toBeVisible();
}
