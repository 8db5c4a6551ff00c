// Writes drafts: one row an item with its co-units; the database's trigger holds the tree's invariants once more.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import { type RefusedField, refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { type CoUnit, checkDraft, type DraftShape, type ParentShape, settleShares } from './draft.rules.ts';
import type { NewItem } from './item.contract.ts';
import { findUnknownReferences } from './references.store.ts';

export type NewItemInput = z.output<typeof NewItem>;
export type DraftFields = Omit<NewItemInput, 'parentId'>;

export async function countLevels(scope: Pick<Scope, 'tx' | 'institutionId'>): Promise<number> {
  const { count } = await scope.tx
    .selectFrom('levels')
    .where('institution_id', '=', scope.institutionId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function loadParentShape(
  scope: Pick<Scope, 'tx' | 'institutionId'>,
  id: string,
): Promise<ParentShape | null> {
  const row = await scope.tx
    .selectFrom('items')
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .select(['code', 'level', 'horizon', 'lead_unit_id', 'start', 'approved_due'])
    .executeTakeFirst();
  return row
    ? {
        code: row.code,
        level: row.level,
        horizon: row.horizon as ParentShape['horizon'],
        leadUnitId: row.lead_unit_id,
        start: row.start,
        due: row.approved_due,
      }
    : null;
}

type Carrier = { unitId: string; personId: string; interim: boolean };

/** Exactly one responsible person: with a post in the lead unit or under it, or, marked interim, the head of a unit above. */
export async function checkCarriers(
  scope: Pick<Scope, 'tx' | 'institutionId' | 'today'>,
  carriers: readonly Carrier[],
): Promise<(RefusedField | null)[]> {
  if (carriers.length === 0) return [];
  const { rows } = await sql<{ unit: boolean; person: boolean; fits: boolean; above: boolean }>`
    select exists (select 1 from units u where u.institution_id = ${scope.institutionId} and u.id = c.unit) as unit,
      exists (select 1 from people p where p.institution_id = ${scope.institutionId} and p.id = c.person and p.active) as person,
      works_within(${scope.institutionId}, c.person, c.unit, ${scope.today}::date) as fits,
      heads_above(${scope.institutionId}, c.person, c.unit, ${scope.today}::date) as above
    from unnest(${carriers.map((one) => one.unitId)}::uuid[], ${carriers.map((one) => one.personId)}::uuid[]) with ordinality as c(unit, person, place)
    order by c.place`.execute(scope.tx);
  return rows.map((row, at): RefusedField | null => {
    if (!row.unit) return { path: 'leadUnitId', code: 'unit_unknown' };
    if (!row.person) return { path: 'responsiblePersonId', code: 'person_unknown' };
    if (row.fits || (carriers[at]?.interim && row.above)) return null;
    return { path: 'responsiblePersonId', code: 'responsible_outside_unit' };
  });
}

const shapeOf = (draft: DraftFields): DraftShape => ({
  level: draft.level,
  horizon: draft.horizon,
  leadUnitId: draft.leadUnitId,
  start: draft.start,
  due: draft.due,
  placeholder: draft.placeholder ?? false,
  title: draft.title ?? '',
});

/** Refuses drafts that break an invariant, naming the field of each (`path` prefixed by `prefix(index)`). */
export async function demandSound(
  scope: Scope,
  drafts: readonly DraftFields[],
  parent: ParentShape | null,
  prefix: (at: number) => string,
): Promise<void> {
  const levels = await countLevels(scope);
  const carriers = await checkCarriers(
    scope,
    drafts.map((one) => ({ unitId: one.leadUnitId, personId: one.responsiblePersonId, interim: one.interim ?? false })),
  );
  const unknown = await findUnknownReferences(scope, drafts);
  const fields = drafts.flatMap((draft, at) => {
    const own = checkDraft(shapeOf(draft), parent, levels);
    const carrier = carriers[at];
    return [...own, ...(carrier ? [carrier] : []), ...(unknown[at] ?? [])].map((field) => ({
      ...field,
      path: prefix(at) + field.path,
    }));
  });
  const first = fields[0];
  if (first) refuseNow('invalid', first.code, first.params ?? {}, fields);
}

/** Columns that a draft's fields fill; placeholders store no text. */
export function toColumns(draft: DraftFields, lead: number) {
  const open = !(draft.placeholder ?? false);
  return {
    horizon: draft.horizon,
    level: draft.level,
    title: open ? (draft.title ?? '') : '',
    title_en: open ? (draft.titleEn ?? null) : null,
    requirement: open ? (draft.requirement ?? '') : '',
    requirement_en: open ? (draft.requirementEn ?? null) : null,
    standard: open ? (draft.standard ?? '') : '',
    standard_en: open ? (draft.standardEn ?? null) : null,
    sector_id: draft.sectorId ?? null,
    discipline_id: draft.disciplineId ?? null,
    lead_unit_id: draft.leadUnitId,
    lead_share: lead,
    responsible_person_id: draft.responsiblePersonId,
    interim: draft.interim ?? false,
    leader_in_charge_id: draft.leaderInChargeId ?? null,
    supervisor_id: draft.supervisorId ?? null,
    source: draft.source ?? 'plan',
    priority: draft.priority ?? 2,
    weight: draft.weight ?? null,
    resources: open ? (draft.resources ?? null) : null,
    planned_minutes: draft.plannedMinutes ?? null,
    start: draft.start,
    approved_due: draft.due,
    frequency: draft.frequency === undefined ? 'month' : draft.frequency,
    placeholder: !open,
    tags: open ? (draft.tags ?? []) : [],
    code: draft.code ?? null,
  };
}

export async function writeCoUnits(
  scope: Pick<Scope, 'tx' | 'institutionId'>,
  itemId: string,
  coUnits: readonly CoUnit[],
): Promise<void> {
  await scope.tx
    .deleteFrom('item_co_units')
    .where('institution_id', '=', scope.institutionId)
    .where('item_id', '=', itemId)
    .execute();
  if (coUnits.length === 0) return;
  await scope.tx
    .insertInto('item_co_units')
    .values(
      coUnits.map((one, position) => ({
        institution_id: scope.institutionId,
        item_id: itemId,
        unit_id: one.unitId,
        person_id: one.personId,
        share: one.share,
        position,
      })),
    )
    .execute();
}

export async function insertDraft(
  scope: Scope,
  draft: DraftFields,
  parentId: string | null,
  position: number,
): Promise<string> {
  const shares = unwrap(settleShares(draft.leadUnitId, draft.coUnits ?? []));
  const id = uuid();
  await scope.tx
    .insertInto('items')
    .values({
      institution_id: scope.institutionId,
      id,
      parent_id: parentId,
      path: [],
      position,
      state: 'draft',
      author_id: scope.actorId,
      created_at: scope.now,
      changed_at: scope.now,
      ...toColumns(draft, shares.lead),
    })
    .execute();
  await writeCoUnits(scope, id, shares.coUnits);
  return id;
}

export async function updateDraft(scope: Scope, id: string, draft: DraftFields, position?: number): Promise<void> {
  const shares = unwrap(settleShares(draft.leadUnitId, draft.coUnits ?? []));
  await scope.tx
    .updateTable('items')
    .set((eb) => ({
      ...toColumns(draft, shares.lead),
      ...(position !== undefined && { position }),
      version: eb('version', '+', 1),
      changed_at: scope.now,
    }))
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute();
  await writeCoUnits(scope, id, shares.coUnits);
}

export async function bumpVersion(scope: Scope, id: string): Promise<void> {
  await scope.tx
    .updateTable('items')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('institution_id', '=', scope.institutionId)
    .where('id', '=', id)
    .execute();
}

export async function nextPosition(scope: Scope, parentId: string | null): Promise<number> {
  const row = await scope.tx
    .selectFrom('items')
    .where('institution_id', '=', scope.institutionId)
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirst();
  return (row?.last ?? -1) + 1;
}
