// Two territories on two hosts: a member of both crosses over and back without signing in again; somebody else asks to
// join the other with the account they have, is answered by a person there, and comes in.
import type { Page } from '@playwright/test';
import { test, expect, axe, noSidewaysScroll, signIn, turns } from '../helpers/test.ts';
import { neighbour } from '../helpers/browser.ts';
import { join } from '../helpers/members.ts';

test.use(turns);

type Words = (key: string, values?: Record<string, string>) => string;

/** From the list of territories to the other one. */
async function over(page: Page, name: string): Promise<void> {
  await page.goto('/territories');
  await page.getByRole('listitem').getByRole('link', { name, exact: true }).click();
}

const there = new RegExp(`^${neighbour}/`);

test('a member of two territories crosses over and comes back, signed in on both @both', async ({ page, words, lang, baseURL }) => {
  await signIn(page, 'leader', lang);
  await page.goto('/territories');
  await expect(page.locator('#h-mine ~ ul > li')).toHaveCount(2);
  await axe(page, 'territories');
  await noSidewaysScroll(page, 360);
  await over(page, 'Vallon-sur-Bièvre');
  await expect(page).toHaveURL(there);
  await expect(page.getByRole('status').first()).toContainText('Vallon-sur-Bièvre');
  await axe(page, 'over there');
  await page.goto(`${neighbour}/feed?tab=mine`);
  await expect(page.locator('.tabs [aria-current]')).toHaveText(words('feed-tab-mine'));
  await axe(page, 'the feed of both');
  await noSidewaysScroll(page, 360);
  await page.goto(`${neighbour}/me/profile`);
  await expect(page.getByRole('heading', { name: words('profile-kin') })).toBeVisible();
  await axe(page, 'one profile for both');
  await page.goto(`${neighbour}/territories`);
  await page.getByRole('listitem').getByRole('link', { name: 'Sceaux', exact: true }).click();
  await expect(page).toHaveURL(`${baseURL}/`);
  // Signed out of the one, they are signed out of the other.
  await page.goto(`${neighbour}/me`);
  await page.locator('header details.menu > summary').click();
  await page.getByRole('button', { name: words('nav-log-out') }).click();
  await page.goto('/me');
  await expect(page).toHaveURL(/\/login/);
});

/** The newest letter to an address over there, read where its letters are. */
async function letter(page: Page, email: string, subject: string): Promise<void> {
  const look = async () => {
    await page.goto(`${neighbour}/demo/mail.json?to=${encodeURIComponent(email)}`);
    return page.locator('body').innerText();
  };
  await expect.poll(look, { timeout: 30_000, intervals: [200, 400] }).toContain(subject);
}

/** The administrator of both lets somebody in. */
async function admit(theirs: Page, words: Words, name: string): Promise<void> {
  await theirs.goto(`${neighbour}/login`);
  await theirs.locator('main input[type="email"]').first().fill('admin@demo.terreau.test');
  await theirs.locator('main input[type="password"]').first().fill('terreau-demo-2026');
  await theirs.locator('main input[type="password"]').first().press('Enter');
  await expect(theirs).not.toHaveURL(/\/login/);
  await theirs.goto(`${neighbour}/admin/joining`);
  await axe(theirs, 'the desk');
  await noSidewaysScroll(theirs, 360);
  await theirs.getByRole('button', { name: `${words('joining-admit')} ${name}` }).click();
  await expect(theirs.getByRole('status').first()).toContainText(words('joining-admitted'));
}

test('somebody asks to join the neighbour with the account they have, and is let in @both', async ({ page, words, lang, elsewhere }) => {
  const who = await join(page, lang);
  await over(page, 'Vallon-sur-Bièvre');
  await expect(page).toHaveURL(/\/cross\/join/);
  await axe(page, 'joining');
  await noSidewaysScroll(page, 360);
  await page.getByLabel(words('accounts-join-words')).fill('J’ai un jardin au bord de la Bièvre.');
  await page.locator('#of_age').check();
  await page.getByRole('button', { name: words('crossing-ask-button') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('accounts-asked-title'));
  await axe(page, 'asked');
  const theirs = await elsewhere();
  await theirs.goto(`${neighbour}/lang/${lang}`);
  await admit(theirs, words, who.name);
  await letter(theirs, who.email, words('accounts-letter-admitted-subject'));
  await over(page, 'Vallon-sur-Bièvre');
  await expect(page).toHaveURL(there);
  await expect(page.getByText(words('nav-my-menu')).first()).toBeAttached();
});
