// What coloured sheets are owed on a morning: which light brings one, which limit has passed, what an ended item does to it. Pure.
import type { Day } from '../institution/calendar.rules.ts';
import type { Horizon, ItemState, Light } from '../progress/facts.rules.ts';

export const SHEET_COLOURS = ['yellow', 'orange', 'red'] as const;
export type SheetColour = (typeof SHEET_COLOURS)[number];
export type SheetState = 'open' | 'replied' | 'closed' | 'lapsed' | 'voided';

export const isSheetColour = (light: Light): light is SheetColour =>
  (SHEET_COLOURS as readonly string[]).includes(light);
export const isEnded = (state: SheetState): boolean => state === 'closed' || state === 'lapsed' || state === 'voided';

/** A sheet of an item as far as further ones depend on it. */
export type EarlierSheet = {
  colour: SheetColour;
  rule: string;
  state: SheetState;
  /** The day on which it ended; null while it is open. */
  endedOn: Day | null;
  /** The day of its end where the light was of another colour by then, else the first morning on which it was; null while there was none. */
  leftOn: Day | null;
};

export type LitItem = {
  horizon: Horizon;
  state: ItemState;
  light: Light;
  /** The deciding rule of the light. */
  rule: string;
  /** The first day of the unbroken run of yellow, orange and red. */
  leftGreenOn: Day | null;
  sheets: readonly EarlierSheet[];
};

/** Long-term goals are chased through the annual work that carries them, not themselves. */
export const bringsSheets = (horizon: Horizon): boolean => horizon === 'annual' || horizon === 'task';
/** Signed for or not: what is owed by an item not yet assigned is owed by whoever must assign it. */
const isLit = (state: ItemState): boolean => state === 'registered' || state === 'assigned' || state === 'in_progress';

/** Whether the light has been of another colour since the sheet ended: a new run of lights, or a morning that saw it. */
const hasLeft = (sheet: EarlierSheet, leftGreenOn: Day | null): boolean =>
  sheet.leftOn !== null || (sheet.endedOn !== null && leftGreenOn !== null && leftGreenOn > sheet.endedOn);

/**
 * The colour of the sheet that this item is owed this morning, or null. One open sheet an item and colour; after its end none of that
 * colour until the light has left it or another rule decides (domain, reminders and sheets).
 */
export function sheetOwed(item: LitItem): SheetColour | null {
  const { light } = item;
  if (!bringsSheets(item.horizon) || !isLit(item.state) || !isSheetColour(light)) return null;
  const ofColour = item.sheets.filter((sheet) => sheet.colour === light);
  if (ofColour.some((sheet) => !isEnded(sheet.state))) return null;
  const isSpoken = ofColour.some((sheet) => sheet.rule === item.rule && !hasLeft(sheet, item.leftGreenOn));
  return isSpoken ? null : light;
}

export type StandingSheet = {
  state: SheetState;
  replyBy: Day;
  atTop: boolean;
  resting: boolean;
  itemState: ItemState;
};

/** lapse: its item has ended; rest: it sleeps; wake: it is awake again and the limit begins anew; climb: the limit has passed. */
export type SheetStep = 'lapse' | 'rest' | 'wake' | 'climb' | 'stay';

export function sheetStep(sheet: StandingSheet, today: Day): SheetStep {
  if (isEnded(sheet.state)) return 'stay';
  if (sheet.itemState === 'closed' || sheet.itemState === 'archived' || sheet.itemState === 'cancelled') return 'lapse';
  if (sheet.itemState === 'suspended') return sheet.resting || sheet.state !== 'open' ? 'stay' : 'rest';
  if (sheet.resting) return 'wake';
  return sheet.state === 'open' && !sheet.atTop && sheet.replyBy < today ? 'climb' : 'stay';
}

export type NamedCause = {
  /** The first day of the unbroken run of lights. */
  runOn: Day;
  colour: SheetColour;
};

/** From this many times on, a cause named again is flagged. */
export const FLAGGED_FROM = 3;

/**
 * How many times a cause has been named: within one run of lights a yellow, an orange and a red sheet speak of the same trouble and
 * count once; two of one colour count twice.
 */
export function timesNamed(causes: readonly NamedCause[]): number {
  const runs = new Map<Day, Map<SheetColour, number>>();
  for (const { runOn, colour } of causes) {
    const counts = runs.get(runOn) ?? new Map<SheetColour, number>();
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
    runs.set(runOn, counts);
  }
  return [...runs.values()].reduce((sum, counts) => sum + Math.max(...counts.values()), 0);
}
