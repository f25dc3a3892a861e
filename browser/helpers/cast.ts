// People, ideas and words a journey begins with, sent through the same forms as a browser sends, without the browser:
// what a journey is not about is quick, and belongs to that journey alone.
import { request, type APIRequestContext, type Page } from '@playwright/test';
import { base } from './browser.ts';
import { address, password, type Role } from './people.ts';
import { test as bare, expect } from './test.ts';

export type Someone = { name: string; address: string; http: APIRequestContext };
export type Idea = { title: string; line?: string; body?: string; theme?: string; place?: string; lang?: string };
type Fields = Record<string, string>;
type Letter = { kind: string; subject: string; text: string; html: string; state: string };

let made = 0;
/** A word nobody used before: letters only, so that search takes it as one. */
export function word(): string {
  made += 1;
  const digits = `${Date.now()}${process.pid % 1000}${made}`;
  return `z${[...digits].map((d) => 'bcdfghjklm'[Number(d)]).join('')}`;
}

export class Cast {
  private all: APIRequestContext[] = [];

  constructor(private lang: 'fr' | 'en') {}

  private async http(): Promise<APIRequestContext> {
    const headers = { origin: base, 'accept-language': this.lang };
    const http = await request.newContext({ baseURL: base, extraHTTPHeaders: headers });
    this.all.push(http);
    return http;
  }

  /** Somebody who is not signed in. */
  async visitor(): Promise<Someone> {
    return { name: '', address: '', http: await this.http() };
  }

  /** A new member, their address confirmed. */
  async member(name = `Camille ${word()}`, secret = ''): Promise<Someone> {
    const who = { name, address: `${word()}@example.org`, http: await this.http() };
    await this.post(who, '/join', { email: who.address, name, password: secret, of_age: '1', next: '' });
    const letter = await this.letter(who.address, /\/link\//);
    await this.post(who, /\/link\/[\w-]+/.exec(letter.text)![0], { keep: 'yes' });
    return who;
  }

  /** One of the accounts of the demonstration, signed in. */
  async account(role: Role): Promise<Someone> {
    const who = { name: role, address: address(role), http: await this.http() };
    await this.enter(who, password);
    return who;
  }

  /** Signs in again. */
  async enter(who: Someone, secret: string): Promise<void> {
    await this.post(who, '/login', { email: who.address, password: secret, next: '' });
  }

  /** Sends a form, and gives where it leads. */
  async post(who: Someone, path: string, form: Fields): Promise<string> {
    const answer = await who.http.post(path, { form, maxRedirects: 0 });
    const said = answer.status() === 303 ? '' : (await answer.text()).replace(/<[^>]+>|\s+/g, ' ').slice(0, 400);
    expect(answer.status(), `${path}: ${said}`).toBe(303);
    return answer.headers()['location'] ?? '';
  }

  /** The newest letter to an address whose text matches, waited for. */
  async letter(to: string, about: RegExp): Promise<Letter> {
    const http = (this.all[0] ??= await this.http());
    let found: Letter | undefined;
    const look = async () => {
      const all = (await (await http.get(`/demo/mail.json?to=${encodeURIComponent(to)}`)).json()) as Letter[];
      found = all.find((l) => about.test(l.subject) || about.test(l.text));
      return found !== undefined;
    };
    await expect.poll(look, { message: `a letter to ${to} about ${about}`, timeout: 15_000, intervals: [50, 150, 300] }).toBe(true);
    return found!;
  }

  /** A published idea; gives its path. */
  async idea(who: Someone, idea: Idea): Promise<string> {
    const words = { line: 'Une phrase.', body: 'Le texte de cette idée.', theme: await this.theme(), ...idea };
    const begun = await this.post(who, '/ideas/new', { step: '1', key: '', title: words.title, line: words.line });
    const draft = begun.split('?')[0]!;
    const done = await this.post(who, draft, { step: '5', place: '', lang: this.lang, ...words });
    return done.replace(/\/published$/, '');
  }

  private async theme(): Promise<string> {
    const http = (this.all[0] ??= await this.http());
    const found = (await (await http.get('/api/v1/themes')).json()) as { data?: { slug: string }[]; items?: { slug: string }[] };
    return (found.data ?? found.items)![0]!.slug;
  }

  /** A comment under an idea; gives its short id. */
  async comment(who: Someone, idea: string, text: string, side = 'for'): Promise<string> {
    const to = await this.post(who, `${idea}/comments`, { text, side });
    return /#c-([\w-]+)$/.exec(to)![1]!;
  }

  /** The browser becomes that person's. */
  async seat(page: Page, who: Someone): Promise<void> {
    await page.context().clearCookies();
    await page.context().addCookies((await who.http.storageState()).cookies);
  }

  async leave(): Promise<void> {
    await Promise.all(this.all.map((http) => http.dispose()));
  }
}

export const test = bare.extend<{ cast: Cast }>({
  cast: async ({ lang }, use) => {
    const cast = new Cast(lang);
    await use(cast);
    await cast.leave();
  },
});

export { expect };
export { axe, noSidewaysScroll, signIn } from './test.ts';
export { mail } from './mail.ts';
