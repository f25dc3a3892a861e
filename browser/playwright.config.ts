// Journeys on a phone of 360 pixels (UX-04) and on a desk, and once without JavaScript. Each axe check looks at both
// themes. Those of journeys/town change something for everybody: they are walked alone, one by one, when the others are
// done. TERREAU_URL is the address of a running demonstration; bin/test sets it.
import { defineConfig } from '@playwright/test';
import { chromium, phone, desk } from './helpers/browser.ts';

// On the second engine journeys are walked on one screen, with scripts and without: what a page looks like, how wide it is
// and what the browser makes of hostile words does not hang on where words are kept.
const again = process.env.TERREAU_ENGINE === 'postgres';
const seen = again ? ['pages', 'gallery', 'access'].map((name) => `**/${name}.spec.ts`) : [];
const plain = { ...desk, javaScriptEnabled: false };
const town = ['**/town/**'];
const alone = { workers: 1, testMatch: '**/town/administer.spec.ts' };

export default defineConfig({
  testDir: 'journeys',
  snapshotPathTemplate: 'pictures/{projectName}-{arg}{ext}',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  retries: 0,
  // Patience for a busy machine; a journey that goes well takes a few seconds.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  // Nothing moves: what is looked at stands still, on a busy machine too.
  use: { ...chromium, contextOptions: { reducedMotion: 'reduce' }, trace: 'off', screenshot: 'only-on-failure' },
  projects: [
    { name: 'phone', use: phone, grepInvert: /@plain/, testIgnore: [...seen, ...town] },
    { name: 'desk', use: desk, grepInvert: /@plain/, testIgnore: again ? '**' : [...seen, ...town] },
    // Journeys whose title says @plain or @both are walked without JavaScript too.
    { name: 'plain', use: plain, grep: /@plain|@both/, testIgnore: [...seen, ...town] },
    { name: 'town-phone', use: phone, ...alone, dependencies: ['phone', 'desk', 'plain'] },
    { name: 'town-plain', use: plain, ...alone, grep: /@both/, dependencies: ['town-phone'] },
    { name: 'hostile', use: desk, testMatch: '**/town/hostile.spec.ts', testIgnore: again ? '**' : [], dependencies: ['town-plain'] },
  ],
});
