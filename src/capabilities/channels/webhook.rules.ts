// What webhooks send and when they try again: kinds, bodies by ids, the schedule of attempts. Pure.

/** Families of acts that may leave the product: work, never people, roles, settings or keys. */
export const WEBHOOK_FAMILIES = [
  'item',
  'node',
  'submission',
  'gate',
  'condition',
  'guidance',
  'negotiation',
  'override',
  'cause',
  'sheet',
  'help',
  'focus',
  'cycle',
] as const;
export type WebhookFamily = (typeof WEBHOOK_FAMILIES)[number];

/** A family (`sheet`) or one act of it (`sheet.issued`). */
export const WEBHOOK_KIND = new RegExp(`^(${WEBHOOK_FAMILIES.join('|')})(\\.[a-z_]+)?$`);

/** Whether a webhook that asked for these kinds is told of the act. */
export function takesAct(kinds: readonly string[], act: string): boolean {
  const family = act.split('.')[0] ?? '';
  return WEBHOOK_KIND.test(act) && (kinds.includes(family) || kinds.includes(act));
}

export type WebhookBody = {
  /** The event's; the same at every attempt. */
  id: string;
  kind: string;
  /** RFC 3339. */
  at: string;
  objectKind: string;
  objectId: string;
  itemId: string | null;
  code: string | null;
  light: string | null;
  /** Of a sheet. */
  colour: string | null;
  /** Below the public address. */
  path: string;
};

export type ToldEvent = {
  id: string;
  at: string;
  act: string;
  objectKind: string;
  objectId: string;
  itemId: string | null;
  after: Record<string, unknown> | null;
};

const COLOURS = ['yellow', 'orange', 'red'];

/** Where a reader opens what the event is about. */
export function pathOf(event: Pick<ToldEvent, 'objectKind' | 'objectId' | 'itemId'>): string {
  if (event.objectKind === 'sheet') return `/sheets/${event.objectId}`;
  if (event.objectKind === 'help_request') return `/help/${event.objectId}`;
  if (event.itemId !== null) return `/items/${event.itemId}`;
  return event.objectKind === 'cycle' ? `/cycles/${event.objectId}` : '/';
}

/** Ids, kind, code, light and link; nothing that anybody wrote. */
export function bodyOf(event: ToldEvent, item: { code: string; light: string } | null): WebhookBody {
  const colour = event.objectKind === 'sheet' ? event.after?.colour : undefined;
  return {
    id: event.id,
    kind: event.act,
    at: event.at,
    objectKind: event.objectKind,
    objectId: event.objectId,
    itemId: event.itemId,
    code: item?.code ?? null,
    light: item?.light ?? null,
    colour: COLOURS.includes(String(colour)) ? String(colour) : null,
    path: pathOf(event),
  };
}

/** Seconds from a failed try to the next: 30 s, 2 min, 10 min, 30 min, 2 h, 6 h, 12 h. */
export const PAUSES = [30, 120, 600, 1800, 7200, 21_600, 43_200] as const;

/** Seconds until the next try after `tries` failed ones (1 or more); null where it is given up and becomes a dead letter. */
export const pauseAfter = (tries: number): number | null => PAUSES[tries - 1] ?? null;

/** A webhook that has answered nothing well for this long is stopped, in milliseconds: three days. */
export const STOPPED_AFTER = 3 * 24 * 3600 * 1000;

/** Whether a dead letter stops its webhook: it has failed all along since `failingSince`. */
export const stopsNow = (failingSince: Date | null, now: Date): boolean =>
  failingSince !== null && now.getTime() - failingSince.getTime() >= STOPPED_AFTER;

export type WebhookFormat = 'cloudevents' | 'wecom' | 'dingtalk' | 'feishu';

/**
 * The address as lists show it: without the key that opens it. Robots carry theirs in the query (WeCom, DingTalk) or as the last part of the
 * path (Feishu); a query of any other address may hold one too.
 */
export function shownAddress(format: WebhookFormat, address: string): string {
  const url = new URL(address);
  const path = format === 'feishu' ? url.pathname.replace(/[^/]+\/?$/, '…') : url.pathname;
  return `${url.protocol}//${url.host}${path}${url.search === '' ? '' : '?…'}`;
}

export type Verdict = { delivered: boolean; error: string | null; answerCode: number | null; givenUp: boolean };

const ROBOT_FIELD: Record<WebhookFormat, string | null> = {
  cloudevents: null,
  wecom: 'errcode',
  dingtalk: 'errcode',
  feishu: 'code',
};

function readNumber(body: string, field: string): number | null {
  try {
    const value: unknown = (JSON.parse(body) as Record<string, unknown> | null)?.[field];
    return typeof value === 'number' && Number.isInteger(value) ? value : null;
  } catch {
    return null;
  }
}

/** What an answer means. Robots answer 200 to what they refuse and say so in the body; 410 means never again. */
export function judgeAnswer(format: WebhookFormat, status: number, body: string): Verdict {
  const failed = (error: string, answerCode: number | null = null, givenUp = false): Verdict => ({
    delivered: false,
    error,
    answerCode,
    givenUp,
  });
  if (status === 410) return failed('gone', null, true);
  if (status >= 300 && status < 400) return failed('redirected');
  if (status < 200 || status >= 300) return failed('status_refused');
  const field = ROBOT_FIELD[format];
  if (field === null) return { delivered: true, error: null, answerCode: null, givenUp: false };
  const code = readNumber(body, field);
  if (code === null) return failed('robot_unclear');
  return code === 0 ? { delivered: true, error: null, answerCode: 0, givenUp: false } : failed('robot_refused', code);
}
