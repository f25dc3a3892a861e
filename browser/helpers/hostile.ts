// What people who mean harm type, and what a page must then not hold. The texts are public lists that are not part of
// this repository: TERREAU_SHARED names the folder that holds them.
import { existsSync, readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

const folder = `${process.env.TERREAU_SHARED ?? ''}/data/security`;
export const there = !!process.env.TERREAU_SHARED && existsSync(`${folder}/xss-payloads.txt`);

function read(): { scripts: string[]; strange: string[] } {
  const scripts = readFileSync(`${folder}/xss-payloads.txt`, 'utf8').split('\n');
  const strange = JSON.parse(readFileSync(`${folder}/blns/blns.json`, 'utf8')) as string[];
  const some = (all: string[]) => [...new Set(all)].filter((text) => text.trim() !== '');
  return { scripts: some(scripts), strange: some(strange) };
}

export const { scripts, strange } = there ? read() : { scripts: [], strange: [] };
export const all = [...scripts, ...strange];

/** Every n-th of a list, so that a few stand for all. */
export function spread<T>(list: T[], n: number): T[] {
  const step = Math.max(1, Math.floor(list.length / n));
  return list.filter((_, i) => i % step === 0).slice(0, n);
}

/** Texts put together, a blank line between, none longer than a form takes. */
export function packed(texts: string[], most: number): string[][] {
  const out: string[][] = [];
  let length = Infinity;
  for (const text of texts) {
    length += text.length + 2;
    if (length > most) {
      out.push([]);
      length = text.length;
    }
    out.at(-1)!.push(text);
  }
  return out;
}

/** A text without what is only room, marks of direction or control: what must be there to read. */
export const seen = (text: string): string => text.normalize('NFC').replace(/[\p{C}\p{Z}\s]/gu, '');
/** Only its letters and digits: what Markdown leaves as it is. */
export const letters = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');

type Noted = { dialogs: string[]; refused: string[] };

/** Notes from now on whatever a script that slipped in would do. */
export async function guard(page: Page): Promise<Noted> {
  const noted: Noted = { dialogs: [], refused: [] };
  page.on('dialog', (dialog) => {
    noted.dialogs.push(`${dialog.type()} on ${page.url()}: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.exposeFunction('noteRefused', (what: string) => void noted.refused.push(what));
  await page.addInitScript(() => {
    const note = (window as unknown as { noteRefused(what: string): void }).noteRefused;
    document.addEventListener('securitypolicyviolation', (e) =>
      note(`${location.pathname}: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`),
    );
  });
  return noted;
}

/** Nothing stands in the page but what our templates and the allow-list of texts write. */
export async function clean(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const out: string[] = [];
    const say = (what: string, e: Element) => out.push(`${what}: ${e.outerHTML.slice(0, 160)}`);
    const texts = 'a br code del em strong blockquote h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr ul'.split(' ');
    const never = 'iframe,object,embed,applet,base,frame,frameset,style,meta[http-equiv],math,marquee,portal,template,video,audio,link[rel=import]';
    for (const e of document.querySelectorAll(never)) say('an element we never write', e);
    for (const e of document.querySelectorAll('script')) {
      const data = e.type === 'application/ld+json';
      if (data) JSON.parse(e.textContent!);
      else if (!new URL(e.src, 'about:blank').pathname.startsWith('/assets/') || e.textContent) say('a script', e);
    }
    for (const e of document.querySelectorAll('*')) {
      for (const { name, value } of e.attributes) {
        if (/^on/i.test(name)) say('a handler', e);
        if (name === 'style' && !e.closest('.leaflet-container')) say('a style', e);
        const leads = ['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'data', 'srcset'].includes(name);
        if (leads && /^[\s\u0000-\u001f]*(javascript|data|vbscript|file|blob):/i.test(value)) say('a link that runs', e);
        if (leads && !['A', 'USE'].includes(e.tagName.toUpperCase()) && new URL(value, location.href).host !== location.host) say('another host', e);
      }
    }
    for (const e of document.querySelectorAll('.prose *')) {
      // The desk of moderators shows the line of an idea in bold.
      if (e.localName === 'b' && location.pathname.startsWith('/moderation/')) continue;
      if (!texts.includes(e.localName)) say('an element out of place', e);
      for (const { name } of e.attributes) if (!['href', 'rel', 'start'].includes(name)) say(`an attribute ${name}`, e);
    }
    return out;
  });
  expect(found, page.url()).toEqual([]);
}
