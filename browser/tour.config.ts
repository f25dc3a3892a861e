// `npm run tour`: pictures of every screen into docs/tour, at three widths, light and dark.
import { defineConfig } from '@playwright/test';
import { chromium } from './helpers/browser.ts';

export default defineConfig({
  testDir: 'tour',
  globalTeardown: './tour/write.ts',
  outputDir: 'test-results/tour',
  workers: 2,
  fullyParallel: true,
  timeout: 300_000,
  reporter: [['list']],
  use: { ...chromium, reducedMotion: 'reduce', actionTimeout: 20_000 } as object,
});
