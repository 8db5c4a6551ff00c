// Every address of the product and the screen it opens; each screen's code is fetched when it is first needed.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import type { AddsUpSearch } from '../capabilities/linkage/web/adds-up/addsUpQueries.ts';
import type { LoadSearch } from '../capabilities/linkage/web/load/loadQueries.ts';
import { currentLanguage, speak } from './language.ts';
import { queryClient } from './queries.ts';
import { findMe, setupQuery } from './session.ts';
import { Shell } from './shell/Shell.tsx';
import { Broken, NotFoundPage } from './shell/Troubles.tsx';

interface AsOfSearch {
  /** A past or coming day on which everything is read; absent means now. */
  asOf?: string | undefined;
}

export interface BoardSearch extends AsOfSearch {
  view?: 'columns' | undefined;
  q?: string | undefined;
  sector?: string | undefined;
  unit?: string | undefined;
  light?: string | undefined;
  level?: number | undefined;
  person?: string | undefined;
  troubled?: boolean | undefined;
  chosen?: string | undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
const day = (value: unknown): string | undefined => {
  // The router reads 2026 as a number and quotes what would; a day always has its hyphens.
  const written = text(value);
  return written && /^\d{4}-\d{2}-\d{2}$/.test(written) ? written : undefined;
};
function present<T extends object>(search: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T;
}
const asOfOf = (search: Record<string, unknown>): AsOfSearch => present<AsOfSearch>({ asOf: day(search.asOf) });

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: Broken });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>) => present<{ back?: string }>({ back: text(search.back) }),
  beforeLoad: async () => {
    const setup = await queryClient.ensureQueryData(setupQuery).catch(() => null);
    if (setup?.needed) throw redirect({ to: '/set-up' });
  },
  component: lazyRouteComponent(() => import('../capabilities/identity/web/SignIn.tsx'), 'SignIn'),
});
const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/set-up',
  validateSearch: (search: Record<string, unknown>) => present<{ token?: string }>({ token: text(search.token) }),
  component: lazyRouteComponent(() => import('../capabilities/identity/web/SetUp.tsx'), 'SetUp'),
});

const firstPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/first-password',
  beforeLoad: async () => {
    if (!(await findMe())) throw redirect({ to: '/sign-in' });
  },
  component: lazyRouteComponent(() => import('../capabilities/identity/web/FirstPassword.tsx'), 'FirstPassword'),
});

const shellRoute = createRoute({
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
const workbenchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../capabilities/progress/web/workbench/Workbench.tsx'), 'Workbench'),
});
const boardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/board',
  validateSearch: (search: Record<string, unknown>): BoardSearch =>
    present<BoardSearch>({
      ...asOfOf(search),
      view: search.view === 'columns' ? 'columns' : undefined,
      q: text(search.q),
      sector: text(search.sector),
      unit: text(search.unit),
      light: text(search.light),
      level: Number(search.level) || undefined,
      person: text(search.person),
      troubled: search.troubled === true || search.troubled === 'true' ? true : undefined,
      chosen: text(search.chosen),
    }),
  component: lazyRouteComponent(() => import('../capabilities/progress/web/board/Board.tsx'), 'Board'),
});
const itemRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id',
  component: lazyRouteComponent(() => import('../capabilities/progress/web/item/ItemPage.tsx'), 'ItemPage'),
});
export interface ChainSearch extends AsOfSearch {
  chosen?: string | undefined;
  view?: 'table' | undefined;
}
const chainPickRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/chain',
  component: lazyRouteComponent(() => import('../capabilities/progress/web/chain/ChainPick.tsx'), 'ChainPick'),
});
const chainRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id/chain-view',
  validateSearch: (search: Record<string, unknown>): ChainSearch =>
    present<ChainSearch>({
      ...asOfOf(search),
      chosen: text(search.chosen),
      view: search.view === 'table' ? 'table' : undefined,
    }),
  component: lazyRouteComponent(() => import('../capabilities/progress/web/chain/ChainPage.tsx'), 'ChainPage'),
});
export interface MatrixSearch extends AsOfSearch {
  /** A goal's id, or `all`; absent means as many as fit. */
  goal?: string | undefined;
  sector?: string | undefined;
  year?: number | undefined;
}
const xMatrixRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/x-matrix',
  validateSearch: (search: Record<string, unknown>): MatrixSearch =>
    present<MatrixSearch>({
      ...asOfOf(search),
      goal: text(search.goal),
      sector: text(search.sector),
      year: Number(search.year) || undefined,
    }),
  component: lazyRouteComponent(() => import('../capabilities/progress/web/x-matrix/XMatrixPage.tsx'), 'XMatrixPage'),
});
const reportRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id/report',
  component: lazyRouteComponent(() => import('../capabilities/progress/web/report/ReportPage.tsx'), 'ReportPage'),
});
export interface DecompositionSearch extends AsOfSearch {
  /** The child whose row is meant. */
  row?: string | undefined;
  /** A column, the targets of the n-th indicator, or a part of the page. */
  at?: string | undefined;
}
const decompositionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id/decomposition',
  validateSearch: (search: Record<string, unknown>): DecompositionSearch =>
    present<DecompositionSearch>({ ...asOfOf(search), row: text(search.row), at: text(search.at) }),
  component: lazyRouteComponent(
    () => import('../capabilities/linkage/web/decomposition/DecompositionPage.tsx'),
    'DecompositionPage',
  ),
});
export interface NegotiationsSearch extends AsOfSearch {
  /** Absent means what is proposed to me or my unit. */
  queue?: 'sent' | 'settled' | undefined;
  unit?: string | undefined;
  /** The item whose rounds are open beside the list. */
  item?: string | undefined;
}
const negotiationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/negotiations',
  validateSearch: (search: Record<string, unknown>): NegotiationsSearch =>
    present<NegotiationsSearch>({
      ...asOfOf(search),
      queue: search.queue === 'sent' || search.queue === 'settled' ? search.queue : undefined,
      unit: text(search.unit),
      item: text(search.item),
    }),
  component: lazyRouteComponent(
    () => import('../capabilities/linkage/web/negotiation/NegotiationsPage.tsx'),
    'NegotiationsPage',
  ),
});
const addsUpRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/adds-up',
  validateSearch: (search: Record<string, unknown>): AsOfSearch & AddsUpSearch =>
    present<AsOfSearch & AddsUpSearch>({
      ...asOfOf(search),
      // A key work may be named by either word.
      rootId: text(search.rootId) ?? text(search.itemId),
      unitId: text(search.unitId),
      personId: text(search.personId),
      year: Number(search.year) || undefined,
      code: text(search.code),
      by: search.by === 'unit' || search.by === 'level' || search.by === 'item' ? search.by : undefined,
    }),
  component: lazyRouteComponent(() => import('../capabilities/linkage/web/adds-up/AddsUpPage.tsx'), 'AddsUpPage'),
});
const loadRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/load',
  validateSearch: (search: Record<string, unknown>): AsOfSearch & LoadSearch =>
    present<AsOfSearch & LoadSearch>({
      ...asOfOf(search),
      by: search.by === 'unit' ? 'unit' : undefined,
      unitId: text(search.unitId),
      rootId: text(search.rootId),
      sort: search.sort === 'items' || search.sort === 'unplanned' ? search.sort : undefined,
      of: text(search.of),
    }),
  component: lazyRouteComponent(() => import('../capabilities/linkage/web/load/LoadPage.tsx'), 'LoadPage'),
});
export interface ReviewSearch extends AsOfSearch {
  /** Absent means what waits for me. */
  queue?: 'sent' | 'decided';
  id?: string;
}
const reviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/review',
  validateSearch: (search: Record<string, unknown>): ReviewSearch =>
    present<ReviewSearch>({
      ...asOfOf(search),
      queue: search.queue === 'sent' || search.queue === 'decided' ? search.queue : undefined,
      id: text(search.id),
    }),
  component: lazyRouteComponent(() => import('../capabilities/gatekeeping/web/review/ReviewPage.tsx'), 'ReviewPage'),
});

export interface DrawingSearch extends AsOfSearch {
  zoom?: 'year' | 'half' | 'quarter' | 'month' | undefined;
  view?: 'table' | undefined;
  critical?: boolean | undefined;
  /** Absent means by unit. */
  by?: 'sector' | undefined;
  /** One unit or sector alone. */
  only?: string | undefined;
}
const zoomOf = (value: unknown): DrawingSearch['zoom'] =>
  value === 'year' || value === 'half' || value === 'quarter' || value === 'month' ? value : undefined;
const drawingSearch = (search: Record<string, unknown>): DrawingSearch =>
  present<DrawingSearch>({
    ...asOfOf(search),
    zoom: zoomOf(search.zoom),
    view: search.view === 'table' ? 'table' : undefined,
    critical: search.critical === true || search.critical === 'true' ? true : undefined,
    by: search.by === 'sector' ? 'sector' : undefined,
    only: text(search.only),
  });
const drawingPages = () => import('../capabilities/progress/web/drawing/DrawingPages.tsx');
const drawingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/drawing',
  validateSearch: drawingSearch,
  component: lazyRouteComponent(drawingPages, 'DrawingPage'),
});
const itemDrawingRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id/drawing',
  validateSearch: drawingSearch,
  component: lazyRouteComponent(drawingPages, 'ItemDrawingPage'),
});

export interface GatesSearch extends AsOfSearch {
  /** Absent means by kind. */
  by?: 'unit' | 'person' | undefined;
  from?: string | undefined;
  to?: string | undefined;
  unit?: string | undefined;
}
const gatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gates',
  validateSearch: (search: Record<string, unknown>): GatesSearch =>
    present<GatesSearch>({
      ...asOfOf(search),
      by: search.by === 'unit' || search.by === 'person' ? search.by : undefined,
      from: day(search.from),
      to: day(search.to),
      unit: text(search.unit),
    }),
  component: lazyRouteComponent(() => import('../capabilities/gatekeeping/web/statistics/GatesPage.tsx'), 'GatesPage'),
});

export interface PlanAheadSearch extends AsOfSearch {
  /** The year that is being drafted; absent means the next. */
  year?: number;
}
const yearOf = (value: unknown): number | undefined =>
  Number(value) >= 2000 && Number(value) <= 2200 ? Number(value) : undefined;
const planAheadRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plan-ahead',
  validateSearch: (search: Record<string, unknown>): PlanAheadSearch =>
    present<PlanAheadSearch>({ ...asOfOf(search), year: yearOf(search.year) }),
  component: lazyRouteComponent(
    () => import('../capabilities/linkage/web/planning/PlanAheadPage.tsx'),
    'PlanAheadPage',
  ),
});
export interface NewDraftSearch extends PlanAheadSearch {
  /** Begin with a template. */
  template?: boolean;
}

const draftPage = () => import('../capabilities/linkage/web/draft/DraftPage.tsx');
const newDraftRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/new',
  validateSearch: (search: Record<string, unknown>): NewDraftSearch =>
    present<NewDraftSearch>({
      ...asOfOf(search),
      year: yearOf(search.year),
      template: search.template === true || search.template === 'true' ? true : undefined,
    }),
  component: lazyRouteComponent(draftPage, 'NewDraftPage'),
});
const editDraftRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id/edit',
  component: lazyRouteComponent(draftPage, 'EditDraftPage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/SettingsFrame.tsx'), 'SettingsFrame'),
});
const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/account' });
  },
});
const levelsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/levels',
  component: lazyRouteComponent(() => import('../capabilities/institution/web/settings/LevelsPage.tsx'), 'LevelsPage'),
});
const unitsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/units',
  component: lazyRouteComponent(() => import('../capabilities/institution/web/settings/UnitsPage.tsx'), 'UnitsPage'),
});
const peopleRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/people',
  component: lazyRouteComponent(() => import('../capabilities/institution/web/settings/PeoplePage.tsx'), 'PeoplePage'),
});
const postsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/posts',
  component: lazyRouteComponent(() => import('../capabilities/institution/web/settings/PostsPage.tsx'), 'PostsPage'),
});
const disciplinesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/disciplines',
  component: lazyRouteComponent(
    () => import('../capabilities/institution/web/settings/GroupsPages.tsx'),
    'DisciplinesPage',
  ),
});
const sectorsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/sectors',
  component: lazyRouteComponent(
    () => import('../capabilities/institution/web/settings/GroupsPages.tsx'),
    'SectorsPage',
  ),
});
const calendarRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/calendar',
  component: lazyRouteComponent(
    () => import('../capabilities/institution/web/settings/CalendarPage.tsx'),
    'CalendarPage',
  ),
});
const rulesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/rules',
  component: lazyRouteComponent(() => import('../capabilities/institution/web/settings/RulesPage.tsx'), 'RulesPage'),
});
const delegationsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/delegations',
  component: lazyRouteComponent(
    () => import('../capabilities/institution/web/settings/DelegationsPage.tsx'),
    'DelegationsPage',
  ),
});
const rolesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/roles',
  component: lazyRouteComponent(() => import('../capabilities/identity/web/settings/RolesPage.tsx'), 'RolesPage'),
});
const accountRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('../capabilities/identity/web/settings/AccountPage.tsx'), 'AccountPage'),
});
const importRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('../capabilities/documents/web/import/ImportPage.tsx'), 'ImportPage'),
});
const templatesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/templates',
  component: lazyRouteComponent(
    () => import('../capabilities/linkage/web/planning/TemplatesPage.tsx'),
    'TemplatesPage',
  ),
});
const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('../capabilities/progress/web/audit/AuditPage.tsx'), 'AuditPage'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  setUpRoute,
  firstPasswordRoute,
  shellRoute.addChildren([
    workbenchRoute,
    boardRoute,
    planAheadRoute,
    newDraftRoute,
    editDraftRoute,
    itemRoute,
    drawingRoute,
    itemDrawingRoute,
    chainPickRoute,
    chainRoute,
    xMatrixRoute,
    reportRoute,
    decompositionRoute,
    addsUpRoute,
    loadRoute,
    negotiationsRoute,
    reviewRoute,
    gatesRoute,
    settingsRoute.addChildren([
      settingsIndexRoute,
      levelsRoute,
      unitsRoute,
      peopleRoute,
      postsRoute,
      disciplinesRoute,
      sectorsRoute,
      calendarRoute,
      rulesRoute,
      delegationsRoute,
      rolesRoute,
      accountRoute,
      importRoute,
      templatesRoute,
      auditRoute,
    ]),
  ]),
]);

export const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
