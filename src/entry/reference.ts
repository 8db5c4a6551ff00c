// How the interface describes itself: its sections in reading order, and the contracts whose schemas have names of their own.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nameSchemas } from '../platform/http/openapi.ts';

export const TAGS = [
  { name: 'identity', description: 'Signing in, API tokens, role grants, the first run 身份' },
  { name: 'institution', description: 'Levels, units, people, posts, disciplines, calendar, settings 单位' },
  { name: 'linkage', description: 'Items, the tree, decomposition, the life cycle 联动' },
  { name: 'gatekeeping', description: 'Submissions, routes, verdicts 把关' },
  { name: 'progress', description: 'Reports, evidence 进展' },
  { name: 'promotion', description: 'Cycles, focus, sheets, help 推进' },
  { name: 'insight', description: 'Trajectories, indicators by month, control limits, the burden ledger 洞察' },
  { name: 'channels', description: 'Inbox, e-mail, webhooks, events as they happen, calendar feeds 渠道' },
  { name: 'documents', description: 'Import and export 文档' },
  { name: 'history', description: 'The sealed chain and its verification 历史' },
] as const;

const CAPABILITIES = join(import.meta.dirname, '../capabilities');

/** Every contract there is, so that a new one cannot be forgotten. */
for (const path of readdirSync(CAPABILITIES, { recursive: true, encoding: 'utf8' }).sort()) {
  if (path.endsWith('.contract.ts')) nameSchemas(await import(pathToFileURL(join(CAPABILITIES, path)).href));
}
