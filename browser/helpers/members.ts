// People, ideas and comments made for one test, so that tests neither wait for each other nor count each other's
// gestures. They are made by the forms of the product, sent without a page.
import { randomBytes } from 'node:crypto';
import { expect, type APIRequestContext, type APIResponse, type Page } from '@playwright/test';
import { base } from './browser.ts';
import type { Lang } from './words.ts';

export type Person = { name: string; email: string; password: string };
export type Idea = { url: string; title: string };

const sign = () => randomBytes(5).toString('hex');

/** Somebody nobody has seen here yet. */
export function stranger(name = 'Camille Aubry'): Person {
  const mark = sign();
  return { name: `${name} ${mark.slice(0, 4)}`, email: `camille.${mark}@example.org`, password: `tilleul mouette ${mark}` };
}

/** A title no other test gives. */
export const title = (words: string) => `${words} ${sign().slice(0, 6)}`;

/** Sends a form as the page of the site would. */
export async function post(asked: APIRequestContext, path: string, form: Record<string, string>): Promise<APIResponse> {
  const answer = await asked.post(path, { form, headers: { origin: base, 'sec-fetch-site': 'same-origin' } });
  expect(answer.status(), `${path} answers`).toBeLessThan(400);
  return answer;
}

type Letter = { subject: string; text: string };

/** The link of the newest letter to an address, without opening a page. */
async function linkTo(asked: APIRequestContext, email: string): Promise<string> {
  let link: string | undefined;
  const look = async () => {
    const answer = await asked.get(`/demo/mail.json?to=${encodeURIComponent(email)}`);
    const letters = (await answer.json()) as Letter[];
    link = letters.map((letter) => /https?:\/\/\S+\/link\/\S+/.exec(letter.text)?.[0]).find(Boolean);
    return link !== undefined;
  };
  await expect.poll(look, { message: `a link for ${email}`, timeout: 30_000, intervals: [30, 60, 120, 300] }).toBe(true);
  return link!;
}

/** Makes an account and signs it in where `page` is. With a password only where the test needs one: it is slow to seal. */
export async function join(page: Page, lang: Lang = 'fr', password = false): Promise<Person> {
  const who = stranger();
  const asked = page.request;
  await asked.get(`/lang/${lang}?next=/help`);
  const secret: Record<string, string> = password ? { password: who.password } : {};
  await post(asked, '/join', { email: who.email, name: who.name, of_age: '1', next: '/help', ...secret });
  await post(asked, new URL(await linkTo(asked, who.email)).pathname, {});
  return who;
}

/** An idea of whoever is signed in where `page` is. */
export async function propose(page: Page, words = 'Une allée de tilleuls', own: Record<string, string> = {}): Promise<Idea> {
  const asked = page.request;
  const named = title(words);
  const theme = /name="theme" value="([^"]+)"/;
  const begun = await post(asked, '/ideas/new', {
    step: '1',
    title: named,
    line: 'De l’ombre pour les passants, été comme hiver.',
    body: 'Nous manquons d’ombre.\n\nPlantons des tilleuls le long du chemin.',
    ...own,
  });
  const draft = new URL(begun.url()).pathname;
  const chosen = theme.exec(await (await asked.get(`${draft}?step=3`)).text())?.[1];
  const done = await post(asked, draft, { step: '5', ...(chosen ? { theme: chosen } : {}) });
  return { url: new URL(done.url()).pathname.replace(/\/published$/, ''), title: named };
}

/** A comment of whoever is signed in where `page` is; gives its permanent address. */
export async function comment(page: Page, idea: Idea, text: string, side = 'for', parent = ''): Promise<string> {
  const done = await post(page.request, `${idea.url}/comments`, { text, side, parent });
  const short = new URL(done.url()).hash.replace('#c-', '');
  expect(short, 'the address of the comment').not.toBe('');
  return `/comments/${short}`;
}
