// What stands around every screen: theme, the component library's language, the cache of reads, toasts, tooltips, routes.
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale/index.js';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { whenSignedOut } from './api.ts';
import { type Language, SpeechProvider, useSpeech, useWords } from './language.ts';
import { queryClient } from './queries.ts';
import { router } from './routes.tsx';
import { meQuery } from './session.ts';
import { ToastProvider } from './ui/Toast.tsx';
import { TooltipHost } from './ui/Tooltip.tsx';
import { antTheme } from './ui/theme/antTheme.ts';
import { AppearanceProvider, useAppearance } from './ui/theme/appearance.tsx';

const componentWords: Record<Language, () => Promise<{ locale: Locale }>> = {
  'zh-CN': () => import('./ui/componentWords.zh-CN.ts'),
  en: () => import('./ui/componentWords.en.ts'),
};

const wantsStillness = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

function ComponentLibrary({ children }: { children: ReactNode }) {
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

function Surroundings() {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  return (
    <AppearanceProvider levels={me?.institution.levels.length ?? 6}>
      <ComponentLibrary>
        <ToastProvider>
          <RouterProvider router={router} />
          <TooltipHost />
        </ToastProvider>
      </ComponentLibrary>
    </AppearanceProvider>
  );
}

whenSignedOut(() => {
  queryClient.removeQueries({ queryKey: meQuery.queryKey });
  // A session that ended while a page stood open leads to the door and back to the same page.
  if (!window.location.pathname.startsWith('/sign-in')) void router.invalidate();
});

export function App() {
  const speech = useSpeech();
  return (
    <SpeechProvider value={speech}>
      <QueryClientProvider client={queryClient}>
        <Surroundings />
      </QueryClientProvider>
    </SpeechProvider>
  );
}
