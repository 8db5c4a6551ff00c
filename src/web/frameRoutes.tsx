// The routes around every screen: the doors before signing in, and the shell after it.
import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { currentLanguage, speak } from './language.ts';
import { queryClient } from './queries.ts';
import { asOfOf, present, text } from './searches.ts';
import { findMe, setupQuery } from './session.ts';
import { Shell } from './shell/Shell.tsx';
import { Broken, NotFoundPage } from './shell/Troubles.tsx';

export const rootRoute = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: Broken,
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) => present<{ back?: string }>({ back: text(search.back) }),
  beforeLoad: async () => {
    const setup = await queryClient.ensureQueryData(setupQuery).catch(() => null);
    if (setup?.needed) throw redirect({ to: '/set-up' });
  },
  component: lazyRouteComponent(() => import('../capabilities/identity/web/SignIn.tsx'), 'SignIn'),
});
export const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-up',
  validateSearch: (search: Record<string, unknown>) => present<{ token?: string }>({ token: text(search.token) }),
  component: lazyRouteComponent(() => import('../capabilities/identity/web/SetUp.tsx'), 'SetUp'),
});

export const firstPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/first-password',
  beforeLoad: async () => {
    if (!(await findMe())) throw redirect({ to: '/sign-in' });
  },
  component: lazyRouteComponent(() => import('../capabilities/identity/web/FirstPassword.tsx'), 'FirstPassword'),
});

export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  validateSearch: asOfOf,
  search: { middlewares: [retainSearchParams(['asOf'])] },
  beforeLoad: async ({ location }) => {
    const me = await findMe();
    if (me?.mustChangePassword) throw redirect({ to: '/first-password' });
    // The person's own language before anything is shown: a page never begins in one language and goes on in another.
    if (me && me.person.language !== currentLanguage()) await speak(me.person.language);
    if (me) return;
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { back: location.href } });
  },
});
