// The demonstration university, loaded as `npm run demo` loads it: what it finds wrong with its plan is what was put there, all of it and nothing else.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STORY_FAULTS, WORKBOOK_FAULTS } from '../../examples/university/faults.ts';
import { useDatabase } from '../../tests/support/database.ts';
import { openScopeFor } from '../capabilities/identity/open-scope.ts';
import type { Scope } from '../capabilities/identity/scope.ts';
import { listPlanFindings } from '../capabilities/linkage/adds-up.actions.ts';
import { loadIndicators } from '../capabilities/linkage/indicator-values.store.ts';
import { openDemonstration } from './demonstration.ts';
import { DEMONSTRATION_START } from './product-clock.ts';

const OFFICE = 'tanguangxuan1';
const files = mkdtempSync(join(tmpdir(), 'liandong-demonstration-'));
let asOffice: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>;

beforeAll(async () => {
  const { db, owner } = await useDatabase();
  await openDemonstration({ db, owner: null, dataFolder: files, log: () => undefined });
  const { institution_id: institutionId, id: personId } = await owner
    .selectFrom('people')
    .where('account', '=', OFFICE)
    .select(['institution_id', 'id'])
    .executeTakeFirstOrThrow();
  asOffice = (work) => openScopeFor(db, { institutionId, personId, now: DEMONSTRATION_START }, work);
}, 600_000);
afterAll(() => rmSync(files, { recursive: true, force: true }));

const WHOLE = { limit: 500, code: undefined };
type Found = Awaited<ReturnType<typeof listPlanFindings>>;
const told = ({ items }: Found) =>
  items
    .map(({ itemCode, code, params }) => `${itemCode} ${code}${code.startsWith('gap') ? ` ${params.gap}` : ''}`)
    .sort();
const seeded = (faults: readonly { item: string; code: string; gap?: number }[]) =>
  faults.map(({ item, code, gap }) => `${item} ${code}${gap === undefined ? '' : ` ${gap}`}`).sort();

describe('the demonstration plan', () => {
  it('shows exactly the seeded faults', async () => {
    const found = await asOffice((scope) => listPlanFindings(scope, WHOLE));
    expect(told(found)).toEqual(seeded([...WORKBOOK_FAULTS, ...STORY_FAULTS]));
    expect(found.checked).toBeGreaterThan(2000);
  });

  it('shows those of one key work and of one school where these are asked for', async () => {
    const idOf = (table: 'items' | 'units', code: string) =>
      asOffice(async ({ tx, institutionId }) => {
        const { rows } = await sql<{
          id: string;
        }>`select id from ${sql.table(table)} where institution_id = ${institutionId} and code = ${code}`.execute(tx);
        return rows[0]?.id ?? '';
      });
    const rootId = await idOf('items', 'K34');
    const key = await asOffice((scope) => listPlanFindings(scope, { ...WHOLE, rootId }));
    expect(told(key)).toEqual(seeded(WORKBOOK_FAULTS.filter(({ item }) => item.startsWith('K34'))));
    const unitId = await idOf('units', 'C22');
    const school = await asOffice((scope) => listPlanFindings(scope, { ...WHOLE, unitId }));
    expect(told(school)).toEqual(['K03-1-1-1 gap_without_reason 2', 'K03-1-1-1-2 level_skipped']);
  });

  it('rolls what colleges, professors and people have read up to every key work that hands its figures down', async () => {
    const tops = await asOffice(async ({ tx, institutionId }) => {
      const { rows } = await sql<{ item_id: string; name: string }>`
        select n.item_id, n.name from indicators n join items i on i.institution_id = n.institution_id and i.id = n.item_id
        where n.institution_id = ${institutionId} and i.horizon = 'annual' and i.state = 'in_progress' and n.rule <> 'none'
          and exists (select 1 from indicators c where c.institution_id = n.institution_id and c.parent_indicator_id = n.id)`.execute(
        tx,
      );
      return rows;
    });
    expect(tops.length).toBeGreaterThan(12);
    const without = await asOffice(async (scope) => {
      const silent: string[] = [];
      for (const { item_id, name } of tops) {
        const indicators = await loadIndicators(scope, item_id);
        if ((indicators.find((one) => one.name === name)?.actual ?? null) === null) silent.push(name);
      }
      return silent;
    });
    // its work was not signed for far enough down: nobody has read it yet
    expect(without).toEqual(['大型仪器年均共享机时']);
  });
});
