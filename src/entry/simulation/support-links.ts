// Which key work helps which other one across the goals: stated by the office once the year's plan stood.
import { openScopeFor } from '../../capabilities/identity/open-scope.ts';
import { addLink } from '../../capabilities/linkage/links.actions.ts';
import type { Db } from '../../platform/database/connect.ts';

const STATED_AT = new Date('2026-02-10T10:00:00+08:00');

/** By code: the first supports each of the others. */
const SUPPORTS: Readonly<Record<string, readonly string[]>> = {
  K02: ['K07'],
  K03: ['K23'],
  K08: ['K06'],
  K09: ['K15'],
  K10: ['K13'],
  K11: ['K16'],
  K12: ['K08', 'K10'],
  K14: ['K05', 'K28'],
  K16: ['K09'],
  K17: ['K02', 'K10'],
  K18: ['K08', 'K16'],
  K19: ['K11'],
  K20: ['K19'],
  K21: ['K17'],
  K24: ['K11', 'K25'],
  K25: ['K06'],
  K26: ['K28'],
  K29: ['K04'],
  K31: ['K20'],
  K33: ['K12'],
  K35: ['K31', 'K34'],
  K36: ['K03', 'K10'],
  K37: ['K35'],
  K38: ['K08'],
  K39: ['K12'],
  K40: ['K33'],
};

export async function stateSupports(db: Db, institutionId: string, officeId: string): Promise<void> {
  await openScopeFor(db, { institutionId, personId: officeId, now: STATED_AT }, async (scope) => {
    const rows = await scope.tx
      .selectFrom('items')
      .where('institution_id', '=', institutionId)
      .where('code', 'is not', null)
      .where('horizon', '=', 'annual')
      .select(['id', 'code'])
      .execute();
    const ids = new Map(rows.map((row) => [row.code, row.id]));
    for (const [code, others] of Object.entries(SUPPORTS)) {
      for (const other of others) {
        const [from, to] = [ids.get(code), ids.get(other)];
        if (from && to) await addLink(scope, 'support', from, to);
      }
    }
  });
}
