// Answering readiness in place: for each node that is near, every need is there, missing or not needed.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { useNeedWords } from './needWords.ts';
import { type Answer, answerEndpoint, type NeedView, type NodeView, readinessQuery } from './readinessQueries.ts';
import './readiness.css';

const answers: readonly Answer[] = ['met', 'unmet', 'not_needed'];
type Given = Record<string, { answer: Answer | null; note: string }>;
const keyOf = (need: NeedView) => need.id ?? need.kind;

function NeedRow({ need, given, set }: { need: NeedView; given: Given[string]; set: (next: Given[string]) => void }) {
  const { t } = useWords();
  const words = useNeedWords();
  return (
    <li className="ask">
      <p>
        <span className="need-kind quiet">{t(`readiness:kind.${need.kind}`)}</span> {words(need)}
      </p>
      <Segmented<Answer | ''>
        label={words(need)}
        value={given.answer ?? ''}
        choices={answers.map((value) => ({ value, label: t(`readiness:answer.${value}`) }))}
        onChange={(answer) => answer !== '' && set({ ...given, answer })}
      />
      {given.answer === 'unmet' && (
        <TextInput
          label={t('readiness:missing')}
          placeholder={t('readiness:missing')}
          value={given.note}
          onChange={(note) => set({ ...given, note })}
        />
      )}
    </li>
  );
}

function NodeForm({ node, isFirst, onDone }: { node: NodeView; isFirst: boolean; onDone: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const { fullDay } = useFormats();
  const [given, setGiven] = useState<Given>(() =>
    Object.fromEntries(node.needs.map((need) => [keyOf(need), { answer: need.answer, note: need.note ?? '' }])),
  );
  const act = useAct(answerEndpoint, {
    onDone: () => {
      say(t('readiness:answered'));
      onDone();
    },
  });
  const ready = node.needs.filter((need) => {
    const now = given[keyOf(need)];
    return now?.answer != null && (now.answer !== need.answer || now.note !== (need.note ?? ''));
  });
  const allThere = () =>
    setGiven(Object.fromEntries(node.needs.map((need) => [keyOf(need), { answer: 'met' as const, note: '' }])));
  const save = () =>
    act.mutate({
      params: { id: node.nodeId },
      body: {
        answers: ready.map((need) => {
          const now = given[keyOf(need)];
          const note = now?.answer === 'unmet' ? now.note.trim() : '';
          const which = need.id === null ? { kind: need.kind } : { needId: need.id };
          return { ...which, answer: now?.answer ?? 'unmet', note: note === '' ? null : note };
        }),
      },
    });
  return (
    <section className="ask-node">
      <h3>
        {twin(node.title, node.titleEn)} <span className="small quiet">{fullDay(node.date)}</span>
      </h3>
      <Refusal error={act.error} />
      <ul className="asks">
        {node.needs.map((need) => (
          <NeedRow
            key={keyOf(need)}
            need={need}
            given={given[keyOf(need)] ?? { answer: null, note: '' }}
            set={(next) => setGiven((before) => ({ ...before, [keyOf(need)]: next }))}
          />
        ))}
      </ul>
      <div className="form-acts">
        <Button
          kind={isFirst ? 'primary' : 'plain'}
          isBusy={act.isPending}
          disabled={ready.length === 0}
          onPress={save}
        >
          {t('readiness:save')}
        </Button>
        <Button kind="quiet" onPress={allThere}>
          {t('readiness:allThere')}
        </Button>
      </div>
    </section>
  );
}

export function ReadinessForm({ itemId, onDone }: { itemId: string; onDone: () => void }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(readinessQuery(itemId));
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={5} />;
  const near = data.items.filter((node) => node.readiness !== null);
  const missing = near.filter((node) => node.readiness !== 'ready');
  // what is ready is shown only where nothing else is asked, to be put right
  const asked = missing.length > 0 ? missing : near;
  if (asked.length === 0) return <p className="quiet">{t('readiness:nothingAsked')}</p>;
  return (
    <div className="ask-form">
      <p className="small quiet">{t('readiness:askLead')}</p>
      {data.waitsFor.length > 0 && (
        <p className="readiness-waits small">
          {t('readiness:waitsShort', { count: data.waitsFor.length, n: data.waitsFor.length })}
        </p>
      )}
      {asked.map((node, at) => (
        <NodeForm
          key={node.nodeId}
          node={node}
          isFirst={at === 0}
          onDone={asked.length <= 1 ? onDone : () => undefined}
        />
      ))}
    </div>
  );
}
