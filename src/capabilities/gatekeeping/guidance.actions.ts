// Guidance notes of an item as their readers get them, newest first.
import { sql } from 'kysely';
import type { z } from 'zod';
import { page, readCursor } from '../../platform/http/paging.ts';
import type { Scope } from '../identity/scope.ts';
import { readOpenStanding } from '../linkage/standing.store.ts';
import type { Guidance } from './guidance.contract.ts';

type View = z.infer<typeof Guidance>;
type Row = Omit<View, 'createdAt'> & { createdAt: Date };
type Query = { limit: number; cursor?: string | undefined; submissionId?: string | undefined };

export async function listGuidance(scope: Scope, itemId: string, query: Query) {
  await readOpenStanding(scope, itemId);
  const cursor = readCursor(query.cursor, 2);
  const of = query.submissionId ? sql`and g.submission_id = ${query.submissionId}` : sql``;
  const after = cursor ? sql`and (g.created_at, g.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``;
  const { rows } = await sql<Row>`
    select g.id, g.text, g.created_at as "createdAt", jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as author,
      case when s.id is null then null else jsonb_build_object('id', s.id, 'kind', s.kind) end as submission
    from guidance g join people p on p.institution_id = g.institution_id and p.id = g.author_id
      left join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id
    where g.institution_id = ${scope.institutionId} and g.item_id = ${itemId} ${of} ${after}
    order by g.created_at desc, g.id desc limit ${query.limit + 1}`.execute(scope.tx);
  const { items, nextCursor } = page(rows, query.limit, (row) => [row.createdAt.toISOString(), row.id]);
  return { items: items.map((row): View => ({ ...row, createdAt: row.createdAt.toISOString() })), nextCursor };
}
