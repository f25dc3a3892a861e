// The page one reads stays true while it is open: a comment is announced and brought in when asked for, a message comes
// by itself, and without scripts the page is whole.
import type { Page } from '@playwright/test';
import { test, expect, axe, noSidewaysScroll, word } from '../helpers/cast.ts';

/** Its stream is open: from now on it hears. */
const listening = (page: Page) => page.waitForResponse((answer) => answer.url().includes('/live?') && answer.status() === 200);

test('a comment is announced, brought in, and nothing of what is typed is lost', async ({ page, cast, words }) => {
  const [author, reader] = await Promise.all([cast.member(), cast.member()]);
  const idea = await cast.idea(author, { title: `Un verger ${word()}` });
  const first = await cast.comment(author, idea, 'Je prête un terrain.');
  await cast.seat(page, reader);
  const open = listening(page);
  await page.goto(idea);
  await open;
  const reply = page.locator(`#c-${first} details.answer`).first();
  await reply.locator('summary').click();
  await reply.locator('textarea').fill('Un mot commencé');
  await cast.comment(author, idea, 'Et des outils.');
  const pill = page.locator('.news button');
  await expect(pill).toBeVisible();
  await expect(pill).toHaveText(words('live-new-one'));
  await cast.post(author, `${idea}/comments`, { parent: first, text: 'Le terrain est clos.' });
  await expect(pill).toHaveText(words('live-new-many').replace('{"{n}"}', '2'));
  await expect(page.locator('#discussion-title')).toContainText('3');
  await expect(page.locator('[data-live] > [role="status"]')).toHaveText(words('live-new-one'));
  await expect(page.getByText('Et des outils.')).toHaveCount(0);
  await axe(page, 'something is new');
  await noSidewaysScroll(page, 360);
  await pill.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.com').filter({ hasText: 'Et des outils.' })).toBeVisible();
  await expect(page.locator(`#c-${first} .com`)).toContainText('Le terrain est clos.');
  await expect(page.locator('.com:focus')).toHaveClass(/fresh/);
  await expect(page.locator('.com')).toHaveCount(3);
  await expect(pill).toBeHidden();
  await expect(reply.locator('textarea')).toHaveValue('Un mot commencé');
  await axe(page, 'brought in');
  await cast.post(author, `${idea}/support`, {});
  await expect(page.locator('.act [data-n-shown]')).toHaveText('1');
});

test('people who read together are a number, and nobody is told that they are alone', async ({ page, cast, words, elsewhere }) => {
  const author = await cast.member();
  const idea = await cast.idea(author, { title: `Une source ${word()}` });
  const open = listening(page);
  await page.goto(idea);
  await open;
  const readers = page.locator('.readers');
  await expect(readers).toBeHidden();
  const other = await elsewhere();
  const too = listening(other);
  await other.goto(idea);
  await too;
  await expect(readers).toBeVisible();
  await expect(readers).toContainText('2');
  await axe(page, 'together');
  await other.close();
  await expect(readers).toBeHidden();
  // The first comment of all takes the place of the empty state.
  await cast.comment(author, idea, 'Elle chante.');
  await page.getByRole('button', { name: words('live-new-one') }).click();
  await expect(page.locator('.com').filter({ hasText: 'Elle chante.' })).toBeVisible();
  await axe(page, 'the first comment');
});

test('what was missed while the page was away is announced when it comes back', async ({ page, cast, words }) => {
  const author = await cast.member();
  const idea = await cast.idea(author, { title: `Un puits ${word()}` });
  await page.goto(idea);
  await page.evaluate(() => {
    // What a browser does with a tab that is put away.
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    dispatchEvent(new PageTransitionEvent('pagehide'));
  });
  await cast.comment(author, idea, 'Pendant l’absence.');
  await expect(page.locator('.news')).toBeHidden();
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: false, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(page.locator('.news button')).toBeVisible();
  await expect(page.locator('.news button')).toHaveText(words('live-new-one'));
});

test('a message comes by itself into the conversation one has open', async ({ page, cast, words }) => {
  const [anna, bruno] = await Promise.all([cast.member(`Anna ${word()}`), cast.member(`Bruno ${word()}`)]);
  await cast.seat(page, bruno);
  await page.goto('/me/profile');
  const slug = (await page.locator('a[href^="/people/"]').first().getAttribute('href'))!.split('/').pop()!;
  const url = (await cast.post(anna, '/messages/new', { to: slug, text: 'Bonjour Bruno' })).split('#')[0]!;
  await cast.post(bruno, `${url}/answer`, { do: 'accept' });
  const open = listening(page);
  await page.goto(url);
  await open;
  await page.locator('#text').fill('Une réponse commencée');
  await cast.post(anna, url, { text: 'Samedi à dix heures ?' });
  const line = page.locator('.said-line').filter({ hasText: 'Samedi à dix heures' });
  await expect(line).toBeVisible();
  await expect(page.locator('[data-live] > [role="status"]')).toHaveText(words('live-message'));
  await expect(page.locator('#text')).toHaveValue('Une réponse commencée');
  await axe(page, 'a message came');
  // It was read as by an ordinary visit.
  const list = await (await bruno.http.get('/messages')).text();
  expect(list).not.toContain('dot-count');
  await cast.post(anna, url, { text: 'Ou dimanche' });
  await expect(page.locator('.said-line')).toHaveCount(3);
});

test('without scripts the pages are whole @plain', async ({ page, cast, words }) => {
  const author = await cast.member();
  const idea = await cast.idea(author, { title: `Un four ${word()}` });
  await cast.comment(author, idea, 'Du pain pour tous.');
  await page.goto(idea);
  await expect(page.locator('.com')).toContainText('Du pain pour tous.');
  await expect(page.getByText(words('live-new-one'))).toBeHidden();
  await expect(page.locator('.readers')).toBeHidden();
  await axe(page);
});
