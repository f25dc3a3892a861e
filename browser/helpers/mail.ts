// The letters of the demonstration, as anybody can read them at /demo/mail.
import { expect, type Page } from '@playwright/test';

export type Letter = { subject: string; text: string; links: string[] };

type Listed = { id: string; to: string; subject: string };

/** The newest letter to an address, waited for (letters leave by a job), then opened and read. */
export async function mail(page: Page, address: string, subject: RegExp = /./): Promise<Letter> {
  let found: Listed | undefined;
  const look = async () => {
    const answer = await page.request.get(`/demo/mail.json?to=${encodeURIComponent(address)}`);
    const letters = (await answer.json()) as Listed[];
    found = letters.find((letter) => letter.to === address && subject.test(letter.subject));
    return found !== undefined;
  };
  await expect
    .poll(look, { message: `a letter to ${address} about ${subject}`, timeout: 30_000, intervals: [50, 100, 200, 400] })
    .toBe(true);
  const box = await page.context().newPage();
  try {
    await box.goto(`/demo/mail/${found!.id}`);
    const text = await box.locator('main').innerText();
    const links = text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
    const real = await box.locator('main a[href*="://"]').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    return { subject: found!.subject, text, links: [...new Set([...links, ...real])] };
  } finally {
    await box.close();
  }
}
