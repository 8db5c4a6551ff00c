// Brings a file in: read, understand, decide, and write everything or nothing.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { refuseNow, unwrap } from '../../platform/result.ts';
import { readTable } from '../../platform/spreadsheet/read-table.ts';
import type { TableSheet } from '../../platform/spreadsheet/table.ts';
import { lockGrants } from '../identity/grants.store.ts';
import type { Scope } from '../identity/scope.ts';
import { settleCalendar } from '../institution/calendar.actions.ts';
import { countStranded } from '../institution/units.store.ts';
import { bumpVersion, checkCarriers } from '../linkage/draft.store.ts';
import { mayDraftBelow } from '../linkage/item.policy.ts';
import { loadStanding, lockItems } from '../linkage/standing.store.ts';
import { mayImport } from './documents.policy.ts';
import { writeChanges } from './import-writes.store.ts';
import { Ledger } from './ledger.rules.ts';
import { type ImportContext, OrganisationFrame } from './organisation-frame.rules.ts';
import { takeOrganisation } from './organisation-import.policy.ts';
import { loadOrganisation } from './organisation-standing.store.ts';
import { PlanItems } from './plan-items.rules.ts';
import { PlanParts } from './plan-parts.rules.ts';
import { loadPlan, type PlanKeys } from './plan-standing.store.ts';
import type { ImportKind } from './sheet-fields.rules.ts';
import {
  type EntityRow,
  type EntityRows,
  Findings,
  type Ignored,
  type ImportError,
  readEntityRows,
} from './sheet-rows.rules.ts';

export type ImportFile = { bytes: Uint8Array; name: string };
export type ImportOutcome = {
  created: number;
  changed: number;
  unchanged: number;
  errors: ImportError[];
  ignored: Ignored[];
};

async function readSheets(file: ImportFile): Promise<readonly TableSheet[]> {
  const table = await readTable(file.bytes, file.name);
  if (table.ok) return table.sheets;
  const { code, params } = table.refusal;
  return refuseNow(code === 'file_too_large' ? 'too_large' : 'invalid', code, params);
}

const contextOf = (scope: Scope): ImportContext => ({
  actor: scope.actor,
  today: scope.today,
  newId: uuid,
});

/** Imports of an institution follow one another, and acts on role grants with them: what is compared must not change beneath. */
async function lockImports(scope: Scope): Promise<void> {
  await lockGrants(scope);
  await sql`select pg_advisory_xact_lock(hashtextextended(${scope.institutionId}, 7))`.execute(scope.tx);
}

async function decideOrganisation(scope: Scope, rows: EntityRows, findings: Findings): Promise<Ledger> {
  const frame = new OrganisationFrame(await loadOrganisation(scope), contextOf(scope), findings);
  takeOrganisation(frame, rows);
  return frame.ledger;
}

const wordsOf = (rows: readonly EntityRow[] | undefined, ...fields: string[]): string[] => [
  ...new Set((rows ?? []).flatMap((row) => fields.flatMap((field) => row.text(field) ?? []))),
];

function keysOf(rows: EntityRows): PlanKeys {
  const codes = [
    ...wordsOf(rows.items, 'code', 'parentCode'),
    ...wordsOf(rows.nodes, 'itemCode'),
    ...wordsOf(rows.indicators, 'itemCode'),
  ];
  return {
    codes: [...new Set(codes)],
    // a placeholder bears none
    titles: [...wordsOf(rows.items, 'title'), ''],
    indicatorCodes: wordsOf(rows.indicators, 'code', 'parentIndicatorCode'),
  };
}

/** Each responsible person must work within the lead unit; asked once a pair of person and unit. */
async function checkResponsibles(scope: Scope, items: PlanItems, findings: Findings): Promise<void> {
  const pairs = Map.groupBy(
    [...items.settled.values()].filter(
      ({ columns }) => columns.lead_unit_id !== '' && columns.responsible_person_id !== '',
    ),
    ({ columns }) => `${columns.lead_unit_id} ${columns.responsible_person_id} ${columns.interim}`,
  );
  const carriers = [...pairs.values()].map(([one]) => ({
    unitId: one?.columns.lead_unit_id ?? '',
    personId: one?.columns.responsible_person_id ?? '',
    interim: one?.columns.interim ?? false,
  }));
  const checked = await checkCarriers(scope, carriers);
  [...pairs.values()].forEach((group, at) => {
    const wrong = checked[at];
    // An item that stands as it is was judged when it became so; posts may have ended since.
    if (wrong)
      for (const { row, standing } of group)
        if (!standing) findings.add(row, wrong.path === 'leadUnitId' ? 'leadUnitCode' : 'responsible', wrong.code);
  });
}

/** New children of items that stand need the right to draft there, as everywhere. */
async function checkParents(scope: Scope, items: PlanItems, findings: Findings): Promise<string[]> {
  const fresh = [...items.settled.values()].filter(
    ({ standing, columns }) => !standing && columns.parent_id !== null && items.standingById.has(columns.parent_id),
  );
  const parents = Map.groupBy(fresh, ({ columns }) => columns.parent_id as string);
  await lockItems(scope, [...parents.keys()]);
  for (const [parentId, children] of parents) {
    const parent = await loadStanding(scope, parentId);
    const judged = parent ? mayDraftBelow(scope.actor, parent) : undefined;
    const code =
      judged && !judged.ok
        ? judged.refusal.code
        : items.standing.pendingDecompositions.has(parentId)
          ? 'decomposition_pending'
          : null;
    if (code) for (const { row } of children) findings.add(row, 'parentCode', code);
  }
  return [...parents.keys()];
}

async function decidePlan(
  scope: Scope,
  rows: EntityRows,
  findings: Findings,
): Promise<{ ledger: Ledger; parents: string[] }> {
  const ledger = new Ledger();
  const items = new PlanItems(await loadPlan(scope, keysOf(rows)), contextOf(scope), ledger, findings);
  items.take(rows.items ?? []);
  const parts = new PlanParts(items);
  parts.takeNodes(rows.nodes ?? []);
  parts.takeIndicators(rows.indicators ?? []);
  await checkResponsibles(scope, items, findings);
  return { ledger, parents: await checkParents(scope, items, findings) };
}

/** In the scope's transaction: any error, or a dry run, leaves everything as it was. */
export async function importFile(
  scope: Scope,
  kind: ImportKind,
  file: ImportFile,
  dryRun: boolean,
): Promise<ImportOutcome> {
  unwrap(mayImport(scope.actor, kind));
  await lockImports(scope);
  const findings = new Findings();
  const rows = readEntityRows(kind, await readSheets(file), findings);
  if (Object.keys(rows).length === 0) refuseNow('invalid', 'no_known_sheet', { kind });
  const { ledger, parents } =
    kind === 'plan'
      ? await decidePlan(scope, rows, findings)
      : { ledger: await decideOrganisation(scope, rows, findings), parents: [] };
  const { errors, ignored } = findings;
  if (errors.length > 0) return { created: 0, changed: 0, unchanged: 0, errors, ignored };
  const { created, changed, unchanged } = ledger;
  if (!dryRun && ledger.changes.length > 0) {
    await writeChanges(scope, ledger.changes);
    for (const id of parents) await bumpVersion(scope, id);
    if (ledger.changes.some((change) => change.table === 'closed_days')) await settleCalendar(scope);
    const moved = ledger.changes.some((change) => change.table === 'units' && change.before?.parent_id !== undefined);
    if (moved && (await countStranded(scope)) > 0) refuseNow('conflict', 'unit_carries_items');
  }
  return { created, changed, unchanged, errors, ignored };
}
