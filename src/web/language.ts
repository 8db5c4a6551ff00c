// Loads the words of one language at a time and hands them to i18next: from the person, else from the browser.
import i18next from 'i18next';
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';

export type Language = 'zh-CN' | 'en';

const storageKey = 'liandong.language';
const loaders: Record<Language, () => Promise<{ words: Record<string, object> }>> = {
  'zh-CN': () => import('./words.zh-CN.ts'),
  en: () => import('./words.en.ts'),
};

export function asLanguage(tag: string | null | undefined): Language | null {
  if (!tag) return null;
  if (tag.toLowerCase().startsWith('zh')) return 'zh-CN';
  if (tag.toLowerCase().startsWith('en')) return 'en';
  return null;
}

/** What to speak before anybody has signed in: the last choice on this machine, else the browser's first known language. */
export function firstLanguage(): Language {
  try {
    const stored = asLanguage(window.localStorage.getItem(storageKey));
    if (stored) return stored;
  } catch {
    // Without storage the browser's own preference decides.
  }
  for (const tag of navigator.languages) {
    const known = asLanguage(tag);
    if (known) return known;
  }
  return 'en';
}

async function loadWords(language: Language): Promise<void> {
  const { words } = await loaders[language]();
  for (const [namespace, entries] of Object.entries(words)) {
    i18next.addResourceBundle(language, namespace, entries, true, true);
  }
}

export async function startLanguage(language: Language): Promise<void> {
  await i18next.init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'web',
    resources: {},
    interpolation: { escapeValue: false },
  });
  await speak(language);
}

/** Changes the language of the whole page and remembers it on this machine. */
export async function speak(language: Language): Promise<void> {
  await loadWords(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    window.localStorage.setItem(storageKey, language);
  } catch {
    // The language then lasts as long as the page.
  }
}

export const currentLanguage = (): Language => asLanguage(i18next.language) ?? 'en';

export type Words = (key: string, params?: Record<string, unknown>) => string;

export interface Speech {
  t: Words;
  language: Language;
  has: (key: string) => boolean;
}

function speechOf(language: Language): Speech {
  const t = i18next.getFixedT(language, 'web');
  return {
    t: (key, params) => String(t(key, params ?? {})),
    language,
    has: (key) => i18next.exists(key, { lng: language }),
  };
}

const SpeechContext = createContext<Speech | null>(null);
export const SpeechProvider = SpeechContext.Provider;

/** The speech of the present language: a new object when the language changes and never otherwise, so rows are not drawn for nothing. */
export function useSpeech(): Speech {
  const language = useSyncExternalStore(
    (changed) => {
      i18next.on('languageChanged', changed);
      return () => i18next.off('languageChanged', changed);
    },
    () => currentLanguage(),
  );
  return useMemo(() => speechOf(language), [language]);
}

/** The words of the page; keys are `namespace:path`, a namespace being the name of a words file (`web` by default). */
export function useWords(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error('words are read outside of the page');
  return speech;
}

export type Twin = (name: string | null | undefined, nameEn: string | null | undefined) => string;

const twins: Record<Language, Twin> = {
  en: (name, nameEn) => nameEn || name || '',
  'zh-CN': (name, nameEn) => name || nameEn || '',
};

/** Picks the reader's twin of a pair of names, falling back to the other one. */
export const useTwin = (): Twin => twins[useWords().language];
