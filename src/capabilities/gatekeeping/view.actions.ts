// Submissions as their readers get them: rows, queues, one with its snapshot, evidence and what came before.
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { page, readCursor } from '../../platform/http/paging.ts';
import { refuseNow } from '../../platform/result.ts';
import { hasRole, type Scope } from '../identity/scope.ts';
import { mayOpen } from '../linkage/item.policy.ts';
import { readOpenStanding, readStanding, visibleTo } from '../linkage/standing.store.ts';
import { loadVerified, type VerifiedNote } from './condition.store.ts';
import { mayDecide, mayRecuse, type Principal } from './decide.rules.ts';
import { remarksOf } from './decide-many.rules.ts';
import { loadRemarkFacts } from './decide-many.store.ts';
import type { EvidenceBrief, GateStep, Submission, SubmissionRow } from './gatekeeping.contract.ts';
import { openStepOf } from './route.rules.ts';
import { loadSteps, principalsOf, recusedIn, type StoredStep, type StoredSubmission } from './submission.store.ts';

export type SubmissionView = z.infer<typeof Submission>;
type RowView = z.infer<typeof SubmissionRow>;
type PlainRow = Omit<RowView, 'remarks' | 'unremarkable'>;
type StepView = z.infer<typeof GateStep>;
type Brief = { id: string; name: string; nameEn: string | null };

type StoredRow = StoredSubmission & {
  code: string | null;
  title: string | null;
  title_en: string | null;
  level: number | null;
  placeholder: boolean;
  responsible_now: string | null;
  discipline_id: string | null;
};

const SELECT = sql`
  select s.id, s.kind, s.item_id, s.state, s.version, s.reason, s.submitted_by, s.on_behalf_of, s.responsible_person_id, s.submitted_at, s.submitted_on, s.ended_at,
    s.no_independent_gate, s.conditions, i.code, case when i.placeholder then null else i.title end as title, i.title_en, i.level, i.placeholder, i.responsible_person_id as responsible_now, i.discipline_id
  from submissions s join items i on i.institution_id = s.institution_id and i.id = s.item_id`;

async function select(scope: Scope, tail: RawBuilder<unknown>): Promise<StoredRow[]> {
  const { rows } = await sql<StoredRow>`${SELECT} where s.institution_id = ${scope.institutionId} ${tail}`.execute(
    scope.tx,
  );
  return rows;
}

async function loadBriefs(scope: Scope, ids: readonly (string | null)[]): Promise<Map<string, Brief>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await scope.tx
    .selectFrom('people')
    .where('institution_id', '=', scope.institutionId)
    .where('id', 'in', wanted)
    .select(['id', 'name', 'name_en'])
    .execute();
  return new Map(rows.map((row) => [row.id, { id: row.id, name: row.name, nameEn: row.name_en }]));
}

function toStep(step: StoredStep, open: StoredStep | null, people: Map<string, Brief>): StepView {
  return {
    personId: step.person_id,
    person: step.person_id === null ? null : (people.get(step.person_id) ?? null),
    kind: step.kind,
    due: step.due,
    verdict: step.verdict,
    reason: step.reason,
    light: step.light,
    decidedAt: step.decided_at?.toISOString() ?? null,
    decidedBy:
      step.decided_by === null || step.decided_by === step.person_id ? null : (people.get(step.decided_by) ?? null),
    expired: step.expired && step.recused_at === null,
    recused: step.recused_at !== null,
    open: step === open,
  };
}

type Viewer = { principals: Principal[]; isOffice: boolean };

function toRow(
  scope: Scope,
  viewer: Viewer,
  row: StoredRow,
  steps: StoredStep[],
  people: Map<string, Brief>,
  verified: readonly VerifiedNote[],
): PlainRow {
  const open = row.state === 'pending' ? openStepOf(steps) : null;
  const doers = [row.submitted_by, row.on_behalf_of, row.responsible_person_id, row.responsible_now].filter(
    (one) => one !== null,
  );
  const decider = {
    actorId: scope.actorId,
    ...viewer,
    disciplineId: row.discipline_id,
    doers,
    recused: recusedIn(steps),
  };
  const decides = mayDecide(decider, row.state, open).ok;
  return {
    id: row.id,
    kind: row.kind,
    itemId: row.item_id,
    item:
      row.item_id === null
        ? null
        : { id: row.item_id, code: row.code, title: row.title, titleEn: row.title_en, level: row.level ?? 0 },
    state: row.state,
    version: row.version,
    submittedBy: people.get(row.submitted_by) ?? { id: row.submitted_by, name: '', nameEn: null },
    onBehalfOf: row.on_behalf_of,
    submittedAt: row.submitted_at.toISOString(),
    submittedOn: row.submitted_on,
    endedAt: row.ended_at?.toISOString() ?? null,
    reason: row.reason,
    noIndependentGate: row.no_independent_gate,
    route: steps.map((step) => toStep(step, open, people)),
    conditions: row.conditions.map(({ setBy, ...one }, n) => {
      const met = verified.find((note) => note.n === n);
      const by = { verifiedOn: met?.verifiedOn ?? null, verifiedBy: met?.verifiedBy ?? null };
      return { n, ...one, setBy: people.get(setBy ?? '') ?? null, ...by };
    }),
    abilities: {
      decide: decides,
      recuse: mayRecuse(scope.actorId, row.state, open).ok,
      withdraw: row.state === 'pending' && row.submitted_by === scope.actorId,
    },
  };
}

async function toRows(scope: Scope, rows: StoredRow[]): Promise<RowView[]> {
  const steps = await loadSteps(
    scope,
    rows.map((row) => row.id),
  );
  const people = await loadBriefs(scope, [
    ...rows.map((row) => row.submitted_by),
    ...rows.flatMap((row) => row.conditions.map((one) => one.setBy ?? null)),
    ...steps.flatMap((step) => [step.person_id, step.decided_by]),
  ]);
  const verified = await loadVerified(
    scope,
    rows.filter((row) => row.conditions.length > 0).map((row) => row.id),
  );
  const viewer = { principals: await principalsOf(scope, scope.actorId), isOffice: hasRole(scope.actor, 'office') };
  const views = rows.map((row) =>
    toRow(
      scope,
      viewer,
      row,
      steps.filter((step) => step.submission_id === row.id),
      people,
      verified.filter((note) => note.submissionId === row.id),
    ),
  );
  return withRemarks(scope, views);
}

/** What should be read before deciding, for those whose step is the reader's. */
async function withRemarks(scope: Scope, rows: PlainRow[]): Promise<RowView[]> {
  const mine = rows.filter((row) => row.abilities.decide).map((row) => row.id);
  const facts = await loadRemarkFacts(scope, mine);
  return rows.map((row) => {
    const found = facts.get(row.id);
    const remarks = found ? remarksOf(found) : null;
    return { ...row, remarks, unremarkable: remarks?.length === 0 };
  });
}

/** The submissions whose open step is the actor's, his own or in somebody's place, and who is no doer of them. */
export async function waitingFor(scope: Scope): Promise<RawBuilder<unknown>> {
  const principals = await principalsOf(scope, scope.actorId);
  const anywhere = principals.flatMap((one) => (one.disciplineId === null ? one.personId : []));
  const asProfessor = principals.flatMap((one) =>
    one.disciplineId === null
      ? []
      : sql`(o.kind = 'professor'
    and o.person_id = ${one.personId}::uuid and i.discipline_id = ${one.disciplineId}::uuid)`,
  );
  const isOffice = hasRole(scope.actor, 'office');
  const mine = [
    sql`o.person_id = ${scope.actorId}::uuid`,
    sql`(o.person_id = any(${anywhere}::uuid[]) and ${isNoDoer(sql`o.person_id`)})`,
    ...asProfessor,
    ...(isOffice ? [sql`o.person_id is null`] : []),
  ];
  const possible = [scope.actorId, ...principals.map((one) => one.personId)];
  const vacant = isOffice ? sql`or g.person_id is null` : sql``;
  return sql`and s.state = 'pending' and exists (
    select 1 from (select g.person_id, g.kind from gate_steps g where g.institution_id = s.institution_id and g.submission_id = s.id and g.verdict is null and not g.expired
      order by g.position limit 1) o
    where ${sql.join(mine, sql` or `)})
    and ${isNoDoer(sql`${scope.actorId}::uuid`)}
    and s.id in (select g.submission_id from gate_steps g where g.institution_id = ${scope.institutionId}
      and (g.person_id = any(${possible}::uuid[]) ${vacant}) and g.verdict is null)`;
}

const isNoDoer = (person: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`${person} is distinct from s.submitted_by and ${person} is distinct from s.on_behalf_of
    and ${person} is distinct from s.responsible_person_id and ${person} is distinct from i.responsible_person_id`;

export type SubmissionQuery = {
  limit: number;
  cursor?: string | undefined;
  queue?: 'mine' | 'decided' | 'sent' | undefined;
  kind?: string | undefined;
  state?: string | undefined;
  itemId?: string | undefined;
};

async function queueCondition(scope: Scope, queue: SubmissionQuery['queue']): Promise<RawBuilder<unknown>> {
  if (queue === 'mine') return waitingFor(scope);
  if (queue === 'sent') return sql`and s.submitted_by = ${scope.actorId}`;
  if (queue === 'decided')
    return sql`and s.id in (select g.submission_id from gate_steps g where g.institution_id = ${scope.institutionId} and g.decided_by = ${scope.actorId})`;
  return sql``;
}

export async function listSubmissions(scope: Scope, query: SubmissionQuery) {
  if (query.itemId && !mayOpen(scope.actor, await readStanding(scope, query.itemId)).ok)
    return { items: [], nextCursor: null };
  const cursor = readCursor(query.cursor, 2);
  const filters = sql`${query.kind ? sql`and s.kind = ${query.kind}` : sql``} ${query.state ? sql`and s.state = ${query.state}` : sql``}
    ${query.itemId ? sql`and s.item_id = ${query.itemId}` : sql``} ${await queueCondition(scope, query.queue)} and ${visibleTo(scope)}`;
  const after = cursor ? sql`and (s.submitted_at, s.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``;
  const rows = await select(
    scope,
    sql`${filters} ${after} order by s.submitted_at desc, s.id desc limit ${query.limit + 1}`,
  );
  const paged = page(rows, query.limit, (row) => [row.submitted_at.toISOString(), row.id]);
  return { items: await toRows(scope, paged.items), nextCursor: paged.nextCursor };
}

async function loadEvidence(scope: Scope, id: string): Promise<z.infer<typeof EvidenceBrief>[]> {
  const rows = await scope.tx
    .selectFrom('evidence_links as l')
    .innerJoin('evidence as e', (join) =>
      join.onRef('e.institution_id', '=', 'l.institution_id').onRef('e.id', '=', 'l.evidence_id'),
    )
    .where('l.institution_id', '=', scope.institutionId)
    .where('l.submission_id', '=', id)
    .select(['e.id', 'e.kind', 'e.name', 'e.media_type', 'e.size', 'e.sha256', 'e.url'])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as 'file',
    name: row.name,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    url: row.url,
  }));
}

const LISTS = ['items', 'staying'] as const;

/** A request that reaches below or above its item lists other items: a reader gets those that he may see. */
async function withoutUnseen(scope: Scope, snapshot: unknown): Promise<unknown> {
  if (snapshot === null || typeof snapshot !== 'object') return snapshot;
  const lists = LISTS.flatMap((name) => {
    const list: unknown = Reflect.get(snapshot, name);
    return Array.isArray(list) ? [[name, list as { id: string }[]] as const] : [];
  });
  const ids = lists.flatMap(([, list]) => list.map((one) => one.id));
  if (ids.length === 0) return snapshot;
  const { rows } = await sql<{ id: string }>`
    select i.id from items i where i.institution_id = ${scope.institutionId} and i.id = any(${ids}::uuid[]) and ${visibleTo(scope)}`.execute(
    scope.tx,
  );
  const seen = new Set(rows.map((row) => row.id));
  return {
    ...snapshot,
    ...Object.fromEntries(lists.map(([name, list]) => [name, list.filter((one) => seen.has(one.id))])),
  };
}

export async function readSubmission(scope: Scope, id: string): Promise<SubmissionView> {
  const [row] = await select(scope, sql`and s.id = ${id}`);
  if (!row?.item_id) return refuseNow('missing', 'not_found');
  await readOpenStanding(scope, row.item_id);
  const [view] = await toRows(scope, [row]);
  const stored = await scope.tx
    .selectFrom('submissions')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .select('snapshot')
    .executeTakeFirstOrThrow();
  const previous = await scope.tx
    .selectFrom('submissions')
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', row.item_id)
    .where('kind', '=', row.kind)
    .where('submitted_at', '<', row.submitted_at)
    .where('id', '<>', id)
    .orderBy('submitted_at', 'desc')
    .select('snapshot')
    .executeTakeFirst();
  if (!view) return refuseNow('missing', 'not_found');
  return {
    ...view,
    snapshot: (await withoutUnseen(scope, stored.snapshot)) as SubmissionView['snapshot'],
    previous: (await withoutUnseen(scope, previous?.snapshot ?? null)) as SubmissionView['previous'],
    evidence: await loadEvidence(scope, id),
  };
}
