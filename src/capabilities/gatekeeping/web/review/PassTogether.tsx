// Passing several submissions with nothing unusual by one confirmation; each is still a decision of its own and says what became of it.
import { useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Confirm } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { decideManyEndpoint, type SubmissionRow } from './reviewQueries.ts';

interface PassTogetherProps {
  plain: readonly SubmissionRow[];
  selected: readonly SubmissionRow[];
  onSelect: (all: boolean) => void;
  onPassed: () => void;
}

/** What one was refused for, with the name that it bore in the list. */
interface Refused {
  id: string;
  name: string;
  detail: string;
}

// The server decides as many at once; more than that are passed in a second go.
const atOnce = 100;

export function PassTogether({ plain, selected, onSelect, onPassed }: PassTogetherProps) {
  const { t } = useWords();
  const say = useToast();
  const nameOf = useRowName();
  const [isAsking, setAsking] = useState(false);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const passing = selected.slice(0, atOnce);
  const pass = useAct(decideManyEndpoint, {
    onDone: ({ results, decided }) => {
      const rows = new Map(passing.map((row) => [row.id, row]));
      setRefused(
        results.flatMap(({ id, outcome, detail }) => {
          const row = rows.get(id);
          return outcome === 'refused' && row ? [{ id, name: nameOf(row), detail: detail ?? '' }] : [];
        }),
      );
      setAsking(false);
      onSelect(false);
      if (decided > 0) say(t('review:together.done', { count: decided }));
      onPassed();
    },
  });
  const items = passing.map((row) => ({ id: row.id, verdict: 'passed' as const, version: row.version }));
  return (
    <div className="together">
      <Check checked={selected.length === plain.length} onChange={onSelect}>
        {t('review:together.all', { count: plain.length })}
      </Check>
      <Button disabled={passing.length === 0} onPress={() => setAsking(true)}>
        {t('review:together.pass', { count: passing.length })}
      </Button>
      {refused.length > 0 && (
        <div className="refusal-list small together-refused" role="alert">
          <p>{t('review:together.refused', { count: refused.length })}</p>
          <ul>
            {refused.map((one) => (
              <li key={one.id}>
                {one.name}: {one.detail}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Confirm
        title={t('review:together.title', { count: passing.length })}
        open={isAsking}
        act={t('review:verdict.passed')}
        isBusy={pass.isPending}
        onConfirm={() => pass.mutate({ body: { items } })}
        onClose={() => setAsking(false)}
      >
        <Refusal error={pass.error} />
        <p>{t('review:together.text')}</p>
        <ul className="together-list small">
          {passing.map((row) => (
            <li key={row.id} className="clip">
              {nameOf(row)}
            </li>
          ))}
        </ul>
      </Confirm>
    </div>
  );
}

/** A row in one line: its kind, its item, its sender. */
function useRowName(): (row: SubmissionRow) => string {
  const { t } = useWords();
  const twin = useTwin();
  return (row) =>
    [
      t(`submissionKind.${row.kind}`),
      row.item?.code,
      twin(row.item?.title, row.item?.titleEn) || t('item.placeholder'),
      twin(row.submittedBy.name, row.submittedBy.nameEn),
    ]
      .filter(Boolean)
      .join(' · ');
}
