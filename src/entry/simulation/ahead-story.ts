// What looks ahead in the demonstration: next year's first drafts, a template of the office's, answers about nodes
// that are near, and values set by hand.
import { sql } from 'kysely';
import { openScopeFor } from '../../capabilities/identity/open-scope.ts';
import { draftFrom } from '../../capabilities/linkage/carry-over.actions.ts';
import { answerNode, nameNodeNeeds } from '../../capabilities/linkage/readiness.actions.ts';
import { keepOne } from '../../capabilities/linkage/template.actions.ts';
import { proposeOne, signOverrideOf } from '../../capabilities/progress/override.actions.ts';
import { type Db, inTenant } from '../../platform/database/connect.ts';
import { chance } from './keyed-chance.ts';

type Stage = { db: Db; institutionId: string; officeId: string; now: Date };
type KeyWork = { id: string; code: string; drafterId: string };
type NearNode = { id: string; code: string; title: string; personId: string };

const NEEDS = [
  { kind: 'prerequisite', text: '方案论证意见已逐条落实', textEn: 'Every comment of the design review is settled' },
  { kind: 'resource', text: '设备与场地已到位', textEn: 'Equipment and rooms are there' },
  { kind: 'approval', text: '经费调整已批复', textEn: 'The change of the budget is approved' },
] as const;
const MISSING = '设备仍在报关，预计下周三到货。';

export async function lookAhead(stage: Stage): Promise<void> {
  await carryOver(stage);
  await keepTemplate(stage);
  await answerNodes(stage);
  await setByHand(stage);
}

/** Key works that will not be done by the end of the year, with whoever may draft beside them. */
async function listKeyWorks({ db, institutionId, officeId }: Stage): Promise<KeyWork[]> {
  return inTenant(db, institutionId, async (tx) => {
    const { rows } = await sql<KeyWork>`
      select i.id, i.code, coalesce(p.responsible_person_id, ${officeId}::uuid) as "drafterId" from items i
        left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
      where i.institution_id = ${institutionId} and i.state = 'in_progress' and i.horizon = 'annual' and not i.placeholder
        and (p.id is null or (p.horizon <> 'annual' and p.state = 'in_progress' and p.approved_due >= '2027-06-30'))
        and exists (select 1 from nodes n where n.institution_id = i.institution_id and n.item_id = i.id and n.state = 'planned')
      order by i.code`.execute(tx);
    return rows;
  });
}

async function carryOver(stage: Stage): Promise<void> {
  const { db, institutionId, now } = stage;
  const chosen = (await listKeyWorks(stage)).filter((one) => chance(`ahead ${one.code}`) < 0.25).slice(0, 6);
  for (const [drafterId, works] of Map.groupBy(chosen, (one) => one.drafterId)) {
    await openScopeFor(db, { institutionId, personId: drafterId, now }, (scope) =>
      draftFrom(scope, {
        how: 'carried',
        tops: works.map((one) => ({ itemId: one.id, subtree: false })),
        year: 2027,
        shift: 'workingDay',
        dryRun: false,
      }),
    );
  }
}

async function keepTemplate(stage: Stage): Promise<void> {
  const { db, institutionId, officeId, now } = stage;
  const [model] = await listKeyWorks(stage);
  if (!model) return;
  await openScopeFor(db, { institutionId, personId: officeId, now }, (scope) =>
    keepOne(scope, {
      name: '重点工作（含学院分工）',
      nameEn: 'Key work with its parts in the schools',
      fromItemId: model.id,
      subtree: true,
      shared: true,
    }),
  );
}

async function listNearNodes({ db, institutionId, now }: Stage): Promise<NearNode[]> {
  return inTenant(db, institutionId, async (tx) => {
    const { rows } = await sql<NearNode>`
      select n.id, i.code, n.title, i.responsible_person_id as "personId" from nodes n
        join items i on i.institution_id = n.institution_id and i.id = n.item_id and i.state = 'in_progress' and not i.placeholder
      where n.institution_id = ${institutionId} and n.state = 'planned'
        and n.date <= nth_working_day_after(${institutionId}, (${now}::timestamptz at time zone 'Asia/Shanghai')::date, 10)
      order by i.code, n.date`.execute(tx);
    return rows;
  });
}

/** Most have answered; some say what is missing, some have not been asked long. */
async function answerNodes(stage: Stage): Promise<void> {
  const { db, institutionId, now } = stage;
  for (const node of await listNearNodes(stage)) {
    const luck = chance(`ready ${node.code} ${node.title}`);
    if (luck > 0.85) continue;
    await openScopeFor(db, { institutionId, personId: node.personId, now }, async (scope) => {
      if (luck < 0.2) {
        const named = await nameNodeNeeds(scope, node.id, { needs: [...NEEDS] });
        const needs = named.items.find((one) => one.nodeId === node.id)?.needs ?? [];
        const missing = luck < 0.1;
        const answers = needs.flatMap((need) => {
          if (need.id === null || (need.kind === 'approval' && luck > 0.15)) return [];
          const isMissing = missing && need.kind === 'resource';
          return [
            {
              needId: need.id,
              answer: isMissing ? ('unmet' as const) : ('met' as const),
              note: isMissing ? MISSING : null,
            },
          ];
        });
        await answerNode(scope, node.id, { answers });
        return;
      }
      const kinds = ['prerequisite', 'resource', 'approval'] as const;
      const answers = kinds.map((kind) => ({
        kind,
        answer: kind === 'approval' ? ('not_needed' as const) : ('met' as const),
      }));
      await answerNode(scope, node.id, { answers });
    });
  }
}

/** One value set by hand and signed, one that waits for its signature. */
async function setByHand({ db, institutionId, now }: Stage): Promise<void> {
  const works = await inTenant(db, institutionId, async (tx) => {
    const { rows } = await sql<{ id: string; personId: string; aboveId: string }>`
      select i.id, i.responsible_person_id as "personId", p.responsible_person_id as "aboveId" from items i
        join items p on p.institution_id = i.institution_id and p.id = i.parent_id and p.responsible_person_id <> i.responsible_person_id
        join item_values v on v.institution_id = i.institution_id and v.item_id = i.id and v.verified between 20 and 60
      where i.institution_id = ${institutionId} and i.state = 'in_progress' and i.level = 4 and not i.placeholder
      order by i.code limit 2`.execute(tx);
    return rows;
  });
  const asked = {
    value: 65,
    reason: '第三方检测数据已到，正式报告八月下旬出具，先按检测结果计。',
    until: '2026-08-28',
  };
  for (const [at, work] of works.entries()) {
    const as = { db, institutionId, now };
    await openScopeFor(as.db, { ...as, personId: work.personId }, (scope) => proposeOne(scope, work.id, asked, null));
    if (at === 0)
      await openScopeFor(as.db, { ...as, personId: work.aboveId }, (scope) => signOverrideOf(scope, work.id, null));
  }
}
