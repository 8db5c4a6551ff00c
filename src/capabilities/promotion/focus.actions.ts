// The focus list of a cycle: live while it is open, kept when it freezes; pins and decisions.
import { sql } from 'kysely';
import type { z } from 'zod';
import { appendEvent, type Moment } from '../../platform/events/append.ts';
import { refuseNow, unwrap } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import type { Row } from '../linkage/item-row.rules.ts';
import { selectItemRows } from '../linkage/item-row.store.ts';
import { readOpenStanding, visibleTo } from '../linkage/standing.store.ts';
import type { FocusItem, FocusList } from './focus.contract.ts';
import { mayDecideOn, mayPin, maySetOnList } from './focus.policy.ts';
import { isFlagged, type Listed, listFocus, type Part, runsOn, scoreFocus } from './focus.rules.ts';
import {
  type CycleOfList,
  dropPins,
  findCycleOfList,
  findListBefore,
  insertDecision,
  type KeptEntry,
  keepEntries,
  putPin,
  runsOfList,
  type StoredDecision,
  type StoredPin,
  selectCandidates,
  selectDecided,
  selectDecisions,
  selectEntries,
  selectFrozenCandidates,
  selectPicture,
  selectPins,
  selectSeen,
  selectWeights,
} from './focus.store.ts';

export type FocusView = z.infer<typeof FocusList>;
type ShownItem = z.infer<typeof FocusItem>;
type Place = Pick<Moment, 'tx' | 'institutionId' | 'today' | 'now'>;
type Whole = { entry: Listed; pins: StoredPin[]; runs: number; decided: boolean }[];

/** The whole list, whoever looks: scored as it is now, or as the picture of the freeze has it. */
async function computeList(place: Place, cycle: CycleOfList, day: string, frozen: boolean): Promise<Whole> {
  const horizons = await readSetting({ ...place, today: day }, 'focus.horizons');
  const length = await readSetting({ ...place, today: day }, 'focus.length');
  const candidates = frozen
    ? await selectFrozenCandidates(place, cycle, horizons)
    : await selectCandidates(place, horizons);
  const weights = await selectWeights(
    place,
    candidates.map((one) => one.id),
  );
  const scored = scoreFocus(candidates, weights, day, await loadCalendar(place));
  const pins = Map.groupBy(await selectPins(place, cycle.id), (pin) => pin.itemId);
  const pinned = [...pins].map(([id, [first]]) => ({ id, code: first?.code ?? null }));
  const listed = listFocus(scored, pinned, length);
  const before = await findListBefore(place, cycle);
  const runs = before ? await runsOfList(place, before.id) : new Map<string, number>();
  const again = listed.filter((one) => runs.has(one.id)).map((one) => one.id);
  const decided = before
    ? await selectDecided(place, again, { before, now: cycle.id, until: place.now })
    : new Set<string>();
  return listed.map((entry) => ({
    entry,
    pins: pins.get(entry.id) ?? [],
    runs: runsOn(runs.get(entry.id) ?? 0),
    decided: decided.has(entry.id),
  }));
}

const toShown = (row: Row): ShownItem => ({
  id: row.id,
  code: row.code,
  title: row.title,
  titleEn: row.titleEn,
  horizon: row.horizon,
  level: row.level,
  state: row.state,
  leadUnit: row.leadUnit,
  responsiblePerson: row.responsiblePerson,
  due: row.approvedDue,
  verified: row.progress.verified,
  reported: row.progress.reported,
  planned: row.progress.planned,
  light: row.light.computed,
  worstBelow: row.light.worstBelow,
  why: row.light.why,
  strip: row.strip,
});

/** What the freeze of a cycle keeps of its list: called in the transaction of the freeze, after its picture; again after a second freeze. */
export async function storeFocus(moment: Moment, { id }: { id: string }): Promise<void> {
  const cycle = await findCycleOfList(moment, id);
  if (!cycle || cycle.frozenDay === null) return;
  const whole = await computeList(moment, cycle, cycle.frozenDay, true);
  const ids = whole.map(({ entry }) => entry.id);
  const rows = ids.length === 0 ? [] : await selectItemRows(moment, sql`and i.id = any(${ids}::uuid[])`);
  const shown = new Map(rows.map((row) => [row.id, toShown(row)]));
  const pictures = await selectPicture(moment, cycle, ids);
  const kept = whole.map(({ entry, pins, runs, decided }): KeptEntry => {
    const then = { ...shown.get(entry.id), ...pictures.get(entry.id) };
    return { ...entry, pins, runs, decided, shown: then };
  });
  await keepEntries(moment, cycle.id, kept);
}

/** The largest weight belongs to an item; who does not see that one is told the share alone. */
function withoutUnseen(part: Part, seen: ReadonlySet<string>): Part {
  const { largestId, ...facts } = part.facts;
  if (largestId === undefined) return part;
  return typeof largestId === 'string' && seen.has(largestId)
    ? part
    : { ...part, facts: facts.weight === facts.largest ? { weight: facts.weight ?? null } : {} };
}

async function leaderRanks({ tx, institutionId }: Place): Promise<number[]> {
  const rows = await tx
    .selectFrom('levels')
    .where('institution_id', '=', institutionId)
    .where('kind', 'in', ['school', 'leader'])
    .select('rank')
    .execute();
  return rows.map((row) => row.rank);
}

type Line = { entry: Listed; pins: StoredPin[]; runs: number; decided: boolean; item: ShownItem };

async function readLines(scope: Scope, cycle: CycleOfList): Promise<Line[]> {
  if (cycle.state !== 'open') {
    const kept = await selectEntries(scope, cycle.id);
    return kept.map(({ pins, runs, decided, shown, ...entry }) => ({
      entry,
      pins,
      runs,
      decided,
      item: shown as ShownItem,
    }));
  }
  const whole = await computeList(scope, cycle, scope.today, false);
  const ids = whole.map(({ entry }) => entry.id);
  const rows = ids.length === 0 ? [] : await selectItemRows(scope, sql`and i.id = any(${ids}::uuid[])`);
  const shown = new Map(rows.map((row) => [row.id, toShown(row)]));
  return whole.flatMap((one) => {
    const item = shown.get(one.entry.id);
    return item ? [{ ...one, item }] : [];
  });
}

/** Ranks are counted over what the caller sees: whatever else stands on the list does not exist for him. */
export async function readFocusList(scope: Scope, cycleId: string): Promise<FocusView> {
  const cycle = (await findCycleOfList(scope, cycleId)) ?? refuseNow('missing', 'not_found');
  const live = cycle.state === 'open';
  const on = live ? scope.today : (cycle.frozenDay ?? scope.today);
  const lines = await readLines(scope, cycle);
  const largest = lines.flatMap(({ entry }) => entry.parts.flatMap(({ facts }) => facts.largestId ?? []));
  const asked = [...new Set([...lines.map(({ entry }) => entry.id), ...largest.map(String)])];
  const seen = await selectSeen(scope, asked, visibleTo(scope));
  const decisions = Map.groupBy(await selectDecisions(scope, cycleId), (one) => one.itemId);
  const ranks = await leaderRanks(scope);
  const pin = mayPin(scope.actor, ranks, cycle.state).ok;
  const decide = mayDecideOn(scope.actor, ranks, cycle.state).ok;
  const items = lines
    .filter(({ entry }) => seen.has(entry.id))
    .map(({ entry, pins, runs, decided, item }, at) => ({
      item,
      rank: at + 1,
      score: entry.score,
      parts: entry.parts.map((part) => withoutUnseen(part, seen)),
      byScore: entry.byScore,
      pinned: pins.map(({ by, reason, at: moment }) => ({ by, reason: reason === SILENT ? null : reason, at: moment })),
      runs,
      decisionBetween: decided,
      flagged: isFlagged(runs, decided),
      decisions: (decisions.get(entry.id) ?? []).map(toDecision),
      abilities: { pin, unpin: pin && pins.length > 0, decide },
    }));
  return {
    cycleId,
    live,
    on,
    length: await readSetting({ ...scope, today: on }, 'focus.length'),
    horizons: await readSetting({ ...scope, today: on }, 'focus.horizons'),
    items,
    nextCursor: null,
    abilities: { pin, decide },
  };
}

/** Stands where a placeholder's words would. */
const SILENT = '-';

const toDecision = ({ id, text, by, at }: StoredDecision) => ({ id, text: text || null, by, at: at.toISOString() });

async function cycleFor(scope: Scope, cycleId: string): Promise<{ cycle: CycleOfList; ranks: number[] }> {
  await sql`select 1 from cycles where institution_id = ${scope.institutionId} and id = ${cycleId} for share`.execute(
    scope.tx,
  );
  const cycle = (await findCycleOfList(scope, cycleId)) ?? refuseNow('missing', 'not_found');
  return { cycle, ranks: await leaderRanks(scope) };
}

export async function pin(
  scope: Scope,
  cycleId: string,
  { itemId, reason }: { itemId: string; reason: string },
): Promise<FocusView> {
  const { cycle, ranks } = await cycleFor(scope, cycleId);
  unwrap(mayPin(scope.actor, ranks, cycle.state));
  const item = await readOpenStanding(scope, itemId);
  unwrap(maySetOnList(item));
  const isNew = await putPin(scope, cycleId, itemId, item.placeholder ? SILENT : reason);
  if (!isNew) return readFocusList(scope, cycleId);
  const about = { objectKind: 'cycle', objectId: cycleId, itemId };
  await appendEvent(scope, { act: 'focus.pinned', ...about, reason: item.placeholder ? null : reason });
  return readFocusList(scope, cycleId);
}

export async function unpin(scope: Scope, cycleId: string, itemId: string): Promise<FocusView> {
  const { cycle, ranks } = await cycleFor(scope, cycleId);
  unwrap(mayPin(scope.actor, ranks, cycle.state));
  await readOpenStanding(scope, itemId);
  const dropped = await dropPins(scope, cycleId, itemId, scope.actor.roles.includes('office') ? null : scope.actorId);
  if (dropped === 0) refuseNow('conflict', 'not_pinned_by_you');
  await appendEvent(scope, { act: 'focus.unpinned', objectKind: 'cycle', objectId: cycleId, itemId });
  return readFocusList(scope, cycleId);
}

export async function decide(scope: Scope, cycleId: string, itemId: string, text: string): Promise<FocusView> {
  const { cycle, ranks } = await cycleFor(scope, cycleId);
  unwrap(mayDecideOn(scope.actor, ranks, cycle.state));
  const item = await readOpenStanding(scope, itemId);
  const lines = await readLines(scope, cycle);
  if (!lines.some(({ entry }) => entry.id === itemId)) refuseNow('conflict', 'not_on_focus_list');
  const id = await insertDecision(scope, cycleId, itemId, item.placeholder ? '' : text);
  await appendEvent(scope, {
    act: 'focus.decided',
    objectKind: 'cycle',
    objectId: cycleId,
    itemId,
    after: { decisionId: id },
    reason: item.placeholder ? null : text,
  });
  return readFocusList(scope, cycleId);
}
