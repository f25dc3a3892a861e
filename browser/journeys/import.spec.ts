// Bringing a consultation in from the administration: tried first, then for good, with its progress; what is wrong is
// told with its line, and a second time nothing is doubled.
import type { Page } from '@playwright/test';
import { test, expect, axe, noSidewaysScroll, word } from '../helpers/cast.ts';

type Files = Partial<Record<'people' | 'ideas' | 'comments', string>>;
type Words = (key: string, values?: Record<string, string>) => string;

/** Three small files that belong together; the second idea and the second comment are wrong on purpose. */
function small(mark: string): Required<Files> {
  const at = '2015-10-18T21:49:42+02:00';
  return {
    people: `ref,display_name\n${mark}-p1,Léonie ${mark}\n${mark}-p2,"Du Pont, Zoé"\n`,
    ideas:
      'ref,title,body_html,theme,author_ref,created_at,updated_at,supports,opposes,mixed,hidden\n' +
      `${mark}-i1,Ouvrir ${mark},"<p>Avec <b>des mots</b>,\nsur deux lignes.</p>",Numérique,${mark}-p1,${at},,12,3,1,false\n` +
      `${mark}-i2,Sans auteur,<p>Non</p>,Numérique,${mark}-p9,${at},,0,0,0,false\n` +
      `${mark}-i3,Cachée ${mark},<p>Non</p>,Numérique,${mark}-p2,${at},,0,0,0,true\n`,
    comments:
      'ref,idea_ref,parent_ref,side,body,author_ref,created_at,supports\n' +
      `${mark}-c2,${mark}-i1,${mark}-c1,,Une réponse qui vient avant,${mark}-p1,${at},0\n` +
      `${mark}-c1,${mark}-i1,,for,Oui ${mark},${mark}-p2,${at},4\n` +
      `${mark}-c3,${mark}-i1,,against,Non,${mark}-p1,hier,0\n`,
  };
}

async function send(page: Page, words: Words, files: Files, dry: boolean): Promise<void> {
  await page.goto('/admin/import');
  for (const [field, text] of Object.entries(files)) {
    await page.locator(`input#${field}`).setInputFiles({ name: `${field}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) });
  }
  await page.getByRole('checkbox', { name: words('import-dry') }).setChecked(dry);
  await page.getByRole('button', { name: words('import-start') }).click();
  await expect(page).toHaveURL(/\/admin\/import\/[\w-]+$/);
}

/** Waits for the report: by itself with scripts, with the link of the page without. */
async function report(page: Page, words: Words, scripts: boolean, said: string): Promise<void> {
  const done = page.locator('.notice.success').getByText(words(said));
  if (scripts) return expect(done).toBeVisible({ timeout: 30_000 });
  const again = async () => {
    const link = page.getByRole('link', { name: words('import-refresh') });
    if (await link.count()) await link.click();
    return done.isVisible();
  };
  await expect.poll(again, { timeout: 30_000 }).toBe(true);
}

/** The figures of one file: new, changed, unchanged, refused. */
async function figures(page: Page, file: string): Promise<string[]> {
  const row = page.locator('table').first().getByRole('row').filter({ has: page.getByRole('rowheader', { name: file }) });
  return row.locator('td').allInnerTexts();
}

test('three files are tried, imported with what is wrong told by its line, and imported again unchanged @both', async ({ page, cast, words, scripts }) => {
  test.slow();
  const mark = word();
  const files = small(mark);
  await cast.seat(page, await cast.account('admin'));
  await page.goto('/admin');
  await page.getByRole('link', { name: words('import-title') }).click();
  await axe(page);
  await noSidewaysScroll(page, 360);
  await page.getByRole('button', { name: words('import-start') }).click();
  await expect(page.locator('.summary').getByRole('link', { name: words('import-no-file') })).toBeVisible();
  await axe(page, 'without a file');

  await send(page, words, files, true);
  await report(page, words, scripts, 'import-dry-done');
  await axe(page, 'tried');
  expect(await figures(page, words('import-ideas'))).toEqual(['2', '0', '0', '1']);
  const nothing = await page.request.get(`/search?q=${mark}`);
  expect(await nothing.text()).not.toContain(`Ouvrir ${mark}`);

  await send(page, words, files, false);
  await report(page, words, scripts, 'import-done');
  expect(await figures(page, words('import-people'))).toEqual(['2', '0', '0', '0']);
  expect(await figures(page, words('import-ideas'))).toEqual(['2', '0', '0', '1']);
  expect(await figures(page, words('import-comments'))).toEqual(['2', '0', '0', '1']);
  const faults = page.locator('table').nth(1).getByRole('row');
  await expect(faults.filter({ hasText: `${mark}-p9` }).locator('td').nth(1)).toHaveText('4');
  await expect(faults.filter({ hasText: 'hier' }).locator('td').nth(1)).toHaveText('4');
  await axe(page, 'imported');
  await noSidewaysScroll(page, 360);

  await send(page, words, { ...files, people: files.people.replace('Léonie', 'Léonie-Rose') }, false);
  await report(page, words, scripts, 'import-done');
  expect(await figures(page, words('import-people'))).toEqual(['0', '1', '1', '0']);
  expect(await figures(page, words('import-ideas'))).toEqual(['0', '0', '2', '1']);
  expect(await figures(page, words('import-comments'))).toEqual(['0', '0', '2', '1']);

  await page.context().clearCookies();
  await found(page, mark);
});

/** What came in is there to read, and what was hidden is not. */
async function found(page: Page, mark: string): Promise<void> {
  const look = async () => {
    await page.goto(`/search?q=${mark}`);
    return page.getByRole('link', { name: `Ouvrir ${mark}`, exact: true }).count();
  };
  await expect.poll(look, { timeout: 10_000 }).toBe(1);
  await expect(page.locator('main')).not.toContainText(`Cachée ${mark}`);
  await page.getByRole('link', { name: `Ouvrir ${mark}`, exact: true }).click();
  await expect(page.locator('main .prose').first()).toContainText('sur deux lignes.');
  await expect(page.locator('#discussion')).toContainText('Une réponse qui vient avant');
  await axe(page);
}

test.describe('in English', () => {
  test.use({ lang: 'en' });
  test('a long import shows how far it is, and a file of something else is refused in words @both', async ({ page, cast, words, scripts }) => {
    test.slow();
    await cast.seat(page, await cast.account('admin'));
    // Tried only: nothing of these is written.
    const bar = page.locator('progress');
    const far = JSON.stringify({ done: 7_000, total: 30_000, state: 'running', text: '' });
    await page.route('**/progress', (route) => route.fulfill({ body: far, contentType: 'application/json' }));
    const rows = Array.from({ length: 30_000 }, (_, n) => `r${n},Person ${n}`);
    await send(page, words, { people: `ref,display_name\n${rows.join('\n')}\n` }, true);
    await expect(bar).toBeVisible();
    if (scripts) {
      await expect(bar).toHaveAttribute('max', '30000');
      await expect(bar).toHaveJSProperty('value', 7_000);
      await expect(page.locator('[data-job-text]')).toHaveText('7000 / 30000');
    }
    await axe(page, 'under way');
    await page.unroute('**/progress');
    await report(page, words, scripts, 'import-dry-done');
    expect(await figures(page, words('import-people'))).toEqual(['30000', '0', '0', '0']);

    await send(page, words, { people: 'first name;town\nAnna;Sceaux\n' }, true);
    await report(page, words, scripts, 'import-dry-done');
    await expect(page.locator('table').nth(1)).toContainText(words('import-why-columns-missing', { columns: 'ref, display_name' }));
    await axe(page, 'columns missing');
  });
});
