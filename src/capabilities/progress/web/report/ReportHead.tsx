// What the report is about: the item, the period that it serves, the last day for it, and the strip of its line.
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { LinkageStrip } from '../../../../web/ui/LinkageStrip.tsx';
import { itemQuery } from '../item/itemQueries.ts';
import { usePeriodName } from './periodName.ts';
import type { FormStart } from './reportDraft.ts';

interface ReportHeadProps {
  itemId: string;
  period: FormStart['period'];
  /** A page's own heading, or one inside a drawer. */
  heading: 'h1' | 'h3';
}

export function ReportHead({ itemId, period, heading: Heading }: ReportHeadProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const me = useMe();
  const nameOf = usePeriodName();
  const { data: item } = useQuery(itemQuery(itemId));
  const isLate = me.today > period.deadline;
  const levels = me.institution.levels.map((level) => twin(level.name, level.nameEn));
  return (
    <header className="report-head">
      <p className="small quiet">
        {item?.code && `${item.code} · `}
        {nameOf(period)} ·{' '}
        <span className={isLate ? 'late-words' : undefined}>
          {t(isLate ? 'report:lateSince' : 'report:before', { day: day(period.deadline, me.today) })}
        </span>
      </p>
      <Heading>{item ? twin(item.title, item.titleEn) || t('item.placeholder') : '\u00a0'}</Heading>
      <span className="report-strip">{item && <LinkageStrip steps={item.strip} levelNames={levels} />}</span>
    </header>
  );
}
