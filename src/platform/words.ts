// The sentences of refusals and notices on the server's side, in the reader's language, from the same files as the pages.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import type { RefusalParams } from './result.ts';

export type Language = 'zh-CN' | 'en';
export type Say = (language: Language, key: string, params?: RefusalParams) => string;

const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];

/** Gathers `<capability>.<language>.json` of every capability and of the platform; later files add to earlier ones. */
export function loadWords(folders: readonly string[]): Say {
  const speaker: i18n = createInstance();
  void speaker.init({
    resources: Object.fromEntries(LANGUAGES.map((language) => [language, { translation: {} }])),
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  for (const folder of folders) {
    for (const file of readdirSync(folder)) {
      const language = LANGUAGES.find((one) => file.endsWith(`.${one}.json`));
      if (!language) continue;
      const words: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      speaker.addResourceBundle(language, 'translation', words, true, true);
    }
  }
  return (language, key, params = {}) => speaker.t(key, { lng: language, ...params });
}

export function chooseLanguage(header: string | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? '';
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}
