// Passing several plain reports with one confirmation; each is still an act of its own and says if it was refused.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, freshKey } from '../../../../web/api.ts';
import { useWords } from '../../../../web/language.ts';
import { staleReads } from '../../../../web/queries.ts';
import { asRefusal } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Confirm } from '../../../../web/ui/Drawer.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { decideEndpoint, type SubmissionRow } from './reviewQueries.ts';

interface PassTogetherProps {
  plain: readonly SubmissionRow[];
  selected: readonly SubmissionRow[];
  onSelect: (all: boolean) => void;
}

interface Failure {
  id: string;
  code: string;
  detail: string;
}

export function PassTogether({ plain, selected, onSelect }: PassTogetherProps) {
  const { t } = useWords();
  const say = useToast();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [passed, setPassed] = useState<number | null>(null);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const passAll = async () => {
    const refused: Failure[] = [];
    let done = 0;
    for (const row of selected) {
      setPassed(done);
      try {
        await call(decideEndpoint, {
          params: { id: row.id },
          body: { verdict: 'passed' },
          ifMatch: row.version,
          idempotencyKey: freshKey(),
        });
        done += 1;
      } catch (error) {
        refused.push({
          id: row.id,
          code: row.item?.code ?? '',
          detail: asRefusal(error).detail || t('refusal.refused'),
        });
      }
    }
    setPassed(null);
    setAsking(false);
    setFailures(refused);
    onSelect(false);
    if (done > 0) say(t('review:together.done', { count: done }));
    await staleReads(client, ['/submissions', '/workbench', '/board', '/items']);
  };
  return (
    <div className="together">
      <Check checked={selected.length === plain.length} onChange={onSelect}>
        {t('review:together.all', { count: plain.length })}
      </Check>
      <Button disabled={selected.length === 0} onPress={() => setAsking(true)}>
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
      <Confirm
        title={t('review:together.title', { count: selected.length })}
        open={isAsking}
        act={passed === null ? t('review:verdict.passed') : t('review:together.progress', { n: passed + 1 })}
        isBusy={passed !== null}
        onConfirm={() => void passAll()}
        onClose={() => setAsking(false)}
      >
        <p>{t('review:together.text')}</p>
        <ul className="together-list small">
          {selected.map((row) => (
            <li key={row.id} className="clip">
              {row.item?.code} {row.item?.title}
            </li>
          ))}
        </ul>
      </Confirm>
    </div>
  );
}
