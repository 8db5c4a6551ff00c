// What stands around every screen: theme, the language, the cache of reads, toasts, tooltips, routes.
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { whenSignedOut } from './api.ts';
import { SpeechProvider, useSpeech } from './language.ts';
import { queryClient } from './queries.ts';
import { router } from './routes.tsx';
import { meQuery } from './session.ts';
import { ToastProvider } from './ui/Toast.tsx';
import { TooltipHost } from './ui/Tooltip.tsx';
import { AppearanceProvider } from './ui/theme/appearance.tsx';

function Surroundings() {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  return (
    <AppearanceProvider levels={me?.institution.levels.length ?? 6}>
      <ToastProvider>
        <RouterProvider router={router} />
        <TooltipHost />
      </ToastProvider>
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
