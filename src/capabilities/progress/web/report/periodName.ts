// Names a reporting period the way the reader's language does: July 2026, week of 6 Jul, third quarter.
import { type Language, useWords, type Words } from '../../../../web/language.ts';

export interface Period {
  kind: 'week' | 'month' | 'quarter';
  from: string;
  to: string;
}

const noon = (day: string) => new Date(`${day}T12:00:00Z`);

export function periodName(period: Period, language: Language, t: Words): string {
  const tag = language === 'en' ? 'en-GB' : 'zh-CN';
  const year = period.from.slice(0, 4);
  if (period.kind === 'month') {
    return new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(noon(period.from));
  }
  if (period.kind === 'quarter') {
    return t('report:quarter', { n: Math.ceil(Number(period.from.slice(5, 7)) / 3), year });
  }
  const day = new Intl.DateTimeFormat(tag, { month: 'short', day: 'numeric', timeZone: 'UTC' });
  return t('report:week', { from: day.format(noon(period.from)), to: day.format(noon(period.to)) });
}

export function usePeriodName(): (period: Period) => string {
  const { language, t } = useWords();
  return (period) => periodName(period, language, t);
}
