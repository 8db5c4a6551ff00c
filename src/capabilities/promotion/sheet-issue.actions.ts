// The morning of a working day: lights bring sheets, limits that passed without an answer climb one more.
import { appendEvent, appendEvents, type Moment } from '../../platform/events/append.ts';
import { type Day, limitEnd } from '../institution/calendar.rules.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { loadSettings } from '../institution/settings.store.ts';
import { lockItemChain, refreshItemValues } from '../progress/rollup.store.ts';
import { type ClimbFacts, firstAbove, nextToClimb } from './climb.rules.ts';
import { loadClimbFacts, loadLeadersInCharge } from './climb.store.ts';
import { giveNumber } from './serial.store.ts';
import { type SheetColour, sheetOwed, sheetStep } from './sheet.rules.ts';
import {
  addressSheets,
  type Candidate,
  countRounds,
  endRound,
  type Issue,
  type Issued,
  insertClimb,
  insertSheet,
  listAddressees,
  lockSheet,
  markLeft,
  openRound,
  type Standing,
  selectCandidates,
  selectStanding,
  setNumber,
} from './sheet-issue.store.ts';
import { updateSheet } from './sheet-write.store.ts';

export const SHEET_NUMBERS = 'sheet';

/** What a morning asks of calendar and settings, read once. */
type Frame = {
  replyBy: (colour: SheetColour) => Day;
  replyDays: Record<SheetColour, number>;
  numbered: readonly string[];
  organCodes: Record<SheetColour, string>;
};

export async function loadSheetFrame(moment: Pick<Moment, 'tx' | 'institutionId' | 'today'>): Promise<Frame> {
  const [calendar, settings] = [await loadCalendar(moment), await loadSettings(moment, moment.today)];
  const replyDays = {
    yellow: settings['notice.replyDaysYellow'],
    orange: settings['notice.replyDaysOrange'],
    red: settings['notice.replyDaysRed'],
  };
  return {
    replyBy: (colour) => limitEnd(calendar, moment.today, replyDays[colour]),
    replyDays,
    numbered: settings['sheets.numberedHorizons'],
    organCodes: settings.organCodes,
  };
}

/** Of an item that nobody has assigned yet, the answer is owed by whoever must assign it. */
function addressed(item: Candidate, facts: ClimbFacts): Pick<Issue, 'personId' | 'addressees'> {
  const first = firstAbove(facts);
  const isUnassigned = item.state === 'registered' && first !== null;
  const personId = isUnassigned ? first : item.responsiblePersonId;
  const above = isUnassigned ? nextToClimb(facts, [item.responsiblePersonId, personId]) : first;
  return {
    personId,
    addressees: [
      { personId, why: 'responsible' },
      ...(above === null ? [] : [{ personId: above, why: 'next_above' as const }]),
    ],
  };
}

/**
 * Issues what the lights of this morning ask for. Whatever another worker has issued meanwhile is left to it, and takes no number.
 * `among`: for a story told afterwards, those whose light had come by that morning.
 */
export async function issueSheets(moment: Moment, among: (item: Candidate) => boolean = () => true): Promise<void> {
  await markLeft(moment);
  const owed = (await selectCandidates(moment)).filter((item) => sheetOwed(item) !== null && among(item));
  if (owed.length === 0) return;
  const frame = await loadSheetFrame(moment);
  const ids = owed.map((item) => item.id);
  const leaders = await loadLeadersInCharge(moment, ids);
  const issued: Issued[] = [];
  for (const item of owed) {
    const one = await issueOne(moment, item, await loadClimbFacts(moment, item.id, leaders), frame);
    if (one) issued.push(one);
  }
  // numbers last, when it is known what is issued: only now another issuer would wait for them
  const numbered: Issued[] = [];
  for (const one of issued) numbered.push(await numberOne(moment, one, frame));
  await addressSheets(moment, numbered);
  await appendEvents(moment, numbered.map(toEvent));
  // rows of values are locked at the end and for the computing alone: who reports at this hour hardly waits
  const yellow = numbered.filter((one) => one.colour === 'yellow');
  await refreshItemValues(
    moment,
    yellow.map((one) => one.itemId),
  );
}

async function issueOne(moment: Moment, item: Candidate, facts: ClimbFacts, frame: Frame): Promise<Issued | null> {
  const colour = sheetOwed(item);
  if (colour === null) return null;
  const limits = { replyBy: frame.replyBy(colour), replyDays: frame.replyDays[colour] };
  const { id: itemId, horizon, rule } = item;
  const issue: Issue = { itemId, horizon, colour, rule, ...limits, ...addressed(item, facts) };
  const id = await insertSheet(moment, issue);
  return id === null ? null : { ...issue, id, number: null };
}

async function numberOne(moment: Moment, sheet: Issued, frame: Frame): Promise<Issued> {
  if (!frame.numbered.includes(sheet.horizon)) return sheet;
  const year = Number(moment.today.slice(0, 4));
  const order = { organCode: frame.organCodes[sheet.colour], kind: SHEET_NUMBERS, year, objectId: sheet.id };
  const number = await giveNumber(moment, order);
  await setNumber(moment, sheet.id, number);
  return { ...sheet, number };
}

const toEvent = ({ replyBy, personId, addressees, ...sheet }: Issued) =>
  sheetEvent(sheet, 'sheet.issued', { replyBy, personId, addresseeIds: addressees.map((one) => one.personId) });

/** What stands open follows its item: an ended one lets it lapse, a sleeping one lets it rest; a limit that passed climbs. */
export async function climbSheets(moment: Moment): Promise<void> {
  const due = (await selectStanding(moment)).filter((sheet) => sheetStep(sheet, moment.today) !== 'stay');
  if (due.length === 0) return;
  const frame = await loadSheetFrame(moment);
  const isClimb = (sheet: Standing) => sheetStep(sheet, moment.today) === 'climb';
  // what moves values takes its items first, as every act does; climbs move none and take none
  await followItems(
    moment,
    due.filter((sheet) => !isClimb(sheet)),
    frame,
  );
  const climbing = due.filter(isClimb);
  const ids = climbing.map((sheet) => sheet.itemId);
  const leaders = await loadLeadersInCharge(moment, ids);
  for (const { id } of climbing) {
    const sheet = await lockSheet(moment, id);
    if (sheet && isClimb(sheet))
      await climbOne(moment, sheet, await loadClimbFacts(moment, sheet.itemId, leaders), frame);
  }
}

async function followItems(moment: Moment, sheets: readonly Standing[], frame: Frame): Promise<void> {
  if (sheets.length === 0) return;
  const items = [...new Set(sheets.map((sheet) => sheet.itemId))];
  await lockItemChain(moment, items);
  for (const { id } of sheets) {
    const sheet = await lockSheet(moment, id);
    if (!sheet) continue;
    const step = sheetStep(sheet, moment.today);
    if (step === 'lapse') await lapseOne(moment, sheet);
    else if (step === 'rest') await restOne(moment, sheet);
    else if (step === 'wake') await wakeOne(moment, sheet, frame);
  }
  await refreshItemValues(moment, items);
}

/** `addresseeIds`: who is to learn of it by this act. */
export const sheetEvent = (
  sheet: Pick<Standing, 'id' | 'itemId' | 'colour' | 'number' | 'rule'>,
  act: string,
  after: { replyBy: Day; personId: string; addresseeIds: readonly string[] } & Record<string, unknown>,
  reason: string | null = null,
) => ({
  act,
  objectKind: 'sheet',
  objectId: sheet.id,
  itemId: sheet.itemId,
  reason,
  after: { colour: sheet.colour, number: sheet.number, rule: sheet.rule, ...after },
});

async function climbOne(moment: Moment, sheet: Standing, facts: ClimbFacts, frame: Frame): Promise<void> {
  const to = nextToClimb(facts, await listAddressees(moment, sheet.id));
  const replyBy = to === null ? sheet.replyBy : frame.replyBy(sheet.colour);
  await insertClimb(moment, sheet, to, replyBy);
  const climbs = sheet.climbs + 1;
  await updateSheet(moment, sheet.id, {
    climbs,
    reply_by: replyBy,
    ...(to === null ? { at_top: true } : { climbed_to: to }),
  });
  const addresseeIds = to === null ? [] : [to, sheet.personId];
  const after = { replyBy, personId: sheet.personId, addresseeIds, limitPassed: sheet.replyBy, climbedTo: to };
  await appendEvent(moment, sheetEvent(sheet, 'sheet.climbed', after));
}

async function lapseOne(moment: Moment, sheet: Standing): Promise<void> {
  await endRound(moment, sheet.id, 'lapsed');
  const ended = {
    ended_on: moment.today,
    ended_at: moment.now,
    ended_by: null,
    end_reason: sheet.itemState,
    left_on: moment.today,
  };
  await updateSheet(moment, sheet.id, { state: 'lapsed', answer_by: null, resting: false, ...ended });
  const after = { replyBy: sheet.replyBy, personId: sheet.personId, addresseeIds: [], itemState: sheet.itemState };
  await appendEvent(moment, sheetEvent(sheet, 'sheet.lapsed', after));
}

async function restOne(moment: Moment, sheet: Standing): Promise<void> {
  await endRound(moment, sheet.id, 'rested');
  await updateSheet(moment, sheet.id, { resting: true, answer_by: null });
  const after = { replyBy: sheet.replyBy, personId: sheet.personId, addresseeIds: [] };
  await appendEvent(moment, sheetEvent(sheet, 'sheet.rested', after));
}

/** The limit begins anew on the morning after the item woke. */
async function wakeOne(moment: Moment, sheet: Standing, frame: Frame): Promise<void> {
  const replyBy = frame.replyBy(sheet.colour);
  const n = (await countRounds(moment, sheet.id)) + 1;
  await openRound(moment, { sheetId: sheet.id, itemId: sheet.itemId, n, answerBy: replyBy });
  await updateSheet(moment, sheet.id, { resting: false, answer_by: replyBy, reply_by: replyBy, at_top: false });
  const after = { replyBy, personId: sheet.personId, addresseeIds: [sheet.personId] };
  await appendEvent(moment, sheetEvent(sheet, 'sheet.woken', after));
}
