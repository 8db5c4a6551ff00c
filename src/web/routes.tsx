// Every address of the product and the screen it opens, settings apart; each screen's code is fetched when it is first needed.
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { firstPasswordRoute, rootRoute, setUpRoute, shellRoute, signInRoute } from './frameRoutes.tsx';
import {
  addsUpSearch,
  boardSearch,
  burdenSearch,
  chainSearch,
  cycleSearch,
  cyclesSearch,
  decompositionSearch,
  delaysSearch,
  drawingSearch,
  gatesSearch,
  helpSearch,
  inboxSearch,
  indicatorsSearch,
  loadSearch,
  matrixSearch,
  negotiationsSearch,
  newDraftSearch,
  planAheadSearch,
  reportSearch,
  reviewSearch,
  sheetsSearch,
  trajectoriesSearch,
} from './searches.ts';
import { settingsTree } from './settingsRoutes.tsx';

export type { BoardSearch, DecompositionSearch, DrawingSearch, MatrixSearch } from './searches.ts';

const workbenchRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../capabilities/progress/web/workbench/Workbench.tsx'), 'Workbench'),
});
const boardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/board',
  validateSearch: boardSearch,
  component: lazyRouteComponent(() => import('../capabilities/progress/web/board/Board.tsx'), 'Board'),
});
const itemRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id',
  component: lazyRouteComponent(() => import('../capabilities/progress/web/item/ItemPage.tsx'), 'ItemPage'),
});
const chainPickRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/chain',
  component: lazyRouteComponent(() => import('../capabilities/progress/web/chain/ChainPick.tsx'), 'ChainPick'),
});
const chainRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id/chain-view',
  validateSearch: chainSearch,
  component: lazyRouteComponent(() => import('../capabilities/progress/web/chain/ChainPage.tsx'), 'ChainPage'),
});
const xMatrixRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/x-matrix',
  validateSearch: matrixSearch,
  component: lazyRouteComponent(() => import('../capabilities/progress/web/x-matrix/XMatrixPage.tsx'), 'XMatrixPage'),
});
const reportRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id/report',
  validateSearch: reportSearch,
  component: lazyRouteComponent(() => import('../capabilities/progress/web/report/ReportPage.tsx'), 'ReportPage'),
});
const decompositionRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id/decomposition',
  validateSearch: decompositionSearch,
  component: lazyRouteComponent(
    () => import('../capabilities/linkage/web/decomposition/DecompositionPage.tsx'),
    'DecompositionPage',
  ),
});
const negotiationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/negotiations',
  validateSearch: negotiationsSearch,
  component: lazyRouteComponent(
    () => import('../capabilities/linkage/web/negotiation/NegotiationsPage.tsx'),
    'NegotiationsPage',
  ),
});
const addsUpRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/adds-up',
  validateSearch: addsUpSearch,
  component: lazyRouteComponent(() => import('../capabilities/linkage/web/adds-up/AddsUpPage.tsx'), 'AddsUpPage'),
});
const loadRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/load',
  validateSearch: loadSearch,
  component: lazyRouteComponent(() => import('../capabilities/linkage/web/load/LoadPage.tsx'), 'LoadPage'),
});
const reviewRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/review',
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import('../capabilities/gatekeeping/web/review/ReviewPage.tsx'), 'ReviewPage'),
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

const cyclesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cycles',
  validateSearch: cyclesSearch,
  component: lazyRouteComponent(() => import('../capabilities/promotion/web/cycles/CyclesPage.tsx'), 'CyclesPage'),
});
const cycleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cycles/$id',
  validateSearch: cycleSearch,
  component: lazyRouteComponent(() => import('../capabilities/promotion/web/cycles/CyclePage.tsx'), 'CyclePage'),
});

const gatesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gates',
  validateSearch: gatesSearch,
  component: lazyRouteComponent(() => import('../capabilities/gatekeeping/web/statistics/GatesPage.tsx'), 'GatesPage'),
});

const planAheadRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/plan-ahead',
  validateSearch: planAheadSearch,
  component: lazyRouteComponent(
    () => import('../capabilities/linkage/web/planning/PlanAheadPage.tsx'),
    'PlanAheadPage',
  ),
});

const draftPage = () => import('../capabilities/linkage/web/draft/DraftPage.tsx');
const newDraftRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/new',
  validateSearch: newDraftSearch,
  component: lazyRouteComponent(draftPage, 'NewDraftPage'),
});
const editDraftRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/items/$id/edit',
  component: lazyRouteComponent(draftPage, 'EditDraftPage'),
});

const cockpitRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cockpit',
  component: lazyRouteComponent(() => import('../capabilities/insight/web/cockpit/CockpitPage.tsx'), 'CockpitPage'),
});
const delaysRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/delays',
  validateSearch: delaysSearch,
  component: lazyRouteComponent(() => import('../capabilities/insight/web/cockpit/DelaysPage.tsx'), 'DelaysPage'),
});
const helpRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help',
  validateSearch: helpSearch,
  component: lazyRouteComponent(() => import('../capabilities/promotion/web/help/HelpPage.tsx'), 'HelpPage'),
});
// The address that messages carry: the request opens beside the list.
const helpRequestRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/help', search: { mine: 'all', id: params.id } });
  },
});
const sheetsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sheets',
  validateSearch: sheetsSearch,
  component: lazyRouteComponent(() => import('../capabilities/promotion/web/sheets/SheetsPage.tsx'), 'SheetsPage'),
});
// The address that messages carry: the sheet opens beside the list, whatever its state.
const sheetRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sheets/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/sheets', search: { show: 'all', id: params.id } });
  },
});
const sheetPrintRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sheets/$id/print',
  component: lazyRouteComponent(() => import('../capabilities/promotion/web/sheets/PrintPage.tsx'), 'SheetPrintPage'),
});
const inboxRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/inbox',
  validateSearch: inboxSearch,
  component: lazyRouteComponent(() => import('../capabilities/channels/web/inbox/InboxPage.tsx'), 'InboxPage'),
});

const trajectoriesRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/trajectories',
  validateSearch: trajectoriesSearch,
  component: lazyRouteComponent(
    () => import('../capabilities/insight/web/trajectory/TrajectoriesPage.tsx'),
    'TrajectoriesPage',
  ),
});
const indicatorsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/indicators',
  validateSearch: indicatorsSearch,
  component: lazyRouteComponent(
    () => import('../capabilities/insight/web/bowling/IndicatorsPage.tsx'),
    'IndicatorsPage',
  ),
});
const burdenRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/burden',
  validateSearch: burdenSearch,
  component: lazyRouteComponent(() => import('../capabilities/insight/web/burden/BurdenPage.tsx'), 'BurdenPage'),
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
    cyclesRoute,
    cycleRoute,
    gatesRoute,
    cockpitRoute,
    delaysRoute,
    helpRoute,
    helpRequestRoute,
    sheetsRoute,
    sheetRoute,
    sheetPrintRoute,
    inboxRoute,
    trajectoriesRoute,
    indicatorsRoute,
    burdenRoute,
    settingsTree,
  ]),
]);

export const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
