// The pages of settings, below their own frame; each fetched when it is first needed.
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { shellRoute } from './frameRoutes.tsx';

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
const messagesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/messages',
  component: lazyRouteComponent(() => import('../capabilities/channels/web/settings/MessagesPage.tsx'), 'MessagesPage'),
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
const dignityRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/dignity',
  component: lazyRouteComponent(() => import('../capabilities/insight/web/burden/DignityPage.tsx'), 'DignityPage'),
});
const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('../capabilities/progress/web/audit/AuditPage.tsx'), 'AuditPage'),
});

const calendarFeedsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/calendar-feeds',
  component: lazyRouteComponent(
    () => import('../capabilities/channels/web/settings/CalendarFeedsPage.tsx'),
    'CalendarFeedsPage',
  ),
});
const webhooksRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('../capabilities/channels/web/settings/WebhooksPage.tsx'), 'WebhooksPage'),
});

export const settingsTree = settingsRoute.addChildren([
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
  messagesRoute,
  calendarFeedsRoute,
  webhooksRoute,
  importRoute,
  templatesRoute,
  dignityRoute,
  auditRoute,
]);
