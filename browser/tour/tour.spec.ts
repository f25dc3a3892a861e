// Pictures for docs/tour: name, address, and who looks.
import { fileURLToPath } from 'node:url';
import { test } from '@playwright/test';
import { signIn, type Role } from '../helpers/people.ts';
import { shots } from './shots.ts';

const folder = fileURLToPath(new URL('../../docs/tour/', import.meta.url));
const widths = [360, 768, 1280];

for (const shot of shots) {
  test(shot.name, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    if (shot.as) await signIn(page, shot.as as Role);
    await page.goto(shot.path);
    if (shot.open) await page.locator(shot.open).first().click();
    await page.evaluate(() => document.fonts.ready);
    for (const width of shot.widths ?? widths) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 860 });
      for (const colorScheme of shot.dark ? (['light', 'dark'] as const) : (['light'] as const)) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const theme = colorScheme === 'dark' ? '-dark' : '';
        await page.screenshot({ path: `${folder}${shot.name}${theme}-${width}.jpg`, fullPage: shot.whole ?? false });
      }
    }
  });
}
