// Holds the project's papers to what stands here: links lead somewhere, commands and variables exist, both languages have the same pages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { sourceFiles } from '../../scripts/source-files.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const papers = sourceFiles(/\.md$/);

it('has papers to hold', () => {
  expect(papers.length).toBeGreaterThan(20);
});

it('links only to files that are there', () => {
  const lost = papers.flatMap((paper) =>
    [...read(paper).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^(https?|mailto):/.test(target))
      .filter((target) => !existsSync(join(ROOT, dirname(paper), target)))
      .map((target) => `${paper} -> ${target}`),
  );
  expect(lost).toEqual([]);
});

it('names only commands that npm knows', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const unknown = papers.flatMap((paper) =>
    [...read(paper).matchAll(/npm run ([a-z:]+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => scripts[name] === undefined)
      .map((name) => `${paper}: ${name}`),
  );
  expect(unknown).toEqual([]);
});

it('names the environment’s variables as they are read', () => {
  const known = new Set(
    [...read('src/platform/config.ts').matchAll(/^ {2}([A-Z_]+): unless/gm)].map(([, name]) => name),
  );
  for (const paper of ['README.md', 'README.zh-CN.md']) {
    const named = [...read(paper).matchAll(/`([A-Z]+(?:_[A-Z]+)+|HOST|PORT)`/g)].map(([, name = '']) => name);
    expect(named.length, paper).toBeGreaterThan(8);
    expect(
      named.filter((name) => !known.has(name)),
      paper,
    ).toEqual([]);
  }
});

it('has every page of the guide and every picture in both languages', () => {
  const pages = (language: string) => readdirSync(join(ROOT, 'docs/guide', language)).sort();
  expect(pages('en')).toEqual(pages('zh-CN'));
});

it('numbers decisions without gaps, each with its heading', () => {
  const decisions = readdirSync(join(ROOT, 'docs/decisions')).sort();
  expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, at) => at + 1));
  for (const [at, name] of decisions.entries())
    expect(read(`docs/decisions/${name}`), name).toMatch(new RegExp(`^# ${at + 1}\\. \\S`));
});
