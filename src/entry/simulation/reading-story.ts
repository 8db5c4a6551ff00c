// Readings of figures in the story: whoever carries one last reads it when he reports what he has done.
import { v7 as uuid } from 'uuid';
import { type Day, daysBetween } from '../../capabilities/institution/calendar.rules.ts';
import type { Row } from './bulk.ts';
import { chance } from './keyed-chance.ts';
import type { PlanIndicator, PlanItem } from './plan.ts';
import type { Filing, ItemStory } from './story.ts';

export type ReadingStory = { indicatorId: string; value: number };

/** From where it began towards the target as time goes on, some ahead and some behind; tenths of a percentage, else whole numbers. */
function readingAt(item: PlanItem, indicator: PlanIndicator, day: Day): number {
  const { from, target, unit } = indicator;
  const elapsed = Math.max(0, daysBetween(item.start, day)) / Math.max(1, daysBetween(item.start, item.due));
  const pace = 0.65 + 0.5 * chance(`${item.code} pace ${indicator.name}`);
  const value = from + ((target ?? 0) - from) * Math.min(1.1, elapsed * pace);
  const steps = unit === '%' ? 10 : 1;
  return Math.round(value * steps) / steps;
}

export const readingsOf = (item: PlanItem, day: Day): ReadingStory[] =>
  item.indicators
    .filter((one) => !one.carried && one.target !== null)
    .map((one) => ({ indicatorId: one.id, value: readingAt(item, one, day) }));

export function readingRows({ item }: ItemStory, filing: Filing, submissionId: string): Row[] {
  const verified = filing.gate.state === 'passed' && filing.supersededAt === null;
  return filing.readings.map(({ indicatorId, value }) => ({
    id: uuid({ msecs: filing.at.getTime() }),
    indicator_id: indicatorId,
    item_id: item.id,
    date: filing.day,
    value,
    submission_id: submissionId,
    verified,
    verified_at: verified ? filing.gate.endedAt : null,
    created_by: item.personId,
    created_at: filing.at,
  }));
}
