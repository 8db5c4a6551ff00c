// Requests for facts that the system already holds: which they are, and what each would have spared.

import type { Day } from '../institution/calendar.rules.ts';
import { type Fields, fieldsOf, secondsOf } from './burden.rules.ts';

/**
 * below_reported: a report of an item that has nothing of its own to say while everything below it has reported. indicator_twice: a figure
 * asked again within one month. reading_held: a figure asked for a period of which a verified reading stands. help_open: help asked again on
 * an item while the last request is open.
 */
export type HeldCode = 'below_reported' | 'indicator_twice' | 'reading_held' | 'help_open';

export interface AskedIndicator {
  readonly id: string;
  /** Days of verified readings that were entered before this form was asked. */
  readonly heldOn: readonly Day[];
}

/** A report that an item owed for a period. */
export interface OwedReport {
  readonly itemId: string;
  readonly from: Day;
  readonly to: Day;
  /** Children that owed a report of the period, and those of them that gave it. */
  readonly owingBelow: number;
  readonly reportedBelow: number;
  readonly ownNodesDue: number;
  readonly isRed: boolean;
  readonly fields: Fields;
  readonly indicators: readonly AskedIndicator[];
}

/** A request for help on an item, open from a day until another. */
export interface AskedHelp {
  readonly itemId: string | null;
  readonly addresseeId: string;
  readonly askedOn: Day;
  readonly settledOn: Day | null;
}

export interface Held {
  readonly code: HeldCode;
  readonly itemId: string;
  readonly indicatorId: string | null;
  readonly times: number;
  readonly fields: number;
  readonly seconds: number;
}

const FIGURE: Fields = { text: 0, number: 1, choice: 0, date: 0 };
const ANSWER: Fields = { text: 1, number: 0, choice: 1, date: 0 };

/** All that it could say stands in the reports below: no node of its own due, no figure, no red light to explain. */
export const saysNothingNew = (report: OwedReport): boolean =>
  report.owingBelow > 0 &&
  report.reportedBelow === report.owingBelow &&
  report.ownNodesDue === 0 &&
  report.indicators.length === 0 &&
  !report.isRed;

interface Found {
  readonly code: HeldCode;
  readonly itemId: string;
  readonly indicatorId: string | null;
  readonly fields: Fields;
}

function heldFigures(reports: readonly OwedReport[]): Found[] {
  const asked = new Set<string>();
  const ordered = [...reports].sort((a, b) => (a.to < b.to ? -1 : 1));
  return ordered.flatMap((report) =>
    report.indicators.flatMap(({ id, heldOn }): Found[] => {
      const month = `${id} ${report.to.slice(0, 7)}`;
      const again = asked.has(month);
      asked.add(month);
      const found = { itemId: report.itemId, indicatorId: id, fields: FIGURE };
      if (again) return [{ ...found, code: 'indicator_twice' }];
      return heldOn.some((day) => day >= report.from && day <= report.to) ? [{ ...found, code: 'reading_held' }] : [];
    }),
  );
}

function repeatedHelp(asked: readonly AskedHelp[]): Found[] {
  return asked.flatMap((help): Found[] => {
    const { itemId } = help;
    if (itemId === null) return [];
    const open = asked.some(
      (other) =>
        other !== help &&
        other.itemId === itemId &&
        other.addresseeId === help.addresseeId &&
        other.askedOn < help.askedOn &&
        (other.settledOn === null || other.settledOn > help.askedOn),
    );
    return open ? [{ code: 'help_open', itemId, indicatorId: null, fields: ANSWER }] : [];
  });
}

/** Every one once by item and figure, those that would have spared the most time first; seconds by the estimate a field. */
export function findHeld(reports: readonly OwedReport[], help: readonly AskedHelp[], perField: Fields): Held[] {
  const idle = reports
    .filter(saysNothingNew)
    .map(
      (report): Found => ({ code: 'below_reported', itemId: report.itemId, indicatorId: null, fields: report.fields }),
    );
  const all = [...idle, ...heldFigures(reports), ...repeatedHelp(help)];
  const heaps = Map.groupBy(all, (one) => `${one.code} ${one.itemId} ${one.indicatorId ?? ''}`);
  return [...heaps.values()]
    .flatMap((heap): Held[] => {
      const [first] = heap;
      if (!first) return [];
      return [
        {
          code: first.code,
          itemId: first.itemId,
          indicatorId: first.indicatorId,
          times: heap.length,
          fields: heap.reduce((sum, one) => sum + fieldsOf(one.fields), 0),
          seconds: heap.reduce((sum, one) => sum + secondsOf(one.fields, perField), 0),
        },
      ];
    })
    .sort((a, b) => b.seconds - a.seconds || (a.itemId < b.itemId ? -1 : 1));
}
