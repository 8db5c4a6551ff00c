// What every page owes everybody: nothing that axe calls serious, one heading, a title, all words, no sideways scroll, nothing that jumps.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Words } from './visitors.ts';

const MOST_SHIFT = 0.05;

/** Waits until the page has its heading and nothing on it is still being fetched. */
export async function settle(page: Page, t: Words): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const waiting = page.getByRole('status', { name: t('state.loading'), exact: true });
  await waiting.first().waitFor({ state: 'detached' });
}

type Shift = { sum: number; moved: string[] };

/** How much moved by itself since the page began, and what did. */
const layoutShift = (page: Page): Promise<Shift> =>
  page.evaluate(
    () =>
      new Promise<Shift>((resolve) => {
        type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] };
        const shift: Shift = { sum: 0, moved: [] };
        const nameOf = (node: Node | null) => (node instanceof Element ? `${node.tagName}.${node.className}` : '?');
        const add = (entries: PerformanceEntryList) => {
          for (const entry of entries as Entry[]) {
            if (entry.hadRecentInput) continue;
            shift.sum += entry.value;
            shift.moved.push(...entry.sources.map(({ node }) => nameOf(node)));
          }
        };
        const observer = new PerformanceObserver((list) => add(list.getEntries()));
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => {
          add(observer.takeRecords());
          resolve(shift);
        });
      }),
  );

/** Texts that look like the key of a word instead of the word. */
const keysShown = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const isName = /[@/]|\d{2}:\d{2}/.test(text);
      if (text.includes('{{') || (!isName && /^[a-z][a-z-]*:[\w.]+$/.test(text))) found.push(text);
    }
    return found;
  });

async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map(
      (one) =>
        `${one.id}: ${one.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(' | ')}`,
    );
}

/** Everything that is wrong with the page as it stands, one sentence each. */
export async function troublesOf(page: Page): Promise<string[]> {
  const troubles = await seriousFindings(page);
  const headings = await page.getByRole('heading', { level: 1 }).count();
  if (headings !== 1) troubles.push(`${headings} first headings`);
  if (!(await page.title()).trim()) troubles.push('no title');
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (over > 0) troubles.push(`scrolls sideways by ${over} px`);
  for (const key of await keysShown(page)) troubles.push(`shows the key ${key}`);
  const shift = await layoutShift(page);
  if (shift.sum >= MOST_SHIFT) {
    troubles.push(`jumps by ${shift.sum.toFixed(3)}: ${[...new Set(shift.moved)].join(', ')}`);
  }
  return troubles;
}

/** Whether somebody who does not use a mouse sees where the focus is. */
export const showsFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
  });
