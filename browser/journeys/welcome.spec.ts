// Welcome: somebody reads a poster, joins, answers three short questions or passes them over, and finds a first page that
// fits; a member invites somebody by a letter.
import type { Page } from '@playwright/test';
import { test, expect, axe, mail, noSidewaysScroll, signIn, turns } from '../helpers/test.ts';
import { stranger, type Person } from '../helpers/members.ts';
import type { Lang } from '../helpers/words.ts';

test.use(turns);

type Words = (key: string, values?: Record<string, string>) => string;

/** The path to which the poster of the ambassador leads. */
async function poster(elsewhere: () => Promise<Page>, lang: Lang): Promise<string> {
  const theirs = await elsewhere();
  await signIn(theirs, 'ambassador', lang);
  await theirs.goto('/me/invitations/poster');
  await expect(theirs.locator('.sheet .qr svg')).toBeVisible();
  await axe(theirs, 'poster');
  await noSidewaysScroll(theirs, 360);
  await theirs.goto('/me/invitations');
  const link = await theirs.locator('#link .address a').getAttribute('href');
  return new URL(link!).pathname;
}

async function comesIn(page: Page, words: Words, who: Person): Promise<void> {
  await page.getByRole('link', { name: words('welcome-door-join') }).click();
  await page.getByLabel(words('accounts-email'), { exact: true }).fill(who.email);
  await page.getByLabel(words('accounts-name'), { exact: true }).fill(who.name);
  await page.locator('#of_age').check();
  await axe(page, 'join');
  await page.getByRole('button', { name: words('accounts-join-button') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('accounts-sent-title'));
  const letter = await mail(page, who.email);
  await page.goto(letter.links.find((url) => url.includes('/link/'))!);
  await page.locator('main form button[type="submit"]').first().click();
}

test('a poster leads to three short steps and a first page that fits @both', async ({ page, words, lang, elsewhere, scripts }) => {
  const who = stranger();
  await page.goto(await poster(elsewhere, lang));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await axe(page, 'door');
  await noSidewaysScroll(page, 360);
  await comesIn(page, words, who);
  await expect(page).toHaveURL(/\/welcome\/where/);
  await expect(page.locator('.step-of')).toHaveText(words('welcome-step-of', { step: '1' }));
  await axe(page, 'where');
  await noSidewaysScroll(page, 360);
  await page.locator('input[name="zone"]').nth(1).check();
  await page.getByRole('button', { name: words('ui-continue') }).click();
  await expect(page).toHaveURL(/\/welcome\/cares/);
  await axe(page, 'cares');
  await noSidewaysScroll(page, 360);
  for (const box of (await page.locator('input[name="theme"]').all()).slice(0, 6)) await box.check();
  await page.getByRole('button', { name: words('ui-continue') }).click();
  await expect(page.locator('#theme-error')).toBeVisible();
  await axe(page, 'too many');
  for (const box of (await page.locator('input[name="theme"]').all()).slice(2, 6)) await box.uncheck();
  await page.getByRole('button', { name: words('ui-continue') }).click();
  await expect(page).toHaveURL(/\/welcome\/offers/);
  await axe(page, 'offers');
  await noSidewaysScroll(page, 360);
  await page.locator('button[name="domain"]').first().click();
  await expect(page.locator('input[name="have"]').first()).toBeVisible();
  await axe(page, 'a domain');
  await noSidewaysScroll(page, 360);
  await page.locator('input[name="have"]').first().check();
  await page.locator('input[name="listed"]').check();
  await page.getByRole('button', { name: words('ui-continue') }).click();
  await expect(page).toHaveURL(/\/welcome\/done/);
  await expect(page.locator('.greeting')).toContainText('Samira Haddouche');
  await expect(page.locator('.idea')).toHaveCount(3);
  await axe(page, 'first page');
  await noSidewaysScroll(page, 360);
  await page.locator('form[action$="/follow"] button').first().click();
  await expect(page.getByText(words('welcome-done-followed'), { exact: true }).first()).toBeVisible();
  await axe(page, 'followed');
  if (scripts) await page.reload();
  await page.getByRole('link', { name: words('welcome-done-feed') }).click();
  await expect(page).toHaveURL(/\/feed/);
});

test('each step may be passed over, and the line about them put aside @both', async ({ page, words, lang, elsewhere }) => {
  const who = stranger();
  await page.goto(await poster(elsewhere, lang));
  await comesIn(page, words, who);
  await page.getByRole('button', { name: words('welcome-skip') }).click();
  await expect(page).toHaveURL(/\/welcome\/cares/);
  await page.getByRole('button', { name: words('ui-back') }).click();
  await expect(page).toHaveURL(/\/welcome\/where/);
  await page.goto('/me');
  await axe(page, 'a line on one’s space');
  await noSidewaysScroll(page, 360);
  await page.getByRole('button', { name: words('welcome-line-aside') }).click();
  await expect(page.getByRole('button', { name: words('welcome-line-aside') })).toHaveCount(0);
});

test('a member invites somebody by a letter, and takes it back @both', async ({ page, words, lang, elsewhere }) => {
  const [who, guest] = [stranger(), stranger('Mia')];
  await page.goto(await poster(elsewhere, lang));
  await comesIn(page, words, who);
  await page.goto('/me/invitations');
  await axe(page, 'invitations');
  await noSidewaysScroll(page, 360);
  await page.getByRole('button', { name: words('welcome-link-make') }).click();
  await expect(page.locator('.address')).toContainText('/invitation/');
  await page.locator('#name').fill('Mia');
  await page.locator('#email').fill(guest.email);
  await page.locator('#note').fill('Voir https://exemple.fr');
  await page.getByRole('button', { name: words('welcome-letter-send') }).click();
  await expect(page.locator('#note-error')).toBeVisible();
  await axe(page, 'a link in the words');
  await page.locator('#note').fill('On plante samedi.');
  await page.getByRole('button', { name: words('welcome-letter-send') }).click();
  await expect(page.getByText(words('welcome-state-open'), { exact: true })).toBeVisible();
  await axe(page, 'sent');
  await noSidewaysScroll(page, 360);
  const letter = await mail(page, guest.email);
  const door = letter.links.find((url) => url.includes('/invitation/'))!;
  await page.getByRole('button', { name: words('welcome-revoke') + ' Mia' }).click();
  await expect(page.getByText(words('welcome-state-revoked'), { exact: true })).toBeVisible();
  const theirs = await elsewhere();
  const answer = await theirs.request.get(door);
  expect(answer.status()).toBe(410);
});
