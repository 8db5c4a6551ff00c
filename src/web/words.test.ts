// Checks that every word a page asks for by a plain key exists in both languages, and that no two files share a namespace.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '..');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((path) => join(source, path));
const languages = ['zh-CN', 'en'] as const;

type Entries = { [key: string]: string | Entries };

function namespaces(language: string): Map<string, Entries[]> {
  const found = new Map<string, Entries[]>();
  for (const file of files) {
    if (!file.endsWith(`.${language}.json`)) continue;
    const name = basename(file)
      .replace(`.${language}.json`, '')
      .replace(/^words$/, 'web');
    found.set(name, [...(found.get(name) ?? []), JSON.parse(readFileSync(file, 'utf8')) as Entries]);
  }
  return found;
}

function knows(entries: Entries | undefined, key: string): boolean {
  let at: string | Entries | undefined = entries;
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined;
  if (at !== undefined) return typeof at === 'string';
  const parent = key.includes('.') ? key.slice(0, key.lastIndexOf('.')) : '';
  const last = key.slice(key.lastIndexOf('.') + 1);
  let above: string | Entries | undefined = entries;
  for (const part of parent ? parent.split('.') : []) above = typeof above === 'object' ? above[part] : undefined;
  return typeof above === 'object' && (`${last}_one` in above || `${last}_other` in above);
}

const pages = files.filter((file) => /\/web\/.*\.tsx?$/.test(file) && !file.includes('.test.'));
const asked = pages.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([^'$]+)'/g)].map(([, key = '']) => ({ file, key })),
);

describe('the words of the pages', () => {
  it('are looked for in the right place', () => {
    expect(pages.length).toBeGreaterThan(40);
    expect(asked.length).toBeGreaterThan(100);
  });

  for (const language of languages) {
    const known = namespaces(language);

    it(`has one file a namespace in ${language}`, () => {
      const shared = [...known].filter(([, entries]) => entries.length > 1).map(([name]) => name);
      expect(shared).toEqual([]);
    });

    it(`says every plain key that a page asks for in ${language}`, () => {
      const missing = asked.filter(({ key }) => {
        const [namespace, path] = key.includes(':') ? key.split(':') : ['web', key];
        return !knows(known.get(namespace ?? 'web')?.[0], path ?? key);
      });
      expect(missing.map(({ file, key }) => `${file.slice(source.length)}: ${key}`)).toEqual([]);
    });
  }
});
