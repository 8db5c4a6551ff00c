// A real browser for the journeys: the one named by CHROMIUM_PATH, else the system's, else one that is installed now; never skipped.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const FIXED = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/snap/bin/chromium'];
const HOW =
  'no browser for the journeys: set CHROMIUM_PATH, or install Chromium (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium)';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(): string | null {
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin', '/usr/local/bin');
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram);
  return found ?? FIXED.find(isProgram) ?? null;
}

function installed(): string | null {
  const own = chromium.executablePath();
  return own !== '' && existsSync(own) ? own : null;
}

/** As root on Debian by apt-get (with fonts for Chinese), else by playwright. */
function install(): void {
  const silent = { stdio: 'ignore' } as const;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const quiet = { ...silent, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    execFileSync('apt-get', ['update', '-qq'], quiet);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], quiet);
    return;
  }
  execFileSync(
    process.execPath,
    [join(import.meta.dirname, '../../node_modules/playwright-core/cli.js'), 'install', 'chromium'],
    silent,
  );
}

export function findBrowser(): string {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`CHROMIUM_PATH names no program: ${named}`);
  }
  const there = onPath() ?? installed();
  if (there) return there;
  try {
    install();
  } catch (error) {
    throw new Error(HOW, { cause: error });
  }
  const now = onPath() ?? installed();
  if (!now) throw new Error(HOW);
  return now;
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
      '--no-first-run',
    ],
  });
}

export type Look = { language: 'zh-CN' | 'en'; dark?: boolean; width?: number; height?: number };

/** A fresh visitor: language and colours as the system of the visitor has them. */
export async function openVisitor(
  browser: Browser,
  baseURL: string,
  look: Look,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL,
    locale: look.language,
    colorScheme: look.dark ? 'dark' : 'light',
    viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return { context, page };
}
