// Negotiation beside the decomposition sheet: how each row stands, and the act that opens drafts to those they propose.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { BeginDrawer, type NegotiableItem } from './BeginDrawer.tsx';
import { TalkDrawer } from './TalkDrawer.tsx';
import { markOf } from './TalkState.tsx';
import { belowQuery, openEndpoint, type Talk, talkStales } from './talkQueries.ts';
import './negotiation.css';

interface RowTalks {
  talks: ReadonlyMap<string, Talk>;
  opened: string | null;
  open: (itemId: string | null) => void;
}

const RowTalksContext = createContext<RowTalks>({ talks: new Map(), opened: null, open: () => {} });

/** Around the sheet: its rows show how they stand. */
export function SheetNegotiation({ itemId, children }: { itemId: string; children: ReactNode }) {
  const { data } = useQuery(belowQuery(itemId));
  const [opened, open] = useState<string | null>(null);
  const talks = useMemo(() => new Map((data?.items ?? []).map((talk) => [talk.itemId, talk])), [data]);
  const shared = useMemo(() => ({ talks, opened, open }), [talks, opened]);
  return <RowTalksContext.Provider value={shared}>{children}</RowTalksContext.Provider>;
}

interface RowTalkMarkProps {
  row: { id: string | null; state: string; person: { id: string } | null };
  n: number;
  mayEdit: boolean;
}

/** In a row of the sheet: how its negotiation stands; a press opens it, or begins one. */
export function RowTalkMark({ row, n, mayEdit }: RowTalkMarkProps) {
  const { t } = useWords();
  const { talks, open } = useContext(RowTalksContext);
  const writerId = useMe().person.id;
  const { id } = row;
  if (id === null) return null;
  const talk = talks.get(id);
  // whoever writes negotiates with everybody but himself
  const mayBegin = mayEdit && row.state === 'draft' && row.person?.id !== writerId;
  if (!talk && !mayBegin) return null;
  const mark = talk ? markOf(talk) : null;
  const words = mark ? t(`talks:mark.${mark}`) : t('talks:begin');
  return (
    <button
      type="button"
      className={`grid-act row-talk row-talk-${mark ?? 'none'}`}
      tabIndex={-1}
      aria-label={t('talks:rowMark', { n, words })}
      data-tip={words}
      onClick={() => open(id)}
    >
      {t(`talks:short.${mark ?? 'none'}`)}
    </button>
  );
}

const COUNTED = ['proposed', 'countered', 'deciding', 'agreed', 'decided', 'differs'] as const;

interface NegotiationLineProps {
  itemId: string;
  mayEdit: boolean;
  /** As saved: what is not saved yet can be shown to nobody. */
  draft: { children: readonly NegotiableItem[] };
}

/** Under the sums: how many rows stand how, and the act that opens all that are not open yet. */
export function NegotiationLine({ itemId, mayEdit, draft }: NegotiationLineProps) {
  const { t } = useWords();
  const { talks, opened, open } = useContext(RowTalksContext);
  const writerId = useMe().person.id;
  const [isOpening, setOpening] = useState(false);
  const others = draft.children.filter((child) => child.state === 'draft' && child.responsiblePersonId !== writerId);
  const closed = others.filter((child) => !talks.has(child.id));
  const marks = [...talks.values()].map(markOf);
  const counts = COUNTED.flatMap((mark) => {
    const n = marks.filter((one) => one === mark).length;
    return n > 0 ? [`${t(`talks:mark.${mark}`)} ${n}`] : [];
  });
  if (counts.length === 0 && (!mayEdit || closed.length === 0)) return null;
  const talk = opened === null ? undefined : talks.get(opened);
  const begun = others.find((child) => child.id === opened && mayEdit && (!talk || talk.settled !== null));
  return (
    <div className="negotiation-line">
      <b>{t('talks:title')}</b>
      <span className="small">{counts.length > 0 ? counts.join(' · ') : t('talks:line.none')}</span>
      {counts.length > 0 && (
        <Link to="/negotiations" search={{ queue: 'sent' }} className="small">
          {t('talks:line.all')}
        </Link>
      )}
      {mayEdit && closed.length > 0 && (
        <Button onPress={() => setOpening(true)}>{t('talks:line.open', { count: closed.length })}</Button>
      )}
      {isOpening && <OpenDrawer itemId={itemId} ids={closed.map((one) => one.id)} onClose={() => setOpening(false)} />}
      {begun ? (
        <BeginDrawer item={begun} before={talk ?? null} onClose={() => open(null)} />
      ) : (
        <TalkDrawer talk={talk ?? null} onClose={() => open(null)} />
      )}
    </div>
  );
}

function OpenDrawer({ itemId, ids, onClose }: { itemId: string; ids: readonly string[]; onClose: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const [note, setNote] = useState('');
  const act = useAct(openEndpoint, {
    stales: talkStales,
    onDone: (reply) => {
      say(t('talks:said.opened', { count: reply.items.length }));
      onClose();
    },
  });
  const send = () => act.mutate({ params: { id: itemId }, body: { childIds: [...ids], note: note || null } });
  const acts = (
    <>
      <Button kind="primary" isBusy={act.isPending} onPress={send}>
        {t('talks:line.open', { count: ids.length })}
      </Button>
      <Button onPress={onClose}>{t('act.cancel')}</Button>
    </>
  );
  return (
    <Drawer title={t('talks:open.title')} open onClose={onClose} acts={acts}>
      <div className="talk">
        <p>{t('talks:open.text', { count: ids.length })}</p>
        <Refusal error={act.error} />
        <Field label={t('talks:open.note')} optional={t('field.optional')} error={errorAt(act.error, 'note')}>
          {(control) => <TextArea control={control} rows={3} value={note} maxLength={4000} onChange={setNote} />}
        </Field>
      </div>
    </Drawer>
  );
}
