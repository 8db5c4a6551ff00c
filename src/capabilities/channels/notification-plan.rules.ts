// From one event to its messages: who is to learn of it, and as what. Pure; one event, one message a person, none to whoever did it.
import type { NotificationKind, Params } from './notification.rules.ts';

export type PlannedEvent = {
  id: string;
  act: string;
  /** Events of one act share it: they happened in one transaction. */
  actKey: string;
  actorId: string | null;
  onBehalfOf: string | null;
  itemId: string | null;
  objectKind: string;
  objectId: string;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
};

export type SubmissionFacts = {
  kind: string;
  /** Still waits for a verdict. */
  pending: boolean;
  /** Who is heard when it ends: submitter, the one on whose behalf, the responsible person then and now. */
  doers: readonly string[];
  /** Who decides next, with the delegates of today. */
  open: readonly string[];
  /** The event that ended it, or the last verdict so far. */
  lastVerdictId: string | null;
};

/** What the event says nothing of; null and empty where it does not apply. */
export type EventFacts = {
  responsibleId: string | null;
  superiorIds: readonly string[];
  submission: SubmissionFacts | null;
  receiverId: string | null;
  officeIds: readonly string[];
};

export type Message = { personId: string; kind: NotificationKind; params: Params };

type Plan = (event: PlannedEvent, facts: EventFacts) => Message[];

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
const after = (event: PlannedEvent, field: string) => text(event.after?.[field]);
const before = (event: PlannedEvent, field: string) => text(event.before?.[field]);

const tell = (
  persons: readonly (string | null | undefined)[],
  kind: NotificationKind,
  params: Params = {},
): Message[] => persons.flatMap((personId) => (personId ? [{ personId, kind, params }] : []));

/** Those of the event's fields that a message needs, as they are: ids, codes, days and numbers. */
function picked(event: PlannedEvent, ...fields: string[]): Params {
  const found: Record<string, string | number | boolean | null> = {};
  for (const field of fields) {
    const value = event.after?.[field];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') found[field] = value;
  }
  return found;
}

const toResponsible =
  (kind: NotificationKind, ...fields: string[]): Plan =>
  (event, { responsibleId }) =>
    tell([responsibleId], kind, picked(event, ...fields));

const toOffice =
  (kind: NotificationKind, ...fields: string[]): Plan =>
  (event, { officeIds }) => {
    const concerned = after(event, 'personId');
    return tell(
      officeIds.filter((id) => id !== concerned),
      kind,
      picked(event, ...fields),
    );
  };

/** Whoever the act itself names; the one who must answer is told so, the others are told of it. */
const toNamed =
  (kind: NotificationKind, mustAct: string, ...fields: string[]): Plan =>
  (event) =>
    texts(event.after?.addresseeIds).flatMap((personId) =>
      tell([personId], kind, { ...picked(event, ...fields), mine: after(event, mustAct) === personId }),
    );

const gateWaits = (submission: SubmissionFacts): Message[] =>
  tell(submission.open, 'gate_waits', { submissionKind: submission.kind });

const sent: Plan = (_, { submission }) => {
  if (!submission?.pending) return [];
  // What has meanwhile been decided is told by the verdict's own event.
  return submission.lastVerdictId === null ? gateWaits(submission) : [];
};

const decided: Plan = (event, { submission }) => {
  if (!submission || submission.lastVerdictId !== event.id) return [];
  if (submission.pending) return gateWaits(submission);
  return tell(submission.doers, 'verdict', { ...picked(event, 'verdict'), submissionKind: submission.kind });
};

/** The one who lost the step, and the one who has it now. */
const moved =
  (loser: (event: PlannedEvent) => string | null, lost: NotificationKind): Plan =>
  (event, { submission }) => {
    const params = { submissionKind: submission?.kind ?? null };
    const taker = after(event, 'passedTo') ?? (event.act === 'gate.expired' ? null : after(event, 'personId'));
    return [...tell([loser(event)], lost, params), ...tell([taker], 'gate_waits', params)];
  };

const negotiated: Plan = (event, facts) => {
  const others = event.after?.side === 'superior' ? [facts.receiverId] : facts.superiorIds;
  return tell(others, 'negotiation_waits', picked(event, 'replyBy', 'n'));
};

const bothSides: Plan = (event, facts) =>
  tell([facts.receiverId, ...facts.superiorIds], 'negotiation_ended', { outcome: event.act.split('.')[1] ?? '' });

const PLANS: Readonly<Record<string, Plan>> = {
  'item.assigned': toResponsible('item_assigned', 'acceptBy'),
  'item.returned': (_, { superiorIds }) => tell(superiorIds, 'item_returned'),
  'item.handed_over': (event) =>
    tell([after(event, 'responsiblePersonId')], 'item_handed_over', picked(event, 'interim')),
  'item.transferred': (event) => tell([after(event, 'responsiblePersonId')], 'item_transferred'),
  'item.suspended': toResponsible('item_suspended'),
  'item.cancelled': toResponsible('item_cancelled'),
  'item.reopened': toResponsible('item_reopened'),
  'submission.sent': sent,
  'submission.decided': decided,
  'gate.expired': moved((event) => after(event, 'personId'), 'gate_lost'),
  'gate.rerouted': moved((event) => before(event, 'personId'), 'gate_moved'),
  'gate.recused': moved(() => null, 'gate_moved'),
  'negotiation.opened': (event, facts) => tell([facts.receiverId], 'negotiation_waits', picked(event, 'replyBy')),
  'negotiation.proposed': negotiated,
  'negotiation.countered': negotiated,
  'negotiation.limit_passed': (event, facts) =>
    tell([facts.receiverId, ...facts.superiorIds], 'negotiation_limit', picked(event, 'replyBy')),
  'negotiation.agreed': bothSides,
  'negotiation.decided': bothSides,
  'guidance.given': toResponsible('guidance'),
  'condition.verified': toResponsible('condition_verified'),
  'override.proposed': (_, { superiorIds }) => tell(superiorIds, 'override_waits'),
  'override.signed': toResponsible('override_signed', 'until'),
  'role.proposed': toOffice('role_proposed', 'role', 'personId'),
  'post.created': (event, facts) =>
    event.after?.state === 'proposed' ? toOffice('post_proposed', 'personId')(event, facts) : [],
  'role.granted': (event) => tell([after(event, 'personId')], 'role_granted', picked(event, 'role')),
  'delegation.created': (event) => tell([after(event, 'delegateId')], 'delegation_given', picked(event, 'from', 'to')),
  'cycle.opened': toOffice('cycle_opened', 'kind', 'from', 'to'),
  'cycle.frozen': toOffice('cycle_frozen', 'kind', 'from', 'to'),
  'cycle.reopened': toOffice('cycle_reopened', 'kind', 'from', 'to'),
  'focus.pinned': toResponsible('focus_pinned'),
  'focus.decided': toResponsible('focus_decided'),
  'sheet.issued': toNamed('sheet_issued', 'personId', 'colour', 'number', 'replyBy', 'rule'),
  'sheet.climbed': toNamed('sheet_climbed', 'personId', 'colour', 'number', 'replyBy', 'rule'),
  'sheet.replied': toNamed('sheet_replied', 'judgeId', 'colour', 'number'),
  'sheet.judged': toNamed('sheet_judged', 'personId', 'colour', 'number', 'verdict', 'replyBy'),
  'sheet.voided': toNamed('sheet_voided', 'personId', 'colour', 'number'),
  'help.asked': toNamed('help_asked', 'addresseeId', 'replyBy'),
  'help.answered': toNamed('help_answered', 'askerId'),
  'help.declined': toNamed('help_declined', 'askerId'),
  'webhook.stopped': (event) => tell(texts(event.after?.addresseeIds), 'webhook_stopped'),
  'help.climbed': toNamed('help_climbed', 'addresseeId', 'replyBy'),
};

/** The acts that anybody is told of; the rest of history is passed over unread. */
export const TOLD_ACTS: readonly string[] = Object.keys(PLANS);

/** The messages of one event: at most one a person, none to the actor or to the one for whom he acted. */
export function messagesFor(event: PlannedEvent, facts: EventFacts): Message[] {
  const told = new Set([event.actorId, event.onBehalfOf]);
  const messages: Message[] = [];
  for (const message of PLANS[event.act]?.(event, facts) ?? []) {
    if (told.has(message.personId)) continue;
    told.add(message.personId);
    messages.push(message);
  }
  return messages;
}
