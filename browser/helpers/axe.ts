// Accessibility of the page as it stands, in both themes (A11Y-01, A11Y-02, A11Y-03). Called after each gesture.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';

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

/**
 * The same page where scripts of ours may run: axe needs timers, which the project without JavaScript has not.
 * Scripts of the page itself stay out.
 */
async function twin(page: Page): Promise<Page> {
  const html = (await page.content()).replaceAll(/<\/?noscript>/g, '');
  const options = { viewport: page.viewportSize(), locale: test.info().project.use.locale, serviceWorkers: 'block' as const, javaScriptEnabled: true };
  const context = await page.context().browser()!.newContext(options);
  await context.addCookies(await page.context().cookies());
  const other = await context.newPage();
  await other.route('**/*', (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
    return request.resourceType() === 'script' ? route.abort() : route.continue();
  });
  await other.goto(page.url());
  return other;
}

/** Colours may be on their way from one theme to the other, or a page fading in. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await frame();
    await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => null)));
    await frame();
  });
}

async function inBothThemes(page: Page, where: string): Promise<void> {
  const chosen = await page.evaluate(() => document.documentElement.dataset.theme);
  for (const colorScheme of chosen ? ([chosen] as ('light' | 'dark')[]) : (['light', 'dark'] as const)) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
    expect(await violations(page), `axe, ${colorScheme}, ${page.url()} ${where}`).toEqual([]);
  }
}

/** Nothing is found in the light theme nor in the dark one. `where` names the state in the message. */
export async function axe(page: Page, where = ''): Promise<void> {
  // The pages are the same on both engines: they are looked at on the first one.
  if (process.env.TERREAU_ENGINE === 'postgres') return;
  if (test.info().project.use.javaScriptEnabled !== false) return inBothThemes(page, where);
  const other = await twin(page);
  try {
    await inBothThemes(other, where);
  } finally {
    await other.context().close();
  }
}
