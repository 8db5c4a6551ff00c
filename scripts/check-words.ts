// Checks that both languages say the same things: the same keys with the same blanks, nothing empty, a sentence for every refusal.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, sourceFiles } from './source-files.ts';

const CHINESE = '.zh-CN.json';
const ENGLISH = '.en.json';
const findings: string[] = [];

/** Every sentence with its dotted key. */
function flatten(words: unknown, prefix = ''): Map<string, string> {
  if (typeof words === 'string') return new Map([[prefix, words]]);
  if (typeof words !== 'object' || words === null) return new Map([[prefix, '']]);
  const entries = Object.entries(words).flatMap(([key, value]) => [
    ...flatten(value, prefix === '' ? key : `${prefix}.${key}`),
  ]);
  return new Map(entries);
}

const read = (path: string) => flatten(JSON.parse(readFileSync(join(ROOT, path), 'utf8')));
const blanks = (sentence: string) =>
  [...new Set(sentence.match(/\{\{\s*\w+/g) ?? [])]
    .map((blank) => blank.replace(/\W/g, ''))
    .sort()
    .join(' ');
// English has a plural where Chinese has one form.
const withoutPlural = (key: string) => key.replace(/_(one|other)$/, '');

function comparePair(base: string, files: Set<string>): void {
  if (!files.has(base + CHINESE) || !files.has(base + ENGLISH)) {
    findings.push(`${base}: one of its two languages has no file`);
    return;
  }
  const chinese = read(base + CHINESE);
  const english = read(base + ENGLISH);
  const inChinese = new Map([...chinese].map(([key, sentence]) => [withoutPlural(key), sentence]));
  const inEnglish = new Map([...english].map(([key, sentence]) => [withoutPlural(key), sentence]));
  for (const key of new Set([...inChinese.keys(), ...inEnglish.keys()])) {
    const [zh, en] = [inChinese.get(key), inEnglish.get(key)];
    if (zh === undefined) findings.push(`${base}: ${key} has no Chinese`);
    else if (en === undefined) findings.push(`${base}: ${key} has no English`);
    else if (zh.trim() === '' || en.trim() === '') findings.push(`${base}: ${key} is empty`);
    else if (blanks(zh) !== blanks(en))
      findings.push(`${base}: ${key} has other blanks: {${blanks(zh)}} and {${blanks(en)}}`);
    else if (/[\u4e00-\u9fff]/.test(en)) findings.push(`${base}: ${key} has Chinese in its English`);
  }
}

const files = new Set(sourceFiles(/^src\/.*\.(zh-CN|en)\.json$/));
const bases = new Set([...files].map((path) => path.replace(CHINESE, '').replace(ENGLISH, '')));
for (const base of bases) comparePair(base, files);

/** The codes that have a sentence, wherever the server's words hold them. */
const told = new Set<string>();
for (const path of files) {
  if (!path.endsWith(ENGLISH)) continue;
  for (const key of read(path).keys()) {
    const [section, ...code] = key.split('.');
    if (section === 'refusals' || section === 'findings' || section === 'fields')
      told.add(withoutPlural(code.join('.')));
  }
}

const REFUSAL = /\b(?:refuse|refuseNow)\(\s*'\w+',\s*'([\w.]+)'/g;
const REFUSAL_VALUE = /\bkind: '\w+'(?: as const)?,\s*code: '([\w.]+)'/g;
let codes = 0;
for (const path of sourceFiles(/^src\/.*\.ts$/)) {
  if (path.includes('.test.')) continue;
  const text = readFileSync(join(ROOT, path), 'utf8');
  for (const [, code = ''] of [...text.matchAll(REFUSAL), ...text.matchAll(REFUSAL_VALUE)]) {
    codes += 1;
    if (!told.has(code)) findings.push(`${path}: the refusal ${code} has no sentence`);
  }
}

if (bases.size === 0 || codes === 0)
  findings.push('No words or no refusals were seen; the check looks in the wrong place.');
for (const finding of [...new Set(findings)].sort()) console.error(finding);
if (findings.length > 0) process.exitCode = 1;
else console.log(`${bases.size} pairs of words, ${codes} refusals`);
