// Holds the reader's choice of theme, follows the system until one is made, and publishes the levels' tones.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { publishLevelTones, type Tone } from './levelTones.ts';

export type ThemeChoice = 'system' | Tone;

interface Appearance {
  tone: Tone;
  choice: ThemeChoice;
  choose: (choice: ThemeChoice) => void;
}

const AppearanceContext = createContext<Appearance>({ tone: 'light', choice: 'system', choose: () => undefined });
const storageKey = 'liandong.theme';
const darkQuery = () => window.matchMedia('(prefers-color-scheme: dark)');

function storedChoice(): ThemeChoice {
  try {
    const stored = window.localStorage.getItem(storageKey);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    // Private windows may refuse storage; following the system is then the right answer.
    return 'system';
  }
}

function rememberChoice(choice: ThemeChoice): void {
  try {
    if (choice === 'system') window.localStorage.removeItem(storageKey);
    else window.localStorage.setItem(storageKey, choice);
  } catch {
    // The choice then lasts as long as the page.
  }
}

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = darkQuery();
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => darkQuery().matches,
  );
}

export function AppearanceProvider({ levels, children }: { levels: number; children: ReactNode }) {
  const [choice, setChoice] = useState<ThemeChoice>(storedChoice);
  const systemDark = useSystemDark();
  const tone: Tone = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  useEffect(() => {
    const show = (shown: Tone) => {
      document.documentElement.dataset.theme = shown;
      publishLevelTones(document.documentElement, levels, shown);
    };
    show(tone);
    // paper is light, whatever the screen: ink on a dark ground would drown the page in toner
    const begin = () => show('light');
    const end = () => show(tone);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, [tone, levels]);
  const appearance = useMemo<Appearance>(
    () => ({
      tone,
      choice,
      choose: (next) => {
        rememberChoice(next);
        setChoice(next);
      },
    }),
    [tone, choice],
  );
  return <AppearanceContext value={appearance}>{children}</AppearanceContext>;
}

export const useAppearance = (): Appearance => useContext(AppearanceContext);
