// What waits for what: work laid one after another under one parent, stated by whoever broke the parent down; a few dates contradict.
import { addDays, type Day } from '../../capabilities/institution/calendar.rules.ts';
import type { Row } from './bulk.ts';
import { chance } from './keyed-chance.ts';
import type { LedgerEvent } from './ledger-events.ts';
import type { ItemStory, Stage } from './story.ts';

/** What runs over into the next one's time by no more is waited for all the same, as people do. */
const OVERLAP_DAYS = 20;

type Wait = { later: ItemStory; earlier: ItemStory };

/** Of what ends before an item begins, the last to end; and now and then one that does not. */
function waitsAmong(siblings: readonly ItemStory[]): Wait[] {
  const found: Wait[] = [];
  for (const later of siblings) {
    const { start } = later.item;
    const before = siblings.filter(({ item }) => item.due < start).sort((a, b) => compare(a.item.due, b.item.due));
    const last = before.at(-1);
    if (!last) continue;
    found.push({ later, earlier: last });
    const over = siblings.find(
      ({ item }) => item.start < start && item.due >= start && item.due <= (addDays(start, OVERLAP_DAYS) as Day),
    );
    if (over && chance(`${later.item.code} waits in vain`) < 0.5) found.push({ later, earlier: over });
  }
  return found;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function tellWaits(stage: Stage, stories: readonly ItemStory[]): { rows: Row[]; events: LedgerEvent[] } {
  const rows: Row[] = [];
  const events: LedgerEvent[] = [];
  for (const [parent, siblings] of Map.groupBy(stories, (story) => story.ancestors[0] ?? null)) {
    if (!parent) continue;
    for (const { later, earlier } of waitsAmong(
      siblings.filter((story) => story.registeredAt !== null && story.cancelledAt === null),
    )) {
      const at = stage.time.at(
        stage.time.dayOf(later.registeredAt ?? stage.time.end),
        `${later.item.code} waits`,
        later.registeredAt ?? undefined,
      );
      if (!stage.time.isPast(at)) continue;
      rows.push({
        item_id: later.item.id,
        depends_on_id: earlier.item.id,
        created_by: parent.personId,
        created_at: at,
      });
      events.push({
        at,
        actorId: parent.personId,
        act: 'dependency.added',
        objectKind: 'item',
        objectId: later.item.id,
        itemId: later.item.id,
        before: null,
        after: { otherId: earlier.item.id },
        reason: null,
      });
    }
  }
  return { rows, events };
}
