// The words of the product, read from its Fluent files: a journey asks for the label of a key, so that it
// does not break when a sentence is improved.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Lang = 'fr' | 'en';

const root = fileURLToPath(new URL('../../crates/', import.meta.url));

function gather(lang: Lang): Map<string, string> {
  const words = new Map<string, string>();
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith(`/${lang}.ftl`));
  for (const file of files) {
    for (const line of readFileSync(root + file, 'utf8').split('\n')) {
      const [, key, text] = /^([a-z][a-z0-9-]*) = (.+)$/.exec(line) ?? [];
      if (key && text) words.set(key, text);
    }
  }
  return words;
}

const words = { fr: gather('fr'), en: gather('en') };

/** The text of a one-line message, its variables replaced. */
export function say(lang: Lang, key: string, values: Record<string, string> = {}): string {
  const text = words[lang].get(key);
  if (text === undefined) throw new Error(`no one-line message ${key} in ${lang}`);
  return text.replace(/\{ \$([a-z_]+) \}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${key} needs ${name}`);
    return value;
  });
}
