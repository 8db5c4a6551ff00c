// Passing several plain reports with one confirmation; each is still an act of its own and says if it was refused.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, freshKey } from '../../../../web/api.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { staleReads } from '../../../../web/queries.ts';
import { asRefusal } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Confirm } from '../../../../web/ui/Drawer.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { isRemarkable } from './queueOrder.ts';
import { decideEndpoint, type SubmissionRow, submissionQuery } from './reviewQueries.ts';

interface PassTogetherProps {
  plain: readonly SubmissionRow[];
  selected: readonly SubmissionRow[];
  onSelect: (all: boolean) => void;
  onPassed: () => void;
}

interface Failure {
  id: string;
  code: string;
  detail: string;
}

/** What is asked before passing: those whose words were found plain, and those that should be read one by one. */
interface Question {
  passing: readonly SubmissionRow[];
  toRead: readonly SubmissionRow[];
}

export function PassTogether({ plain, selected, onSelect, onPassed }: PassTogetherProps) {
  const { t } = useWords();
  const say = useToast();
  const client = useQueryClient();
  const [question, setQuestion] = useState<Question | null>(null);
  const [isLooking, setLooking] = useState(false);
  const [passed, setPassed] = useState<number | null>(null);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const ask = async () => {
    setLooking(true);
    try {
      const read = await Promise.all(selected.map((row) => client.fetchQuery(submissionQuery(row.id))));
      const remarkable = new Set(read.filter(isRemarkable).map((one) => one.id));
      setQuestion({
        passing: selected.filter((row) => !remarkable.has(row.id)),
        toRead: selected.filter((row) => remarkable.has(row.id)),
      });
    } catch (error) {
      setFailures([{ id: 'all', code: '', detail: asRefusal(error).detail || t(`refusal.${asRefusal(error).kind}`) }]);
    } finally {
      setLooking(false);
    }
  };
  const passAll = async (rows: readonly SubmissionRow[]) => {
    const refused: Failure[] = [];
    for (const [at, row] of rows.entries()) {
      setPassed(at);
      const input = { params: { id: row.id }, body: { verdict: 'passed' as const }, ifMatch: row.version };
      await call(decideEndpoint, { ...input, idempotencyKey: freshKey() }).catch((error: unknown) => {
        const { detail, kind } = asRefusal(error);
        refused.push({ id: row.id, code: row.item?.code ?? '', detail: detail || t(`refusal.${kind}`) });
      });
    }
    setPassed(null);
    setQuestion(null);
    setFailures(refused);
    onSelect(false);
    if (rows.length > refused.length) say(t('review:together.done', { count: rows.length - refused.length }));
    await staleReads(client, ['/submissions', '/workbench', '/board', '/items']);
    onPassed();
  };
  return (
    <div className="together">
      <Check checked={selected.length === plain.length} onChange={onSelect}>
        {t('review:together.all', { count: plain.length })}
      </Check>
      <Button disabled={selected.length === 0} isBusy={isLooking} onPress={() => void ask()}>
        {t('review:together.pass', { count: selected.length })}
      </Button>
      {failures.length > 0 && (
        <ul className="refusal-list small" role="alert">
          {failures.map((failure) => (
            <li key={failure.id}>
              {failure.code} {failure.detail}
            </li>
          ))}
        </ul>
      )}
      {question && (
        <Confirm
          title={t('review:together.title', { count: question.passing.length })}
          open
          act={passed === null ? t('review:verdict.passed') : t('review:together.progress', { n: passed + 1 })}
          isBusy={passed !== null}
          onConfirm={() => void passAll(question.passing)}
          onClose={() => setQuestion(null)}
        >
          <p>{t('review:together.text')}</p>
          <RowList rows={question.passing} />
          {question.toRead.length > 0 && (
            <>
              <p className="together-read">{t('review:together.toRead', { count: question.toRead.length })}</p>
              <RowList rows={question.toRead} />
            </>
          )}
        </Confirm>
      )}
    </div>
  );
}

function RowList({ rows }: { rows: readonly SubmissionRow[] }) {
  const twin = useTwin();
  return (
    <ul className="together-list small">
      {rows.map((row) => (
        <li key={row.id} className="clip">
          {row.item?.code} {twin(row.item?.title, row.item?.titleEn)}
        </li>
      ))}
    </ul>
  );
}
