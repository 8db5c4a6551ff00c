// Since when the items that are red at the story's end have been so, and which of them have their cause recorded.
import { sql } from 'kysely';
import { addDays, type Day, earlierOf, laterOf } from '../../capabilities/institution/calendar.rules.ts';
import type { Tx } from '../../platform/database/connect.ts';
import { insertRows } from './bulk.ts';
import { between, chance, pick } from './keyed-chance.ts';
import type { LedgerEvent } from './ledger-events.ts';
import type { Stage } from './story.ts';

type RedItem = {
  id: string;
  code: string;
  personId: string;
  acceptedOn: Day | null;
  start: Day;
  why: { rule: string; inputs: Record<string, unknown> }[];
};

const CAUSES = [
  ['审批与采购周期超出预期', '改走框架协议，每周调度，两周内补齐'],
  ['主要承担人调整，交接占用时间', '增补成员并由分管负责人每周过问'],
  ['前期论证不足，方案重做', '请责任教授集中指导，月底前完成修订'],
  ['合作单位场地未按期交付', '先行开展不依赖场地的部分，交付后集中补做'],
] as const;

export async function colourRed(tx: Tx, stage: Stage): Promise<LedgerEvent[]> {
  const { institutionId } = stage.house;
  const { rows } = await sql<RedItem>`
    select i.id, coalesce(i.code, i.id::text) as code, i.responsible_person_id as "personId", i.accepted_on as "acceptedOn", i.start, v.light_why as why
    from item_values v join items i on i.institution_id = v.institution_id and i.id = v.item_id
    where v.institution_id = ${institutionId} and v.light = 'red'
      and not exists (select 1 from red_spells s where s.institution_id = v.institution_id and s.item_id = v.item_id and s.left_on is null)
    order by i.code
  `.execute(tx);
  const spells = rows.map((item) => ({ item, since: redSince(stage, item) }));
  await insertRows(
    tx,
    'red_spells',
    spells.map(({ item, since }) => {
      const recordedOn = stage.time.workingDay(since, between(`${item.code} explains`, 1, 4));
      const recordedAt = stage.time.at(recordedOn, `${item.code} explains`);
      const recorded = chance(`${item.code} has a cause`) < 0.6 && stage.time.isPast(recordedAt);
      const [cause, countermeasure] = pick(`${item.code} cause`, CAUSES);
      return {
        institution_id: institutionId,
        item_id: item.id,
        since,
        cause: recorded ? cause : null,
        countermeasure: recorded ? countermeasure : null,
        recorded_by: recorded ? item.personId : null,
        recorded_at: recorded ? recordedAt : null,
      };
    }),
  );
  return spells.map(({ item, since }) => ({
    at: stage.time.startOf(since),
    actorId: null,
    act: 'item.turned_red',
    objectKind: 'item',
    objectId: item.id,
    itemId: item.id,
    before: null,
    after: { since },
    reason: null,
  }));
}

/** The first day on which the rule that holds now can have held. */
function redSince({ time }: Stage, item: RedItem): Day {
  const days = item.why.map(({ rule, inputs }): Day => {
    if (rule === 'due_passed') return addDays(String(inputs.due), 1);
    if (rule === 'node_overdue') return addDays(String(inputs.date), 16);
    return addDays(time.endDay, -between(`${item.code} red for`, 3, 30));
  });
  const first = days.reduce(earlierOf, time.endDay);
  return earlierOf(time.endDay, laterOf(first, addDays(item.acceptedOn ?? item.start, 1)));
}
