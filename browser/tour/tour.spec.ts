// Pictures for docs/tour: name, address, and who looks. Light first, then dark, at each width.
import { fileURLToPath } from 'node:url';
import { test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { signIn, type Role } from '../helpers/people.ts';
import { shots, type Shot } from './shots.ts';

const folder = fileURLToPath(new URL('../../docs/tour/', import.meta.url));
const tall = (width: number) => (width === 360 ? 740 : width === 768 ? 1000 : 860);

type State = Exclude<BrowserContextOptions['storageState'], string | undefined>;
const signedIn = new Map<Role, State>();

/** Signed in once for each role: the same session serves every picture. */
async function session(browser: Browser, role: Role | undefined): Promise<State | undefined> {
  if (!role) return undefined;
  const kept = signedIn.get(role);
  if (kept) return kept;
  const page = await browser.newPage();
  await signIn(page, role);
  const state = await page.context().storageState();
  await page.context().close();
  signedIn.set(role, state);
  return state;
}

/** What is seen is there: fonts, pictures on the screen. */
async function settled(page: Page, at?: string): Promise<void> {
  if (at) {
    await page.locator(at).first().evaluate((element) => {
      element.scrollIntoView({ block: 'start' });
      scrollBy(0, -24);
    });
  }
  await page.evaluate(async () => {
    await document.fonts.ready;
    const shown = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    await Promise.all(shown.map((image) => image.decode().catch(() => undefined)));
  });
  await page.waitForTimeout(150);
}

async function photograph(browser: Browser, shot: Shot, widths: number[]): Promise<void> {
  const [first = 1280] = widths;
  const viewport = { width: first, height: tall(first) };
  const context = await browser.newContext({ viewport, storageState: await session(browser, shot.as), serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(shot.path);
  await shot.steps?.(page);
  for (const width of widths) {
    await page.setViewportSize({ width, height: tall(width) });
    for (const colorScheme of shot.dark ? (['light', 'dark'] as const) : (['light'] as const)) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await settled(page, shot.at);
      const theme = colorScheme === 'dark' ? '-dark' : '';
      await page.screenshot({ path: `${folder}${shot.name}${theme}-${width}.jpg`, type: 'jpeg', quality: 78 });
    }
  }
  await context.close();
}

for (const shot of shots) {
  test(shot.name, async ({ browser }) => {
    const widths = shot.widths ?? [360, 1280];
    // A map is drawn for the width it was opened in.
    for (const group of shot.afresh ? widths.map((width) => [width]) : [widths]) await photograph(browser, shot, group);
  });
}
