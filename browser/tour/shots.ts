// What is photographed. `as`: signed in as this account of the demonstration; `steps`: done before the picture;
// `at`: brought to the top; `dark`: in the dark theme too; `widths`: on a phone and a desk unless told otherwise;
// `afresh`: opened again for each width.
import type { Page } from '@playwright/test';
import type { Role } from '../helpers/people.ts';

export type Shot = {
  name: string;
  path: string;
  as?: Role;
  steps?: (page: Page) => Promise<void>;
  at?: string;
  dark?: boolean;
  widths?: number[];
  afresh?: boolean;
};

const every = [360, 768, 1280];
const desk = [1280];

const idea = '/ideas/une-vraie-piste-cyclable-de-robinson-aux-blagis-quitte-a-perdre-trente-places';

const press = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click();
  await page.waitForLoadState('load');
};

/** Brings the map of a form near: it is drawn then. */
const pick = async (page: Page) => {
  await propose(3)(page);
  await page.locator('#pick').scrollIntoViewIfNeeded();
  await map(page);
};

/** On a phone, the side on which the town spoke. */
const officialSide = async (page: Page) => {
  const side = await page.locator('.sides > section:has(.official)').first().getAttribute('class');
  const choice = page.locator(`.pick label:has([value="${side}"])`);
  if (await choice.isVisible()) await choice.click();
};

const map = async (page: Page) => {
  await page.locator('.map .leaflet-container, .map .map-box').first().waitFor();
  await page.waitForTimeout(400);
};

/** Writes the beginning of an idea, up to a step. */
const propose = (upTo: number) => async (page: Page) => {
  const next = async () => {
    await page.locator('main .buttons .btn').first().click();
    await page.waitForLoadState('load');
  };
  await page.locator('#title').fill('Un abri pour les vélos devant la médiathèque');
  await page.locator('#line').fill('Dix arceaux couverts, pour lire sans craindre la pluie.');
  if (upTo === 1) return;
  await next();
  await page.locator('#body').fill('Quand il pleut, nos vélos restent dehors.\n\n- **dix arceaux** ;\n- un toit léger, que l’on peut démonter.');
  if (upTo === 2) return;
  await next();
  await page.locator('label:has([name="theme"])').first().click();
  if (upTo === 3) return;
  await next();
  if (upTo === 4) return;
  await next();
};

const letter = async (page: Page) => {
  await page.locator('#email').fill(`visite-${Date.now()}@demo.terreau.test`);
  await page.locator('#name').fill('Camille en visite');
  await page.locator('main form .check input').last().check();
  await page.locator('main form button[type="submit"]').first().click();
  await page.waitForLoadState('load');
  for (let tries = 0; tries < 20; tries += 1) {
    await page.goto('/demo/mail');
    if (await page.locator('main a[href^="/demo/mail/"]').count()) break;
    await page.waitForTimeout(500);
  }
};

const html = async (page: Page) => {
  await letter(page);
  await press('main a[href^="/demo/mail/"]')(page);
  // As a mail program would: no policy, no script.
  const address = await page.locator('main a[href$="/html"]').first().getAttribute('href');
  const text = await (await page.request.get(address ?? '')).text();
  await page.goto('about:blank');
  await page.setContent(text);
};

export const shots: Shot[] = [
  { name: 'home', path: '/', dark: true, widths: every },
  { name: 'home-themes', path: '/', at: '#h-way', widths: desk, dark: true },
  { name: 'ideas', path: '/ideas', dark: true, widths: every },
  { name: 'ideas-filtered', path: '/ideas?theme=mobilite&sort=backed' },
  { name: 'ideas-none', path: '/ideas?theme=mobilite&zone=parc-de-sceaux&state=archived', widths: desk },
  { name: 'map', path: '/ideas/map', steps: map, afresh: true, dark: true, widths: every },
  { name: 'idea', path: idea, as: 'resident', dark: true, widths: every },
  { name: 'discussion', path: idea, at: '.sides', dark: true },
  { name: 'answer', path: idea, steps: officialSide, at: '.official', afresh: true },
  { name: 'thread', path: idea, steps: press('.com a[href^="/comments/"]:visible') },
  { name: 'versions', path: `${idea}/versions`, widths: desk },
  { name: 'difference', path: `${idea}/versions/2` },
  { name: 'propose-1', path: '/ideas/new', steps: propose(1) },
  { name: 'propose-2', path: '/ideas/new', steps: propose(2), widths: desk },
  { name: 'propose-3', path: '/ideas/new', steps: propose(3), dark: true },
  { name: 'propose-3-map', path: '/ideas/new', steps: pick, at: '#pick' },
  { name: 'propose-4', path: '/ideas/new', steps: propose(4), widths: desk },
  { name: 'propose-5', path: '/ideas/new', steps: propose(5) },
  { name: 'explore', path: '/explore', dark: true },
  { name: 'search', path: '/search?q=v%C3%A9lo' },
  { name: 'search-none', path: '/search?q=zzqxw', widths: desk },
  { name: 'person', path: '/people/romain-delatour' },
  { name: 'join', path: '/join' },
  { name: 'login', path: '/login' },
  { name: 'me', path: '/me', as: 'leader' },
  { name: 'settings', path: '/me/settings', as: 'leader', widths: desk },
  { name: 'security', path: '/me/security', as: 'leader', widths: desk },
  { name: 'second-factor', path: '/me/security/set-up', as: 'leader' },
  { name: 'export', path: '/me/export', as: 'leader', widths: desk },
  { name: 'devices', path: '/me/devices', as: 'leader', widths: desk },
  { name: 'delete', path: '/me/delete', as: 'leader', widths: desk },
  { name: 'report', path: idea, as: 'resident', steps: press('main a[href^="/report/"]') },
  { name: 'queue', path: '/moderation', as: 'moderator', widths: every },
  { name: 'case', path: '/moderation', as: 'moderator', steps: press('tbody th a'), dark: true },
  { name: 'log', path: '/moderation/log', as: 'moderator' },
  { name: 'appeals', path: '/moderation/appeals', as: 'moderator', widths: desk },
  { name: 'admin', path: '/admin', as: 'admin', dark: true },
  { name: 'admin-territory', path: '/admin/territory', as: 'admin' },
  { name: 'admin-themes', path: '/admin/words/themes', as: 'admin' },
  { name: 'admin-people', path: '/admin/people', as: 'admin' },
  { name: 'admin-person', path: '/admin/people', as: 'admin', steps: press('tbody th a:has-text("Adèle")') },
  { name: 'admin-mail', path: '/admin/mail', as: 'admin', widths: desk },
  { name: 'admin-terms', path: '/admin/terms', as: 'admin' },
  { name: 'admin-page', path: '/admin/pages/about/fr', as: 'admin', widths: desk },
  { name: 'admin-import', path: '/admin/import', as: 'admin', widths: desk },
  { name: 'admin-jobs', path: '/admin/jobs', as: 'admin', widths: desk },
  { name: 'admin-lives', path: '/admin/lives', as: 'admin', widths: desk },
  { name: 'mail', path: '/join', steps: letter, widths: desk },
  { name: 'letter', path: '/join', steps: html, dark: true },
  { name: 'help', path: '/help' },
  { name: 'about', path: '/about', widths: desk },
  { name: 'terms', path: '/terms', widths: desk },
  { name: 'api', path: '/help/api', widths: desk },
  { name: 'forbidden', path: '/admin', as: 'resident', widths: desk },
  { name: 'not-found', path: '/nowhere', dark: true },
  { name: 'offline', path: '/offline', widths: [360] },
  { name: 'gallery', path: '/gallery', at: '#covers', dark: true, widths: desk },
];
