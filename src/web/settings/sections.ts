// The sections of the settings and the ability that opens each; a section without one is everybody's.
export const sections = [
  { to: '/settings/account', words: 'account', needs: null, group: 'mine' },
  { to: '/settings/calendar-feeds', words: 'calendarFeeds', needs: null, group: 'mine' },
  { to: '/settings/messages', words: 'messages', needs: null, group: 'mine' },
  { to: '/settings/delegations', words: 'delegations', needs: null, group: 'mine' },
  { to: '/settings/levels', words: 'levels', needs: 'manageInstitution', group: 'institution' },
  { to: '/settings/units', words: 'units', needs: 'manageInstitution', group: 'institution' },
  { to: '/settings/people', words: 'people', needs: 'manageAccounts', group: 'institution' },
  { to: '/settings/posts', words: 'posts', needs: 'manageInstitution', group: 'institution' },
  { to: '/settings/roles', words: 'roles', needs: 'grantRoles', group: 'institution' },
  { to: '/settings/disciplines', words: 'disciplines', needs: 'manageInstitution', group: 'institution' },
  { to: '/settings/sectors', words: 'sectors', needs: 'manageInstitution', group: 'institution' },
  { to: '/settings/calendar', words: 'calendar', needs: 'manageInstitution', group: 'rules' },
  { to: '/settings/rules', words: 'rules', needs: 'manageInstitution', group: 'rules' },
  { to: '/settings/templates', words: 'templates', needs: null, group: 'mine' },
  { to: '/settings/import', words: 'import', needs: 'import', group: 'upkeep' },
  { to: '/settings/dignity', words: 'dignity', needs: null, group: 'upkeep' },
  { to: '/settings/webhooks', words: 'webhooks', needs: 'manageInstitution', group: 'upkeep' },
  { to: '/settings/audit', words: 'audit', needs: 'verify', group: 'upkeep' },
] as const;

export type Section = (typeof sections)[number];
export const groups = ['mine', 'institution', 'rules', 'upkeep'] as const;

export const sectionsFor = (abilities: Record<string, boolean>): Section[] =>
  sections.filter((section) => section.needs === null || abilities[section.needs] === true);
