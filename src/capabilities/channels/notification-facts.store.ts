// What planning asks of the database about a batch of events: who is responsible, who decides next, who may see it. A few statements whatever the number.
import { sql } from 'kysely';
import type { Moment } from '../../platform/events/append.ts';
import type { Actor } from '../identity/scope.ts';
import { type ItemStanding, mayRead } from '../linkage/item.policy.ts';
import type { EventFacts, PlannedEvent, SubmissionFacts } from './notification-plan.rules.ts';

type Place = Pick<Moment, 'tx' | 'institutionId' | 'today'>;

type ItemFacts = { id: string; responsibleId: string; aboveId: string | null };

async function selectItems({ tx, institutionId }: Place, ids: readonly string[]): Promise<Map<string, ItemFacts>> {
  const { rows } = await sql<ItemFacts>`
    select i.id, i.responsible_person_id as "responsibleId", p.responsible_person_id as "aboveId"
    from items i left join items p on p.institution_id = i.institution_id and p.id = i.parent_id
    where i.institution_id = ${institutionId} and i.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** The open step is the first without a verdict that has not expired; its holder's delegates of today decide too, unless they are doers. */
async function selectSubmissions(
  { tx, institutionId, today }: Place,
  ids: readonly string[],
): Promise<Map<string, SubmissionFacts>> {
  const { rows } = await sql<SubmissionFacts & { id: string }>`
    select s.id, s.kind, s.state = 'pending' as pending, d.doers,
      coalesce((select array_agg(distinct who) filter (where who is not null and who <> all (d.doers)) from unnest(
        array[g.person_id]
        || array(select x.delegate_id from delegations x where x.institution_id = s.institution_id and x.person_id = g.person_id
             and x.revoked_at is null and ${today}::date between x.from_day and x.to_day)
        || array(select x.delegate_id from discipline_professors x where g.kind = 'professor' and x.institution_id = s.institution_id
             and x.person_id = g.person_id and x.discipline_id = i.discipline_id and x.from_day <= ${today}::date
             and (x.to_day is null or x.to_day >= ${today}::date))) who), '{}') as open,
      (select e.id from events e where e.institution_id = s.institution_id and e.object_kind = 'submission' and e.object_id = s.id
        and e.act = 'submission.decided' order by e.at desc, e.id desc limit 1) as "lastVerdictId"
    from submissions s
    left join items i on i.institution_id = s.institution_id and i.id = s.item_id
    cross join lateral (select array_remove(array[s.submitted_by, s.on_behalf_of, s.responsible_person_id, i.responsible_person_id], null) as doers) d
    left join lateral (select o.person_id, o.kind from gate_steps o where o.institution_id = s.institution_id and o.submission_id = s.id
      and o.verdict is null and not o.expired order by o.position limit 1) g on s.state = 'pending'
    where s.institution_id = ${institutionId} and s.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

async function selectReceivers({ tx, institutionId }: Place, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; receiverId: string }>`
    select id, receiver_id as "receiverId" from negotiations where institution_id = ${institutionId} and id = any(${ids}::uuid[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, row.receiverId]));
}

async function selectOffice({ tx, institutionId, today }: Place): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from role_grants where institution_id = ${institutionId} and role = 'office' and state = 'confirmed'
      and from_day <= ${today}::date and (to_day is null or to_day >= ${today}::date) order by 1`.execute(tx);
  return rows.map((row) => row.id);
}

export async function loadFacts(
  place: Place,
  events: readonly PlannedEvent[],
): Promise<(event: PlannedEvent) => EventFacts> {
  const ofKind = (kind: string) => events.filter((event) => event.objectKind === kind).map((event) => event.objectId);
  const [submissionIds, negotiationIds] = [ofKind('submission'), ofKind('negotiation')];
  const itemIds = [...new Set(events.flatMap((event) => event.itemId ?? []))];
  const items = itemIds.length > 0 ? await selectItems(place, itemIds) : new Map<string, ItemFacts>();
  const submissions = submissionIds.length > 0 ? await selectSubmissions(place, submissionIds) : new Map();
  const receivers = negotiationIds.length > 0 ? await selectReceivers(place, negotiationIds) : new Map();
  const officeIds = await selectOffice(place);
  return (event) => {
    const item = event.itemId === null ? undefined : items.get(event.itemId);
    return {
      responsibleId: item?.responsibleId ?? null,
      superiorIds: item === undefined ? [] : item.aboveId === null ? officeIds : [item.aboveId],
      submission: submissions.get(event.objectId) ?? null,
      receiverId: receivers.get(event.objectId) ?? null,
      officeIds,
    };
  };
}

export type Pair = { personId: string; itemId: string };

const keyOf = ({ personId, itemId }: Pair) => `${personId} ${itemId}`;

/** Which of these persons may see which of these items today: by the policy that guards the item itself. */
export async function selectSeeing(place: Place, pairs: readonly Pair[]): Promise<(pair: Pair) => boolean> {
  const wanted = [...new Map(pairs.map((pair) => [keyOf(pair), pair])).values()];
  if (wanted.length === 0) return () => false;
  const { rows } = await sql<Pair & { responsible: boolean; actor: Actor | null; standing: ItemStanding | null }>`
    select w.person as "personId", w.item as "itemId", coalesce(i.responsible_person_id = w.person and i.state <> 'draft', false) as responsible,
      case when i.responsible_person_id = w.person and i.state <> 'draft' then null
        else load_actor(${place.institutionId}, w.person, ${place.today}::date) end as actor,
      case when i.responsible_person_id = w.person and i.state <> 'draft' then null
        else item_standing(${place.institutionId}, w.item, w.person, ${place.today}::date) end as standing
    from unnest(${wanted.map((pair) => pair.personId)}::uuid[], ${wanted.map((pair) => pair.itemId)}::uuid[]) as w(person, item)
    left join items i on i.institution_id = ${place.institutionId} and i.id = w.item`.execute(place.tx);
  const seeing = new Set(
    rows
      .filter(({ responsible, actor, standing }) => responsible || (actor && standing && mayRead(actor, standing)))
      .map(keyOf),
  );
  return (pair) => seeing.has(keyOf(pair));
}
