// The accounts of the demonstration, and how one signs in.
import { expect, type Page } from '@playwright/test';
import { say, type Lang } from './words.ts';

export type Role = 'resident' | 'leader' | 'ambassador' | 'association' | 'moderator' | 'agent' | 'elected' | 'admin';

export const password = 'terreau-demo-2026';
export const address = (role: Role) => `${role}@demo.terreau.test`;

export async function signIn(page: Page, role: Role, lang: Lang = 'fr'): Promise<void> {
  await page.goto('/login');
  await page.locator('main input[type="email"]').first().fill(address(role));
  await page.locator('main input[type="password"]').first().fill(password);
  await page.locator('main input[type="password"]').first().press('Enter');
  await expect(page).not.toHaveURL(/\/login/);
  await expect(page.getByText(say(lang, 'nav-my-menu')).first()).toBeAttached();
}
