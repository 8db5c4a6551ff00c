// Asking for another date, as dragged: what would move, by how much, and why; the gate decides, nothing is changed here.
import { useMemo, useState } from 'react';
import { remote } from '../../../../web/api.ts';
import { useDraft } from '../../../../web/drafts.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { submitRequest } from '../../../gatekeeping/gatekeeping.contract.ts';
import { buildCalendar, earlierOf, laterOf, workingDaysBetween } from '../../../institution/calendar.rules.ts';
import type { Bar, DrawingData } from './drawingRows.ts';
import { isAsking, type Proposal, presentDay, propose } from './proposal.ts';

const request = remote<typeof submitRequest>('POST', '/items/{id}/requests');
const empty = { reason: '', noFault: false };

export interface Asked {
  bar: Bar;
  proposal: Proposal;
}

interface AskProps {
  asked: Asked;
  calendar: DrawingData['calendar'];
  onClose: () => void;
}

/** A node's day changes by a change of the item, its due by an extension. */
function bodyOf({ bar, proposal }: Asked, reason: string, noFault: boolean) {
  if (proposal.nodeId === null) return { kind: 'extension' as const, due: proposal.day, noFault, reason };
  const nodes = bar.nodes.map(({ id, title, titleEn, date, weight }) => ({
    id,
    title,
    titleEn,
    weight,
    date: id === proposal.nodeId ? proposal.day : date,
  }));
  return { kind: 'change' as const, changes: { nodes }, reason };
}

function Moved({ bar, proposal, calendar }: Asked & { calendar: DrawingData['calendar'] }) {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const known = useMemo(
    () => buildCalendar({ holidays: calendar.daysOff, makeUpDays: calendar.makeUpDays }),
    [calendar],
  );
  const present = presentDay(bar, proposal.nodeId);
  const days = workingDaysBetween(known, earlierOf(present, proposal.day), laterOf(present, proposal.day));
  const way = proposal.day > present ? 'later' : 'earlier';
  return (
    <dl className="draw-moved">
      <dt>{t('drawing:propose.present')}</dt>
      <dd>{fullDay(present)}</dd>
      <dt>{t('drawing:propose.proposed')}</dt>
      <dd>
        <b>{fullDay(proposal.day)}</b> {present !== proposal.day && t(`drawing:propose.${way}`, { count: days })}
      </dd>
      {proposal.nodeId === null && bar.originalDue && (
        <>
          <dt>{t('drawing:propose.original')}</dt>
          <dd>
            {fullDay(bar.originalDue)} <span className="quiet">{t('drawing:propose.originalStays')}</span>
          </dd>
        </>
      )}
    </dl>
  );
}

function AskForm({ asked, calendar, onClose }: AskProps) {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const toast = useToast();
  const { bar } = asked;
  const [proposal, setProposal] = useState(asked.proposal);
  const draft = useDraft(`propose.${bar.id}`, empty);
  const act = useAct(request, {
    stales: ['/drawing'],
    onDone: () => {
      draft.forget();
      toast(t('drawing:propose.sent'));
      onClose();
    },
  });
  const isExtension = proposal.nodeId === null;
  const send = () =>
    act.mutate({
      params: { id: bar.id },
      body: bodyOf({ bar, proposal }, draft.value.reason.trim(), draft.value.noFault),
    });
  return (
    <form
      className="draw-ask"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="small quiet">{t(isExtension ? 'drawing:propose.what' : 'drawing:propose.whatNode')}</p>
      <Moved bar={bar} proposal={proposal} calendar={calendar} />
      <Field
        label={t('drawing:propose.proposed')}
        error={
          proposal.refused
            ? t(`drawing:propose.refused.${proposal.refused}`, {
                parent: bar.parentCode ?? '',
                day: fullDay(bar.parentDue),
              })
            : (errorAt(act.error, 'due') ?? undefined)
        }
      >
        {(control) => (
          <DatePicker
            control={control}
            value={proposal.day}
            onChange={(day) => day && setProposal(propose(bar, proposal.nodeId, day))}
          />
        )}
      </Field>
      <Field label={t('drawing:propose.reason')} error={errorAt(act.error, 'reason') ?? undefined}>
        {(control) => (
          <TextArea
            control={control}
            value={draft.value.reason}
            onChange={(reason) => draft.set({ reason })}
            rows={4}
          />
        )}
      </Field>
      {isExtension && (
        <Check checked={draft.value.noFault} onChange={(noFault) => draft.set({ noFault })}>
          {t('drawing:propose.noFault')}
        </Check>
      )}
      <Refusal error={act.error} />
      <div className="draw-ask-acts">
        <Button
          kind="primary"
          submits
          isBusy={act.isPending}
          disabled={!isAsking(bar, proposal) || !draft.value.reason.trim()}
        >
          {t('drawing:propose.send')}
        </Button>
        <Button onPress={onClose}>{t('act.cancel')}</Button>
      </div>
    </form>
  );
}

export function ProposeDrawer({ asked, calendar, onClose }: Omit<AskProps, 'asked'> & { asked: Asked | null }) {
  const { t } = useWords();
  const twin = useTwin();
  const node = asked?.bar.nodes.find((one) => one.id === asked.proposal.nodeId);
  return (
    <Drawer
      open={asked !== null}
      onClose={onClose}
      title={t(node ? 'drawing:propose.titleNode' : 'drawing:propose.title')}
      subtitle={
        asked
          ? `${asked.bar.code ?? ''} ${node ? twin(node.title, node.titleEn) : twin(asked.bar.title, asked.bar.titleEn)}`
          : undefined
      }
    >
      {asked && (
        <AskForm key={`${asked.bar.id} ${asked.proposal.nodeId}`} asked={asked} calendar={calendar} onClose={onClose} />
      )}
    </Drawer>
  );
}
