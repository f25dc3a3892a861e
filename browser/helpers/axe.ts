// Accessibility of the page as it stands, in both themes (A11Y-01, A11Y-02, A11Y-03). Called after each gesture.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4'];
const extra = [
  'target-size',
  'label-content-name-mismatch',
  'focus-order-semantics',
  'p-as-heading',
  'table-fake-caption',
  'css-orientation-lock',
  'td-has-header',
];

type Violation = { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] };

async function violations(page: Page): Promise<string[]> {
  const found = await page.evaluate(
    async ([tags, extra]) => {
      const axe = (window as unknown as { axe: { run(where: Document, how: object): Promise<{ violations: unknown }> } }).axe;
      const rules = Object.fromEntries(extra.map((rule) => [rule, { enabled: true }]));
      const result = await axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        rules,
        resultTypes: ['violations'],
      });
      return result.violations;
    },
    [tags, extra] as const,
  );
  return (found as Violation[]).flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${v.help}\n    ${n.target.join(' ')}\n    ${(n.failureSummary ?? '').replaceAll('\n', '\n    ')}`),
  );
}

/** Nothing is found in the light theme nor in the dark one. `where` names the state in the message. */
export async function axe(page: Page, where = ''): Promise<void> {
  const chosen = await page.evaluate(() => document.documentElement.dataset.theme);
  for (const colorScheme of chosen ? ([chosen] as ('light' | 'dark')[]) : (['light', 'dark'] as const)) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Colours may be on their way from one theme to the other, or a page fading in.
    await page.evaluate(() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => null))));
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
    const found = await violations(page);
    expect(found, `axe, ${colorScheme}, ${page.url()} ${where}`).toEqual([]);
  }
}
