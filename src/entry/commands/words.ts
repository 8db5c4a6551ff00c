// The command line's sentences, in the language of LANG; refusals in the same words as everywhere else.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Refusal, RefusalParams } from '../../platform/result.ts';
import { type Language, loadWords } from '../../platform/words.ts';

export type Tell = {
  language: Language;
  say(key: string, params?: RefusalParams): string;
  refusal(refusal: Refusal): string;
};

export function languageOf(environment: Record<string, string | undefined>): Language {
  const wanted = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

export function loadTell(language: Language): Tell {
  const source = join(import.meta.dirname, '../..');
  const capabilities = join(source, 'capabilities');
  const folders = readdirSync(capabilities, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const words = loadWords([
    join(source, 'platform'),
    ...folders.map((folder) => join(capabilities, folder.name)),
    import.meta.dirname,
  ]);
  const say = (key: string, params?: RefusalParams) => words(language, `commands.${key}`, params);
  return {
    language,
    say,
    refusal: ({ code, params, fields }) =>
      [
        words(language, `refusals.${code}`, params),
        ...(fields ?? []).map((field) => `  ${field.path}: ${words(language, `refusals.${field.code}`, field.params)}`),
      ].join('\n'),
  };
}
