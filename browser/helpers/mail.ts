// The letters of the demonstration, as anybody can read them at /demo/mail.
import { expect, type Page } from '@playwright/test';

export type Letter = { subject: string; text: string; links: string[] };

/** The newest letter to an address, waited for: letters leave by a job. `after` skips those already read. */
export async function mail(page: Page, address: string, subject: RegExp = /./): Promise<Letter> {
  const box = await page.context().newPage();
  try {
    let letter: Letter | null = null;
    await expect
      .poll(
        async () => {
          await box.goto(`/demo/mail?to=${encodeURIComponent(address)}`);
          letter = await newest(box, address, subject);
          return letter !== null;
        },
        { message: `a letter to ${address} about ${subject}`, timeout: 30_000, intervals: [150, 300, 600] },
      )
      .toBe(true);
    return letter!;
  } finally {
    await box.close();
  }
}

async function newest(box: Page, address: string, subject: RegExp): Promise<Letter | null> {
  for (const row of await box.locator('main a[href^="/demo/mail/"]').all()) {
    const around = await row.locator('xpath=ancestor-or-self::*[self::li or self::tr or self::article or self::a][last()]').innerText();
    if (!around.includes(address) || !subject.test(around)) continue;
    const title = (await row.innerText()).trim();
    await row.click();
    const text = await box.locator('main').innerText();
    const links = text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
    const real = await box.locator('main a[href*="://"]').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    return { subject: title, text, links: [...new Set([...links, ...real])] };
  }
  return null;
}
