// Signing in: with a password, with a wrong one, and leaving.
import { test, expect, axe, signIn, address } from '../helpers/test.ts';

test('a resident signs in and leaves @both', async ({ page, words, scripts }) => {
  await page.goto('/login');
  await axe(page);
  await signIn(page, 'resident');
  await axe(page);
  if (scripts) await page.locator('header details.menu summary').click();
  else await page.locator('header details.menu').evaluate((menu) => menu.setAttribute('open', ''));
  await axe(page, 'menu open');
  await page.getByRole('button', { name: words('nav-log-out') }).click();
  await expect(page.locator('header').getByRole('link', { name: words('nav-log-in') })).toBeVisible();
});

test('SEC-19 a wrong password and an unknown address are told the same @both', async ({ page }) => {
  const told: string[] = [];
  for (const who of [address('resident'), 'nobody@demo.terreau.test']) {
    await page.goto('/login');
    await page.locator('main input[type="email"]').first().fill(who);
    await page.locator('main input[type="password"]').first().fill('not the right one');
    await page.locator('main input[type="password"]').first().press('Enter');
    await expect(page.locator('main input[type="email"]').first()).toHaveValue(who);
    await axe(page);
    told.push(await page.getByRole('alert').innerText());
  }
  expect(told[0]).not.toBe('');
  expect(told[0]).toBe(told[1]);
});
