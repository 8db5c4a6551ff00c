// Writes dates, times, numbers and percentages the way the reader's language does.
import { type Language, useWords } from './language.ts';

const locale = (language: Language) => (language === 'en' ? 'en-GB' : 'zh-CN');

// A plain date has no zone: it is read and written at noon UTC so that no browser's zone can move it.
const plainDay = (date: string) => new Date(`${date.slice(0, 10)}T12:00:00Z`);

export interface Formats {
  /** 7月31日 / 31 Jul; with the year when it is not the year of `near`. */
  day: (date: string | null | undefined, near?: string) => string;
  /** 07-31, or 2027-07-31 outside the year of `near`: for columns, where dates stand below each other. */
  shortDay: (date: string | null | undefined, near: string) => string;
  fullDay: (date: string | null | undefined) => string;
  moment: (time: string | null | undefined) => string;
  /** 46.20, or — when unset. */
  value: (value: number | null | undefined) => string;
  percent: (value: number | null | undefined) => string;
  count: (value: number) => string;
  /** A measured figure with the decimals that it has, four at most: 100, 0.35, or — when unset. */
  figure: (value: number | null | undefined) => string;
}

export const unset = '—';

export function formatsFor(language: Language, timeZone: string): Formats {
  const tag = locale(language);
  const day = new Intl.DateTimeFormat(tag, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  const fullDay = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(tag, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone,
  });
  const exact = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const rounded = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(tag);
  const figures = new Intl.NumberFormat(tag, { maximumFractionDigits: 4 });
  return {
    day: (date, near) => {
      if (!date) return unset;
      const sameYear = !near || date.slice(0, 4) === near.slice(0, 4);
      return (sameYear ? day : fullDay).format(plainDay(date));
    },
    shortDay: (date, near) => {
      if (!date) return unset;
      return date.slice(0, 4) === near.slice(0, 4) ? date.slice(5, 10) : date.slice(0, 10);
    },
    fullDay: (date) => (date ? fullDay.format(plainDay(date)) : unset),
    moment: (time) => (time ? moment.format(new Date(time)) : unset),
    value: (value) => (value === null || value === undefined ? unset : exact.format(value)),
    percent: (value) => (value === null || value === undefined ? unset : `${rounded.format(value)}%`),
    count: (value) => whole.format(value),
    figure: (value) => (value === null || value === undefined ? unset : figures.format(value)),
  };
}

const cache = new Map<string, Formats>();

/** Formats of the present language; formatters are kept because making them is slow. */
export function useFormats(timeZone = 'Asia/Shanghai'): Formats {
  const { language } = useWords();
  const key = `${language} ${timeZone}`;
  const known = cache.get(key);
  if (known) return known;
  const made = formatsFor(language, timeZone);
  cache.set(key, made);
  return made;
}
