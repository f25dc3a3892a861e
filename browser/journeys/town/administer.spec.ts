// What an administrator changes for everybody. Walked alone, after the other journeys, and put back each time.
import type { Page } from '@playwright/test';
import { test, expect, axe, mail, noSidewaysScroll, word } from '../../helpers/cast.ts';

type Words = (key: string, values?: Record<string, string>) => string;

test.beforeEach(async ({ page, cast }) => {
  test.slow();
  await cast.seat(page, await cast.account('admin'));
});

/** Fills fields of the territory and saves; gives what they held. */
async function set(page: Page, words: Words, fields: Record<string, string>): Promise<Record<string, string>> {
  await page.goto('/admin/territory');
  const before: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`main [name="${name}"]`);
    before[name] = await field.inputValue();
    if ((await field.evaluate((e) => e.localName)) === 'select') await field.selectOption(value);
    else await field.fill(value);
  }
  await page.getByRole('button', { name: words('ui-save') }).click();
  return before;
}

const saved = (page: Page, words: Words) => expect(page.getByText(words('admin-saved')).first()).toBeVisible();

test('UX-02 A11Y-12 the name, the logo and the hues of a territory are its own; a hue too pale is refused in words @both', async ({ page, words }) => {
  await page.goto('/admin');
  await axe(page);
  await noSidewaysScroll(page, 360);
  const pale = { hue_light: '#F2C94C', hue_dark: '#F2C94C' };
  const before = await set(page, words, pale);
  try {
    const told = page.locator('#hue_light-error');
    await expect(told).toContainText(/contraste 1,\d|contraste 1\.\d/);
    const better = /#[0-9a-f]{6}/i.exec(await told.innerText())![0];
    await expect(page.locator('[name="hue_light"]')).toHaveValue(pale.hue_light);
    await axe(page, 'a hue refused');
    await page.locator('[name="hue_light"]').fill(better);
    await page.locator('[name="site_name"]').fill('Racines');
    await page.locator('input[name="logo"]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: await square(page) });
    await page.getByRole('button', { name: words('ui-save') }).click();
    await saved(page, words);
    await axe(page, 'saved');
    await page.goto('/');
    await expect(page.locator('header .brand')).toContainText('Racines');
    const logo = page.locator('header img.logo');
    await expect(logo).toHaveAttribute('src', /\/media\//);
    expect((await page.request.get((await logo.getAttribute('src'))!)).status()).toBe(200);
    const hue = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--leaf').trim());
    expect(hue.toLowerCase()).toContain(better.toLowerCase());
    await axe(page, 'in its own hues');
    await noSidewaysScroll(page, 360);
  } finally {
    await page.goto('/admin/territory');
    const drop = page.locator('[name="logo_remove"]');
    if (await drop.count()) await drop.check();
    await page.locator('[name="site_name"]').fill('Terreau');
    for (const name of ['hue_light', 'hue_dark']) await page.locator(`[name="${name}"]`).fill(before[name]!);
    await page.getByRole('button', { name: words('ui-save') }).click();
    await saved(page, words);
  }
  await page.goto('/');
  await expect(page.locator('header .brand')).toContainText('Terreau');
});

/** A picture as a town would send it. */
async function square(page: Page): Promise<Buffer> {
  const shot = await page.locator('header img.logo, header .brand').first().screenshot();
  return Buffer.from(shot);
}

test('the sides of a discussion and the age to join are settings @both', async ({ page, cast, words }) => {
  const idea = await cast.idea(await cast.member(), { title: `Une place ${word()}` });
  await page.goto(idea);
  await expect(page.locator('#write input[name="side"]')).toHaveCount(3);
  const before = await set(page, words, { sides: 'none', minimum_age: '16' });
  try {
    await saved(page, words);
    await page.goto(idea);
    await expect(page.locator('#write input[name="side"]')).toHaveCount(0);
    await axe(page, 'one conversation');
    await page.locator('#write textarea').fill('Une parole sans camp.');
    await page.locator('#write button[type="submit"]').click();
    await expect(page.locator('#discussion')).toContainText('Une parole sans camp.');
    await page.context().clearCookies();
    await page.goto('/join');
    await expect(page.locator('main')).toContainText(words('accounts-of-age', { age: '16' }));
  } finally {
    await cast.seat(page, await cast.account('admin'));
    await set(page, words, before);
    await saved(page, words);
  }
  await page.goto(idea);
  await expect(page.locator('#write input[name="side"]')).toHaveCount(3);
  await expect(page.locator('#discussion')).toContainText('Une parole sans camp.');
  await axe(page, 'sides again');
});

test('themes and quarters are added, renamed, ordered and retired @both', async ({ page, words }) => {
  for (const kind of ['themes', 'zones']) {
    const name = `Ruelle ${word()}`;
    await page.goto(`/admin/words/${kind}`);
    await axe(page);
    await page.locator('#name_fr').fill(name);
    await page.getByRole('button', { name: words('admin-add'), exact: true }).click();
    await saved(page, words);
    const card = page.locator('li.card').filter({ has: page.getByRole('heading', { name }) });
    await card.getByRole('button', { name: new RegExp(words('admin-up')) }).click();
    await saved(page, words);
    await expect(card.getByRole('button', { name: new RegExp(words('admin-down')) })).toBeVisible();
    const renamed = `Venelle ${word()}`;
    await card.locator('[name="name_fr"]').fill(renamed);
    await card.getByRole('button', { name: new RegExp(words('ui-save')) }).click();
    await saved(page, words);
    await page.goto('/ideas');
    await expect(page.getByRole('option', { name: renamed })).toHaveCount(1);
    await page.goto(`/admin/words/${kind}`);
    const now = page.locator('li.card').filter({ has: page.getByRole('heading', { name: renamed }) });
    await now.getByRole('button', { name: new RegExp(words('admin-retire')) }).click();
    await saved(page, words);
    await expect(now).toContainText(words('admin-retired'));
    await axe(page, 'one retired');
    // The same name again is refused, and what was typed stays.
    await page.locator('#name_fr').fill(name);
    await page.getByRole('button', { name: words('admin-add'), exact: true }).click();
    await expect(page.locator('#name_fr-error')).toHaveText(words('admin-word-taken'));
    await expect(page.locator('#name_fr')).toHaveValue(name);
    await axe(page, 'refused');
    await noSidewaysScroll(page, 360);
  }
});

test.describe('in English', () => {
  test.use({ lang: 'en' });
  test('SEC-42 a role is given, and an agent speaks as the town @both', async ({ page, cast, words }) => {
    const secret = `${word()} des champs`;
    const who = await cast.member(`Alix ${word()}`, secret);
    const idea = await cast.idea(await cast.member(), { title: `A square ${word()}`, lang: 'en' });
    await page.goto('/admin/people');
    await axe(page);
    await page.locator('#aq').fill(who.name);
    await page.locator('#aq').press('Enter');
    await page.getByRole('link', { name: who.name }).click();
    await axe(page);
    await noSidewaysScroll(page, 360);
    await page.getByRole('radio', { name: new RegExp(words('admin-role-agent')) }).check();
    await page.getByRole('button', { name: words('admin-role-give') }).click();
    await expect(page.getByText(words('admin-role-changed', { value: who.name })).first()).toBeVisible();
    await axe(page, 'role given');
    // The new power begins with a new session.
    await cast.enter(who, secret);
    await cast.seat(page, who);
    await page.goto(idea);
    await page.locator('#write input[name="side"][value="for"]').check();
    await page.locator('#write textarea').fill('The council has read this and will answer in March.');
    await page.locator('#write input[name="voice"]:not([value="me"])').check();
    // Nothing of the form lies under a bar that stays in place.
    await page.evaluate(() => window.scrollTo(0, 0));
    await axe(page, 'about to speak as the town');
    await page.locator('#write button[type="submit"]').click();
    const said = page.locator('.com.official').filter({ hasText: 'will answer in March' });
    await expect(said.locator('header b, header a').first()).toHaveText('Sceaux');
    await expect(said.locator('header')).toContainText(words('comments-spokesperson', { name: who.name }));
    await expect(said.locator('header')).toContainText(words('ui-verified'));
    await axe(page, 'the town spoke');
    await page.context().clearCookies();
    await page.goto(idea);
    await expect(page.locator('.com.official')).toContainText('will answer in March');
  });
});

test('a page is rewritten, shown, and its first text comes back @both', async ({ page, words }) => {
  await page.goto('/admin/pages');
  await axe(page);
  await page.locator('a[href="/admin/pages/cookies/fr"]').click();
  await axe(page);
  const mark = word();
  const text = await page.locator('#body').inputValue();
  await page.locator('#body').fill(`${text}\n\n## Chez nous\n\nAucun traceur, ${mark}. <script>alert(1)</script>\n`);
  await page.getByRole('button', { name: words('ui-save') }).click();
  await saved(page, words);
  await page.goto('/cookies');
  await expect(page.locator('main')).toContainText(`Aucun traceur, ${mark}. <script>alert(1)</script>`);
  await axe(page, 'rewritten');
  await page.goto('/admin/pages/cookies/fr');
  await page.locator('details.fold summary').click();
  await page.locator('details.fold').getByRole('button', { name: words('admin-page-reset') }).click();
  await expect(page.getByText(words('admin-page-back')).first()).toBeVisible();
  await axe(page, 'the first text again');
  await page.goto('/cookies');
  await expect(page.locator('main')).not.toContainText(mark);
});

test('what stopped is told with its reason and tried again; letters are shown, but not their keys @both', async ({ page, cast, words }) => {
  await page.goto('/admin');
  await page.getByRole('main').locator('a[href^="/admin/jobs"]').last().click();
  await page.goto('/admin/jobs?state=dead');
  const rows = page.locator('tbody tr');
  const waiting = await rows.count();
  expect(waiting, 'the demonstration has tasks that stopped').toBeGreaterThan(0);
  await expect(rows.first()).toContainText('Mailbox full');
  await axe(page);
  await noSidewaysScroll(page, 360);
  await page.goto('/admin/mail?state=failed');
  const letters = await page.locator('tbody th a').evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
  await axe(page);
  await page.goto('/admin/jobs?state=dead');
  await rows.last().getByRole('button').click();
  await expect(page.getByText(words('admin-job-again')).first()).toBeVisible();
  await page.goto('/admin/jobs?state=dead');
  await expect(rows).toHaveCount(waiting - 1);
  // The list begins with the newest letters: this one may be old.
  const left = async () => {
    const pages = await Promise.all(letters.map(async (path) => (await page.request.get(path)).text()));
    return pages.some((text) => text.includes(`>${words('admin-mail-state-sent')}<`));
  };
  await expect.poll(left).toBe(true);
  const joined = await cast.member();
  await mail(page, joined.address);
  await page.goto('/admin/mail/figures');
  await expect(page.locator('h1')).toHaveText(words('mailing-title'));
  await axe(page, 'letters in figures');
  await noSidewaysScroll(page, 360);
  await page.goto('/admin/mail');
  await page.locator('tbody th a').first().click();
  await expect(page.locator('main')).not.toContainText('/link/');
  await expect(page.locator('main')).not.toContainText(joined.address);
  await axe(page, 'a letter');
  await noSidewaysScroll(page, 360);
});
