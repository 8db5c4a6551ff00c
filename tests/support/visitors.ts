// People at the pages: each with a browser of their own, signed in by cookie, acting by the mouse or by the keyboard alone.

import { join } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { onTestFailed } from 'vitest';
import { words as english } from '../../src/web/words.en.ts';
import { words as chinese } from '../../src/web/words.zh-CN.ts';
import { type Look, openVisitor } from './browser.ts';
import type { TestInstitution } from './institution.ts';
import { type Cast, castOf } from './plan.ts';
import type { TestServer } from './server.ts';

export type Language = Look['language'];
export type Words = (key: string, params?: Record<string, unknown>) => string;

export const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];
const WORDS: Record<Language, Record<string, object>> = { 'zh-CN': chinese, en: english };

/** The words of the pages, as the pages themselves say them. */
export async function wordsOf(language: Language): Promise<Words> {
  const speaker: i18n = createInstance();
  await speaker.init({
    lng: language,
    defaultNS: 'web',
    resources: { [language]: WORDS[language] as Record<string, Record<string, string>> },
    interpolation: { escapeValue: false },
  });
  const t = speaker.getFixedT(language, 'web');
  return (key, params) => {
    if (!speaker.exists(key, { lng: language, ...params })) throw new Error(`no words for ${key} in ${language}`);
    return String(t(key, params ?? {}));
  };
}

/** How somebody works a page. */
export type Hand = {
  press(target: Locator): Promise<void>;
  /** Replaces what stands in a field. */
  write(target: Locator, text: string): Promise<void>;
  /** Searches a list by typing and takes the entry that has these words. */
  choose(target: Locator, typed: string, entry: RegExp): Promise<void>;
  /** Writes a day where a calendar opens. */
  date(target: Locator, day: string): Promise<void>;
};

// Ant Design draws the entries of a list apart from those that it tells screen readers; a pointer meets the drawn ones.
const drawnEntries = (page: Page, entry: RegExp) =>
  page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: entry });

export function mouseHand(page: Page): Hand {
  return {
    async press(target) {
      // A hidden radio is pressed where its words and picture are drawn.
      const isChoice = await target.evaluate((element) => element.matches('label input'));
      await (isChoice ? target.locator('xpath=ancestor::label') : target).click();
    },
    write: (target, text) => target.fill(text),
    async choose(target, typed, entry) {
      await target.click();
      await target.fill(typed);
      await drawnEntries(page, entry).first().click();
    },
    async date(target, day) {
      await target.click();
      await target.fill(day);
      await target.press('Enter');
    },
  };
}

const MOST_TABS = 250;

/** How many stops of Tab lie between the focus and the target, as far as the page can tell; a group of radios is one stop. */
const stopsTo = (target: Locator): Promise<number> =>
  target.evaluate((element) => {
    if (element === document.activeElement) return 0;
    const scope = element.closest('[role="dialog"]') ?? document;
    const stops = [
      ...scope.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]'),
    ]
      .filter((one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility())
      .filter((one) => !one.matches('[type="radio"]:not(:checked)') || one === element);
    const distance = stops.indexOf(element as HTMLElement) - stops.indexOf(document.activeElement as HTMLElement);
    return distance === 0 ? 1 : distance;
  });

/** Walks with Tab, forwards or backwards, until the target has the focus; fails where Tab never gets there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  let tabs = 0;
  while (tabs < MOST_TABS) {
    const stops = await stopsTo(target);
    if (stops === 0) return;
    const key = stops < 0 ? 'Shift+Tab' : 'Tab';
    for (let step = Math.max(1, Math.abs(stops) - 1); step > 0; step -= 1) {
      await page.keyboard.press(key);
      tabs += 1;
    }
  }
  throw new Error(`Tab never reaches ${target}`);
}

export function keyboardHand(page: Page): Hand {
  const write = async (target: Locator, text: string) => {
    await tabTo(page, target);
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  };
  return {
    async press(target) {
      await tabTo(page, target);
      await page.keyboard.press((await target.evaluate((element) => element.matches('input'))) ? 'Space' : 'Enter');
    },
    write,
    async choose(target, typed, entry) {
      await write(target, typed);
      const drawn = drawnEntries(page, entry).first();
      await drawn.waitFor();
      const active = page.locator('.ant-select-item-option-active').filter({ hasText: entry });
      for (let moves = 0; moves < MOST_TABS && (await active.count()) === 0; moves += 1) {
        await page.keyboard.press('ArrowDown');
      }
      await page.keyboard.press('Enter');
    },
    async date(target, day) {
      await write(target, day);
      await page.keyboard.press('Enter');
    },
  };
}

export type Person = { who: string; page: Page; hand: Hand; context: BrowserContext };

export type Company = {
  language: Language;
  t: Words;
  cast: Cast;
  /** The person's own browser, opened once. */
  at(who: string): Promise<Person>;
  /** The person's browser at an address. */
  go(who: string, address: string): Promise<Person>;
  close(): Promise<void>;
};

export type CompanySettings = {
  browser: Browser;
  server: TestServer;
  home: TestInstitution;
  base: string;
  language: Language;
  by?: 'mouse' | 'keyboard';
  look?: Partial<Look>;
};

/** Everybody of a small institution, each ready to open a page. */
export async function gather(settings: CompanySettings): Promise<Company> {
  const { browser, server, home, base, language, by = 'mouse', look = {} } = settings;
  const t = await wordsOf(language);
  const cast = castOf(server, home);
  const known = new Map<string, Promise<Person>>();
  const open = async (who: string): Promise<Person> => {
    const client = await cast(who);
    await client.patch('/me', { language });
    const { context, page } = await openVisitor(browser, base, { ...look, language });
    const [name = '', value = ''] = client.cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url: base }]);
    return { who, page, context, hand: by === 'mouse' ? mouseHand(page) : keyboardHand(page) };
  };
  // What everybody saw when it went wrong; a failure in a browser is hard to read from its words alone.
  onTestFailed(async () => {
    for (const [who, person] of known) {
      const { page } = await person;
      if (!page.isClosed()) await page.screenshot({ path: join('build/failed-journeys', `${language}-${who}.png`) });
    }
  });
  const at = (who: string) => {
    const person = known.get(who) ?? open(who);
    known.set(who, person);
    return person;
  };
  return {
    language,
    t,
    cast,
    at,
    async go(who, address) {
      const person = await at(who);
      await person.page.goto(address);
      await person.page.getByRole('heading', { level: 1 }).waitFor();
      return person;
    },
    async close() {
      for (const person of known.values()) await (await person).context.close();
    },
  };
}
