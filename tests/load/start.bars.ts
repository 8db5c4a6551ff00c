// How soon a second start of the demonstration answers, and how much script its first page brings to a browser.
import { gzipSync } from 'node:zlib';
import { DEMONSTRATION_PASSWORD } from '../../src/entry/demonstration.ts';
import { openBrowser, openVisitor } from '../support/browser.ts';
import { type Bar, judge, median } from './bars.ts';
import { startProduct } from './product.ts';

export const DEMO = ['scripts/run.mjs', 'demo'];

export async function measureSecondStart(dataFolder: string, runs: number): Promise<Bar> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const product = await startProduct({ dataFolder, command: DEMO });
    times.push(product.readyAfter);
    await product.stop();
  }
  return judge('second_start', median(times), times.map((time) => `${time.toFixed(1)} s`).join(', '));
}

/** Of a visitor who is signed in and opens the workbench with an empty cache. */
export async function measureScript(url: string, institution: string, account: string): Promise<Bar> {
  const browser = await openBrowser();
  try {
    const { context, page } = await openVisitor(browser, url, { language: 'zh-CN' });
    const data = { account, password: DEMONSTRATION_PASSWORD, institution };
    const signedIn = await context.request.post('/api/session', { data });
    if (!signedIn.ok()) throw new Error(`no sign-in: ${signedIn.status()}`);
    const sizes: Promise<number>[] = [];
    page.on('response', (reply) => {
      if (reply.request().resourceType() === 'script') sizes.push(reply.body().then((body) => gzipSync(body).length));
    });
    await page.goto('/', { waitUntil: 'networkidle' });
    const all = await Promise.all(sizes);
    const kilobytes = all.reduce((sum, size) => sum + size, 0) / 1024;
    return judge('script', kilobytes, `${all.length} files`);
  } finally {
    await browser.close();
  }
}
