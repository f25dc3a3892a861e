// Journeys on a phone and on a desk, and once without JavaScript. Each axe check looks at both themes.
// TERREAU_URL is the address of a running demonstration; bin/test sets it.
import { defineConfig } from '@playwright/test';
import { chromium, phone, desk } from './helpers/browser.ts';

export default defineConfig({
  testDir: 'journeys',
  testIgnore: process.env.TERREAU_ENGINE === 'postgres' ? ['**/pages.spec.ts'] : [],
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  retries: 0,
  // Patience for a busy machine; a journey that goes well takes a few seconds.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: { ...chromium, trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'phone', use: phone, grepInvert: /@plain/ },
    { name: 'desk', use: desk, grepInvert: /@plain/ },
    // Journeys whose title says @plain or @both are walked without JavaScript too.
    { name: 'plain', use: { ...desk, javaScriptEnabled: false }, grep: /@plain|@both/ },
  ],
});
