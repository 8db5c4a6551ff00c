// The kinds of messages that reach people: how urgent each is and where it leads. Pure.

export const NOTIFICATION_KINDS = [
  'item_assigned',
  'item_returned',
  'item_handed_over',
  'item_transferred',
  'item_suspended',
  'item_cancelled',
  'item_reopened',
  'gate_waits',
  'gate_lost',
  'gate_moved',
  'verdict',
  'negotiation_waits',
  'negotiation_limit',
  'negotiation_ended',
  'guidance',
  'condition_verified',
  'override_waits',
  'override_signed',
  'role_proposed',
  'post_proposed',
  'role_granted',
  'delegation_given',
  'cycle_opened',
  'cycle_frozen',
  'cycle_reopened',
  'focus_pinned',
  'focus_decided',
  'sheet_issued',
  'sheet_climbed',
  'sheet_replied',
  'sheet_judged',
  'sheet_voided',
  'help_asked',
  'help_answered',
  'help_declined',
  'help_climbed',
  'webhook_stopped',
  'digest',
  'mail_test',
] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What a digest reminds of, in the order in which it says so. */
export const REMINDERS = [
  'to_sign',
  'item_due_1',
  'node_due_1',
  'report_0',
  'item_due_5',
  'node_due_5',
  'report_2',
] as const;
export type ReminderCode = (typeof REMINDERS)[number];
/** A line of a digest: a reminder, or messages of a kind that nobody was told of yet. */
export type LineCode = ReminderCode | NotificationKind;

/** now: by e-mail at once, outside quiet hours; digest: told of by the next digest; quiet: in the inbox alone. */
export type Urgency = 'now' | 'digest' | 'quiet';
export type Param = string | number | boolean | null;
export type Params = Readonly<Record<string, Param>>;

const AT_ONCE: ReadonlySet<NotificationKind> = new Set([
  'item_returned',
  'sheet_issued',
  'sheet_climbed',
  'sheet_replied',
  'sheet_judged',
  'help_asked',
  'help_answered',
  'help_declined',
  'help_climbed',
  'digest',
  'mail_test',
]);

/**
 * A report that passed is what everybody expects of it: it fills no mailbox. Any other verdict is waited for.
 * @param params of the message; `submissionKind` and `verdict` are read
 */
export function urgencyOf(kind: NotificationKind, params: Params): Urgency {
  if (kind === 'verdict') return params.submissionKind === 'report' && params.verdict === 'passed' ? 'quiet' : 'now';
  return AT_ONCE.has(kind) ? 'now' : 'digest';
}

export type Place = { itemId: string | null; objectKind: string | null; objectId: string | null };

/** Where the reader acts or reads on: an address below the product's own. */
export function linkOf(kind: NotificationKind, place: Place): string {
  if (kind === 'digest') return '/';
  if (kind === 'mail_test') return '/settings';
  if (kind === 'webhook_stopped') return '/settings/webhooks';
  if (kind === 'gate_waits') return `/review?id=${place.objectId ?? ''}`;
  if (place.objectKind === 'sheet') return `/sheets/${place.objectId ?? ''}`;
  if (place.objectKind === 'help_request') return `/help/${place.objectId ?? ''}`;
  if (place.objectKind === 'cycle' && place.itemId === null) return `/cycles/${place.objectId ?? ''}`;
  if (place.objectKind === 'role' || place.objectKind === 'post' || place.objectKind === 'delegation')
    return '/settings';
  if (place.itemId !== null) return `/items/${place.itemId}`;
  return '/';
}

/** Whether the reader may follow a message: he sees its item, or was asked for help, which is read without the item. */
export const mayFollow = ({ itemId, item, objectKind }: Omit<Place, 'objectId'> & { item: unknown }): boolean =>
  itemId === null || item !== null || readsWithoutItem(objectKind);

/** Everybody who was asked for help reads the request, also one who does not see the item. */
export const readsWithoutItem = (objectKind: string | null): boolean => objectKind === 'help_request';

/** How a person may want to be reached by e-mail. */
export type EmailWish = 'all' | 'digest' | 'none';

/** Whether a message leaves by e-mail: the digest unless nothing is wanted, what is urgent only for those who want all, a test always. */
export function leavesByMail(kind: NotificationKind, urgency: Urgency, wish: EmailWish): boolean {
  if (kind === 'mail_test') return true;
  if (urgency !== 'now' || wish === 'none') return false;
  return kind === 'digest' || wish === 'all';
}

const STALE_DAYS = 7;

/** What is told of only days later, after a long stop or a restored backup, still enters the inbox but fills no mailbox. */
export const urgencyAfter = (urgency: Urgency, ageInDays: number): Urgency =>
  ageInDays > STALE_DAYS ? 'quiet' : urgency;
