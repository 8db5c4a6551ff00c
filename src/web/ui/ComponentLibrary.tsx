// Dresses Ant Design's parts in our tokens and the reader's language; it stands around those parts alone, so that no first page waits for it.
import { ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale/index.js';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { type Language, useWords } from '../language.ts';
import { antTheme } from './theme/antTheme.ts';
import { useAppearance } from './theme/appearance.tsx';

const componentWords: Record<Language, () => Promise<{ locale: Locale }>> = {
  'zh-CN': () => import('./componentWords.zh-CN.ts'),
  en: () => import('./componentWords.en.ts'),
};

const wantsStillness = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export function ComponentLibrary({ children }: { children: ReactNode }) {
  const { language } = useWords();
  const { tone } = useAppearance();
  const [locale, setLocale] = useState<Locale | undefined>(undefined);
  useEffect(() => {
    let isCurrent = true;
    componentWords[language]().then((loaded) => isCurrent && setLocale(loaded.locale));
    return () => {
      isCurrent = false;
    };
  }, [language]);
  const theme = useMemo(() => {
    const chosen = antTheme(tone);
    return wantsStillness ? { ...chosen, token: { ...chosen.token, motion: false } } : chosen;
  }, [tone]);
  return (
    <ConfigProvider theme={theme} {...(locale ? { locale } : {})} wave={{ disabled: true }}>
      {children}
    </ConfigProvider>
  );
}
