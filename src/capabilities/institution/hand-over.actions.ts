// Ending a post hands its open items over, so that no item is ever without a responsible person.
import { appendEvents, type Moment } from '../../platform/events/append.ts';
import { limitEnd } from './calendar.rules.ts';
import { loadCalendar } from './calendar.store.ts';
import { findHeir, postBehind, stillHolds } from './hand-over.rules.ts';
import {
  type EndedPostRow,
  type HandedItem,
  loadHoldings,
  loadTree,
  lockChains,
  markHandedOver,
  type OpenItem,
  readAcceptanceLimit,
  refreshItems,
  selectEndedPosts,
  selectOpenItems,
  updateResponsible,
} from './hand-over.store.ts';
import { SETTINGS } from './settings.contract.ts';

/** At 00:00 of the day after a post's last: its open items go on. Finds nothing left to do when run again. */
export async function handOverEndedPosts(moment: Moment): Promise<number> {
  const ended = await selectEndedPosts(moment);
  const leavers = [...new Set(ended.map((post) => post.personId))];
  let handed = 0;
  for (const leaver of leavers) {
    handed += await handOverItems(
      moment,
      leaver,
      ended.filter((post) => post.personId === leaver),
    );
  }
  return handed;
}

type Plan = { handed: HandedItem[]; items: Map<string, OpenItem>; stranded: number };

/** What goes to whom, as of the moment's day. */
async function planHandOver(moment: Moment, leaverId: string, ended: readonly EndedPostRow[]): Promise<Plan> {
  const items = await selectOpenItems(moment, leaverId);
  const plan: Plan = { handed: [], items: new Map(items.map((item) => [item.id, item])), stranded: 0 };
  if (items.length === 0) return plan;
  const tree = await loadTree(moment);
  const concerned = [leaverId, ...ended.flatMap((post) => post.successorId ?? [])];
  const posts = await loadHoldings(moment, moment.today, concerned);
  for (const item of items) {
    if (stillHolds(tree, posts, leaverId, item)) continue;
    const heir = findHeir(tree, posts, leaverId, postBehind(tree, ended, item), item);
    if (heir) plan.handed.push({ id: item.id, ...heir, signs: heir.personId !== leaverId });
    else plan.stranded += 1;
  }
  return plan;
}

async function handOverItems(moment: Moment, leaverId: string, ended: readonly EndedPostRow[]): Promise<number> {
  const { handed, items, stranded } = await planHandOver(moment, leaverId, ended);
  if (handed.length > 0) {
    const ids = handed.map((item) => item.id);
    await lockChains(moment, ids);
    const limit = (await readAcceptanceLimit(moment)) ?? SETTINGS['acceptance.limitDays'].value;
    await updateResponsible(moment, handed, limitEnd(await loadCalendar(moment), moment.today, limit));
    await appendEvents(
      moment,
      handed.map(({ id, personId, interim, signs }) => {
        const item = items.get(id);
        const state = signs && item?.state === 'in_progress' ? 'assigned' : item?.state;
        return {
          act: 'item.handed_over',
          objectKind: 'item',
          objectId: id,
          before: { responsiblePersonId: leaverId, interim: item?.interim, state: item?.state },
          after: { responsiblePersonId: personId, interim, state },
        };
      }),
    );
    await refreshItems(moment, ids);
  }
  // an item that found nobody is tried again at the next midnight
  if (stranded === 0)
    await markHandedOver(
      moment,
      ended.map((post) => post.id),
    );
  return handed.length;
}

/** After an act of today took away what let a person hold his items (a post ended in the past, a headship given up). */
export async function handOverAtOnce(moment: Moment, post: EndedPostRow, ended: boolean): Promise<void> {
  await handOverItems(moment, post.personId, ended ? [post] : []);
}

/** Whether every open item would find its next person if the post ended before `day`. */
export async function findsHeirs(moment: Moment, day: string, post: EndedPostRow): Promise<boolean> {
  const items = await selectOpenItems(moment, post.personId);
  if (items.length === 0) return true;
  const tree = await loadTree(moment);
  const people = [post.personId, ...(post.successorId ? [post.successorId] : [])];
  const posts = await loadHoldings(moment, day, people);
  return items.every(
    (item) =>
      stillHolds(tree, posts, post.personId, item) ||
      findHeir(tree, posts, post.personId, postBehind(tree, [post], item), item),
  );
}
