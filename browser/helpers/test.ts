// `test` for journeys: every page is watched, and a fault noted on the way fails the journey at its end.
import { test as bare, expect, type Page } from '@playwright/test';
import { watch, type Watch } from './watch.ts';
import { say, type Lang } from './words.ts';

type Tools = {
  watched: Watch;
  /** The language of the journey: `test.use({ lang: 'en' })`. */
  lang: Lang;
  /** The text of a message in that language. */
  words: (key: string, values?: Record<string, string>) => string;
  /** False in the project without JavaScript. */
  scripts: boolean;
  /** A page on another device, watched too. */
  elsewhere: () => Promise<Page>;
};

export const test = bare.extend<Tools>({
  lang: ['fr', { option: true }],
  locale: async ({ lang }, use) => use(lang === 'fr' ? 'fr-FR' : 'en-GB'),
  words: async ({ lang }, use) => use((key, values) => say(lang, key, values)),
  scripts: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),
  watched: [
    async ({ page }, use) => {
      const watched = watch(page);
      await use(watched);
      expect(watched.faults, 'what the pages did on the way').toEqual([]);
    },
    { auto: true },
  ],
  elsewhere: async ({ browser }, use) => {
    const others: { page: Page; watched: Watch }[] = [];
    await use(async () => {
      const page = await (await browser.newContext()).newPage();
      others.push({ page, watched: watch(page) });
      return page;
    });
    for (const { page, watched } of others) {
      expect(watched.faults, 'what the pages did on the other device').toEqual([]);
      await page.context().close();
    }
  },
});

/** `test.use(turns)`: in French on a phone and without scripts, in English on a desk. */
export const turns = {
  lang: async ({}, use: (lang: Lang) => Promise<void>, info: { project: { name: string } }) =>
    use(info.project.name === 'desk' ? 'en' : 'fr'),
};

export { expect };
export { axe } from './axe.ts';
export { mail } from './mail.ts';
export { noSidewaysScroll } from './watch.ts';
export * from './people.ts';
