// A11Y-04: the HTML as it was sent is valid. What is only taste in the tool is left out.
import { HtmlValidate, type RuleConfig } from 'html-validate';
import { expect, type Page } from '@playwright/test';

const taste: RuleConfig = {
  'attribute-boolean-style': 'off',
  'attribute-empty-style': 'off',
  'doctype-style': 'off',
  'long-title': 'off',
  'no-trailing-whitespace': 'off',
  'require-sri': 'off',
  'void-style': 'off',
};

/** The answer to a GET of the address, with the cookies of the page, is valid HTML; `own` rules are those of this page alone. */
export async function valid(page: Page, path: string, own: RuleConfig = {}): Promise<void> {
  const answer = await page.request.get(path);
  const judge = new HtmlValidate({ root: true, extends: ['html-validate:recommended'], rules: { ...taste, ...own } });
  const report = await judge.validateString(await answer.text());
  const found = report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  expect(found, `HTML of ${path}`).toEqual([]);
}
