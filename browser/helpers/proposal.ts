// The steps of a proposal, as somebody fills them.
import { expect, type Page } from '@playwright/test';

type Words = (key: string, values?: Record<string, string>) => string;

/** The button that leads to the next step; the step it leads to is waited for. */
export async function goOn(page: Page, words: Words, to: number): Promise<void> {
  await page.getByRole('button', { name: words('ui-continue') }).click();
  await expect(page.getByText(words('idea-step-of', { step: String(to) }))).toBeVisible();
}

/** Step 1: a title and one line. */
export async function describe(page: Page, words: Words, title: string): Promise<void> {
  await page.getByLabel(words('idea-form-title'), { exact: true }).fill(title);
  await page.getByLabel(words('idea-form-line'), { exact: true }).fill('Ce que chacun y gagne, en une phrase.');
  await goOn(page, words, 2);
}

/** Step 2: the text. */
export async function word(page: Page, words: Words, text: string): Promise<void> {
  await page.getByLabel(words('idea-form-body'), { exact: true }).fill(text);
  await goOn(page, words, 3);
}

/** Step 3: a theme and a named place. */
export async function locate(page: Page, words: Words, place: string): Promise<void> {
  await page.getByRole('group', { name: words('ideas-theme') }).getByRole('radio').nth(1).check();
  await page.getByLabel(words('idea-form-place')).fill(place);
  await goOn(page, words, 4);
}
