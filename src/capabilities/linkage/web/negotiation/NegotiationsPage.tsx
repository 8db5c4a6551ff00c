// Everything that is proposed to me or my unit, or that I have sent: answered row by row in one table, sent in one go.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useDraft } from '../../../../web/drafts.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { AnswerBar } from './AnswerBar.tsx';
import { type Answers, agreedToAll, chosen, edited, isMine, outgoing } from './answers.ts';
import { TalkCards } from './TalkCards.tsx';
import { TalkDrawer } from './TalkDrawer.tsx';
import { TalkGrid, type TalkHands } from './TalkGrid.tsx';
import { itemTalksQuery, manyEndpoint, type Queue, queueQuery, type Talk, talkStales } from './talkQueries.ts';
import './negotiation.css';

const NOTHING: { answers: Answers; reason: string } = { answers: {}, reason: '' };

export function NegotiationsPage() {
  const { t } = useWords();
  const search = useSearch({ from: '/shell/negotiations' });
  const navigate = useNavigate({ from: '/negotiations' });
  const queue: Queue = search.queue ?? 'mine';
  const { data, error, isPending, refetch } = useQuery(queueQuery(queue, search.unit));
  const [typed, setTyped] = useState('');
  const twin = useTwin();
  const shown = useMemo(() => {
    const wanted = typed.trim().toLowerCase();
    const names = ({ item }: Talk) => [
      item.title,
      item.titleEn,
      item.code,
      twin(item.leadUnit.name, item.leadUnit.nameEn),
      item.responsiblePerson.name,
    ];
    return (data?.items ?? []).filter(
      (talk) => wanted === '' || names(talk).some((name) => name?.toLowerCase().includes(wanted)),
    );
  }, [data, typed, twin]);
  const go = (next: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const tabs = (['mine', 'sent', 'settled'] as const).map((value) => ({ value, label: t(`talks:queue.${value}`) }));
  return (
    <div className="talks">
      <div className="page-head">
        <div>
          <h1>{t('talks:title')}</h1>
          <p className="page-sub">
            {data
              ? t('talks:sub', { count: data.total ?? data.items.length, mine: data.items.filter(isMine).length })
              : ' '}
          </p>
        </div>
      </div>
      <div className="talks-filters no-print">
        <Segmented
          label={t('talks:queue.label')}
          value={queue}
          choices={tabs}
          onChange={(next) => go({ queue: next === 'mine' ? undefined : next })}
        />
        <span className="talks-unit">
          <UnitPicker
            label={t('talks:unit')}
            placeholder={t('talks:allUnits')}
            clearable
            value={search.unit ?? null}
            onChange={(unit) => go({ unit: unit ?? undefined })}
          />
        </span>
        <span className="talks-find">
          <TextInput
            kind="search"
            value={typed}
            onChange={setTyped}
            label={t('talks:find')}
            placeholder={t('talks:find')}
          />
        </span>
      </div>
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={10} height={44} />}
      {data &&
        (data.items.length === 0 ? (
          <Nothing queue={queue} />
        ) : (
          <Answering key={queue} talks={shown} onOpen={(id) => go({ item: id })} />
        ))}
      <OpenTalk itemId={search.item ?? null} onClose={() => go({ item: undefined })} />
    </div>
  );
}

/** The talk of the address: read by itself, so that a link to it works whatever the list shows. */
function OpenTalk({ itemId, onClose }: { itemId: string | null; onClose: () => void }) {
  const { data } = useQuery({ ...itemTalksQuery(itemId ?? ''), enabled: itemId !== null });
  return <TalkDrawer talk={(itemId !== null && data?.items[0]) || null} onClose={onClose} />;
}

function Nothing({ queue }: { queue: Queue }) {
  const { t } = useWords();
  return (
    <Empty title={t(`talks:empty.${queue}`)} act={<Link to="/">{t('talks:empty.toWorkbench')}</Link>}>
      <p>{t(`talks:empty.${queue}Text`)}</p>
    </Empty>
  );
}

function Answering({ talks, onOpen }: { talks: readonly Talk[]; onOpen: (itemId: string) => void }) {
  const { t } = useWords();
  const say = useToast();
  const isNarrow = useNarrow();
  const draft = useDraft('negotiations', NOTHING);
  const { answers, reason } = draft.value;
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());
  const act = useAct(manyEndpoint, {
    stales: talkStales,
    onDone: (reply) => {
      const left = reply.items.filter((row) => !row.done);
      setRefused(new Map(left.map((row) => [row.itemId, row.refusal?.errors[0]?.detail ?? row.refusal?.detail ?? ''])));
      const kept = Object.fromEntries(
        left.flatMap((row) => (answers[row.itemId] ? [[row.itemId, answers[row.itemId]]] : [])),
      );
      draft.set({ answers: kept as Answers, reason: left.length > 0 ? reason : '' });
      if (reply.done > 0) say(t('talks:said.many', { count: reply.done }));
    },
  });
  // the hands keep their identity, so that typing in one row draws that row alone
  const live = useRef({ answers, set: draft.set, onOpen });
  live.current = { answers, set: draft.set, onOpen };
  const change = (next: (present: Answers) => Answers) => live.current.set({ answers: next(live.current.answers) });
  const [hands] = useState<TalkHands>(() => ({
    choose: (talk, choice) => live.current.set({ answers: chosen(live.current.answers, talk, choice) }),
    edit: (talk, terms) => live.current.set({ answers: edited(live.current.answers, talk, terms) }),
    open: (talk) => live.current.onOpen(talk.itemId),
  }));
  const rows = outgoing(answers, talks);
  const mine = talks.filter(isMine);
  const list = { talks, answers, refused, hands };
  return (
    <>
      {isNarrow ? <TalkCards {...list} /> : <TalkGrid {...list} />}
      <Refusal error={act.error} />
      {mine.length > 0 && (
        <AnswerBar
          rows={rows}
          mine={mine.length}
          reason={reason}
          isBusy={act.isPending}
          error={act.error}
          onReason={(next) => draft.set({ reason: next })}
          onAgreeAll={() => change((present) => agreedToAll(present, mine))}
          onSend={() => act.mutate({ body: { replies: rows, reason: reason || null } })}
        />
      )}
    </>
  );
}
