// A town that talks: an association is made, verified, invites somebody to speak for it and answers an idea in its name; a
// resident writes to it and is answered from its inbox; the notices say that, once; and a block hides both ways.
import type { Page } from '@playwright/test';
import { test, expect, axe, mail, noSidewaysScroll, word, type Cast, type Someone } from '../helpers/cast.ts';

type Words = (key: string, values?: Record<string, string>) => string;

const send = async (page: Page, name: string) => {
  await page.locator('main').getByRole('button', { name, exact: true }).first().click();
  await page.waitForLoadState('load');
};

/** A draft, kept and sent to the town; gives the address of its page. */
async function founded(page: Page, words: Words, name: string): Promise<string> {
  await page.goto('/organisations/new');
  await axe(page, 'a new organisation');
  await noSidewaysScroll(page, 360);
  await page.locator('#name').fill(name);
  await page.locator('#kind').selectOption('association');
  await page.locator('#line').fill('Réparer ensemble ce qui peut l’être.');
  await page.locator('#text').fill('Un samedi par mois, **chacun apporte** ce qui est cassé.');
  await page.locator('#rna').fill(`W92${String(Date.now()).slice(-7)}`);
  await send(page, words('organisations-keep-draft'));
  const url = new URL(page.url()).pathname;
  await axe(page, 'a draft');
  await send(page, words('organisations-send'));
  await expect(page.locator('main')).toContainText(words('organisations-is-pending'));
  return url;
}

async function verified(page: Page, words: Words, name: string): Promise<void> {
  await page.goto('/admin/organisations?state=pending');
  const line = page.getByRole('link', { name });
  while (!(await line.count())) await page.locator('a[rel="next"]').click();
  await line.click();
  await page.locator('input[name="do"][value="verify"]').check();
  await axe(page, 'to be decided');
  await send(page, words('organisations-decide'));
}

/** A link for somebody to speak for it, made by the page of its members. */
async function invitation(page: Page, words: Words, url: string): Promise<string> {
  await page.goto(`${url}/members`);
  await page.locator('#link-role').selectOption('spokesperson');
  await axe(page, 'members');
  await send(page, words('memberships-make-link'));
  await axe(page, 'an invitation');
  const text = await page.locator('main').innerText();
  return new URL(/https?:\/\/\S+\/invitations\/[\w-]+/.exec(text)![0]).pathname;
}

/** Those who found it, and a resident with an idea. */
async function people(cast: Cast): Promise<{ leader: Someone; mate: Someone; resident: Someone }> {
  const [leader, mate, resident] = await Promise.all([cast.member(), cast.member(), cast.member()]);
  return { leader, mate, resident };
}

/** Letters leave at any hour: what is told at once is told now, also late in the evening. */
async function neverQuiet(page: Page, words: Words): Promise<void> {
  await page.goto('/me/notices');
  for (const id of ['#quiet_from', '#quiet_until']) await page.locator(id).selectOption('0');
  await axe(page, 'hours of letters');
  await send(page, words('ui-save'));
}

test('an association answers in its name, and from an inbox its people share @both', async ({ page, cast, words }) => {
  test.slow();
  const { leader, mate, resident } = await people(cast);
  const moderator = await cast.account('moderator');
  const [name, title] = [`Atelier ${word()}`, `Un banc de réparation ${word()}`];
  const idea = await cast.idea(resident, { title });
  await cast.seat(page, resident);
  await neverQuiet(page, words);
  await cast.seat(page, leader);
  const url = await founded(page, words, name);
  await cast.seat(page, moderator);
  await verified(page, words, name);
  await cast.seat(page, leader);
  const link = await invitation(page, words, url);
  await cast.seat(page, mate);
  await page.goto(link);
  await axe(page, 'invited');
  await page.locator('main form button[type="submit"]').first().click();
  await page.waitForLoadState('load');
  // In whose name one speaks is chosen, and seen by all.
  await page.goto(idea);
  const form = page.locator('form#write');
  await form.locator('[name="side"]').first().check();
  await form.locator('[name="text"]').fill('Nous prêtons les outils, et deux samedis.');
  await form.locator('[name="voice"]:not([value="me"])').first().check();
  await axe(page, 'a choice of voice');
  await noSidewaysScroll(page, 360);
  await form.getByRole('button', { name: words('comments-send'), exact: true }).click();
  const said = page.locator('.com').filter({ hasText: 'Nous prêtons les outils' });
  await expect(said.locator('.name')).toHaveText(name);
  await expect(said).toContainText(mate.name);
  await expect(said.locator('.seal')).toBeAttached();
  await axe(page, 'said in its name');
  // The resident reads of it once, on the page and by letter, and writes.
  await cast.seat(page, resident);
  await mail(page, resident.address, new RegExp(title));
  await page.goto('/notices');
  await expect(page.locator('.says').filter({ hasText: name })).toHaveCount(1);
  await axe(page, 'notices');
  await page.goto(url);
  await page.locator(`a[href^="/messages/new?body="]`).click();
  await page.locator('#text').fill('Bonjour, qui vient le premier samedi ?');
  await send(page, words('messages-send'));
  await expect(page).toHaveURL(/\/messages\/[\w-]{22}/);
  const talk = new URL(page.url()).pathname;
  await axe(page, 'a conversation');
  await noSidewaysScroll(page, 360);
  // Whoever speaks for it finds it in their inbox, takes it, notes something for the others, answers.
  await cast.seat(page, leader);
  await page.goto(`${url}/messages`);
  await expect(page.locator('.talks li')).toHaveCount(1);
  await axe(page, 'inbox');
  await noSidewaysScroll(page, 360);
  await page.locator('.talks a').first().click();
  await send(page, words('messages-take'));
  await page.locator('#text').fill('Le premier samedi, c’est Camille.');
  await send(page, words('messages-note'));
  await page.locator('#text').fill('Bonjour, nous serons deux. À samedi !');
  await send(page, words('messages-send'));
  await send(page, words('messages-finish'));
  await axe(page, 'answered');
  await cast.seat(page, resident);
  await page.goto('/messages');
  await expect(page.locator('.talks .new')).toHaveCount(1);
  await axe(page, 'messages');
  await page.goto(talk);
  await expect(page.locator('main')).toContainText('nous serons deux');
  await expect(page.locator('main')).not.toContainText('c’est Camille');
  const letters = (await (await page.request.get(`/demo/mail.json?to=${encodeURIComponent(resident.address)}`)).json()) as { subject: string }[];
  expect(letters.filter((letter) => letter.subject.includes(title)), 'told by letter once').toHaveLength(1);
});

test('who is blocked is hidden, and hides, until the block is lifted @both', async ({ page, cast, words }) => {
  const [one, other] = await Promise.all([cast.member(`Anatole ${word()}`), cast.member(`Blanche ${word()}`)]);
  const [theirs, own] = await Promise.all([cast.idea(other, { title: `Une fontaine ${word()}` }), cast.idea(one, { title: `Un préau ${word()}` })]);
  await cast.seat(page, one);
  await page.goto(theirs);
  await page.getByRole('link', { name: other.name }).first().click();
  await page.getByText(words('person-keep-away')).click();
  await axe(page, 'ways to keep away');
  await noSidewaysScroll(page, 360);
  const person = new URL(page.url()).pathname;
  await page.getByRole('button', { name: words('person-mute') }).click();
  await expect(page.getByText(words('person-muted'))).toBeVisible();
  await axe(page, 'muted');
  await page.goto(`${person}/block`);
  await axe(page, 'before blocking');
  await noSidewaysScroll(page, 360);
  await send(page, words('blocking-block'));
  await expect(page).toHaveURL(/\/me\/blocks/);
  await expect(page.locator('main')).toContainText(other.name);
  await axe(page, 'blocked');
  await noSidewaysScroll(page, 360);
  const http = async (who: Someone, path: string) => (await who.http.get(path)).status();
  expect([await http(one, person), await http(one, theirs), await http(other, own)]).toEqual([404, 404, 404]);
  const visitor = await cast.visitor();
  expect([await http(visitor, person), await http(visitor, theirs)], 'what is public stays public').toEqual([200, 200]);
  await page.locator('form[action^="/me/blocks/"] button').first().click();
  await expect(page.getByText(words('blocking-none'))).toBeVisible();
  await axe(page, 'nobody blocked');
  expect([await http(one, person), await http(one, theirs), await http(other, own)]).toEqual([200, 200, 200]);
});

test('moderators see whose first days these are, hold the limits with a reason and lift them @both', async ({ page, cast, words }) => {
  const [member, moderator] = await Promise.all([cast.member(`Zoé ${word()}`), cast.account('moderator')]);
  await cast.seat(page, moderator);
  await page.goto('/admin/newcomers');
  const card = page.locator('.card').filter({ hasText: member.name });
  await expect(card).toHaveCount(1);
  await axe(page, 'new members');
  await noSidewaysScroll(page, 360);
  await card.locator('summary').click();
  await card.locator('textarea').fill('Trois liens vers le même commerce.');
  await axe(page, 'a decision');
  await card.getByRole('button', { name: words('newcomers-hold') }).click();
  await expect(page.locator('section[aria-labelledby="h-held"] .card').filter({ hasText: member.name })).toContainText('même commerce');
  await axe(page, 'held');
  await card.locator('summary').click();
  await card.getByRole('button', { name: words('newcomers-lift') }).click();
  await expect(card).toContainText(words('newcomers-state-lifted'));
});
