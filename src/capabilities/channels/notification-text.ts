// What a message says, in the reader's language: composed when it is read or sent, from kinds, ids resolved for that reader, and days.
import type { Language, Say } from '../../platform/words.ts';
import type { LineCode, NotificationKind, Params } from './notification.rules.ts';

/** An item as far as the reader may see it; null: there is one, and he may not. */
export type SeenItem = { id: string; code: string | null; title: string | null; titleEn: string | null };
export type SeenPerson = { id: string; name: string; nameEn: string | null };

export type Told = {
  kind: NotificationKind;
  count: number;
  params: Params;
  itemId: string | null;
  item: SeenItem | null;
  actor: SeenPerson | null;
  day: string | null;
  lines: readonly StoredLine[];
};

/** As a digest keeps it: ids and days. */
export type StoredLine = {
  code: LineCode;
  count: number;
  entries: readonly { itemId: string; nodeId?: string | null; day: string | null }[];
};

/** 7月31日, 31 July. A plain day has no zone: noon UTC keeps it where it is. */
export function dayInWords(language: Language, day: string | null): string {
  if (day === null) return '—';
  const tag = language === 'en' ? 'en-GB' : 'zh-CN';
  const format = new Intl.DateTimeFormat(tag, { month: 'long', day: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${day.slice(0, 10)}T12:00:00Z`));
}

export function nameOf(say: Say, language: Language, person: SeenPerson | null): string {
  if (!person) return say(language, 'noticeWords.somebody');
  return language === 'en' ? (person.nameEn ?? person.name) : person.name;
}

/** The title where it may be read, a placeholder's code, or that there is one. */
export function itemInWords(say: Say, language: Language, itemId: string | null, item: SeenItem | null): string {
  if (itemId === null) return say(language, 'noticeWords.item.none');
  const title = language === 'en' ? (item?.titleEn ?? item?.title) : item?.title;
  if (title) return say(language, 'noticeWords.item.titled', { title });
  if (item?.code) return say(language, 'noticeWords.item.coded', { code: item.code });
  return say(language, 'noticeWords.item.unseen');
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function wordsKey({ kind, count, params }: Told): string {
  const form = count > 1 ? 'many' : 'one';
  if (kind === 'verdict') return `notices.verdict.${text(params.verdict) ?? 'passed'}.${form}`;
  if (kind.startsWith('sheet_') || kind.startsWith('help_')) {
    return `notices.${kind}.${count > 1 ? 'many' : params.mine === true ? 'mine' : 'told'}`;
  }
  return `notices.${kind}.${form}`;
}

export function lineInWords(say: Say, language: Language, { code, count }: Pick<StoredLine, 'code' | 'count'>): string {
  const named = say(language, `notificationKinds.${code}`);
  return named === `notificationKinds.${code}`
    ? say(language, `reminders.${code}`, { count })
    : say(language, 'reminders.news', { kind: named, count });
}

export function tellInWords(say: Say, language: Language, told: Told): string {
  const { params } = told;
  const colour = text(params.colour);
  return say(language, wordsKey(told), {
    item: itemInWords(say, language, told.itemId, told.item),
    person: nameOf(say, language, told.actor),
    day: dayInWords(language, told.day ?? text(params.replyBy) ?? text(params.acceptBy) ?? text(params.until)),
    from: dayInWords(language, text(params.from)),
    to: dayInWords(language, text(params.to)),
    n: told.count,
    submissionKind: text(params.submissionKind) ?? 'report',
    sheet: text(params.number) ?? (colour ? say(language, `noticeWords.sheets.${colour}`) : ''),
    lines: told.lines.map((line) => lineInWords(say, language, line)).join(say(language, 'noticeWords.between')),
  });
}
