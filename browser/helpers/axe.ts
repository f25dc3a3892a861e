// Accessibility of the page as it stands, in both themes (A11Y-01, A11Y-02, A11Y-03), and targets large
// enough for a thumb (A11Y-24). Called after each gesture.
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

/** With `hues`, only what colours can change. */
async function violations(page: Page, hues: boolean): Promise<string[]> {
  const found = await page.evaluate(
    async ([tags, extra, hues]) => {
      const axe = (window as unknown as { axe: { run(where: Document, how: object): Promise<{ violations: unknown }> } }).axe;
      const rules = hues ? {} : Object.fromEntries(extra.map((rule) => [rule, { enabled: true }]));
      const runOnly = hues ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } : { type: 'tag', values: tags };
      // Bars and open menus stand over what scrolls by: nothing is smaller for it. That the focus is never under them is
      // walked by Tab.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.top, .tab, .act, .menu[open] > :not(summary) { position: static !important }');
      document.adoptedStyleSheets.push(sheet);
      const result = await axe.run(document, { runOnly, rules, resultTypes: ['violations'] });
      document.adoptedStyleSheets.pop();
      return result.violations;
    },
    [tags, extra, hues] as const,
  );
  return (found as Violation[]).flatMap((v) =>
    v.nodes.map((n) => `${v.id}: ${v.help}\n    ${n.target.join(' ')}\n    ${(n.failureSummary ?? '').replaceAll('\n', '\n    ')}`),
  );
}

const twins = new WeakMap<Page, Promise<Page>>();

/** A page for twins of this one, as long as this one is open. */
function beside(page: Page): Promise<Page> {
  const known = twins.get(page);
  if (known) return known;
  const options = { viewport: page.viewportSize(), locale: test.info().project.use.locale, serviceWorkers: 'block' as const, javaScriptEnabled: true };
  const made = page.context().browser()!.newContext(options).then((context) => context.newPage());
  twins.set(page, made);
  page.once('close', () => void made.then((other) => other.context().close()).catch(() => null));
  return made;
}

/**
 * The same page where scripts of ours may run: axe needs timers, which the project without JavaScript has not.
 * Scripts of the page itself stay out.
 */
async function twin(page: Page): Promise<Page> {
  const html = (await page.content()).replaceAll(/<\/?noscript>/g, '');
  const other = await beside(page);
  await other.context().addCookies(await page.context().cookies());
  await other.unrouteAll();
  await other.route('**/*', (route) => {
    const request = route.request();
    if (request.isNavigationRequest()) return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
    return request.resourceType() === 'script' ? route.abort() : route.continue();
  });
  // Twice the same address with a fragment would not be opened again.
  await other.goto('about:blank');
  await other.goto(page.url());
  return other;
}

/** Colours may be on their way from one theme to the other, or a page fading in. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    // What is inherited sets off level by level: still means still for some frames. What never ends is not waited for.
    for (let quiet = 0, turn = 0; quiet < 4 && turn < 90; turn += 1) {
      await frame();
      const moves = document.getAnimations().some((a) => a.playState === 'running' && a.effect?.getComputedTiming().iterations !== Infinity);
      quiet = moves ? 0 : quiet + 1;
    }
  });
}

async function inBothThemes(page: Page, where: string): Promise<void> {
  const chosen = await page.evaluate(() => document.documentElement.dataset.theme);
  const themes = chosen ? [chosen as 'light' | 'dark'] : (['light', 'dark'] as const);
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
    expect(await violations(page, colorScheme !== themes[0]), `axe, ${colorScheme}, ${page.url()} ${where}`).toEqual([]);
  }
}

/** Nothing is found in the light theme nor in the dark one. `where` names the state in the message. */
export async function axe(page: Page, where = ''): Promise<void> {
  // The pages are the same on both engines: they are looked at on the first one.
  if (process.env.TERREAU_ENGINE === 'postgres') return;
  if (test.info().project.use.javaScriptEnabled !== false) return inBothThemes(page, where);
  await inBothThemes(await twin(page), where);
}
