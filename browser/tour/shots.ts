// What is photographed. `says`: what its reader learns from it; `as`: signed in as this account of the demonstration; `steps`: done before the picture;
// `at`: brought to the top; `dark`: in the dark theme too; `widths`: on a phone and a desk unless told otherwise;
// `afresh`: opened again for each width.
import type { Page } from '@playwright/test';
import type { Role } from '../helpers/people.ts';

export type Shot = {
  name: string;
  says: string;
  path: string;
  as?: Role;
  steps?: (page: Page) => Promise<void>;
  at?: string;
  dark?: boolean;
  widths?: number[];
  afresh?: boolean;
};

export type Part = { title: string; shots: Shot[] };

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

/** Whoever reads a poster comes by its address, without an account. */
const byPoster = async (page: Page) => {
  const link = await page.locator('#link .address a').getAttribute('href');
  await page.context().clearCookies();
  await page.goto(new URL(link!).pathname);
};

/** The newest letter of the week, as a mail program shows it. */
const week = async (page: Page) => {
  const letters = (await (await page.request.get('/demo/mail.json')).json()) as { id: string; kind: string; to: string }[];
  const letter = letters.find((one) => one.kind === 'weekly' && one.to.startsWith('ambassador@')) ?? letters[0]!;
  const text = await (await page.request.get(`/demo/mail/${letter.id}/html`)).text();
  await page.goto('about:blank');
  await page.setContent(text);
};

/** A skill that the vocabulary lacks. */
const unknown = async (page: Page) => {
  await page.locator('#skill').fill('jardinage de balcon en hiver');
  await page.keyboard.press('Escape');
  await page.locator('form[action="/me/skills/add"] .btn').first().click();
  await page.waitForLoadState('load');
};

/** The walk, part by part; the README of the pictures is written from it. */
export const parts: Part[] = [
  {
    title: 'Arrive',
    shots: [
      { name: 'home', says: 'Home: what this is, in five seconds, and what grows now.', path: '/', dark: true, widths: every },
      { name: 'home-themes', says: 'The way of an idea, and the themes.', path: '/', at: '#h-way', widths: desk, dark: true },
      { name: 'explore', says: 'Explore: a word, a mood, a theme, a quarter.', path: '/explore', dark: true },
      { name: 'search', says: 'Search: ideas, words and people, one typing mistake allowed.', path: '/search?q=v%C3%A9lo' },
      { name: 'search-none', says: 'Nothing found: two ways on.', path: '/search?q=zzqxw', widths: desk },
      { name: 'map', says: 'The map and its list; it needs no outside server.', path: '/ideas/map', steps: map, afresh: true, dark: true, widths: every },
    ],
  },
  {
    title: 'Read and discuss',
    shots: [
      { name: 'ideas', says: 'The list of ideas, its orders and filters.', path: '/ideas', dark: true, widths: every },
      { name: 'ideas-filtered', says: 'One theme, the most backed first.', path: '/ideas?theme=mobilite&sort=backed' },
      { name: 'ideas-none', says: 'No idea answers: what to loosen.', path: '/ideas?theme=mobilite&zone=parc-de-sceaux&state=archived', widths: desk },
      { name: 'idea', says: 'An idea: the text first, one main action.', path: idea, as: 'resident', dark: true, widths: every },
      { name: 'discussion', says: 'Sides as columns on a desk, as tabs on a phone.', path: idea, at: '.sides', dark: true },
      { name: 'answer', says: 'The town speaks as the town.', path: idea, steps: officialSide, at: '.official', afresh: true },
      { name: 'thread', says: 'One thread at its own address.', path: idea, steps: press('.com a[href^="/comments/"]:visible') },
      { name: 'versions', says: 'What was changed, and when.', path: `${idea}/versions`, widths: desk },
      { name: 'difference', says: 'A version beside the one before.', path: `${idea}/versions/2` },
      { name: 'person', says: 'A person: what they proposed and said.', path: '/people/romain-delatour' },
    ],
  },
  {
    title: 'Propose',
    shots: [
      { name: 'propose-1', says: 'A title and a line, and ideas alike.', path: '/ideas/new', steps: propose(1) },
      { name: 'propose-2', says: 'The text, with a small bar and a preview.', path: '/ideas/new', steps: propose(2), widths: desk },
      { name: 'propose-3', says: 'Theme and place.', path: '/ideas/new', steps: propose(3), dark: true },
      { name: 'propose-3-map', says: 'Where it is, and how near others see it.', path: '/ideas/new', steps: pick, at: '#pick' },
      { name: 'propose-4', says: 'Pictures and their words.', path: '/ideas/new', steps: propose(4), widths: desk },
      { name: 'propose-5', says: 'One look before it is published.', path: '/ideas/new', steps: propose(5) },
    ],
  },
  {
    title: 'A place of one’s own',
    shots: [
      { name: 'join', says: 'Join: a name and an address are enough.', path: '/join' },
      { name: 'login', says: 'Sign in, by a password or a link.', path: '/login' },
      { name: 'me', says: 'My space.', path: '/me', as: 'leader' },
      { name: 'settings', says: 'Settings.', path: '/me/settings', as: 'leader', widths: desk },
      { name: 'security', says: 'Safety of the account.', path: '/me/security', as: 'leader', widths: desk },
      { name: 'second-factor', says: 'A second factor, step by step.', path: '/me/security/set-up', as: 'leader' },
      { name: 'devices', says: 'Devices, each of which can be signed out.', path: '/me/devices', as: 'leader', widths: desk },
      { name: 'export', says: 'All that is mine, to take away.', path: '/me/export', as: 'leader', widths: desk },
      { name: 'delete', says: 'Leave, with time to come back.', path: '/me/delete', as: 'leader', widths: desk },
      { name: 'mail', says: 'The letters of the demonstration.', path: '/join', steps: letter, widths: desk },
      { name: 'letter', says: 'A letter, light and dark.', path: '/join', steps: html, dark: true },
    ],
  },
  {
    title: 'Offer and find help',
    shots: [
      { name: 'skills', says: 'Everyday skills by domain: a vocabulary the town may change.', path: '/skills' },
      { name: 'people', says: 'The directory: only those who wish to be found.', path: '/people', as: 'resident', dark: true, widths: every },
      { name: 'people-found', says: 'Somebody who keeps accounts, free on Tuesday evening.', path: '/people?skill=tenue-de-comptes&day=1&part=2', dark: true },
      { name: 'people-meant', says: 'A word that may mean several skills.', path: '/people?skill=jardin', widths: desk },
      { name: 'person-offers', says: 'A person: what they offer, when, and what they did.', path: '/people/camille-roussel', as: 'resident', dark: true, widths: every },
      { name: 'profile', says: 'One’s profile, and who reads each part.', path: '/me/profile', as: 'resident', dark: true },
      { name: 'portrait', says: 'A picture of oneself, beside one’s name.', path: '/me/portrait', as: 'resident', dark: true },
      { name: 'my-skills', says: 'One’s skills: levels, and what one is ready for.', path: '/me/skills', as: 'resident', dark: true },
      { name: 'my-skills-unknown', says: 'A word the list lacks: those near it, or a proposal.', path: '/me/skills', as: 'resident', steps: unknown, widths: desk },
      { name: 'availability', says: 'One’s week, half-day by half-day.', path: '/me/availability', as: 'resident', dark: true },
      { name: 'admin-skills', says: 'The vocabulary in the administration.', path: '/admin/skills?domain=money', as: 'admin', widths: desk },
    ],
  },
  {
    title: 'Live in the network',
    shots: [
      { name: 'welcome', says: 'A poster led here: who invites, and what this is.', path: '/me/invitations', as: 'ambassador', steps: byPoster, dark: true },
      { name: 'invitations', says: 'An ambassador: a link, letters, a poster, who came and who stayed.', path: '/me/invitations', as: 'ambassador', dark: true },
      { name: 'poster', says: 'The poster, to print.', path: '/me/invitations/poster', as: 'ambassador', widths: desk },
      { name: 'organisation', says: 'An organisation: what it does, what it signed, who speaks for it.', path: '/organisations/la-roue-libre', dark: true, widths: every },
      { name: 'organisations-map', says: 'Organisations at their door, on a map and in its list.', path: '/organisations/map', steps: map, afresh: true, dark: true, widths: every },
      { name: 'voice', says: 'In whose name one speaks is chosen before sending.', path: idea, as: 'association', at: 'form#write', dark: true },
      { name: 'follows', says: 'What one follows, and how closely.', path: '/me/follows', as: 'resident' },
      { name: 'feed', says: 'The feed: why each line is here, and where one stopped.', path: '/feed', as: 'resident', dark: true, widths: every },
      { name: 'notices', says: 'Notices, put together.', path: '/notices', as: 'resident', dark: true, widths: every },
      { name: 'notices-settings', says: 'What is told, where, how often, at which hours.', path: '/me/notices', as: 'resident' },
      { name: 'digest', says: 'The letter of the week.', path: '/demo/mail', as: 'resident', steps: week, widths: every },
      { name: 'messages', says: 'Messages; the first word of a stranger waits.', path: '/messages', as: 'resident', dark: true, widths: every },
      { name: 'conversation', says: 'A conversation.', path: '/messages', as: 'resident', steps: press('section[aria-labelledby="h-all"] .talks a'), dark: true },
      { name: 'inbox', says: 'The inbox that those who speak for an organisation share.', path: '/organisations/la-roue-libre/messages', as: 'association', dark: true },
      { name: 'inbox-one', says: 'Who answers, notes for the others, done.', path: '/organisations/la-roue-libre/messages', as: 'association', steps: press('.talks a') },
      { name: 'block', says: 'Blocking, and what it means, before it is done.', path: '/people/sandrine-moutier/block', as: 'resident', dark: true },
      { name: 'territories', says: 'The territories of this installation; those of a member first.', path: '/territories', as: 'leader', steps: map, dark: true, widths: every },
      { name: 'crossing', says: 'Joining another territory with the account one has.', path: '/territories', as: 'resident', steps: press('ul a[href*="/cross?"]'), dark: true },
      { name: 'feed-mine', says: 'The feed of all one’s territories.', path: '/feed?tab=mine', as: 'leader' },
      { name: 'entries', says: 'Who becomes a member, and who waits for an answer.', path: '/admin/joining', as: 'admin', dark: true },
      { name: 'newcomers', says: 'New members, and the limits of their first days.', path: '/admin/newcomers', as: 'moderator' },
    ],
  },
  {
    title: 'Keep it fair',
    shots: [
      { name: 'report', says: 'Report in two steps.', path: idea, as: 'resident', steps: press('main a[href^="/report/"]') },
      { name: 'queue', says: 'What waits for a moderator.', path: '/moderation', as: 'moderator', widths: every },
      { name: 'case', says: 'Decide, with a reason that the author will read.', path: '/moderation', as: 'moderator', steps: press('tbody th a'), dark: true },
      { name: 'log', says: 'The log of decisions, chained.', path: '/moderation/log', as: 'moderator' },
      { name: 'appeals', says: 'Appeals, for somebody else than who decided.', path: '/moderation/appeals', as: 'moderator', widths: desk },
    ],
  },
  {
    title: 'Administer',
    shots: [
      { name: 'admin', says: 'What waits, and what is missing.', path: '/admin', as: 'admin', dark: true },
      { name: 'admin-territory', says: 'The territory: names, hues, rules, legal notice.', path: '/admin/territory', as: 'admin' },
      { name: 'admin-themes', says: 'Themes.', path: '/admin/words/themes', as: 'admin' },
      { name: 'admin-people', says: 'People and roles.', path: '/admin/people', as: 'admin' },
      { name: 'admin-person', says: 'One person.', path: '/admin/people', as: 'admin', steps: press('tbody th a:has-text("Adèle")') },
      { name: 'admin-page', says: 'A standing page, written by the town.', path: '/admin/pages/about/fr', as: 'admin', widths: desk },
      { name: 'admin-terms', says: 'Versions of the terms.', path: '/admin/terms', as: 'admin' },
      { name: 'admin-import', says: 'An import, tried first.', path: '/admin/import', as: 'admin', widths: desk },
      { name: 'admin-jobs', says: 'What stopped, and why.', path: '/admin/jobs', as: 'admin', widths: desk },
      { name: 'admin-mail', says: 'Letters, without their keys.', path: '/admin/mail', as: 'admin', widths: desk },
      { name: 'admin-mail-figures', says: 'What becomes of letters, in figures.', path: '/admin/mail/figures', as: 'admin' },
      { name: 'admin-lives', says: 'The lives of objects, drawn from their rules.', path: '/admin/lives', as: 'admin', widths: desk },
    ],
  },
  {
    title: 'Help, and when something fails',
    shots: [
      { name: 'help', says: 'Help.', path: '/help' },
      { name: 'about', says: 'About.', path: '/about', widths: desk },
      { name: 'terms', says: 'Terms.', path: '/terms', widths: desk },
      { name: 'api', says: 'The read interface.', path: '/help/api', widths: desk },
      { name: 'forbidden', says: 'What a viewer may not see does not exist.', path: '/admin', as: 'resident', widths: desk },
      { name: 'not-found', says: 'An address that never was.', path: '/nowhere', dark: true },
      { name: 'offline', says: 'Without a network.', path: '/offline', widths: [360] },
      { name: 'gallery', says: 'The gallery of the design system.', path: '/gallery', at: '#covers', dark: true, widths: desk },
    ],
  },
];

export const shots: Shot[] = parts.flatMap((part) => part.shots);
