// One negotiation in a drawer: its rounds side by side, whose turn it is, and the answer in place.
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useDraft } from '../../../../web/drafts.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { isMine } from './answers.ts';
import { RoundsTable } from './RoundsTable.tsx';
import { TalkState, TalkTurn } from './TalkState.tsx';
import { type Spoken, TermFields } from './TermFields.tsx';
import { replyEndpoint, type Talk, talkStales } from './talkQueries.ts';
import { changedEdits, type Edits, proposalOf, tableOf } from './talkTerms.ts';
import './negotiation.css';

interface TalkDrawerProps {
  talk: Talk | null;
  onClose: () => void;
}

export function TalkDrawer({ talk, onClose }: TalkDrawerProps) {
  return talk ? <Opened key={`${talk.id} ${talk.n} ${talk.state}`} talk={talk} onClose={onClose} /> : null;
}

const spokenOf = (talk: Talk): Spoken => ({
  indicators: talk.indicators,
  people: talk.people,
  table: tableOf(talk),
  unitId: talk.item.leadUnit.id,
  placeholder: talk.current.title === null,
});

const NOTHING: { edits: Edits; reason: string } = { edits: {}, reason: '' };

function Opened({ talk, onClose }: { talk: Talk; onClose: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const spoken = useMemo(() => spokenOf(talk), [talk]);
  const draft = useDraft(`negotiation.${talk.itemId}.${talk.n}`, NOTHING);
  const { edits, reason } = draft.value;
  const act = useAct(replyEndpoint, {
    stales: talkStales,
    onDone: (reply) => {
      draft.forget();
      say(t(`talks:said.${reply.settled?.what ?? 'countered'}`));
      onClose();
    },
  });
  const proposal = proposalOf(spoken.table, edits);
  const isChanged = Object.keys(changedEdits(spoken.table, edits)).length > 0;
  const send = (body: { verdict: 'agree' | 'counter' | 'decide'; keep?: boolean }) =>
    act.mutate({
      params: { id: talk.itemId, n: talk.n },
      body: {
        ...body,
        ...(body.verdict !== 'agree' && !body.keep && isChanged ? { proposal } : {}),
        reason: reason || null,
      },
    });
  const { agree, counter, decide } = talk.abilities;
  const acts = isMine(talk) && (
    <>
      {counter && isChanged && (
        <Button kind="primary" isBusy={act.isPending} onPress={() => send({ verdict: 'counter' })}>
          {t('talks:act.counter')}
        </Button>
      )}
      {agree && !isChanged && (
        <Button kind="primary" isBusy={act.isPending} onPress={() => send({ verdict: 'agree' })}>
          {t('talks:act.agree')}
        </Button>
      )}
      {decide && (
        <>
          <Button
            kind={agree && !isChanged ? 'plain' : 'primary'}
            isBusy={act.isPending}
            onPress={() => send({ verdict: 'decide' })}
          >
            {t(isChanged ? 'talks:act.decideOwn' : 'talks:act.decideLast')}
          </Button>
          <Button isBusy={act.isPending} onPress={() => send({ verdict: 'decide', keep: true })}>
            {t('talks:act.keep')}
          </Button>
        </>
      )}
    </>
  );
  return (
    <Drawer
      title={twin(talk.item.title, talk.item.titleEn) || t('item.placeholder')}
      subtitle={<TalkState talk={talk} />}
      open
      width={Math.min(980, 560 + 130 * talk.rounds.length)}
      onClose={onClose}
      acts={acts || undefined}
    >
      <div className="talk">
        <TalkTurn talk={talk} />
        <RoundsTable talk={talk} />
        <p className="small">
          <Link to="/items/$id" params={{ id: talk.itemId }}>
            {t('talks:toItem')}
          </Link>
        </p>
        <Refusal error={act.error} />
        {(counter || decide) && (
          <section className="talk-answer">
            <h3>{t(counter ? 'talks:counterTitle' : 'talks:decideTitle')}</h3>
            <p className="small quiet">{t(counter ? 'talks:counterHelp' : 'talks:decideHelp')}</p>
            <TermFields
              spoken={spoken}
              edits={edits}
              error={act.error}
              onChange={(change) => draft.set({ edits: { ...edits, ...change } })}
            />
            <Field label={t('talks:reason')} hint={t('talks:reasonHint')} error={errorAt(act.error, 'reason')}>
              {(control) => (
                <TextArea control={control} rows={2} value={reason} onChange={(next) => draft.set({ reason: next })} />
              )}
            </Field>
          </section>
        )}
      </div>
    </Drawer>
  );
}
