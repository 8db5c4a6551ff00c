// Codes of items: a root by its year and the next number, a child by its parent's code and its place.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';

/** The next free code below a parent (`{id, code}`), or for a root of the given start day. Numbers of dropped drafts are not reused. */
export async function nextCode(
  moment: Pick<Moment, 'tx' | 'institutionId'>,
  parent: { id: string; code: string } | null,
  start: string,
): Promise<string> {
  const year = start.slice(0, 4);
  const scope = parent ? parent.id : year;
  for (;;) {
    const { rows } = await sql<{ last: number }>`
      insert into code_counters (institution_id, scope, last) values (${moment.institutionId}, ${scope}, 1)
      on conflict (institution_id, scope) do update set last = code_counters.last + 1 returning last`.execute(
      moment.tx,
    );
    const last = rows[0]?.last ?? 1;
    const code = parent ? `${parent.code}-${last}` : `${year}-${String(last).padStart(2, '0')}`;
    const taken = await moment.tx
      .selectFrom('items')
      .where('institution_id', '=', moment.institutionId)
      .where('code', '=', code)
      .select('id')
      .executeTakeFirst();
    if (!taken) return code;
  }
}
