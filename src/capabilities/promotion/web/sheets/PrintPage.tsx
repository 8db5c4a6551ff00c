// A sheet as one A4: shown as it will print, from the facts of its day of issue.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { NotFound } from '../../../../web/shell/Troubles.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { type PaperWords, SheetPaper } from './SheetPaper.tsx';
import { type Sheet, sheetQuery } from './sheetQueries.ts';
import { localDay } from './sheetStory.ts';
import { useReasons } from './sheetWords.ts';

export function SheetPrintPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/shell/sheets/$id/print' });
  const { data: sheet, error, isPending, refetch } = useQuery(sheetQuery(id));
  if (error instanceof Refused && error.status === 404) return <NotFound />;
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={18} height={40} />;
  return <Desk sheet={sheet} backTo={t('sheets:paper.back')} />;
}

function Desk({ sheet, backTo }: { sheet: Sheet; backTo: string }) {
  const { t } = useWords();
  const paper = usePaper(sheet);
  return (
    <div className="paper-desk">
      <div className="paper-acts no-print">
        <Link to="/sheets" search={{ show: 'all', id: sheet.id }}>
          ← {backTo}
        </Link>
        <Button kind="primary" icon="print" onPress={() => window.print()}>
          {t('sheets:paper.print')}
        </Button>
        {sheet.number === null && <span className="small quiet">{t('sheets:paper.noPaper')}</span>}
      </div>
      <SheetPaper paper={paper} />
    </div>
  );
}

/** The upper part is the snapshot; what was answered and judged since is written where a pen would write it. */
function usePaper(sheet: Sheet): PaperWords {
  const { t } = useWords();
  const twin = useTwin();
  const reasonsOf = useReasons();
  const { institution } = useMe();
  const { snapshot } = sheet;
  const name = (person: { name: string; nameEn: string | null } | null) =>
    person ? twin(person.name, person.nameEn) : '';
  const answer = sheet.rounds.findLast((round) => round.repliedOn !== null) ?? null;
  const dayOf = (instant: string) => localDay(instant, institution.timeZone);
  return {
    colour: sheet.colour,
    number: sheet.number,
    institution: twin(snapshot.institution.name, snapshot.institution.nameEn),
    issuedOn: sheet.issuedOn,
    replyBy: snapshot.replyBy,
    limitDays: snapshot.replyDays,
    person: name(snapshot.responsiblePerson),
    copyTo: snapshot.addressees.filter((one) => one.id !== snapshot.responsiblePerson.id).map(name),
    code: snapshot.code ?? '',
    title: twin(snapshot.title, snapshot.titleEn) || t('item.placeholder'),
    unit: name(snapshot.leadUnit),
    due: snapshot.approvedDue,
    planned: snapshot.planned,
    verified: snapshot.verified,
    reasons: reasonsOf(sheet),
    reply: answer?.repliedOn
      ? {
          category: answer.causeCategory,
          cause: answer.cause ?? '',
          countermeasure: answer.countermeasure ?? '',
          words: answer.reply ?? '',
          by: name(answer.repliedBy),
          on: answer.repliedOn,
        }
      : null,
    verdict:
      answer?.verdict && answer.judgedAt
        ? {
            passed: answer.verdict === 'passed',
            reason: answer.verdictReason ?? '',
            by: name(answer.judgedBy),
            on: dayOf(answer.judgedAt),
          }
        : null,
    voided:
      sheet.state === 'voided' && sheet.endedAt ? { reason: sheet.endReason ?? '', on: dayOf(sheet.endedAt) } : null,
  };
}
