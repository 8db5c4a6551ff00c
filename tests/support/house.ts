// The house that the stories of one file share: a browser and a server with its pages, opened before the first, closed after the last.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';
import { startTestServer, type TestServer } from './server.ts';

export type House = { browser: Browser; server: TestServer; base: string };

/** Called where the file begins, so that its own preparations find the house open; empty until then. */
export function openHouse(): House {
  const house: Partial<House> = {};
  beforeAll(async () => {
    [house.browser, house.server] = await Promise.all([openBrowser(), startTestServer({ pages: true })]);
    house.base = await house.server.listen();
  });
  afterAll(async () => {
    await house.browser?.close();
    await house.server?.close();
  });
  return house as House;
}
