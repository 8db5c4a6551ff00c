// What was said about an item, cycle by cycle: done, problem, help wanted, next; late stays visible.
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Light } from '../../../../web/ui/Light.tsx';
import { ReportHelp } from '../../../promotion/web/help/ReportHelp.tsx';
import { EvidenceLine } from './EvidenceLine.tsx';
import { type Item, reportsQuery } from './itemQueries.ts';

export function ReportList({ item }: { item: Item }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day, moment, value } = useFormats();
  const { data, error, isPending } = useQuery(reportsQuery(item.id));
  const nameOf = (one: Item) => twin(one.title ?? '', one.titleEn) || t('item.placeholder');
  if (item.state === 'draft' || item.state === 'registered') return null;
  return (
    <section className="item-part" id="reports">
      <h2>{t('item-page:report.title')}</h2>
      <Refusal error={error} />
      {isPending && <Skeleton rows={3} />}
      {data?.items.length === 0 && <p className="quiet">{t('item-page:report.none')}</p>}
      <ol className="reports">
        {data?.items.map((report) => (
          <li key={report.id} className="report">
            <p className="report-head">
              <b>{t('item-page:report.period', { from: day(report.period.from), to: day(report.period.to) })}</b>
              <Light colour={report.selfRatedLight} />
              {report.progress !== null && <span>{value(report.progress)}</span>}
              <span className="quiet small">
                {twin(report.submittedBy.name, report.submittedBy.nameEn)} · {moment(report.submittedAt)} ·{' '}
                {t(`submissionState.${report.state}`)}
              </span>
              {report.late && <span className="late-mark">{t('item-page:report.late')}</span>}
              {report.majorRisk && <span className="late-mark">{t('item-page:report.majorRisk')}</span>}
            </p>
            {report.done && <p className="wanted-text">{report.done}</p>}
            {(['problem', 'help', 'cause', 'countermeasure', 'next'] as const).map(
              (part) =>
                report[part] && (
                  <p key={part} className="wanted-text">
                    <span className="report-part">{t(`item-page:report.${part}`)}</span> {report[part]}
                    {part === 'help' && item.abilities.report && (
                      <ReportHelp
                        item={{ id: item.id, title: nameOf(item) }}
                        report={{ id: report.id, help: report.help ?? '' }}
                      />
                    )}
                  </p>
                ),
            )}
            {report.evidenceIds.length > 0 && (
              <ul className="evidence">
                {report.evidenceIds.map((id) => (
                  <EvidenceLine key={id} id={id} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
