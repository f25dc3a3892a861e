// Keeping the place fair: anybody reports in two steps, a moderator decides with a reason, the author reads it and
// contests, somebody else gives it back, and the log keeps it all.
import type { Page } from '@playwright/test';
import { test, expect, axe, mail, noSidewaysScroll, word, type Someone } from '../helpers/cast.ts';

/** Words of a decision that no other journey writes. */
const explained = () => `Bonjour, votre phrase vise une personne et non son idée. Reformulez, et elle reviendra. ${word()}`;

/** A link of a letter, on the server of the journey. */
function here(links: string[], part: string): string {
  const url = new URL(links.find((l) => l.includes(part))!);
  return url.pathname + url.search;
}

/** Opens the menu of a comment. */
async function menu(page: Page, comment: string): Promise<void> {
  await page.locator(`#c-${comment} details.menu > summary`).click();
}

test('MOD-01 MOD-02 MOD-03 MOD-04 MOD-06 MOD-07 MOD-19 a comment is reported, hidden with its reason, contested and given back @both', async ({ page, cast, words }) => {
  test.slow();
  const [author, reporter, facts] = [await cast.member(), `${word()}@example.org`, explained()];
  const idea = await cast.idea(author, { title: `Un banc au soleil ${word()}` });
  const said = `Ce banc est une idée de paresseux, comme son voisin ${word()}.`;
  const comment = await cast.comment(author, idea, said);

  // Step one: from the comment itself, without an account.
  await page.goto(idea);
  await menu(page, comment);
  await axe(page, 'menu of a comment');
  await page.locator(`#c-${comment}`).getByRole('link', { name: words('comments-report') }).click();
  await expect(page.locator('main')).toContainText(`/comments/${comment}`);
  await axe(page);
  // Step two, first badly: everything typed stays, and each fault leads to its field.
  await page.locator('#words').fill('Cette phrase insulte un voisin.');
  await page.getByRole('button', { name: words('moderation-report-send') }).click();
  await fault(page, 'reason', words('moderation-reason-missing'));
  await expect(page.locator('#words')).toHaveValue('Cette phrase insulte un voisin.');
  await axe(page, 'with faults');
  await page.getByRole('radio', { name: words('moderation-reason-insult') }).check();
  await page.locator('#name').fill('Dominique');
  await page.locator('#email').fill(reporter);
  await page.getByRole('checkbox', { name: words('moderation-good-faith') }).check();
  await page.getByRole('button', { name: words('moderation-report-send') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('moderation-sent-title'));
  await axe(page);
  await cast.letter(reporter, new RegExp(words('moderation-mail-receipt-subject')));

  const moderator = await cast.account('moderator');
  await cast.seat(page, moderator);
  await hide(page, comment, facts, words);

  // The author reads why, and contests without signing in.
  await page.context().clearCookies();
  await cast.letter(author.address, new RegExp(words('moderation-author-hide-subject')));
  const letter = await mail(page, author.address, new RegExp(words('moderation-author-hide-subject')));
  expect(letter.text).toContain(facts);
  expect(letter.text).toContain(words('moderation-ground-insult').slice(0, 30));
  await page.goto(here(letter.links, '/decisions/'));
  await expect(page.locator('dl.facts')).toContainText(facts);
  await axe(page);
  await page.locator('#text').fill(`Je parlais de moi : c’est mon voisin qui m’appelle ainsi. ${word()}`);
  await page.getByRole('button', { name: words('moderation-appeal-send') }).click();
  await expect(page.locator('main')).toContainText(words('moderation-standing-open'));
  await axe(page);
  const decision = new URL(page.url()).pathname.split('/')[2]!;

  // Not the one who decided: another.
  await cast.seat(page, moderator);
  await page.goto(`/moderation/appeals/${decision}`);
  await expect(page.locator('main')).toContainText(words('moderation-same-person'));
  await expect(page.getByRole('button', { name: words('moderation-grant') })).toHaveCount(0);
  await cast.seat(page, await cast.account('admin'));
  await page.goto('/moderation/appeals');
  await page.locator(`a[href$="/moderation/appeals/${decision}"]`).click();
  await axe(page);
  await page.locator('#words').fill('Bonjour, vous aviez raison, votre commentaire est de nouveau visible.');
  await page.getByRole('button', { name: words('moderation-grant') }).click();
  await expect(page.locator('main, .toasts').getByText(words('moderation-appeal-decided')).first()).toBeVisible();
  await axe(page);
  await cast.letter(author.address, new RegExp(words('moderation-mail-appeal-subject')));

  await page.getByRole('link', { name: words('moderation-tab-log') }).click();
  await expect(page.getByRole('row').filter({ hasText: facts })).toContainText(words('moderation-reason-insult'));
  await expect(page.locator('.notice.success')).toBeVisible();
  await axe(page);
  await noSidewaysScroll(page);
  await page.context().clearCookies();
  await page.goto(`/comments/${comment}`);
  await expect(page.locator('main')).toContainText(said);
});

async function fault(page: Page, field: string, text: string): Promise<void> {
  const link = page.locator('.summary').getByRole('link', { name: text });
  await expect(link).toHaveAttribute('href', `#${field}`);
  await expect(page.locator(`#${field}`)).toHaveCount(1);
}

/** From the queue to the decision. */
async function hide(page: Page, comment: string, facts: string, words: (key: string) => string): Promise<void> {
  await page.goto('/moderation');
  await axe(page);
  await noSidewaysScroll(page, 360);
  await page.getByLabel(words('moderation-kind'), { exact: true }).selectOption('comment');
  await page.getByRole('button', { name: words('moderation-filter') }).click();
  await page.locator(`a[href="/moderation/comment/${comment}"]`).click();
  await axe(page);
  await page.locator('#words').fill(facts);
  await page.getByRole('button', { name: words('moderation-decide-send') }).click();
  await fault(page, 'measure', words('moderation-measure-missing'));
  await expect(page.locator('#words')).toHaveValue(facts);
  await page.getByRole('radio', { name: words('moderation-do-hide') }).check();
  await expect(page.locator('#reason')).toHaveValue('insult');
  await page.getByRole('button', { name: words('moderation-decide-send') }).click();
  await expect(page).toHaveURL(/\/moderation$/);
  await expect(page.getByText(words('moderation-decided')).first()).toBeVisible();
  await axe(page);
}

test.describe('in English', () => {
  test.use({ lang: 'en' });
  test('MOD-01 MOD-07 MOD-22 a member reports an idea; hidden, it is gone for all but its author, then restored @both', async ({ page, cast, words }) => {
    test.slow();
    const author = await cast.member();
    const title = `Sell the lime trees ${word()}`;
    const idea = await cast.idea(author, { title, lang: 'en' });
    await cast.seat(page, await cast.member());
    await page.goto(idea);
    await page.getByRole('main').getByRole('link', { name: words('idea-report') }).first().click();
    await axe(page);
    await page.getByRole('radio', { name: words('moderation-reason-spam') }).check();
    await page.locator('#words').fill('The same advertisement, again.');
    await page.getByRole('checkbox', { name: words('moderation-good-faith') }).check();
    await page.getByRole('button', { name: words('moderation-report-send') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('moderation-sent-title'));
    await page.getByRole('link', { name: words('ui-back'), exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`${idea}$`));

    const moderator = await cast.account('moderator');
    await cast.seat(page, moderator);
    await page.goto('/moderation?kind=idea');
    await page.getByRole('link', { name: title }).click();
    await decide(page, 'moderation-do-hide', words);
    await page.context().clearCookies();
    await gone(page, idea, title);
    await cast.seat(page, author);
    await page.goto(idea);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await axe(page, 'hidden, for its author');
    await cast.seat(page, moderator);
    await page.goto(idea);
    await axe(page, 'hidden, for a moderator');
    await page.getByRole('main').getByRole('link', { name: words('comments-moderate') }).first().click();
    await expect(page.locator('.timeline')).toContainText(words('moderation-do-hide'));
    await decide(page, 'moderation-do-show', words);
    await cast.letter(author.address, new RegExp(words('moderation-author-show-subject')));
    await page.context().clearCookies();
    expect((await page.goto(idea))?.status()).toBe(200);
  });
});

async function decide(page: Page, measure: string, words: (key: string) => string): Promise<void> {
  await axe(page);
  await page.getByRole('radio', { name: words(measure) }).check();
  await page.locator('#reason').selectOption('spam');
  await page.locator('#words').fill('Hello, here is what happened and what follows.');
  await page.getByRole('button', { name: words('moderation-decide-send') }).click();
  await expect(page).toHaveURL(/\/moderation$/);
  await expect(page.getByText(words('moderation-decided')).first()).toBeVisible();
}

/** A hidden idea does not exist any more: its page, its list, its search, its feed. */
async function gone(page: Page, idea: string, title: string): Promise<void> {
  const answer = await page.goto(idea);
  expect(answer?.status()).toBe(410);
  await expect(page.locator('main')).not.toContainText(title);
  await axe(page, 'gone');
  for (const path of ['/ideas?sort=newest', '/ideas.atom', `${idea}/versions`]) {
    const text = await (await page.request.get(path)).text();
    expect(text, path).not.toContain(title);
  }
}

test('MOD-01 a person is reported from their page, and nobody reports themselves', async ({ page, cast, words }) => {
  const author = await cast.member();
  await cast.idea(author, { title: `Une fontaine ${word()}` });
  await page.goto(`/people/${await slug(author)}`);
  await page.getByRole('link', { name: words('person-report') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('moderation-report-title'));
  await axe(page);
  await cast.seat(page, author);
  await page.goto(`/people/${await slug(author)}`);
  await expect(page.getByRole('link', { name: words('person-report') })).toHaveCount(0);
});

async function slug(who: Someone): Promise<string> {
  const me = await (await who.http.get('/me')).text();
  return /href="\/people\/([\w-]+)"/.exec(me)![1]!;
}

const desks = ['/moderation', '/moderation/appeals', '/moderation/log', '/admin', '/admin/territory', '/admin/words/themes', '/admin/words/zones', '/admin/people', '/admin/pages', '/admin/import', '/admin/jobs', '/admin/mail', '/admin/mail/figures', '/admin/lives'];

test('SEC-14 SEC-42 for those who may not moderate or administer, the desks do not exist @plain', async ({ page, cast, words }) => {
  const visitor = await cast.visitor();
  for (const path of desks) expect((await visitor.http.get(path)).url(), path).toContain('/login?next=');
  const outside = [await cast.member(), await cast.account('agent'), await cast.account('elected')];
  for (const who of outside) {
    for (const path of desks) expect((await who.http.get(path)).status(), `${path} for ${who.name}`).toBe(404);
    expect((await who.http.post('/admin/territory', { form: { name: 'x' } })).status()).toBe(404);
  }
  const moderator = await cast.account('moderator');
  for (const path of desks) {
    const wanted = path.startsWith('/admin') ? 404 : 200;
    expect((await moderator.http.get(path)).status(), `${path} for a moderator`).toBe(wanted);
  }
  await cast.seat(page, outside[0]!);
  await page.goto('/moderation');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('problem-not-found'));
});
