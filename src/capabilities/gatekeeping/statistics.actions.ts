// The figures of gates for somebody: those that he may see, grouped, ordered by name and never by the figures themselves.
import type { z } from 'zod';
import { refuseNow } from '../../platform/result.ts';
import type { Scope } from '../identity/scope.ts';
import { loadCalendar } from '../institution/calendar.store.ts';
import { readSetting } from '../institution/settings.store.ts';
import { SubmissionKind } from './gatekeeping.contract.ts';
import type { GateStatistics } from './statistics.contract.ts';
import { figuresReachOf } from './statistics.policy.ts';
import { figuresOf, type StepTally } from './statistics.rules.ts';
import { type Grouping, type GroupName, loadGroupNames, loadTallies } from './statistics.store.ts';

type Query = { by: Grouping; from?: string | undefined; to?: string | undefined; unitId?: string | undefined };

function byName(language: Scope['language'], names: Map<string, GroupName>) {
  const collator = new Intl.Collator(language);
  const nameOf = (key: string) => {
    const name = names.get(key);
    return (language === 'en' ? (name?.name_en ?? name?.name) : name?.name) ?? key;
  };
  return (one: string, other: string) => collator.compare(nameOf(one), nameOf(other)) || (one < other ? -1 : 1);
}

const kinds: readonly string[] = SubmissionKind.options;
/** Kinds have no name of their own here: they stand in the order in which an item meets them. */
const byKind = (one: string, other: string) => kinds.indexOf(one) - kinds.indexOf(other);

/** Without a span: from the first day of this year to today. */
export async function readGateStatistics(scope: Scope, query: Query): Promise<z.infer<typeof GateStatistics>> {
  const to = query.to ?? scope.today;
  const from = query.from ?? `${to.slice(0, 4)}-01-01`;
  if (from > to) refuseNow('invalid', 'span_backwards', { from, to }, [{ path: 'from', code: 'span_backwards' }]);
  const reach = figuresReachOf(scope.actor);
  const tallies = await loadTallies(scope, { from, to }, query.by, reach, query.unitId ?? null);
  const calendar = await loadCalendar(scope);
  const groups = new Map<string, StepTally[]>();
  for (const tally of tallies) groups.set(tally.key, [...(groups.get(tally.key) ?? []), tally]);
  const keys = [...groups.keys()];
  const names = new Map((await loadGroupNames(scope, query.by, keys)).map((name) => [name.id, name]));
  const inOrder = query.by === 'kind' ? byKind : byName(scope.language, names);
  const items = keys.sort(inOrder).map((key) => ({
    key,
    name: names.get(key)?.name ?? null,
    nameEn: names.get(key)?.name_en ?? null,
    ...figuresOf(calendar, groups.get(key) ?? []),
  }));
  return {
    by: query.by,
    from,
    to,
    reach: reach.reach,
    limitDays: await readSetting(scope, 'gate.limitDays'),
    whole: figuresOf(calendar, tallies),
    items,
    nextCursor: null,
  };
}
