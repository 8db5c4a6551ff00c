// The history of a story: the same events that the acts themselves would have written, at their time and by their people.
import type { Filing, ItemStory, Stage } from './story.ts';

export type LedgerEvent = {
  at: Date;
  actorId: string | null;
  act: string;
  objectKind: string;
  objectId: string;
  itemId: string;
  before: unknown;
  after: unknown;
  reason: string | null;
};

export function eventsOfItem({ house, time }: Stage, story: ItemStory): LedgerEvent[] {
  const { item, ancestors, registeredAt, assignedAt, returned, acceptedAt } = story;
  const office = house.office[0] ?? house.leaders[0] ?? null;
  const superior = ancestors[0]?.personId ?? office;
  const events: LedgerEvent[] = [];
  const add = (at: Date | null, actorId: string | null, act: string, from: string, after: object, reason?: string) => {
    const fixed = { objectKind: 'item', objectId: item.id, itemId: item.id, reason: reason ?? null };
    if (at) events.push({ at, actorId, act, before: { state: from }, after, ...fixed });
  };
  const registered = { state: 'registered', code: item.code, originalDue: item.due };
  add(registeredAt, ancestors.length > 0 ? story.registeredBy : office, 'item.registered', 'draft', registered);
  add(assignedAt, superior, 'item.assigned', 'registered', { state: 'assigned' });
  add(returned?.at ?? null, item.personId, 'item.returned', 'assigned', { state: 'registered' }, returned?.reason);
  add(returned?.againAt ?? null, superior, 'item.assigned', 'registered', { state: 'assigned' });
  add(acceptedAt, item.personId, 'item.accepted', 'assigned', { state: 'in_progress' });
  if (story.closed) {
    const after = { state: 'closed', finishedOn: story.closed.finishedOn };
    add(story.closed.at, lastDecider(story, 'close_out'), 'item.closed', 'in_progress', after);
  }
  const suspended = lastDecider(story, 'suspension');
  add(story.suspendedAt, suspended, 'item.suspended', 'in_progress', { state: 'suspended' });
  const cancelled = lastDecider(story, 'cancellation');
  add(story.cancelledAt, cancelled, 'item.cancelled', 'in_progress', { state: 'cancelled' });
  return events.filter((event) => time.isPast(event.at));
}

const lastDecider = (story: ItemStory, kind: Filing['kind']): string | null =>
  story.filings.findLast((one) => one.kind === kind)?.gate.steps.findLast((step) => step.decidedAt !== null)
    ?.personId ?? null;

export function eventsOfFiling({ time }: Stage, { item }: ItemStory, filing: Filing, id: string): LedgerEvent[] {
  const about = { objectKind: 'submission', objectId: id, itemId: item.id, before: null };
  const { kind, gate, supersededAt } = filing;
  const route = gate.steps
    .filter((step) => step.position % 100 === 0)
    .map((step) => ({ kind: step.kind, personId: step.personId }));
  const events: LedgerEvent[] = [
    {
      ...about,
      at: filing.at,
      actorId: item.personId,
      act: 'submission.sent',
      after: { kind, route, noIndependentGate: gate.noIndependentGate },
      reason: filing.reason,
    },
  ];
  for (const [index, step] of gate.steps.entries()) {
    if (step.expiredOn !== null) {
      const passedTo = gate.steps[index + 1]?.personId ?? null;
      const after = { personId: step.personId, step: step.kind, due: step.due, passedTo };
      events.push({
        ...about,
        at: time.startOf(step.expiredOn),
        actorId: null,
        act: 'gate.expired',
        after,
        reason: null,
      });
    }
    if (step.decidedAt === null || supersededAt !== null) continue;
    const after = { kind, verdict: step.verdict, step: step.kind };
    events.push({
      ...about,
      at: step.decidedAt,
      actorId: step.personId,
      act: 'submission.decided',
      after,
      reason: null,
    });
  }
  if (supersededAt !== null) {
    events.push({
      ...about,
      at: supersededAt,
      actorId: item.personId,
      act: 'submission.superseded',
      after: { kind },
      reason: null,
    });
  }
  return events;
}
