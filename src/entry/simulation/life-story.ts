// How an item comes down to its person: registered, assigned, signed for in time or late, sent back once, decomposed further.
import { passGate } from './gate-story.ts';
import { diligenceOf, routeFactsOf } from './house.ts';
import { between, chance, pick } from './keyed-chance.ts';
import type { PlanItem } from './plan.ts';
import { filing, type ItemStory, inChinese, type Stage } from './story.ts';

const RETURN_REASONS = [
  [
    '时间与期末考试冲突，请顺延或调整人员。',
    'It falls into the examination weeks; please move it or name somebody else.',
  ],
  [
    '完成标准与学院实际条件不符，请明确经费来源。',
    'The standard does not fit what the school has; please name the source of funds.',
  ],
  [
    '本人已承担两项同期任务，建议由团队共同承担。',
    'I carry two tasks of the same time already; let the team share it.',
  ],
] as const;

/** Days that this place needs for a step that takes a good one `quick` days. */
const daysFor = (key: string, quick: number, diligence: number): number =>
  between(key, 0, quick) + (chance(`slow ${key}`) < diligence ? 0 : between(`slower ${key}`, 1, 5));

export function tellLife(stage: Stage, item: PlanItem, parent: ItemStory | null, children: PlanItem[]): ItemStory {
  const story: ItemStory = {
    item,
    ancestors: parent ? [parent.item, ...parent.ancestors] : [],
    children,
    registeredBy: null,
    registeredAt: null,
    assignedAt: null,
    returned: null,
    acceptedAt: null,
    filings: [],
    suspendedAt: null,
    cancelledAt: null,
    closed: null,
  };
  const registeredAt = registration(stage, item, parent);
  if (registeredAt === null || !stage.time.isPast(registeredAt)) return story;
  story.registeredAt = registeredAt;
  story.registeredBy =
    passedDecomposition(parent)?.gate.steps.findLast((step) => step.decidedAt !== null)?.personId ?? null;
  assign(stage, story);
  if (story.acceptedAt !== null && item.children > 0) decompose(stage, story);
  return story;
}

/** A root by the office at the year's start; a child when its parent's decomposition has passed. */
function registration({ time, firstDay }: Stage, item: PlanItem, parent: ItemStory | null): Date | null {
  if (!parent)
    return time.at(time.workingDay(firstDay, between(`${item.code} registered`, 0, 1)), `${item.code} registered`);
  return passedDecomposition(parent)?.gate.endedAt ?? null;
}

const passedDecomposition = (parent: ItemStory | null) =>
  parent?.filings.find((one) => one.kind === 'decomposition' && one.gate.state === 'passed');

function assign(stage: Stage, story: ItemStory): void {
  const { time, house } = stage;
  const { item } = story;
  const code = item.code;
  const from = time.dayOf(story.registeredAt ?? time.end);
  const assignedAt = time.at(
    time.workingDay(from, between(`${code} assigned`, 0, 1)),
    `${code} assigned`,
    story.registeredAt ?? undefined,
  );
  if (!time.isPast(assignedAt)) return;
  story.assignedAt = assignedAt;
  const diligence = diligenceOf(house, item.personId, item.unitId, item.code);
  const assignedOn = time.dayOf(assignedAt);
  let base: Date = assignedAt;
  if (item.level >= 4 && chance(`${code} sent back`) < 0.012) {
    const at = time.at(time.workingDay(assignedOn, between(`${code} back`, 1, 3)), `${code} back`, assignedAt);
    const againAt = time.at(time.workingDay(time.dayOf(at), between(`${code} again`, 1, 3)), `${code} again`, at);
    if (!time.isPast(againAt)) return;
    const [chinese, english] = pick(`${code} why back`, RETURN_REASONS);
    story.returned = { at, againAt, reason: inChinese(stage, item) ? chinese : english };
    base = againAt;
  }
  const days = daysToAccept(code, item, diligence);
  if (days === null) return;
  const acceptedAt = time.at(time.workingDay(time.dayOf(base), days), `${code} accepted`, base);
  if (time.isPast(acceptedAt)) story.acceptedAt = acceptedAt;
}

/** In time within three working days; null: not signed to this day. */
function daysToAccept(code: string, item: PlanItem, diligence: number): number | null {
  const luck = chance(`${code} signs`);
  if (luck < diligence + (1 - diligence) * 0.25) return between(`${code} signs soon`, 0, item.children > 0 ? 1 : 3);
  const never = item.children > 0 ? 0.04 : 0.3;
  if (luck > 1 - (1 - diligence) * never) return null;
  return between(`${code} signs late`, 4, item.children > 0 ? 7 : 14);
}

function decompose(stage: Stage, story: ItemStory): void {
  const { time, house } = stage;
  const { item, ancestors } = story;
  const accepted = story.acceptedAt ?? time.end;
  const days = daysFor(
    `${item.code} decomposes`,
    item.level <= 2 ? 1 : 3,
    diligenceOf(house, item.personId, item.unitId, item.code),
  );
  const at = time.at(time.workingDay(time.dayOf(accepted), days), `${item.code} decomposes`, accepted);
  if (!time.isPast(at)) return;
  const gate = passGate(house, time, {
    kind: 'decomposition',
    claims: true,
    facts: routeFactsOf(house, item, ancestors),
    unitId: item.unitId,
    at,
    key: `${item.code} decomposition`,
    mayReturn: false,
  });
  story.filings.push(filing({ kind: 'decomposition', at, day: time.dayOf(at), gate }));
}
