// The ways into one's account, and what keeps them one's own: link, reset, change of address, devices, second factor.
import type { Page } from '@playwright/test';
import { test, expect, axe, mail, turns } from '../helpers/test.ts';
import { join, stranger, type Person } from '../helpers/members.ts';
import { code } from '../helpers/totp.ts';

test.use(turns);

type Words = (key: string, values?: Record<string, string>) => string;

/** Opens the link of the newest letter about this; the page that asks to press its button is looked at. */
async function openLetter(page: Page, email: string, subject: string): Promise<void> {
  const letter = await mail(page, email, new RegExp(subject));
  const link = letter.links.find((url) => url.includes('/link/'));
  expect(link, letter.text).toBeTruthy();
  await page.goto(link!);
  await axe(page, subject);
}

async function byPassword(page: Page, words: Words, who: Person, password = who.password): Promise<void> {
  await page.goto('/login');
  await page.getByLabel(words('accounts-email'), { exact: true }).fill(who.email);
  await page.getByLabel(words('accounts-password')).fill(password);
  await page.locator('main').getByRole('button', { name: words('nav-log-in') }).click();
}

const signedIn = (page: Page, words: Words) => expect(page.locator('header').getByText(words('nav-my-menu'))).toBeAttached();
const signedOut = (page: Page, words: Words) =>
  expect(page.locator('header').getByRole('link', { name: words('nav-log-in') })).toBeVisible();

test('one signs in by a link, which works once @both', async ({ page, words, lang, elsewhere }) => {
  const who = await join(await elsewhere(), lang);
  await page.goto('/login?next=/me');
  await page.getByLabel(words('accounts-email'), { exact: true }).fill(who.email);
  await page.getByRole('button', { name: words('accounts-login-link') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('accounts-sent-title'));
  await axe(page);
  await openLetter(page, who.email, words('accounts-letter-login-subject'));
  const link = page.url();
  await page.getByRole('button', { name: words('accounts-link-login-button') }).click();
  await expect(page).toHaveURL(/\/me$/);
  await signedIn(page, words);
  await axe(page);
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('accounts-stale-title'));
  await axe(page, 'used link');
});

test('a forgotten password is chosen again, and the other devices are signed out @both', async ({ page, words, lang, elsewhere }) => {
  const other = await elsewhere();
  const who = await join(other, lang);
  const fresh = stranger().password;
  await page.goto('/login');
  await page.getByRole('link', { name: words('accounts-login-forgotten') }).click();
  await axe(page);
  await page.getByLabel(words('accounts-email'), { exact: true }).fill(who.email);
  await page.getByRole('button', { name: words('accounts-forgotten-button') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('accounts-sent-title'));
  await openLetter(page, who.email, words('accounts-letter-reset-subject'));
  const chosen = page.getByLabel(words('accounts-password-new'), { exact: true });
  await chosen.fill('court');
  await page.getByRole('button', { name: words('accounts-link-reset-button') }).click();
  await expect(chosen).toHaveAttribute('aria-invalid', 'true');
  await axe(page, 'a password too short');
  await chosen.fill(fresh);
  await page.getByRole('button', { name: words('accounts-link-reset-button') }).click();
  await expect(page.getByText(words('accounts-password-set'))).toBeVisible();
  await axe(page);
  await other.goto('/help');
  await signedOut(other, words);
  await byPassword(other, words, who, fresh);
  await signedIn(other, words);
});

test('a change of address is told to both, and takes effect by the letter to the new one @both', async ({ page, words, lang }) => {
  const who = await join(page, lang);
  const { email } = stranger();
  await page.goto('/me/settings');
  await axe(page);
  await page.getByRole('link', { name: words('accounts-email-change') }).click();
  await axe(page);
  await page.getByLabel(words('accounts-email-new'), { exact: true }).fill(email);
  await page.getByRole('button', { name: words('accounts-email-button') }).click();
  await expect(page.getByText(words('accounts-email-asked'))).toBeVisible();
  await expect(page.getByText(words('accounts-email-now', { address: who.email }))).toBeVisible();
  await axe(page);
  await openLetter(page, email, words('accounts-letter-email-new-subject'));
  await page.getByRole('button', { name: words('accounts-link-email-button') }).click();
  await expect(page.getByText(words('accounts-email-set'))).toBeVisible();
  await page.goto('/me/settings');
  await expect(page.getByText(words('accounts-email-now', { address: email }))).toBeVisible();
  await mail(page, email, new RegExp(words('accounts-letter-email-done-subject')));
  await openLetter(page, who.email, words('accounts-letter-email-old-subject'));
  await page.getByRole('button', { name: words('accounts-link-email-undo-button') }).click();
  await expect(page.getByText(words('accounts-email-given-back'))).toBeVisible();
  await signedOut(page, words);
  await axe(page);
});

test('devices are listed, and one of them is signed out from another @both', async ({ page, words, lang, elsewhere }) => {
  const who = await join(page, lang, true);
  const other = await elsewhere();
  await byPassword(other, words, who);
  await signedIn(other, words);
  await page.goto('/me/security');
  await axe(page);
  await page.getByRole('link', { name: words('security-devices-title') }).click();
  const devices = page.locator('main li.card');
  await expect(devices).toHaveCount(2);
  await axe(page);
  const here = words('security-device-here');
  await devices.filter({ hasNotText: here }).getByRole('button', { name: words('security-device-end') }).click();
  await expect(page.getByText(words('security-device-ended'))).toBeVisible();
  await expect(devices).toHaveCount(1);
  await expect(devices).toContainText(here);
  await axe(page);
  await other.goto('/help');
  await signedOut(other, words);
});

test('a second factor is switched on, asked at the door, and a spare code opens it once @both', async ({ page, words, lang, elsewhere }) => {
  const who = await join(page, lang, true);
  await page.goto('/me/security');
  await page.getByRole('link', { name: words('security-switch-on') }).click();
  await axe(page);
  const key = await page.locator('li.card code').innerText();
  const field = page.getByLabel(words('security-first-code'), { exact: true });
  await field.fill('000000');
  await page.getByRole('button', { name: words('security-switch-on') }).click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('li.card code'), 'the key stays the same').toHaveText(key);
  await axe(page, 'a wrong code');
  await field.fill(code(key));
  await page.getByRole('button', { name: words('security-switch-on') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('security-codes-title'));
  await axe(page);
  const [first, second] = await page.locator('ol.card code').allInnerTexts();
  await page.getByRole('link', { name: words('security-codes-kept') }).click();
  await expect(page.getByText(words('security-on'), { exact: true })).toBeVisible();
  const other = await elsewhere();
  await byPassword(other, words, who);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(words('security-code-title'));
  await axe(other);
  await other.goto('/me');
  await expect(other, 'half-way is not in').not.toHaveURL(/\/me$/);
  await giveCode(other, words, who, first!);
  await signedIn(other, words);
  await axe(other);
  const third = await elsewhere();
  await giveCode(third, words, who, first!);
  await expect(third.getByLabel(words('accounts-prove-code'), { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await axe(third, 'a spare code used twice');
  await giveCode(third, words, who, second!);
  await signedIn(third, words);
});

async function giveCode(page: Page, words: Words, who: Person, given: string): Promise<void> {
  await byPassword(page, words, who);
  await page.getByLabel(words('accounts-prove-code'), { exact: true }).fill(given);
  await page.locator('main').getByRole('button', { name: words('nav-log-in') }).click();
}
