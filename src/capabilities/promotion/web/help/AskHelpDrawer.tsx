// Asking for help: what, of whom (nobody named: the next above), by when; says beforehand whom it reaches and until when they answer.
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import { useDraft } from '../../../../web/drafts.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field, FieldGroup } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { PersonPicker, UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { askEndpoint, foreseenQuery, helpStales } from './helpQueries.ts';
import './help.css';

type Whom = 'above' | 'unit' | 'person';
const WHOM: readonly Whom[] = ['above', 'unit', 'person'];

interface AskHelpDrawerProps {
  item?: { id: string; title: string; placeholder?: boolean };
  /** A report whose words on help become the request. */
  report?: { id: string; help: string };
  onClose: () => void;
}

export function AskHelpDrawer({ item, report, onClose }: AskHelpDrawerProps) {
  const { t } = useWords();
  const { today } = useMe();
  const say = useToast();
  const formId = useId();
  const initial = useMemo(
    () => ({
      whom: 'above' as Whom,
      personId: null as string | null,
      unitId: null as string | null,
      asks: report?.help ?? '',
      neededBy: null as string | null,
    }),
    [report?.help],
  );
  const draft = useDraft(`help.${report?.id ?? item?.id ?? 'new'}`, initial);
  const { whom, personId, unitId, asks, neededBy } = draft.value;
  const act = useAct(askEndpoint, {
    stales: helpStales,
    onDone: (asked) => {
      draft.forget();
      say(t('help-page:form.sent', { name: asked.addressee.name }));
      onClose();
    },
  });
  const target = {
    ...(item ? { itemId: item.id } : {}),
    ...(whom === 'person' && personId ? { addresseeId: personId } : {}),
    ...(whom === 'unit' && unitId ? { unitId } : {}),
  };
  const isAimed = whom === 'above' || (whom === 'person' ? personId !== null : unitId !== null);
  const send = () =>
    act.mutate({
      body: { ...target, asks, ...(neededBy ? { neededBy } : {}), ...(report ? { fromReportId: report.id } : {}) },
    });
  return (
    <Drawer
      open
      title={t('help-page:ask')}
      {...(item ? { subtitle: item.title } : {})}
      onClose={onClose}
      width={520}
      acts={
        <Button kind="primary" submits form={formId} isBusy={act.isPending} disabled={!isAimed || asks.trim() === ''}>
          {t('help-page:form.askSend')}
        </Button>
      }
    >
      <form
        id={formId}
        className="help-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!act.isPending) send();
        }}
      >
        {draft.restored && <p className="small quiet">{t('field.draftKept')}</p>}
        <Refusal error={act.error} />
        {item?.placeholder && <p className="small quiet">{t('help-page:form.placeholder')}</p>}
        <Field label={t('help-page:form.asks')} hint={t('help-page:form.asksHint')} error={errorAt(act.error, 'asks')}>
          {(control) => <TextArea control={control} value={asks} onChange={(next) => draft.set({ asks: next })} />}
        </Field>
        <FieldGroup legend={t('help-page:form.whom')}>
          <Segmented
            label={t('help-page:form.whom')}
            value={whom}
            choices={WHOM.map((value) => ({ value, label: t(`help-page:whom.${value}`) }))}
            onChange={(next) => draft.set({ whom: next })}
          />
        </FieldGroup>
        {whom === 'person' && (
          <Field label={t('help-page:whom.person')} error={errorAt(act.error, 'addresseeId')}>
            {(control) => (
              <PersonPicker control={control} value={personId} onChange={(next) => draft.set({ personId: next })} />
            )}
          </Field>
        )}
        {whom === 'unit' && (
          <Field label={t('help-page:whom.unit')} error={errorAt(act.error, 'unitId')}>
            {(control) => (
              <UnitPicker control={control} value={unitId} onChange={(next) => draft.set({ unitId: next })} />
            )}
          </Field>
        )}
        {isAimed && <Reach target={target} />}
        <Field
          label={t('help-page:form.neededBy')}
          optional={t('field.optional')}
          error={errorAt(act.error, 'neededBy')}
        >
          {(control) => (
            <DatePicker
              control={control}
              value={neededBy}
              min={today}
              onChange={(next) => draft.set({ neededBy: next })}
            />
          )}
        </Field>
      </form>
    </Drawer>
  );
}

/** Before it is sent: who gets it, until when an answer is due, and what happens else. */
function Reach({ target }: { target: { itemId?: string; addresseeId?: string; unitId?: string } }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today } = useMe();
  const { data, error } = useQuery(foreseenQuery(target));
  if (error) return <Refusal error={error} />;
  if (!data) return <p className="small quiet">&nbsp;</p>;
  if (!data.addressee) return <p className="small help-late">{t('help-page:form.nobody')}</p>;
  return (
    <p className="small">
      {t('help-page:form.reach', {
        person: twin(data.addressee.name, data.addressee.nameEn),
        day: day(data.replyBy, today),
        n: data.limitDays,
      })}
    </p>
  );
}
