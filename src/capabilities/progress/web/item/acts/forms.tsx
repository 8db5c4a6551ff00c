// The short forms of an item's acts: sign, send back, register, assign, record a cause, close out, archive, advise.
import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { type Draft, useDraft } from '../../../../../web/drafts.ts';
import { useFormats } from '../../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { useAct } from '../../../../../web/queries.ts';
import { errorAt } from '../../../../../web/refusal.ts';
import { Button } from '../../../../../web/ui/Button.tsx';
import { Notice, Refusal } from '../../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../../web/ui/Input.tsx';
import { Check } from '../../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../../web/ui/Toast.tsx';
import { EvidencePicker } from '../../evidence/EvidencePicker.tsx';
import type { Item } from '../itemQueries.ts';
import type { ActFormProps } from './ActDrawer.tsx';
import {
  acceptEndpoint,
  archiveEndpoint,
  assignEndpoint,
  causeEndpoint,
  guidanceEndpoint,
  registerEndpoint,
  requestEndpoint,
  returnEndpoint,
} from './actEndpoints.ts';
import { LastSaid } from './LastSaid.tsx';

/** Says that it was done and closes the drawer. */
export function useDone(words: string, onDone: () => void): () => void {
  const { t } = useWords();
  const say = useToast();
  return () => {
    say(t(`item-page:done.${words}`));
    onDone();
  };
}

interface ActFormFrameProps {
  act: string;
  lead?: ReactNode;
  error: unknown;
  isBusy: boolean;
  disabled?: boolean;
  onSubmit: () => void;
  restored?: boolean;
  /** A lesser act beside the primary one. */
  beside?: ReactNode;
  children?: ReactNode;
}

export function ActFormFrame(props: ActFormFrameProps) {
  const { act, lead, error, isBusy, disabled, onSubmit, restored, children } = props;
  const { t } = useWords();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy && !disabled) onSubmit();
  };
  return (
    <form onSubmit={submit} className="act-form">
      {lead && <div className="act-lead">{lead}</div>}
      {restored && <Notice>{t('field.draftKept')}</Notice>}
      <Refusal error={error} />
      {children}
      <div className="form-acts">
        <Button kind="primary" submits isBusy={isBusy} disabled={disabled ?? false}>
          {act}
        </Button>
        {props.beside}
      </div>
    </form>
  );
}

function Asked({ item }: { item: Item }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const requirement = twin(item.requirement, item.requirementEn);
  const standard = twin(item.standard, item.standardEn);
  return (
    <dl className="asked">
      {requirement && (
        <>
          <dt>{t('item-page:wanted.requirement')}</dt>
          <dd>{requirement}</dd>
        </>
      )}
      {standard && (
        <>
          <dt>{t('item-page:wanted.standard')}</dt>
          <dd>{standard}</dd>
        </>
      )}
      <dt>{t('item-page:facts.span')}</dt>
      <dd>{`${fullDay(item.start)} – ${fullDay(item.approvedDue)}`}</dd>
    </dl>
  );
}

export function AcceptForm({ item, onDone }: ActFormProps) {
  const { t } = useWords();
  const [isReturning, setReturning] = useState(false);
  const done = useDone('accept', onDone);
  const accept = useAct(acceptEndpoint, { onDone: done });
  if (isReturning) {
    return (
      <>
        <Asked item={item} />
        <ReturnForm item={item} onDone={onDone} />
      </>
    );
  }
  return (
    <ActFormFrame
      act={t('item-page:act.accept')}
      lead={t('item-page:lead.accept')}
      error={accept.error}
      isBusy={accept.isPending}
      beside={
        item.abilities.return && (
          <Button kind="quiet" onPress={() => setReturning(true)}>
            {t('item-page:act.return')}…
          </Button>
        )
      }
      onSubmit={() => accept.mutate({ params: { id: item.id }, ifMatch: item.version })}
    >
      <LastSaid itemId={item.id} act="item.assigned" />
      <Asked item={item} />
    </ActFormFrame>
  );
}

function ReasonField({
  draft,
  label,
  error,
  hint,
}: {
  draft: Draft<{ reason: string }>;
  label: string;
  error: string | null;
  hint?: string;
}) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => (
        <TextArea
          control={control}
          rows={4}
          autoFocus
          value={draft.value.reason}
          onChange={(reason) => draft.set({ reason })}
        />
      )}
    </Field>
  );
}

const noReason = { reason: '' };

export function ReturnForm({ item, onDone }: ActFormProps) {
  const { t } = useWords();
  const draft = useDraft(`return.${item.id}`, noReason);
  const done = useDone('return', onDone);
  const send = useAct(returnEndpoint, {
    onDone: () => {
      draft.forget();
      done();
    },
  });
  return (
    <ActFormFrame
      act={t('item-page:act.return')}
      lead={t('item-page:lead.return')}
      error={send.error}
      isBusy={send.isPending}
      disabled={!draft.value.reason.trim()}
      restored={draft.restored}
      onSubmit={() => send.mutate({ params: { id: item.id }, body: draft.value, ifMatch: item.version })}
    >
      <ReasonField draft={draft} label={t('item-page:form.returnReason')} error={errorAt(send.error, 'reason')} />
    </ActFormFrame>
  );
}

export function RegisterForm({ item, onDone }: ActFormProps) {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const done = useDone('register', onDone);
  const register = useAct(registerEndpoint, { onDone: done });
  return (
    <ActFormFrame
      act={t('item-page:act.register')}
      lead={t('item-page:lead.register', { day: fullDay(item.due) })}
      error={register.error}
      isBusy={register.isPending}
      onSubmit={() => register.mutate({ params: { id: item.id }, ifMatch: item.version })}
    />
  );
}

const noNote = { note: '' };

export function AssignForm({ item, onDone }: ActFormProps) {
  const { t } = useWords();
  const twin = useTwin();
  const [subtree, setSubtree] = useState(false);
  const draft = useDraft(`assign.${item.id}`, noNote);
  const done = useDone('assign', onDone);
  const assign = useAct(assignEndpoint, {
    onDone: () => {
      draft.forget();
      done();
    },
  });
  const note = draft.value.note.trim();
  const body = { ...(subtree ? { subtree } : {}), ...(note ? { note } : {}) };
  return (
    <ActFormFrame
      act={t('item-page:act.assign')}
      lead={t('item-page:lead.assign', { person: twin(item.responsiblePerson.name, item.responsiblePerson.nameEn) })}
      error={assign.error}
      isBusy={assign.isPending}
      restored={draft.restored}
      onSubmit={() => assign.mutate({ params: { id: item.id }, body, ifMatch: item.version })}
    >
      <LastSaid itemId={item.id} act="item.returned" />
      <Field
        label={t('item-page:form.assignNote')}
        optional={t('field.optional')}
        error={errorAt(assign.error, 'note')}
      >
        {(control) => (
          <TextArea
            control={control}
            rows={2}
            value={draft.value.note}
            onChange={(text) => draft.set({ note: text })}
          />
        )}
      </Field>
      {item.progress.children > 0 && (
        <Check checked={subtree} onChange={setSubtree}>
          {t('item-page:form.subtree')}
        </Check>
      )}
    </ActFormFrame>
  );
}

export function CauseForm({ item, onDone }: ActFormProps) {
  const { t } = useWords();
  const initial = useMemo(() => ({ cause: '', countermeasure: '' }), []);
  const draft = useDraft(`cause.${item.id}`, initial);
  const done = useDone('cause', onDone);
  const record = useAct(causeEndpoint, {
    onDone: () => {
      draft.forget();
      done();
    },
  });
  return (
    <ActFormFrame
      act={t('item-page:act.cause')}
      lead={t('item-page:lead.cause')}
      error={record.error}
      isBusy={record.isPending}
      restored={draft.restored}
      disabled={!draft.value.cause.trim() || !draft.value.countermeasure.trim()}
      onSubmit={() => record.mutate({ params: { id: item.id }, body: draft.value })}
    >
      {(['cause', 'countermeasure'] as const).map((part) => (
        <Field key={part} label={t(`item-page:report.${part}`)} error={errorAt(record.error, part)}>
          {(control) => (
            <TextArea control={control} value={draft.value[part]} onChange={(text) => draft.set({ [part]: text })} />
          )}
        </Field>
      ))}
    </ActFormFrame>
  );
}

export function CloseOutForm({ item, onDone }: ActFormProps) {
  const { t } = useWords();
  const initial = useMemo(() => ({ summary: '', evidenceIds: [] as string[] }), []);
  const draft = useDraft(`close-out.${item.id}`, initial);
  const done = useDone('closeOut', onDone);
  const send = useAct(requestEndpoint, {
    onDone: () => {
      draft.forget();
      done();
    },
  });
  return (
    <ActFormFrame
      act={t('item-page:act.closeOut')}
      lead={t('item-page:lead.closeOut')}
      error={send.error}
      isBusy={send.isPending}
      restored={draft.restored}
      disabled={!draft.value.summary.trim()}
      onSubmit={() =>
        send.mutate({ params: { id: item.id }, body: { kind: 'close_out', ...draft.value }, ifMatch: item.version })
      }
    >
      <Field
        label={t('item-page:form.summary')}
        error={errorAt(send.error, 'summary')}
        hint={t('item-page:form.summaryHint')}
      >
        {(control) => (
          <TextArea
            control={control}
            rows={5}
            value={draft.value.summary}
            onChange={(summary) => draft.set({ summary })}
          />
        )}
      </Field>
      <EvidencePicker
        label={t('item-page:evidence.title')}
        ids={draft.value.evidenceIds}
        onChange={(evidenceIds) => draft.set({ evidenceIds })}
      />
    </ActFormFrame>
  );
}

export function ArchiveForm({ item, onDone }: ActFormProps) {
  const { t } = useWords();
  const done = useDone('archive', onDone);
  const archive = useAct(archiveEndpoint, { onDone: done });
  return (
    <ActFormFrame
      act={t('item-page:act.archive')}
      lead={t('item-page:lead.archive')}
      error={archive.error}
      isBusy={archive.isPending}
      onSubmit={() => archive.mutate({ params: { id: item.id }, ifMatch: item.version })}
    />
  );
}

export function GuideForm({ item, onDone }: ActFormProps) {
  const { t } = useWords();
  const draft = useDraft(`guide.${item.id}`, noReason);
  const done = useDone('guide', onDone);
  const send = useAct(guidanceEndpoint, {
    onDone: () => {
      draft.forget();
      done();
    },
  });
  return (
    <ActFormFrame
      act={t('item-page:act.guide')}
      lead={t('item-page:lead.guide')}
      error={send.error}
      isBusy={send.isPending}
      restored={draft.restored}
      disabled={!draft.value.reason.trim()}
      onSubmit={() => send.mutate({ params: { id: item.id }, body: { text: draft.value.reason } })}
    >
      <ReasonField draft={draft} label={t('item-page:form.guidance')} error={errorAt(send.error, 'text')} />
    </ActFormFrame>
  );
}
