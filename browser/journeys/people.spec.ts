// What people offer each other: a profile filled in, a skill the list lacks, the directory, and the three gestures that find
// somebody who keeps accounts, near, free on Tuesday evening.
import type { Page } from '@playwright/test';
import { join } from '../helpers/members.ts';
import { broken, png } from '../helpers/pictures.ts';
import { test, expect, axe, noSidewaysScroll, word } from '../helpers/cast.ts';

type Words = (key: string, values?: Record<string, string>) => string;

/** Filters are folded on a phone. */
async function unfold(page: Page): Promise<void> {
  const summary = page.locator('details.filters summary');
  if ((await summary.isVisible()) && (await page.locator('details.filters').getAttribute('open')) === null) await summary.click();
}

async function search(page: Page, words: Words): Promise<void> {
  await page.locator('details.filters').getByRole('button', { name: words('people-filter') }).click();
}

test('somebody who keeps accounts, near, free on Tuesday evening is found in three gestures @both', async ({ page, words, scripts, lang }) => {
  await page.goto('/people');
  await expect(page.locator('.card.person').first()).toBeVisible();
  await axe(page, 'directory');
  await noSidewaysScroll(page, 360);
  await unfold(page);
  const field = page.locator('#skill');
  if (scripts) {
    await field.pressSequentially(lang === 'fr' ? 'comptab' : 'bookk');
    await page.locator('.filters .options li').first().click();
    await axe(page, 'suggestion taken');
  } else {
    await field.fill(lang === 'fr' ? 'compta' : 'bookk');
    await search(page, words);
    await expect(page.locator('.notice .chip').first()).toBeVisible();
    await axe(page, 'what was meant');
    await page.locator('.notice .chip').first().click();
  }
  await unfold(page);
  await page.locator('#day').selectOption('1');
  await page.locator('#part').selectOption('2');
  await search(page, words);
  await expect(page).toHaveURL(/day=1.*part=2/);
  await expect(page.locator('.card.person').first()).toBeVisible();
  await axe(page, 'found');
  await noSidewaysScroll(page, 360);
  await page.locator('.card.person h2 a').first().click();
  await expect(page.getByRole('heading', { name: words('person-skills'), exact: true })).toBeVisible();
  await expect(page.locator('.free')).toContainText(words('profile-day-1'));
  await axe(page, 'a person who offers');
  await noSidewaysScroll(page, 360);
});

test('a picture of oneself stands beside the name, and is taken out again @both', async ({ page, words }) => {
  await join(page);
  await page.goto('/me/portrait');
  await axe(page, 'no picture yet');
  await page.locator('#portrait').setInputFiles(broken('moi.png'));
  await page.getByRole('button', { name: words('portraits-save') }).click();
  await expect(page.locator('#portrait-error')).toBeVisible();
  await axe(page, 'no picture');
  await page.locator('#portrait').setInputFiles(png('moi.png', [90, 140, 60]));
  await page.getByRole('button', { name: words('portraits-save') }).click();
  await expect(page.getByRole('img', { name: words('portraits-alt') })).toBeVisible();
  await axe(page, 'a picture');
  await noSidewaysScroll(page, 360);
  await page.getByRole('link', { name: words('portraits-page') }).click();
  const shown = page.locator('.profile .av img');
  await expect(shown).toBeVisible();
  expect(await shown.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth)).toBeGreaterThan(0);
  await axe(page, 'on one’s page');
  await page.goto('/me/portrait');
  await page.getByRole('button', { name: words('portraits-remove') }).click();
  await expect(page.getByText(words('portraits-none'))).toBeVisible();
});

test('organisations are found at their door on a map @both', async ({ page, words, scripts }) => {
  await page.goto('/organisations');
  await page.getByRole('link', { name: words('ideas-map'), exact: true }).click();
  await expect(page.locator('h1')).toHaveText(words('doors-title'));
  await axe(page, 'map of organisations');
  await noSidewaysScroll(page, 360);
  if (scripts) await expect(page.locator('.map .pin').first()).toBeVisible();
  else await page.locator('.map svg a').first().focus();
  await page.locator('#kind').selectOption('association');
  await page.getByRole('button', { name: words('ideas-filter'), exact: true }).click();
  await expect(page).toHaveURL(/kind=association/);
  await page.locator('.card h3 a').first().click();
  await expect(page).toHaveURL(/\/organisations\/[a-z0-9-]+$/);
});

test('skills are browsed by domain, and a filter is taken off where it stands @both', async ({ page, words }) => {
  await page.goto('/skills');
  await axe(page, 'vocabulary');
  await noSidewaysScroll(page, 360);
  await page.locator('#q').fill('vélo');
  await page.locator('main').getByRole('button', { name: words('skills-find-do') }).click();
  await expect(page.locator('#h-found')).toBeVisible();
  await page.waitForLoadState('load');
  await axe(page, 'skills found');
  await page.locator('main section .skills a').first().click();
  await expect(page).toHaveURL(/people\?skill=/);
  await page.locator('.chips .off').first().click();
  await expect(page).toHaveURL(/\/people$/);
});

test('one says what one can do, when, and to whom; a word the list lacks is proposed @both', async ({ page, words, lang, cast }) => {
  const who = await join(page, lang);
  await page.goto('/me/profile');
  await axe(page, 'profile');
  await noSidewaysScroll(page, 360);
  await page.getByLabel(words('profile-bio'), { exact: false }).first().fill('Je compte, et je jardine.');
  await page.locator('input[name="cause"]').first().check();
  await page.locator('input[name="link"]').first().fill('pas une adresse');
  await page.getByRole('button', { name: words('ui-save') }).click();
  await expect(page.locator('.summary')).toContainText(words('profile-link-wrong'));
  await axe(page, 'a link is wrong');
  await expect(page.locator('#bio')).toHaveValue(/Je compte/);
  await page.locator('input[name="link"]').first().fill('exemple.fr/jardin');
  await page.getByRole('button', { name: words('ui-save') }).click();
  await expect(page.getByText(words('profile-saved'))).toBeVisible();
  await page.getByRole('link', { name: words('profile-part-skills') }).click();
  await expect(page.locator('main .empty')).toBeVisible();
  await axe(page, 'no skill yet');
  const odd = `Vannerie ${word()}`;
  await page.locator('#skill').fill(odd);
  await page.getByRole('button', { name: words('profile-skill-add-do'), exact: true }).click();
  await expect(page.locator('#skill-error')).toBeVisible();
  await axe(page, 'unknown skill');
  await page.getByRole('button', { name: odd }).click();
  await expect(page.getByText(words('profile-skill-waits'))).toBeVisible();
  await page.locator('#skill').fill(lang === 'fr' ? 'Tenue de comptes' : 'Bookkeeping');
  await page.locator('#level').selectOption('expert');
  await page.getByRole('button', { name: words('profile-skill-add-do'), exact: true }).click();
  await expect(page.locator('.mine')).toHaveCount(2);
  await page.locator('#circle').selectOption('0');
  await page.getByRole('switch').check();
  await page.getByRole('button', { name: words('ui-save') }).click();
  await expect(page.getByText(words('profile-skills-saved'))).toBeVisible();
  await axe(page, 'skills');
  await noSidewaysScroll(page, 360);
  await page.getByRole('link', { name: words('profile-part-free') }).click();
  await expect(page.locator('.week')).toBeVisible();
  await axe(page, 'availability');
  await page.getByRole('group', { name: words('profile-day-6') }).getByLabel(words('profile-part-2')).check({ force: true });
  await page.locator('#circle').selectOption('0');
  await page.getByRole('button', { name: words('ui-save') }).click();
  await expect(page.getByText(words('profile-free-saved'))).toBeVisible();
  await noSidewaysScroll(page, 360);
  const visitor = await cast.visitor();
  const found = await (await visitor.http.get('/people?skill=tenue-de-comptes&day=6&part=2')).text();
  expect(found).toContain(who.name);
  const own = new RegExp(`href="(/people/[\\w-]+)">${who.name}<`).exec(found)![1]!;
  const seen = await (await visitor.http.get(own)).text();
  expect(seen).not.toContain(odd);
});
