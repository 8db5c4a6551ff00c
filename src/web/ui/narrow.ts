// Tells components whether the window is as narrow as a phone.
import { useSyncExternalStore } from 'react';

const query = () => window.matchMedia('(max-width: 760px)');

export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      const media = query();
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => query().matches,
  );
