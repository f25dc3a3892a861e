// One's own data: taken away in open formats; leaving, and changing one's mind.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { test, expect, axe, mail, turns } from '../helpers/test.ts';
import { comment, join, propose } from '../helpers/members.ts';

test.use(turns);

async function fetched(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return readFileSync(await download.path(), 'utf8');
}

test('all one gave is taken away, as JSON and as a table @both', async ({ page, words, lang }) => {
  const who = await join(page, lang);
  const idea = await propose(page, 'Un banc à l’ombre');
  await comment(page, idea, 'Je reviens sur ce que j’ai proposé.', 'question');
  await page.goto('/me/settings');
  await page.getByRole('link', { name: words('belongings-title') }).click();
  await axe(page);
  const everything = await fetched(page, words('belongings-json'));
  expect(() => JSON.parse(everything)).not.toThrow();
  for (const part of [who.email, who.name, idea.title, 'Je reviens sur ce que']) expect(everything).toContain(part);
  const table = await fetched(page, words('belongings-csv'));
  expect(table).toContain(idea.title);
  expect(table).toContain('Je reviens sur ce que');
});

test('A11Y-21 leaving is asked twice, told by mail, and taken back @both', async ({ page, words, lang, scripts }) => {
  const who = await join(page, lang);
  await page.goto('/me/settings');
  await page.getByRole('link', { name: words('accounts-delete-title') }).click();
  await axe(page);
  // Browsers hold back a form whose box is not ticked; what the server says is shown where they do not.
  await page.locator('form').filter({ has: page.locator('#sure') }).evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await page.getByRole('button', { name: words('accounts-delete-button') }).click();
  await expect(page.locator('.summary')).toContainText(words('accounts-delete-unsure'));
  if (scripts) await expect(page.locator('.summary')).toBeFocused();
  await axe(page, 'not confirmed');
  await page.getByLabel(words('accounts-delete-sure')).check();
  await page.getByRole('button', { name: words('accounts-delete-button') }).click();
  await expect(page.getByRole('button', { name: words('accounts-delete-undo') })).toBeVisible();
  await axe(page, 'planned');
  await page.getByRole('button', { name: words('accounts-delete-undo') }).click();
  await expect(page.getByText(words('accounts-delete-undone'))).toBeVisible();
  await axe(page);
  await mail(page, who.email, new RegExp(words('accounts-letter-leaving-subject')));
  await mail(page, who.email, new RegExp(words('accounts-letter-staying-subject')));
});
