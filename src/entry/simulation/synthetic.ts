// Loads a synthetic institution of any size: its people, its plan, and months of activity, for trials and measurements.

import { MESSAGE_FOLLOWER } from '../../capabilities/channels/notification-plan.actions.ts';
import { hashPassword } from '../../capabilities/identity/password.ts';
import { addDays } from '../../capabilities/institution/calendar.rules.ts';
import { createInstitution } from '../../capabilities/institution/found.actions.ts';
import { localDay, startOfDay } from '../../capabilities/institution/zone.rules.ts';
import { type Db, inTenant } from '../../platform/database/connect.ts';
import { passOverHistory } from '../../platform/events/follow.ts';
import { sealEvents } from '../../platform/events/seal.ts';
import { prepareBulk } from './bulk.ts';
import { tellCycles } from './cycle-story.ts';
import { playPlan } from './play.ts';
import { buildHouse } from './synthetic-house.ts';
import { buildPlan } from './synthetic-plan.ts';

export type SyntheticOrder = {
  db: Db;
  items: number;
  name: string;
  account: string;
  password: string;
  now: Date;
  onProgress?: (step: 'people' | 'plan' | 'activity' | 'seals', done: number, of: number) => void;
};

/** How long ago the story began: long enough for six levels to be carried down and to report. */
const STORY_DAYS = 200;
const PEOPLE_AN_ITEM = 0.36;
const FEWEST_PEOPLE = 60;
const RICH_UP_TO = 5000;

export async function loadSynthetic(order: SyntheticOrder): Promise<{ institutionId: string; people: number }> {
  const { db, now } = order;
  const timeZone = 'Asia/Shanghai';
  const firstDay = addDays(localDay(now, timeZone), -STORY_DAYS);
  const began = startOfDay(firstDay, timeZone);
  const founded = await createInstitution(
    db,
    { name: order.name, template: 'A', account: order.account, password: order.password, timeZone },
    { now: began },
  );
  const { institutionId, topUnitId } = founded;
  const people = Math.max(FEWEST_PEOPLE, Math.round(order.items * PEOPLE_AN_ITEM));
  const passwordHash = await hashPassword(order.password);
  order.onProgress?.('people', 0, people);
  await inTenant(db, institutionId, async (tx) => {
    await prepareBulk(tx);
    const house = await buildHouse(tx, { institutionId, topUnitId, people, firstDay, now: began, passwordHash });
    order.onProgress?.('plan', 0, order.items);
    await buildPlan(tx, { institutionId, items: order.items, firstDay, now: began, house });
  });
  await playPlan({
    db,
    institutionId,
    firstDay,
    end: now,
    richness: order.items <= RICH_UP_TO ? 'full' : 'lean',
    files: [],
    onProgress: (done, of) => order.onProgress?.('activity', done, of),
  });
  await tellCycles({ db, institutionId, officeId: null, end: now, every: false });
  order.onProgress?.('seals', 0, 1);
  await sealEvents(db, institutionId, () => now);
  await passOverHistory(db, institutionId, MESSAGE_FOLLOWER);
  return { institutionId, people };
}
