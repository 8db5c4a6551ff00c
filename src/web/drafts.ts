// Keeps what was typed in a form until it has been sent, so that a refusal, a reload or a lost network costs nothing.
import { useEffect, useRef, useState } from 'react';

const prefix = 'liandong.draft.';

function readDraft<T extends object>(key: string): Partial<T> | null {
  try {
    const stored = window.sessionStorage.getItem(prefix + key);
    return stored ? (JSON.parse(stored) as Partial<T>) : null;
  } catch {
    return null;
  }
}

export function forgetDraft(key: string): void {
  try {
    window.sessionStorage.removeItem(prefix + key);
  } catch {
    // Without storage there is nothing to forget.
  }
}

export interface Draft<T> {
  value: T;
  /** Changes some fields. */
  set: (change: Partial<T>) => void;
  /** True where the form opened with words typed earlier. */
  restored: boolean;
  /** Call after the server has taken it. */
  forget: () => void;
}

/** The fields of a form, kept under `key` (name the object and the act: `return.<itemId>`). Never use it for passwords. */
export function useDraft<T extends object>(key: string, initial: T): Draft<T> {
  const [stored] = useState(() => readDraft<T>(key));
  const [value, setValue] = useState<T>({ ...initial, ...stored });
  const isForgotten = useRef(false);
  useEffect(() => {
    if (isForgotten.current) return;
    try {
      if (JSON.stringify(value) === JSON.stringify(initial)) forgetDraft(key);
      else window.sessionStorage.setItem(prefix + key, JSON.stringify(value));
    } catch {
      // A full or missing storage only loses the safety net, not the form.
    }
  }, [key, value, initial]);
  return {
    value,
    set: (change) => {
      isForgotten.current = false;
      setValue((present) => ({ ...present, ...change }));
    },
    restored: stored !== null,
    forget: () => {
      isForgotten.current = true;
      forgetDraft(key);
      setValue(initial);
    },
  };
}
