// Discussing: on a side, in answer, with thanks, found again at its address, corrected, taken back, reported.
import type { Locator, Page } from '@playwright/test';
import { test, expect, axe, turns } from '../helpers/test.ts';
import { comment, join, propose, stranger, type Idea } from '../helpers/members.ts';

test.use(turns);

type Words = (key: string, values?: Record<string, string>) => string;

const holding = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text }).last();

/** An idea somebody else proposed, with a comment of theirs. */
async function discussed(elsewhere: () => Promise<Page>, text: string): Promise<{ idea: Idea; said: string }> {
  const author = await elsewhere();
  await join(author);
  const idea = await propose(author);
  return { idea, said: await comment(author, idea, text, 'against') };
}

/** Menus of a comment; without scripts too they open by themselves. */
const more = (of: Locator) => of.locator('details.menu > summary').click();

test('one takes a side, answers, corrects and takes back @both', async ({ page, words, lang, elsewhere }) => {
  const { idea } = await discussed(elsewhere, 'Le chemin est trop étroit pour des arbres.');
  await join(page, lang);
  await page.goto(`${idea.url}#discussion`);
  await page.getByLabel(words('comments-side-for-choice')).check();
  await page.getByLabel(words('comments-text'), { exact: true }).fill('L’ombre **profite** à tous.');
  await page.getByRole('button', { name: words('comments-send') }).click();
  await expect(page.getByText(words('comments-posted'))).toBeVisible();
  const mine = holding(page, 'L’ombre profite à tous.');
  await expect(mine).toBeVisible();
  await expect(mine.locator('strong')).toHaveText('profite');
  await axe(page);
  await more(mine);
  await axe(page, 'menu of a comment');
  await mine.getByRole('link', { name: words('comments-edit') }).click();
  await expect(page.getByText(words('comments-edit-free'))).toBeVisible();
  await axe(page);
  await page.getByLabel(words('comments-text'), { exact: true }).fill('L’ombre profite aux plus jeunes.');
  await page.getByRole('button', { name: words('ui-save') }).click();
  await expect(page.getByText(words('comments-changed'))).toBeVisible();
  const corrected = holding(page, 'L’ombre profite aux plus jeunes.');
  await expect(corrected).toBeVisible();
  await expect(corrected.getByRole('link', { name: words('comments-edited') }), 'a quick correction leaves no trace').toHaveCount(0);
  await axe(page);
  await more(corrected);
  await corrected.getByRole('link', { name: words('comments-remove') }).click();
  await axe(page);
  await page.getByRole('button', { name: words('comments-remove') }).click();
  await expect(page.getByText(words('comments-removed-done'))).toBeVisible();
  await expect(page.locator('main')).not.toContainText('plus jeunes');
  await axe(page);
});

test('one answers a comment, thanks for it, and finds it at its own address @both', async ({ page, words, lang, elsewhere }) => {
  const { said } = await discussed(elsewhere, 'Qui arrosera les jeunes arbres ?');
  await join(page, lang);
  await page.goto(said);
  const theirs = () => holding(page, 'Qui arrosera');
  await expect(theirs()).toBeInViewport();
  await axe(page);
  await theirs().locator('details.answer > summary').click();
  await axe(page, 'reply open');
  await theirs().getByRole('textbox').fill('Les voisins, à tour de rôle.');
  await page.getByRole('button', { name: words('comments-reply-send') }).click();
  const answer = holding(page, 'Les voisins, à tour de rôle.');
  await expect(answer).toBeVisible();
  await axe(page);
  await page.goto(said);
  const thanks = theirs().locator('form[action$="thank"] button');
  await expect(thanks).toHaveAttribute('aria-pressed', 'false');
  await thanks.click();
  await expect(thanks).toHaveAttribute('aria-pressed', 'true');
  await axe(page, 'thanked');
  await thanks.click();
  await expect(thanks).toHaveAttribute('aria-pressed', 'false');
});

test('A11Y-18 a comment without a side or without words says so and keeps the rest @both', async ({ page, words, lang, elsewhere }) => {
  const { idea } = await discussed(elsewhere, 'Un avis.');
  await join(page, lang);
  await page.goto(idea.url);
  // Browsers hold back an empty field; what the server says is shown where they do not.
  await page.locator('form#write').evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await page.getByLabel(words('comments-text'), { exact: true }).fill('Je ne dis pas de quel côté.');
  await page.getByRole('button', { name: words('comments-send') }).click();
  await expect(page.locator('.summary')).toContainText(words('comments-side-missing'));
  await expect(page.getByLabel(words('comments-text'), { exact: true })).toHaveValue('Je ne dis pas de quel côté.');
  await axe(page, 'side missing');
  await page.getByLabel(words('comments-side-question-choice')).check();
  await page.getByRole('button', { name: words('comments-send') }).click();
  await expect(holding(page, 'Je ne dis pas de quel côté.')).toBeVisible();
});

test('A11Y-23 two sides stand side by side on a desk, one at a time on a phone @both', async ({ page, words, elsewhere }) => {
  const author = await elsewhere();
  await join(author);
  const idea = await propose(author);
  await comment(author, idea, 'Parce que le soleil tape.', 'for');
  await comment(author, idea, 'Parce que les racines gênent.', 'against');
  await comment(author, idea, 'Combien cela coûte-t-il ?', 'question');
  await page.goto(`${idea.url}#discussion`);
  const [pro, contra] = [page.locator('#side-for'), page.locator('#side-against')];
  const tabs = page.getByRole('group', { name: words('comments-sides') });
  const choice = tabs.getByRole('radio', { name: words('comments-side-against') });
  if ((page.viewportSize()?.width ?? 0) > 1000) {
    await expect(pro).toBeVisible();
    await expect(contra).toBeVisible();
    const [left, right] = [await pro.boundingBox(), await contra.boundingBox()];
    expect(Math.abs(left!.y - right!.y), 'on one line').toBeLessThan(2);
    await expect(tabs).toBeHidden();
  } else {
    await expect(contra).toBeHidden();
    await tabs.getByText(words('comments-side-against')).click();
    await expect(choice).toBeChecked();
    await expect(contra).toBeVisible();
    await expect(pro).toBeHidden();
    await choice.press('ArrowLeft');
    await expect(pro).toBeVisible();
  }
  await axe(page);
});

test('UX-17 the orders of a long discussion give all of it, page by page @both', async ({ page, words }) => {
  await page.goto('/ideas?sort=discussed');
  await page.locator('main .ideas h2 a').first().click();
  const order = page.getByRole('navigation', { name: words('comments-sort') });
  await order.getByRole('link', { name: words('comments-sort-time') }).click();
  await expect(order.locator('[aria-current]')).toHaveText(words('comments-sort-time'));
  await axe(page);
  const column = page.locator('#side-for, #side-other').first();
  const seen = new Set<string>();
  for (let turn = 0; turn < 3; turn += 1) {
    const here = await column.locator('li.com').evaluateAll((all) => all.map((one) => one.id));
    expect(here.length).toBeGreaterThan(0);
    for (const id of here) {
      expect(seen.has(id), `${id} twice`).toBe(false);
      seen.add(id);
    }
    const next = column.locator('a[rel="next"]');
    if ((await next.count()) === 0) break;
    await next.click();
    await expect(column.locator(`[id="${here[0]}"]`)).toHaveCount(0);
    await axe(page, `page ${turn + 2}`);
  }
});

async function report(page: Page, words: Words): Promise<void> {
  await page.getByRole('radio', { name: words('moderation-reason-off-topic') }).check();
  await page.getByLabel(words('moderation-words'), { exact: true }).fill('Cela ne parle pas de notre quartier.');
  await page.getByLabel(words('moderation-good-faith')).check();
  await axe(page, 'filled');
  await page.getByRole('button', { name: words('moderation-report-send') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('moderation-sent-title'));
  await axe(page);
}

test('a visitor reports a comment in two steps @both', async ({ page, words, elsewhere }) => {
  const { said } = await discussed(elsewhere, 'Achetez mes encyclopédies.');
  const who = stranger();
  await page.goto(said);
  const theirs = holding(page, 'encyclopédies');
  await more(theirs);
  await theirs.getByRole('link', { name: words('comments-report') }).click();
  await axe(page);
  await page.getByLabel(words('moderation-name')).fill(who.name);
  await page.getByLabel(words('moderation-email')).fill(who.email);
  await report(page, words);
});
