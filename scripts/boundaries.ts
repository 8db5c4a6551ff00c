// Who may import whom: the layers and roles of ARCHITECTURE.md as rules of dependency-cruiser.
import type { IForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser';

const TESTS = '\\.test\\.tsx?$';
const roleFile = (...roles: string[]) => `^src/.*\\.(${roles.join('|')})\\.ts$`;
/** Capabilities in the order in which they may build on each other. */
const ORDER = [
  'identity',
  'institution',
  'linkage',
  'gatekeeping',
  'progress',
  'promotion',
  'meetings',
  'transmission',
  'assessment',
  'channels',
  'documents',
  'insight',
];

/** A value is a fact of an item: what changes or lists items has its values computed and read where progress keeps them (docs/decisions/0014). */
const VALUES_OF_ITEMS = '^src/capabilities/progress/rollup\\.store\\.ts$';

const rule = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IForbiddenRuleType => ({ name, comment, severity: 'error', from, to });

export const BOUNDARIES: IForbiddenRuleType[] = [
  rule(
    'no-cycles',
    'Two files that need each other are one file or lack a third.',
    {},
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  rule(
    'no-lost-imports',
    'An import must lead somewhere.',
    {},
    // Gathered by the builder of the web, not by Node.
    { couldNotResolve: true, pathNot: '[.](css|svg|woff2)' },
  ),
  rule(
    'platform-knows-no-domain',
    'The platform is machinery without domain words.',
    { path: '^src/platform/', pathNot: TESTS },
    { path: '^src/(capabilities|entry|web)/' },
  ),
  rule(
    'nobody-imports-entry',
    'Only the entry wires things together.',
    { path: '^src/(platform|capabilities|web)/' },
    { path: '^src/entry/' },
  ),
  rule(
    'server-knows-no-web',
    'The server does not need the browser’s part.',
    { path: '^src/(platform|capabilities)/', pathNot: '/web/' },
    { path: '^src/(web/|capabilities/.*/web/)' },
  ),
  rule(
    'rules-are-pure',
    'Rules import rules, the result type and arithmetic; no I/O, no clock, no database.',
    { path: roleFile('rules') },
    {
      path: '^(src/|node_modules/|node:|[a-z_/]+$)',
      pathNot: ['^src/.*\\.rules\\.ts$', '^src/platform/result\\.ts$', '^node_modules/(decimal\\.js|chinese-days)/'],
      // A type is gone when the program runs.
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'policies-are-pure',
    'A policy imports rules and types of the actor, nothing that can read or wait.',
    { path: roleFile('policy') },
    {
      path: '^(src/|node_modules/|node:|[a-z_/]+$)',
      pathNot: [
        '^src/.*\\.(rules|policy|contract)\\.ts$',
        '^src/platform/result\\.ts$',
        '^src/capabilities/identity/(scope|actor)\\.ts$',
        '^node_modules/decimal\\.js/',
      ],
    },
  ),
  rule(
    'contracts-are-data',
    'A contract is schemas: the browser loads it.',
    { path: roleFile('contract') },
    { path: roleFile('store', 'actions', 'routes', 'jobs', 'commands', 'policy') },
  ),
  rule(
    'contracts-reach-no-machine',
    'A contract is schemas: the browser loads it.',
    { path: roleFile('contract') },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'stores-decide-nothing',
    'A store is SQL: it calls no use case. What a policy knows purely, its predicate of visible rows may share.',
    { path: roleFile('store') },
    { path: roleFile('actions', 'routes', 'jobs', 'commands') },
  ),
  rule(
    'actions-know-no-transport',
    'A use case is reached by routes, jobs and commands, never the other way.',
    { path: roleFile('actions') },
    { path: ['^src/.*\\.(routes|jobs|commands)\\.ts$', '^node_modules/fastify'] },
  ),
  rule(
    'bindings-hold-no-sql',
    'Routes, jobs and commands bind to actions and hold no logic.',
    { path: roleFile('routes', 'jobs', 'commands') },
    { path: '^src/.*\\.store\\.ts$|^node_modules/(kysely|pg)/' },
  ),
  rule(
    'web-knows-the-contract-only',
    'The browser’s part shares schemas, pure rules and policies with the server, nothing else.',
    { path: '^src/(web/|capabilities/.*/web/)', pathNot: TESTS },
    {
      path: [
        '^src/.*\\.(store|actions|routes|jobs|commands)\\.ts$',
        '^src/platform/(database|files|jobs|spreadsheet|events)/',
      ],
    },
  ),
  ...ORDER.map((earlier, index) =>
    rule(
      `${earlier}-calls-no-later-capability`,
      'A capability builds on earlier ones; the other way goes through events.',
      { path: `^src/capabilities/${earlier}/.*\\.(store|actions|routes|jobs)\\.ts$` },
      {
        path: `^src/capabilities/(${ORDER.slice(index + 1).join('|') || 'none'})/.*\\.(store|actions|routes|jobs)\\.ts$`,
        ...(['linkage', 'gatekeeping'].includes(earlier) && { pathNot: VALUES_OF_ITEMS }),
      },
    ),
  ),
];
