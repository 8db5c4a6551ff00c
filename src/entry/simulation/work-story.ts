// The work on an item in the story: nodes claimed in time, late or never; reports by cycle; closing, sleeping, giving up.
import { addDays, type Day, laterOf } from '../../capabilities/institution/calendar.rules.ts';
import { owesReports } from '../../capabilities/progress/facts.rules.ts';
import { passGate } from './gate-story.ts';
import { diligenceOf, routeFactsOf } from './house.ts';
import { between, chance } from './keyed-chance.ts';
import type { PlanNode } from './plan.ts';
import { fileReports } from './report-story.ts';
import { type Claim, type Filing, filing, type ItemStory, inChinese, isFiled, type Stage } from './story.ts';

export function tellWork(stage: Stage, story: ItemStory, richness: 'full' | 'lean'): void {
  const { time } = stage;
  const { item } = story;
  if (story.acceptedAt === null) return;
  const from = laterOf(time.workingDay(time.dayOf(story.acceptedAt), 1), item.start);
  const stop = giveUp(stage, story, from);
  const claims = plannedClaims(stage, story, from).filter((claim) => claim.day <= stop);
  if (owesReports(item)) fileReports(stage, story, { from, stop, claims, richness });
  for (const claim of claims) fileClaim(stage, story, claim);
  if (stop === time.endDay) closeOut(stage, story, from);
  story.filings.sort((a, b) => a.at.getTime() - b.at.getTime());
}

const isFinisher = (code: string): boolean => chance(`${code} finishes`) < 0.8;

function plannedClaims({ house, time }: Stage, { item }: ItemStory, from: Day): Claim[] {
  const diligence = diligenceOf(house, item.personId, item.unitId, item.code);
  const dueSoon = item.children === 0 && item.due <= addDays(time.endDay, 5);
  return item.nodes
    .flatMap((node): Claim[] => {
      const key = `${item.code} node ${node.title} ${node.date}`;
      const luck = chance(key);
      if (dueSoon && isFinisher(item.code)) {
        const ahead = luck < diligence ? between(`${key} ahead`, 3, 8) : -between(`${key} behind`, 1, 9);
        return [{ node, day: laterOf(from, addDays(node.date, -ahead)) }];
      }
      if (luck < diligence + (1 - diligence) * 0.3) {
        return [{ node, day: laterOf(from, addDays(node.date, -between(`${key} ahead`, 0, 6))) }];
      }
      if (luck > 1 - (1 - diligence) * 0.35) return [];
      return [{ node, day: laterOf(from, addDays(node.date, between(`${key} behind`, 2, 25))) }];
    })
    .map((claim) => ({ ...claim, day: time.workingDay(claim.day, 0) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** A claim of its own; sent back, it is put forward once more. */
function fileClaim(stage: Stage, story: ItemStory, claim: Claim, again = false): void {
  const { time, house } = stage;
  if (!again && isFiled(story, claim.node)) {
    reclaim(stage, story, claim);
    return;
  }
  const key = `${story.item.code} claim ${claim.node.title} ${claim.node.date} ${again}`;
  const at = time.at(claim.day, key);
  if (!time.isPast(at)) return;
  const gate = passGate(house, time, {
    kind: 'node',
    claims: true,
    facts: routeFactsOf(house, story.item, story.ancestors),
    unitId: story.item.unitId,
    at,
    key,
    mayReturn: !again,
  });
  story.filings.push(filing({ kind: 'node', at, day: time.dayOf(at), gate, nodes: [claim.node] }));
  if (!again) reclaim(stage, story, claim);
}

function reclaim(stage: Stage, story: ItemStory, { node }: Claim): void {
  const sentBack = story.filings.find((one) => one.nodes.includes(node) && one.gate.state === 'returned');
  const endedAt = sentBack?.gate.endedAt;
  if (!endedAt) return;
  const day = stage.time.workingDay(
    stage.time.dayOf(endedAt),
    between(`${story.item.code} repairs ${node.title}`, 2, 6),
  );
  fileClaim(stage, story, { node, day }, true);
}

/** The last day of work: the story's end, or that on which the item fell asleep or was given up. */
function giveUp(stage: Stage, story: ItemStory, from: Day): Day {
  const { time, house } = stage;
  const { item } = story;
  const luck = chance(`${item.code} gives up`);
  if (item.children > 0 || item.level < 5 || luck > 0.011) return time.endDay;
  const kind = luck < 0.0065 ? 'suspension' : 'cancellation';
  const day = time.workingDay(addDays(from, between(`${item.code} gives up after`, 15, 70)), 0);
  const at = time.at(day, `${item.code} gives up`);
  const gate = passGate(house, time, {
    kind,
    claims: true,
    facts: routeFactsOf(house, item, story.ancestors),
    unitId: item.unitId,
    at,
    key: `${item.code} ${kind}`,
    mayReturn: false,
  });
  if (!time.isPast(at) || gate.endedAt === null) return time.endDay;
  const reason = inChinese(stage, item)
    ? kind === 'suspension'
      ? '合作单位场地改造，设备暂不能进场，待交付后恢复。'
      : '上级已另行安排同类项目，不再重复实施。'
    : kind === 'suspension'
      ? "The partner's site is being rebuilt; work resumes once it is handed over."
      : 'A higher authority runs the same project now; doing it twice serves nobody.';
  story.filings.push(filing({ kind, at, day: time.dayOf(at), gate, reason }));
  if (kind === 'suspension') story.suspendedAt = gate.endedAt;
  else story.cancelledAt = gate.endedAt;
  return addDays(time.dayOf(at), -1);
}

/** Put forward once every node is verified; the day of the submission is the day on which the item was finished. */
function closeOut(stage: Stage, story: ItemStory, from: Day): void {
  const { time, house } = stage;
  const { item } = story;
  if (item.children > 0 || item.due > addDays(time.endDay, 5) || !isFinisher(item.code)) return;
  const verifiedAt = lastVerified(story, item.nodes);
  if (verifiedAt === null && item.nodes.length > 0) return;
  const ready = verifiedAt ?? time.startOf(laterOf(from, addDays(item.due, -between(`${item.code} ready`, -4, 6))));
  const day = time.workingDay(time.dayOf(ready), between(`${item.code} closes`, 0, 2));
  const at = time.at(day, `${item.code} closes`, ready);
  // an item without nodes must be whole in its reports first
  if (!time.isPast(at) || time.dayOf(at) < from) return;
  const gate = passGate(house, time, {
    kind: 'close_out',
    claims: true,
    facts: routeFactsOf(house, item, story.ancestors),
    unitId: item.unitId,
    at,
    key: `${item.code} close-out`,
    mayReturn: false,
  });
  story.filings = story.filings.filter((one) => one.at < at);
  story.filings.push(filing({ kind: 'close_out', at, day: time.dayOf(at), gate }));
  if (gate.endedAt !== null) story.closed = { at: gate.endedAt, finishedOn: time.dayOf(at) };
}

function lastVerified(story: ItemStory, nodes: readonly PlanNode[]): Date | null {
  let last: Date | null = null;
  for (const node of nodes) {
    const passed: Filing | undefined = story.filings.find(
      (one) => one.nodes.includes(node) && one.gate.state === 'passed',
    );
    if (!passed?.gate.endedAt) return null;
    if (last === null || passed.gate.endedAt > last) last = passed.gate.endedAt;
  }
  return last;
}
