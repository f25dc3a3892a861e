// What becomes of an idea once it is out: changed with its versions kept, compared when two write at once,
// archived, opened again.
import { test, expect, axe, turns } from '../helpers/test.ts';
import { join, propose } from '../helpers/members.ts';

test.use(turns);

test('UX-28 an idea is changed, and what changed is read @both', async ({ page, words, lang }) => {
  await join(page, lang);
  const idea = await propose(page);
  await page.goto(idea.url);
  await page.getByRole('link', { name: words('idea-edit'), exact: true }).click();
  await axe(page);
  const body = page.getByLabel(words('idea-form-body'), { exact: true });
  await body.fill('Nous manquons d’ombre.\n\nPlantons des érables le long du chemin.');
  await page.getByLabel(words('idea-edit-note')).fill('Des érables, plus sobres en eau.');
  await page.getByRole('button', { name: words('ui-save') }).click();
  await expect(page.getByText(words('idea-edit-done'))).toBeVisible();
  await expect(page.locator('article .prose')).toContainText('érables');
  await axe(page);
  await page.getByRole('link', { name: words('idea-see-changes') }).click();
  await expect(page.locator('main')).toContainText('Des érables, plus sobres en eau.');
  await axe(page);
  await page.getByRole('link', { name: words('idea-version-number', { number: '2' }) }).click();
  await expect(page.locator('ins')).toHaveText(/érables/);
  await expect(page.locator('del')).toHaveText(/tilleuls/);
  await axe(page);
});

test('two who change the same idea at once lose nothing @both', async ({ page, words, lang }) => {
  await join(page, lang);
  const idea = await propose(page);
  const second = await page.context().newPage();
  await page.goto(`${idea.url}/edit`);
  await second.goto(`${idea.url}/edit`);
  const body = (on: typeof page) => on.getByLabel(words('idea-form-body'), { exact: true });
  await body(page).fill('Le texte arrivé en premier.');
  await page.getByRole('button', { name: words('ui-save') }).click();
  await expect(page.getByText(words('idea-edit-done'))).toBeVisible();
  await body(second).fill('Le texte arrivé en second.');
  await second.getByRole('button', { name: words('ui-save') }).click();
  await expect(second.getByText(words('idea-edit-conflict'), { exact: true })).toBeVisible();
  await expect(second.locator('del')).toContainText(['premier']);
  await expect(second.locator('ins')).toContainText(['second']);
  await expect(body(second)).toHaveValue('Le texte arrivé en second.');
  await axe(second, 'both texts');
  await second.getByRole('button', { name: words('ui-save') }).click();
  await expect(second.locator('article .prose')).toContainText('en second');
});

test('A11Y-21 an idea is archived with a reason, and opened again @both', async ({ page, words, lang }) => {
  await join(page, lang);
  const idea = await propose(page);
  await page.goto(idea.url);
  await page.getByRole('link', { name: words('idea-archive'), exact: true }).click();
  await axe(page);
  await page.getByLabel(words('idea-archive-reason')).fill('Une autre idée la remplace.');
  await page.getByRole('button', { name: words('idea-archive-do') }).click();
  await expect(page.getByText(words('idea-archive-done'))).toBeVisible();
  await expect(page.getByText(words('idea-state-archived'), { exact: true })).toBeVisible();
  await expect(page.locator('#support button.sup'), 'no longer backed').toHaveCount(0);
  await axe(page);
  await page.goto(`${idea.url}/versions`);
  await expect(page.locator('main')).toContainText('Une autre idée la remplace.');
  await axe(page);
  await page.goto(idea.url);
  await page.getByRole('link', { name: words('idea-restore'), exact: true }).click();
  await page.getByRole('button', { name: words('idea-restore-do') }).click();
  await expect(page.getByText(words('idea-restore-done'))).toBeVisible();
  await expect(page.locator('#support button.sup')).toBeVisible();
  await axe(page);
});
