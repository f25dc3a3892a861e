// What everybody needs whatever they see, hear, hold or type with: rules of access that need no journey.
import type { Page } from '@playwright/test';
import { test, expect, noSidewaysScroll } from '../helpers/test.ts';
import { comment, join, propose, title } from '../helpers/members.ts';
import { walk } from '../helpers/focus.ts';

const visited = ['/', '/ideas', '/ideas/map', '/ideas/new', '/explore', '/search?q=arbres', '/login', '/join', '/help'];
const own = ['/me', '/me/profile', '/me/portrait', '/me/skills', '/me/availability', '/me/notices', '/me/follows', '/me/invitations', '/welcome/where', '/welcome/cares', '/welcome/offers', '/welcome/done', '/feed', '/feed?tab=all', '/feed/key', '/notices', '/messages', '/messages/new', '/me/settings', '/me/security', '/me/devices', '/me/email', '/me/password', '/me/export', '/me/delete'];

const wide = (page: Page) => (page.viewportSize()?.width ?? 0) > 1000;

/** An idea with headings, a list, long words and a discussion, of whoever is signed in. */
async function rich(page: Page): Promise<string> {
  const idea = await propose(page, 'Une place pour tous', {
    body: `# Pourquoi\n\nUn mot : ${'anticonstitutionnellement'.repeat(8)}\n\n## Comment\n\n- ensemble\n- pas à pas`,
    lang: 'en',
  });
  await comment(page, idea, `https://example.org/${'long/'.repeat(40)}`, 'for');
  return idea.url;
}

/** Looks at every page of a visitor, and in a test of its own at those of a member, an idea among them. */
function everywhere(rule: string, look: (tools: { page: Page; words: (key: string) => string }, path: string) => Promise<void>): void {
  test(`${rule}, for a visitor`, async ({ page, words }) => {
    for (const path of visited) {
      await page.goto(path);
      await look({ page, words }, path);
    }
  });
  test(`${rule}, for a member`, async ({ page, words }) => {
    await join(page);
    for (const path of [...own, await rich(page)]) {
      await page.goto(path);
      await look({ page, words }, path);
    }
  });
}

for (const path of ['/', '/ideas', '/ideas/new', '/login']) {
  test(`A11Y-05 A11Y-06 the Tab key goes through ${path} and out, always seen`, async ({ page }) => {
    await page.goto(path);
    await walk(page);
  });
}

test('A11Y-05 A11Y-06 the Tab key goes through an idea, its discussion and its editor', async ({ page }) => {
  await join(page);
  const url = await rich(page);
  for (const path of [url, `${url}/edit`]) {
    await page.goto(path);
    await walk(page);
  }
});

const orders = new Set<string>();

everywhere('A11Y-08 A11Y-25 A11Y-28 A11Y-39 landmarks, help, site map and accessibility are where they always are', async ({ page, words }, path) => {
  for (const role of ['banner', 'main', 'contentinfo'] as const) await expect(page.getByRole(role), `${role} on ${path}`).toHaveCount(1);
  if (wide(page)) await expect(page.getByRole('banner').getByRole('search'), path).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1 }), path).toHaveCount(1);
  const foot = page.getByRole('contentinfo').getByRole('navigation', { name: words('nav-footer') });
  orders.add((await foot.getByRole('link').allInnerTexts()).join(' | '));
  expect([...orders], 'the same foot on every page').toHaveLength(1);
  await expect(foot.getByRole('link', { name: words('footer-site-map') })).toBeAttached();
  await expect(foot.locator('a[href^="/accessib"]')).toHaveCount(1);
});

everywhere('A11Y-14 at 320 pixels nothing scrolls sideways', ({ page }) => noSidewaysScroll(page));

// What hides its overflow on purpose: a title cut with dots, something for screen readers alone.
const clipped = (page: Page) =>
  page.evaluate(() => {
    const hides = (value: string) => value === 'hidden' || value === 'clip';
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { overflowX, overflowY, textOverflow, position } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (!element.innerText?.trim() || textOverflow === 'ellipsis' || box.width < 3 || position === 'absolute') return false;
      const tall = hides(overflowY) && element.scrollHeight > element.clientHeight + 2;
      return tall || (hides(overflowX) && element.scrollWidth > element.clientWidth + 2);
    });
    return cut.map((element) => `${element.tagName}.${element.className}: ${element.innerText.slice(0, 40)}`);
  });

const spaced = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';

everywhere('A11Y-15 text twice as large, and text with more space, is never cut', async ({ page }, path) => {
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  expect(await clipped(page), `twice as large on ${path}`).toEqual([]);
  await page.evaluate((css) => {
    document.documentElement.style.fontSize = '';
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  }, spaced);
  expect(await clipped(page), `more space on ${path}`).toEqual([]);
});

everywhere('A11Y-16 A11Y-17 A11Y-20 UX-06 every field says what it wants, and whether it must be filled', async ({ page, words }, path) => {
  const wrong = await page.locator('main').evaluate((main, optional) => {
    const faults: string[] = [];
    for (const field of main.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), textarea, select')) {
      if (field.closest('.hid, details:not([open])') || !field.checkVisibility()) continue;
      const choice = ['radio', 'checkbox'].includes(field.type);
      const label = [...(field.labels ?? [])].find((one) => one.innerText.trim() && one.getBoundingClientRect().width > 2);
      const group = field.closest('fieldset')?.querySelector('legend')?.textContent?.trim();
      if (!label && field.type !== 'search') faults.push(`${field.name} has no label that is seen`);
      if (field.type === 'radio' && !group) faults.push(`${field.name} stands in no group with a name`);
      const asked = field.required || choice || field.tagName === 'SELECT' || field.type === 'search' || field.form?.method === 'get';
      if (!asked && !label?.innerText.includes(optional)) faults.push(`${field.name} does not say that it may stay empty`);
    }
    return faults;
  }, words('ui-optional'));
  expect(wrong, path).toEqual([]);
});

test('A11Y-19 fields about oneself carry the words browsers fill in by', async ({ page }) => {
  const expected: Record<string, Record<string, string>> = {
    '/login': { email: 'username', password: 'current-password' },
    '/join': { email: 'email', name: 'nickname', password: 'new-password' },
    '/password/forgotten': { email: 'username' },
  };
  for (const [path, fields] of Object.entries(expected)) {
    await page.goto(path);
    for (const [name, token] of Object.entries(fields)) {
      await expect(page.locator(`main [name="${name}"]`), `${name} of ${path}`).toHaveAttribute('autocomplete', token);
    }
  }
});

test('A11Y-11 A11Y-36 what is written in another language says so, and its headings stand below the title @both', async ({ page }) => {
  await join(page);
  await page.goto(await rich(page));
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect(page.locator('article[lang="en"] .prose')).toBeVisible();
  await expect(page.locator('h1')).toHaveCount(1);
  const levels = await page.locator('main :is(h1, h2, h3, h4, h5, h6)').evaluateAll((all) => all.map((one) => Number(one.tagName[1])));
  levels.forEach((level, at) => expect(level, `level of heading ${at + 1} in ${levels}`).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1));
  await expect(page.locator('.prose li')).toHaveCount(2);
});

test('A11Y-22 what happens without a new page is said in a region that was there before', async ({ page, words }) => {
  await page.goto('/ideas/new');
  const state = page.locator('[data-draft-state][role="status"]');
  await expect(state).toBeAttached();
  await expect(page.locator('#similar[role="status"]')).toBeAttached();
  await page.getByLabel(words('idea-form-title'), { exact: true }).pressSequentially(title('Un kiosque'));
  await expect(state).toHaveText(words('idea-draft-saved'));
  await expect(page.getByLabel(words('idea-form-title'), { exact: true })).toBeFocused();
});

test('A11Y-23 the search box is a list one walks with arrows and leaves with Escape', async ({ page, words }) => {
  test.skip(!wide(page), 'on a phone one searches on a page of its own');
  await page.goto('/help');
  const box = page.getByRole('search').locator('#find');
  await box.focus();
  await expect(box).toHaveAttribute('role', 'combobox');
  await box.pressSequentially('arbre', { delay: 10 });
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  const first = page.getByRole('option').first();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(box).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id'))!);
  await page.keyboard.press('Escape');
  await expect(box).toHaveAttribute('aria-expanded', 'false');
  await expect(box).toBeFocused();
  await box.fill(words('nav-ideas'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=/);
});

test('A11Y-23 a menu closes with Escape and gives the focus back; the bar of an editor is one stop', async ({ page, words }) => {
  await join(page);
  await page.goto('/help');
  const menu = page.locator('header details.menu');
  await menu.locator('summary').click();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(menu).not.toHaveAttribute('open');
  await expect(menu.locator('summary')).toBeFocused();
  await page.goto(`${(await propose(page)).url}/edit`);
  const bar = page.getByRole('toolbar', { name: words('ui-editor-bar') });
  // The arrows come with the script of the editor.
  await expect(bar.getByRole('button').first()).toHaveAttribute('tabindex', '0');
  await bar.getByRole('button').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(bar.getByRole('button', { name: words('ui-editor-italic') })).toBeFocused();
  await page.keyboard.press('End');
  await expect(bar.getByRole('button', { name: words('ui-editor-preview') })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel(words('idea-form-body'), { exact: true })).toBeFocused();
});

test('A11Y-29 choosing changes no page, and no link opens a window without a word', async ({ page, words }) => {
  await page.goto('/ideas/map');
  await page.getByLabel(words('ideas-theme'), { exact: true }).selectOption({ index: 2 });
  await page.getByLabel(words('ideas-theme'), { exact: true }).press('ArrowDown');
  await expect(page).toHaveURL(/\/ideas\/map$/);
  for (const path of [...visited, '/about', '/legal', '/accessibility']) {
    await page.goto(path);
    await expect(page.locator('a[target="_blank"]'), path).toHaveCount(0);
  }
});

test('A11Y-30 who asks for calm sees nothing move', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const path of visited) {
    await page.goto(path);
    const moving = await page.evaluate(() => document.getAnimations().filter((a) => Number(a.effect?.getComputedTiming().duration) > 20).length);
    expect(moving, `what moves on ${path}`).toBe(0);
    await expect(page.locator('video[autoplay], audio[autoplay], marquee, meta[http-equiv="refresh"]')).toHaveCount(0);
  }
});

test('A11Y-34 UX-13 the map of ideas has its list, and a drawing where scripts do not run @both', async ({ page, words, scripts }) => {
  await page.goto('/ideas/map');
  const list = page.getByRole('region', { name: words('ideas-map-list') });
  await expect(list.locator('.ideas h2 a').first()).toBeVisible();
  if (!scripts) return expect(page.locator('.map svg.drawn a').first()).toBeVisible();
  await page.locator('.map').scrollIntoViewIfNeeded();
  const closer = page.getByRole('button', { name: words('ideas-map-in') });
  await closer.focus();
  await page.keyboard.press('Enter');
  await expect(closer).toBeFocused();
});

test('A11Y-38 UX-01 UX-18 the home page says how accessible it is, borrows no dress of the State, sizes its pictures', async ({ page, words }) => {
  await page.goto('/');
  const states = ['none', 'partial', 'full'].map((state) => words(`footer-accessibility-${state}`));
  const foot = await page.getByRole('contentinfo').innerText();
  expect(states.filter((state) => foot.includes(state))).toHaveLength(1);
  await expect(page.locator('[class^="fr-"], [class*=" fr-"]')).toHaveCount(0);
  await page.goto('/ideas');
  const bare = await page.locator('img').evaluateAll((all) => all.filter((one) => !one.getAttribute('width') || !one.getAttribute('height')).map((one) => one.outerHTML));
  expect(bare, 'pictures without a size').toEqual([]);
});

test('A11Y-10 a page that failed says so first @both', async ({ page }) => {
  await page.goto('/nowhere/at-all');
  await expect(page).toHaveTitle(/^Erreur/);
});
