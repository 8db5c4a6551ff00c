// Takes every page of a running server, wide and on a phone, in both languages and both themes, for a person to look at.
// node scripts/take-pictures.ts http://127.0.0.1:8620 PASSWORD office=ACCOUNT teacher=ACCOUNT ... [only=PART] -> build/pictures/
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Look, openBrowser, openVisitor } from '../tests/support/browser.ts';

const FOLDER = join(import.meta.dirname, '../build/pictures');
const SETTINGS = [
  ...['account', 'levels', 'units', 'people', 'posts', 'disciplines', 'sectors', 'calendar', 'rules', 'delegations'],
  ...['messages', 'roles', 'templates', 'import', 'dignity', 'audit'],
];
const LOOKS: Record<string, Look> = {
  'zh-light-wide': { language: 'zh-CN' },
  'en-dark-wide': { language: 'en', dark: true },
  'zh-light-phone': { language: 'zh-CN', width: 390, height: 844 },
  'en-dark-phone': { language: 'en', dark: true, width: 390, height: 844 },
};

type Row = { id: string; items?: Row[]; kind?: string; itemId?: string | null };
type List = { items: Row[] };

/** The session of an account, as a cookie. */
async function signIn(base: string, account: string, password: string) {
  const response = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password }),
  });
  if (!response.ok) throw new Error(`${account} could not sign in: ${await response.text()}`);
  const [name = '', value = ''] = (response.headers.get('set-cookie') ?? '').split(';')[0]?.split(/=(.*)/s) ?? [];
  const { csrfToken, person } = (await response.json()) as { csrfToken: string; person: { language: string } };
  return { name, value, csrfToken, language: person.language };
}
type Session = Awaited<ReturnType<typeof signIn>>;

async function read<T>(base: string, session: Session, path: string): Promise<T> {
  const response = await fetch(`${base}/api${path}`, { headers: { cookie: `${session.name}=${session.value}` } });
  return (await response.json()) as T;
}

/** Pages speak the person's own language; it is put back afterwards. */
async function speak(base: string, session: Session, language: string): Promise<void> {
  await fetch(`${base}/api/me`, {
    method: 'PATCH',
    headers: {
      cookie: `${session.name}=${session.value}`,
      'x-csrf-token': session.csrfToken,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ language }),
  });
}

/** What this account has to look at, by the name of its picture. */
async function addressesOf(base: string, session: Session, role: string): Promise<Record<string, string>> {
  const { items: mine } = await read<List>(base, session, '/submissions?queue=mine');
  const work = await read<List & { mine: Row[] }>(base, session, '/workbench');
  const own = work.mine[0]?.id ?? work.items.find((one) => one.itemId)?.itemId;
  const addresses: Record<string, string> = {
    workbench: '/',
    board: '/board',
    columns: own ? `/board?view=columns&chosen=${own}` : '/board?view=columns',
    review: mine[0] ? `/review?id=${mine[0].id}` : '/review',
  };
  if (own) Object.assign(addresses, { item: `/items/${own}`, breakdown: `/items/${own}/decomposition` });
  const owes = work.items.find((one) => one.kind === 'report')?.itemId;
  if (owes) addresses.report = `/items/${owes}/report`;
  if (role !== 'office') return addresses;
  for (const name of SETTINGS) addresses[`settings-${name}`] = `/settings/${name}`;
  return { ...addresses, draft: '/items/new', nowhere: '/nowhere' };
}

async function take(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
}

async function takeAll(browser: Browser, base: string, password: string, roles: [string, string][], only: string) {
  for (const [look, settings] of Object.entries(LOOKS)) {
    for (const [role, account] of roles) {
      const session = await signIn(base, account, password);
      await speak(base, session, settings.language);
      const { context, page } = await openVisitor(browser, base, settings);
      await context.addCookies([{ name: session.name, value: session.value, url: base }]);
      for (const [name, address] of Object.entries(await addressesOf(base, session, role))) {
        const picture = `${look}-${role}-${name}`;
        if (picture.includes(only)) await take(page, address, picture);
      }
      await context.close();
      await speak(base, session, session.language);
    }
    const { context, page } = await openVisitor(browser, base, settings);
    if (`${look}-sign-in`.includes(only)) await take(page, '/sign-in', `${look}-sign-in`);
    await context.close();
  }
}

const [base = '', password = '', ...rest] = process.argv.slice(2);
const pairs = rest.map((part): [string, string] => {
  const [key = '', value = ''] = part.split('=');
  return [key, value];
});
const only = pairs.find(([key]) => key === 'only')?.[1] ?? '';
const roles = pairs.filter(([key]) => key !== 'only');
if (!base || !password || roles.length === 0) {
  console.error('Usage: node scripts/take-pictures.ts URL PASSWORD ROLE=ACCOUNT ... [only=PART OF A NAME]');
  process.exitCode = 2;
} else {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await openBrowser();
  await takeAll(browser, base, password, roles, only);
  await browser.close();
  console.log(`Look at ${FOLDER}`);
}
