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
  open: (itemId: string) => void;
  /** Whether the writer may propose something to the person of this row. */
  mayOpen: (itemId: string) => boolean;
}

const RowTalksContext = createContext<RowTalks>({ talks: new Map(), open: () => {}, mayOpen: () => false });

interface SheetNegotiationProps {
  itemId: string;
  mayEdit: boolean;
  /** The saved drafts of the sheet; what is not saved yet can be shown to nobody. */
  drafts: readonly NegotiableItem[];
  onChanged: () => void;
  children: ReactNode;
}

/** Around the sheet: rows below it show their marks. */
export function SheetNegotiation({ itemId, mayEdit, drafts, onChanged, children }: SheetNegotiationProps) {
  // whoever writes negotiates with everybody but himself
  const writerId = useMe().person.id;
  const { data } = useQuery(belowQuery(itemId));
  const [opened, setOpened] = useState<string | null>(null);
  const talks = useMemo(() => new Map((data?.items ?? []).map((talk) => [talk.itemId, talk])), [data]);
  const shared = useMemo<RowTalks>(() => {
    const known = new Map(drafts.map((draft) => [draft.id, draft]));
    return {
      talks,
      open: setOpened,
      mayOpen: (id) => mayEdit && known.has(id) && known.get(id)?.responsiblePersonId !== writerId,
    };
  }, [talks, mayEdit, drafts, writerId]);
  const talk = opened === null ? undefined : talks.get(opened);
  const draft = drafts.find((one) => one.id === opened);
  const begins = draft !== undefined && (!talk || talk.settled !== null) && shared.mayOpen(draft.id);
  return (
    <RowTalksContext.Provider value={shared}>
      {children}
      {begins ? (
        <BeginDrawer item={draft} onClose={() => setOpened(null)} />
      ) : (
        <TalkDrawer talk={talk ?? null} onClose={() => setOpened(null)} onAnswered={onChanged} />
      )}
    </RowTalksContext.Provider>
  );
}

/** In a row of the sheet: how its negotiation stands; a press opens it, or begins one. */
export function RowTalkMark({ itemId, n }: { itemId: string | null; n: number }) {
  const { t } = useWords();
  const { talks, open, mayOpen } = useContext(RowTalksContext);
  if (itemId === null) return null;
  const talk = talks.get(itemId);
  if (!talk && !mayOpen(itemId)) return null;
  const mark = talk ? markOf(talk) : null;
  const words = mark ? t(`talks:mark.${mark}`) : t('talks:begin');
  return (
    <button
      type="button"
      className={`grid-act row-talk row-talk-${mark ?? 'none'}`}
      tabIndex={-1}
      aria-label={t('talks:rowMark', { n, words })}
      data-tip={words}
      onClick={() => open(itemId)}
    >
      {mark ? t(`talks:short.${mark}`) : t('talks:short.none')}
    </button>
  );
}

const COUNTED = ['proposed', 'countered', 'deciding', 'agreed', 'decided', 'differs'] as const;

/** Under the sums: how many rows stand how, and the act that opens all that are not open yet. */
export function NegotiationLine({ itemId, drafts, mayEdit }: Omit<SheetNegotiationProps, 'children' | 'onChanged'>) {
  const { t } = useWords();
  const writerId = useMe().person.id;
  const { talks } = useContext(RowTalksContext);
  const [isOpen, setOpen] = useState(false);
  const closed = drafts.filter((draft) => {
    const talk = talks.get(draft.id);
    return draft.responsiblePersonId !== writerId && !talk;
  });
  const marks = [...talks.values()].map(markOf);
  const counts = COUNTED.flatMap((mark) => {
    const n = marks.filter((one) => one === mark).length;
    return n > 0 ? [`${t(`talks:mark.${mark}`)} ${n}`] : [];
  });
  if (counts.length === 0 && (!mayEdit || closed.length === 0)) return null;
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
        <Button onPress={() => setOpen(true)}>{t('talks:line.open', { count: closed.length })}</Button>
      )}
      {isOpen && <OpenDrawer itemId={itemId} ids={closed.map((one) => one.id)} onClose={() => setOpen(false)} />}
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
