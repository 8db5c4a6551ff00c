// How the interface describes itself: its sections in reading order, and the contracts whose schemas have names of their own.
import * as documents from '../capabilities/documents/documents.contract.ts';
import * as gatekeeping from '../capabilities/gatekeeping/gatekeeping.contract.ts';
import * as identity from '../capabilities/identity/identity.contract.ts';
import * as institution from '../capabilities/institution/institution.contract.ts';
import * as linkage from '../capabilities/linkage/linkage.contract.ts';
import * as links from '../capabilities/linkage/links.contract.ts';
import * as progress from '../capabilities/progress/progress.contract.ts';
import { nameSchemas } from '../platform/http/openapi.ts';

export const TAGS = [
  { name: 'identity', description: 'Signing in, API tokens, role grants, the first run 身份' },
  { name: 'institution', description: 'Levels, units, people, posts, disciplines, calendar, settings 单位' },
  { name: 'linkage', description: 'Items, the tree, decomposition, the life cycle 联动' },
  { name: 'gatekeeping', description: 'Submissions, routes, verdicts 把关' },
  { name: 'progress', description: 'Reports, evidence, cycles 进展' },
  { name: 'documents', description: 'Import and export 文档' },
  { name: 'history', description: 'The sealed chain and its verification 历史' },
] as const;

for (const contract of [identity, institution, linkage, links, gatekeeping, progress, documents]) nameSchemas(contract);
