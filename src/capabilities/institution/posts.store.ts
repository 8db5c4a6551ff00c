// The SQL of posts.
import { type RawBuilder, sql } from 'kysely';
import { listPage, type PageQuery } from '../../platform/database/list-page.ts';
import type { Moment } from '../../platform/events/append.ts';

type Where = Pick<Moment, 'tx' | 'institutionId'>;

export type StoredPost = {
  id: string;
  version: number;
  personId: string;
  person: { id: string; name: string; nameEn: string | null };
  unitId: string;
  unitIsTop: boolean;
  level: number;
  levelKind: string | null;
  title: string;
  titleEn: string | null;
  head: boolean;
  acting: boolean;
  from: string;
  to: string | null;
  successorId: string | null;
  state: 'proposed' | 'confirmed' | 'refused';
  proposedBy: string | null;
  confirmedBy: string | null;
  handedOver: boolean;
};

const POSTS = sql`
  select h.id, h.version, h.person_id as "personId", jsonb_build_object('id', p.id, 'name', p.name, 'nameEn', p.name_en) as person, p.name as "personName",
    h.unit_id as "unitId", u.parent_id is null as "unitIsTop", h.level, l.kind as "levelKind", h.title, h.title_en as "titleEn", h.head, h.acting,
    h.from_day as "from", h.to_day as "to", h.successor_id as "successorId", h.state, h.proposed_by as "proposedBy", h.confirmed_by as "confirmedBy",
    h.handed_over_at is not null as "handedOver"
  from posts h
  join people p on p.institution_id = h.institution_id and p.id = h.person_id
  join units u on u.institution_id = h.institution_id and u.id = h.unit_id
  left join levels l on l.institution_id = h.institution_id and l.rank = h.level`;

export type PostFilter = {
  personId?: string | undefined;
  unitId?: string | undefined;
  state?: string | undefined;
  /** Sees only confirmed posts and his own proposals; null for whoever sees all. */
  readerId: string | null;
};

export function listPosts({ tx, institutionId }: Where, filter: PostFilter, query: PageQuery) {
  const conditions: RawBuilder<unknown>[] = [sql`h.institution_id = ${institutionId}`];
  if (filter.personId) conditions.push(sql`h.person_id = ${filter.personId}`);
  if (filter.unitId) conditions.push(sql`h.unit_id = ${filter.unitId}`);
  conditions.push(filter.state ? sql`h.state = ${filter.state}` : sql`h.state <> 'refused'`);
  if (filter.readerId) conditions.push(sql`(h.state = 'confirmed' or h.person_id = ${filter.readerId})`);
  const rows = sql<StoredPost>`${POSTS} where ${sql.join(conditions, sql` and `)}`;
  const sorts = {
    level: { by: sql`level`, type: 'number' },
    from: { by: sql`"from"`, type: 'text' },
    person: { by: sql`"personName"`, type: 'text' },
  } as const;
  return listPage(tx, rows, sorts, query);
}

export async function findPost({ tx, institutionId }: Where, id: string): Promise<StoredPost | undefined> {
  const { rows } = await sql<StoredPost>`${POSTS} where h.institution_id = ${institutionId} and h.id = ${id}`.execute(
    tx,
  );
  return rows[0];
}

/** Whether the top unit would still have a head, acting or not, on a day, were it not for this post. */
export async function topHasOtherHead({ tx, institutionId }: Where, postId: string, day: string): Promise<boolean> {
  const { rows } = await sql<{ other: boolean }>`
    select exists (select 1 from posts h join units u on u.institution_id = h.institution_id and u.id = h.unit_id and u.parent_id is null
      join people p on p.institution_id = h.institution_id and p.id = h.person_id and p.active
      where h.institution_id = ${institutionId} and h.head and h.state = 'confirmed' and h.id <> ${postId}
        and h.from_day <= ${day}::date and (h.to_day is null or h.to_day >= ${day}::date)) as other`.execute(tx);
  return rows[0]?.other ?? false;
}

export async function personStanding(
  { tx, institutionId }: Where,
  id: string,
): Promise<'active' | 'inactive' | 'unknown'> {
  const { rows } = await sql<{ active: boolean }>`
    select active from people where institution_id = ${institutionId} and id = ${id}`.execute(tx);
  if (!rows[0]) return 'unknown';
  return rows[0].active ? 'active' : 'inactive';
}
