// Act first, sign up after: a visitor's gesture is kept, completes when they confirm their address, on this
// device or on another, and is found done.
import type { Page } from '@playwright/test';
import { test, expect, axe, mail, turns } from '../helpers/test.ts';
import { join, propose, stranger, title, type Idea, type Person } from '../helpers/members.ts';
import { describe, locate, word } from '../helpers/proposal.ts';

test.use(turns);

type Words = (key: string, values?: Record<string, string>) => string;

/** An idea somebody else proposed. */
async function someIdea(elsewhere: () => Promise<Page>): Promise<Idea> {
  const author = await elsewhere();
  await join(author);
  return propose(author);
}

/** On the page that says the gesture is kept: an address and a name, nothing else. */
async function giveName(page: Page, words: Words, who: Person): Promise<void> {
  await expect(page).toHaveURL(/\/join/);
  await expect(page.getByText(words('accounts-kept-title'))).toBeVisible();
  await axe(page);
  await page.getByLabel(words('accounts-email'), { exact: true }).fill(who.email);
  await page.getByLabel(words('accounts-name'), { exact: true }).fill(who.name);
  await page.locator('#of_age').check();
  await page.getByRole('button', { name: words('accounts-join-button') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('accounts-sent-title'));
  await axe(page);
}

/** Reads the letter and presses its button; looking alone changes nothing. */
async function confirm(page: Page, words: Words, who: Person): Promise<void> {
  const letter = await mail(page, who.email, new RegExp(words('accounts-letter-join-gesture-subject')));
  const link = letter.links.find((url) => url.includes('/link/'));
  expect(link, letter.text).toBeTruthy();
  await page.goto(link!);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('accounts-link-join-title'));
  await axe(page);
  await page.getByRole('button', { name: words('accounts-link-keep') }).click();
  await expect(page.getByText(words('accounts-welcome', { value: who.name }))).toBeVisible();
}

const backed = (page: Page) => page.locator('#support button.sup');

test('UX-03 ID-24 a visitor backs an idea, gives a name, and their support counts @both', async ({ page, words, elsewhere }) => {
  const idea = await someIdea(elsewhere);
  const who = stranger();
  await page.goto(idea.url);
  await axe(page);
  await expect(backed(page)).toHaveAttribute('data-n', '0');
  await backed(page).click();
  await giveName(page, words, who);
  await page.goto(idea.url);
  await expect(backed(page), 'not counted before the address is confirmed').toHaveAttribute('data-n', '0');
  await confirm(page, words, who);
  await expect(page).toHaveURL(new RegExp(idea.url));
  await expect(backed(page)).toHaveAttribute('aria-pressed', 'true');
  await expect(backed(page)).toHaveAttribute('data-n', '1');
  await axe(page);
  await backed(page).click();
  await expect(backed(page)).toHaveAttribute('aria-pressed', 'false');
  await expect(backed(page)).toHaveAttribute('data-n', '0');
  await axe(page, 'support taken back');
});

test('a visitor comments, confirms on another device, and finds the comment there @both', async ({ page, words, elsewhere }) => {
  const idea = await someIdea(elsewhere);
  const who = stranger('Noé Marchal');
  const text = title('J’y passe chaque matin avec mes enfants.');
  await page.goto(`${idea.url}#discussion`);
  await page.getByLabel(words('comments-side-question-choice')).check();
  await page.getByLabel(words('comments-text'), { exact: true }).fill(text);
  await page.getByRole('button', { name: words('comments-send') }).click();
  await giveName(page, words, who);
  await expect(page.locator('main')).not.toContainText(text);
  const other = await elsewhere();
  await confirm(other, words, who);
  const said = other.locator('li.com', { hasText: text });
  await expect(said).toBeVisible();
  await expect(said.locator('.name')).toHaveText(who.name);
  await axe(other);
  await page.goto(idea.url);
  await expect(page.locator('li.com', { hasText: text })).toHaveCount(1);
});

test('a visitor proposes an idea, confirms on another device, and finds it there @both', async ({ page, words, elsewhere }) => {
  const who = stranger('Inès Roussel');
  const named = title('Un composteur derrière la halle');
  await page.goto('/ideas');
  await page.getByRole('link', { name: words('ideas-propose') }).first().click();
  await axe(page);
  await describe(page, words, named);
  await word(page, words, 'Les marchands jettent chaque semaine des cagettes de légumes.');
  await locate(page, words, 'Derrière la halle');
  await axe(page);
  await page.getByRole('button', { name: words('ui-continue') }).click();
  await expect(page.locator('main')).toContainText('Derrière la halle');
  await axe(page);
  await page.getByRole('button', { name: words('idea-publish-do') }).click();
  await giveName(page, words, who);
  const other = await elsewhere();
  await confirm(other, words, who);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(words('idea-published-title'));
  await axe(other);
  await other.getByRole('link', { name: words('idea-published-see') }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(named);
  await expect(other.locator('article .who')).toContainText(who.name);
  await axe(other);
});
