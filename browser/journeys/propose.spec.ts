// A member proposes an idea in steps, with a place and pictures, without losing a word on the way.
import type { Page } from '@playwright/test';
import { test, expect, axe, turns } from '../helpers/test.ts';
import { join, title } from '../helpers/members.ts';
import { broken, jpeg, png } from '../helpers/pictures.ts';
import { describe, goOn, locate, word } from '../helpers/proposal.ts';

test.use(turns);

type Words = (key: string, values?: Record<string, string>) => string;

const text = 'Le soir, on **ne voit pas** le trottoir :\n\n- devant l’école\n- au coin du marché';

/** Touches the middle of the map; the point is told, and written in the fields. */
async function point(page: Page, words: Words): Promise<void> {
  const map = page.locator('#pick');
  await map.scrollIntoViewIfNeeded();
  await expect(map.locator('.leaflet-container:not([aria-busy])'), 'drawn once it is near').toBeVisible();
  await map.click();
  await expect(page.getByText(words('idea-form-point-taken'))).toBeVisible();
  await expect(page.locator('#lat')).toHaveValue(/^\d+\.\d{5}$/);
}

/** Sends two pictures; without scripts they are described once they have arrived. */
async function twoPictures(page: Page, words: Words, scripts: boolean): Promise<void> {
  await page.locator('#pictures').setInputFiles([jpeg('trottoir.jpg'), png('lampadaire.png', [40, 60, 90])]);
  if (scripts) {
    const alt = page.locator('[data-pictures-list]').getByLabel(words('ui-picture-alt'));
    await expect(alt).toHaveCount(2);
    await alt.first().fill('Le trottoir, de nuit');
    await axe(page, 'pictures chosen');
  }
  await page.getByRole('button', { name: words('ui-continue') }).click();
  const kept = page.getByRole('list', { name: words('idea-form-pictures-kept') });
  await expect(kept.locator('img'), 'what came stays, and its words are asked for').toHaveCount(2);
  await expect(page.locator('.summary')).toContainText(words('idea-form-alt-missing'));
  await axe(page, 'pictures without words');
  const alts = kept.getByLabel(words('ui-picture-alt'));
  await expect(alts.first()).toHaveValue(scripts ? 'Le trottoir, de nuit' : '');
  await alts.first().fill('Le trottoir, de nuit');
  await kept.getByLabel(words('idea-form-decorative')).last().check();
  await goOn(page, words, 5);
}

test('UX-05 A11Y-31 a member proposes an idea with a place and pictures, and publishes it @both', async ({ page, words, lang, scripts }) => {
  await join(page, lang);
  const named = title('Éclairer le chemin de l’école');
  await page.goto('/ideas/new');
  await axe(page);
  await describe(page, words, named);
  await axe(page);
  if (scripts) await preview(page, words);
  await word(page, words, text);
  await axe(page);
  await page.getByRole('combobox', { name: words('ideas-zone') }).selectOption({ index: 1 });
  if (scripts) await point(page, words);
  await locate(page, words, 'Devant l’école');
  await axe(page);
  await twoPictures(page, words, scripts);
  await axe(page, 'last look');
  const recap = page.locator('dl.recap');
  await expect(recap).toContainText('Devant l’école');
  await expect(recap.locator('strong')).toHaveText('ne voit pas');
  await expect(recap.locator('img')).toHaveCount(2);
  if (scripts) await expect(recap).toContainText(words('idea-recap-point'));
  await page.getByRole('button', { name: words('idea-publish-do') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('idea-published-title'));
  await axe(page);
  await page.getByRole('link', { name: words('idea-published-see') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(named);
  await expect(page.getByRole('img', { name: 'Le trottoir, de nuit' })).toBeVisible();
  await expect(page.locator('article .prose li')).toHaveCount(2);
  await axe(page);
});

/** The text as it will be shown, and back to writing. */
async function preview(page: Page, words: Words): Promise<void> {
  const body = page.getByLabel(words('idea-form-body'), { exact: true });
  await body.fill(text);
  const button = page.getByRole('button', { name: words('ui-editor-preview') });
  await button.click();
  await expect(page.locator('.preview strong')).toHaveText('ne voit pas');
  await expect(page.locator('.preview li')).toHaveCount(2);
  await axe(page, 'preview');
  await button.click();
  await expect(body).toHaveValue(text);
  await expect(body).toBeVisible();
}

test('UX-21 ideas alike are shown while a title is typed', async ({ page, words, lang }) => {
  await page.goto('/ideas?sort=backed');
  const known = (await page.locator('main .ideas h2 a').first().innerText()).trim();
  await join(page, lang);
  await page.goto('/ideas/new');
  let asked = 0;
  page.on('request', (request) => void (asked += Number(request.url().includes('/ideas/similar'))));
  await page.getByLabel(words('idea-form-title'), { exact: true }).pressSequentially(known, { delay: 15 });
  await expect(page.locator('#similar').getByRole('link', { name: known })).toBeVisible();
  await expect(page.locator('#similar')).toContainText(words('idea-alike'));
  expect(asked, `requests for ${known.length} keys`).toBeLessThanOrEqual(Math.ceil((known.length / 20) * 5));
  await axe(page, 'ideas alike');
});

test('a visitor who closes the page finds the draft again, or begins anew', async ({ page, words }) => {
  const named = title('Une fontaine au square');
  await page.goto('/ideas/new');
  const field = page.getByLabel(words('idea-form-title'), { exact: true });
  await field.fill(named);
  await expect(page.getByText(words('idea-draft-saved'))).toBeVisible();
  const again = await page.context().newPage();
  await page.goto('about:blank');
  await again.goto('/ideas/new');
  const found = again.getByLabel(words('idea-form-title'), { exact: true });
  await expect(found).toHaveValue(named);
  await expect(again.getByText(words('idea-draft-found'))).toBeVisible();
  await axe(again, 'draft found');
  await again.getByRole('button', { name: words('idea-draft-drop') }).click();
  await expect(found).toHaveValue('');
  await expect(again.getByText(words('idea-draft-found'))).toBeHidden();
  await axe(again, 'draft dropped');
  await again.reload();
  await expect(found).toHaveValue('');
});

test('a member’s draft is kept here, found on another device, and thrown away @both', async ({ page, words, lang, scripts, elsewhere }) => {
  const who = await join(page, lang, true);
  const named = title('Un local pour réparer les vélos');
  await page.goto('/ideas/new');
  await page.getByLabel(words('idea-form-title'), { exact: true }).fill(named);
  await page.getByLabel(words('idea-form-line'), { exact: true }).fill('Des outils, et quelqu’un qui montre.');
  // With scripts as one goes; without, at each step.
  if (!scripts) await page.getByRole('button', { name: words('ui-continue') }).click();
  await expect(page.getByText(words('idea-draft-saved'))).toBeVisible();
  await page.goto('/help');
  const other = await elsewhere();
  await other.goto('/login?next=/ideas/new');
  await other.getByLabel(words('accounts-email'), { exact: true }).fill(who.email);
  await other.getByLabel(words('accounts-password')).fill(who.password);
  await other.locator('main').getByRole('button', { name: words('nav-log-in') }).click();
  await expect(other.getByRole('heading', { name: words('idea-drafts') })).toBeVisible();
  await axe(other);
  await other.getByRole('link', { name: named }).click();
  await expect(other.getByLabel(words('idea-form-title'), { exact: true })).toHaveValue(named);
  await axe(other);
  await other.getByRole('button', { name: words('idea-draft-discard') }).click();
  await expect(other.getByText(words('idea-draft-discarded'))).toBeVisible();
  await expect(other.getByRole('link', { name: named })).toHaveCount(0);
  await axe(other);
});

test('A11Y-18 UX-07 what is wrong is said beside it, and nothing typed is lost @both', async ({ page, words, scripts }) => {
  await page.goto('/ideas/new');
  await page.getByLabel(words('idea-form-line'), { exact: true }).fill('Une phrase sans titre.');
  await page.getByRole('button', { name: words('ui-continue') }).click();
  const field = page.getByLabel(words('idea-form-title'), { exact: true });
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(new RegExp(words('idea-form-title-missing')));
  await expect(page.getByLabel(words('idea-form-line'), { exact: true })).toHaveValue('Une phrase sans titre.');
  if (scripts) await expect(page.locator('.summary')).toBeFocused();
  await axe(page, 'title missing');
  await page.locator('.summary').getByRole('link', { name: words('idea-form-title-missing') }).click();
  await expect(field).toBeFocused();
  await describe(page, words, title('Des noms de rues lisibles'));
  await word(page, words, 'Certaines plaques ont pâli.');
  await page.getByRole('button', { name: words('ui-continue') }).click();
  await expect(page.getByRole('group', { name: words('ideas-theme') })).toHaveAccessibleDescription(words('idea-form-theme-missing'));
  await axe(page, 'theme missing');
  await page.getByRole('button', { name: words('ui-back') }).click();
  await expect(page.getByLabel(words('idea-form-body'), { exact: true })).toHaveValue('Certaines plaques ont pâli.');
  await axe(page);
});

test('five pictures are taken, a sixth and a broken one are refused in words @both', async ({ page, words, lang }) => {
  await join(page, lang);
  await page.goto('/ideas/new');
  await describe(page, words, title('Des images pour mieux voir'));
  await word(page, words, 'En images.');
  await locate(page, words, 'Place de la mairie');
  const six = [1, 2, 3, 4, 5, 6].map((n) => png(`vue-${n}.png`, [n * 30, 90, 60]));
  await page.locator('#pictures').setInputFiles([broken('cassee.png'), ...six.slice(0, 4)]);
  await page.getByRole('button', { name: words('ui-continue') }).click();
  const kept = page.getByRole('list', { name: words('idea-form-pictures-kept') }).getByRole('listitem');
  await expect(kept).toHaveCount(4);
  await expect(page.locator('.summary')).toContainText('cassee.png');
  await axe(page, 'a broken picture');
  await page.locator('#pictures').setInputFiles(six.slice(4));
  await page.getByRole('button', { name: words('ui-continue') }).click();
  await expect(kept).toHaveCount(5);
  await expect(page.locator('main')).toContainText(words('ui-picture-too-many'));
  await axe(page, 'one too many');
  for (const box of await page.getByLabel(words('idea-form-decorative')).all()) await box.check();
  await kept.first().getByLabel(words('ui-picture-remove')).check();
  await goOn(page, words, 5);
  await expect(page.locator('dl.recap img')).toHaveCount(4);
});
