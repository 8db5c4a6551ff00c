// Asking somebody to decide at the gate in one's place for a while; one's own to give and to take back.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { forgetDraft } from '../../../../web/drafts.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { FormDrawer } from '../../../../web/settings/FormDrawer.tsx';
import { RemoveButton } from '../../../../web/settings/RemoveButton.tsx';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Empty } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { PersonPicker } from '../../../../web/ui/pickers.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { addDelegation, allDelegations, allPeople, type Delegation, removeDelegation } from './institutionQueries.ts';

const stales = ['/delegations'];

export function DelegationsPage() {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const me = useMe();
  const people = useQuery(allPeople);
  const { data, error, isPending, refetch } = useQuery(allDelegations);
  const [isAdding, setAdding] = useState(false);
  const nameOf = (id: string) => {
    const person = people.data?.find((one) => one.id === id);
    return id === me.person.id ? t('settings:delegations.me') : person ? twin(person.name, person.nameEn) : '';
  };
  return (
    <SettingsPage
      title={t('settings:section.delegations')}
      lead={t('settings:delegations.lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
      act={
        <Button icon="plus" onPress={() => setAdding(true)}>
          {t('settings:delegations.add')}
        </Button>
      }
    >
      <Table
        label={t('settings:section.delegations')}
        rows={data ?? []}
        rowKey={(row) => row.id}
        empty={<Empty title={t('settings:delegations.none')}>{t('settings:delegations.noneText')}</Empty>}
        columns={[
          { key: 'from', header: t('settings:delegations.from'), cell: (row) => nameOf(row.personId) },
          { key: 'to', header: t('settings:delegations.to'), cell: (row) => nameOf(row.delegateId) },
          { key: 'span', header: t('settings:span'), cell: (row) => `${fullDay(row.from)} – ${fullDay(row.to)}` },
          { key: 'reason', header: t('settings:delegations.reason'), wideOnly: true, cell: (row) => row.reason ?? '' },
          {
            key: 'acts',
            header: <span className="visually-hidden">{t('settings:acts')}</span>,
            cell: (row) => row.abilities.remove && <TakeBack delegation={row} name={nameOf(row.delegateId)} />,
          },
        ]}
      />
      {isAdding && <DelegationDrawer onClose={() => setAdding(false)} />}
    </SettingsPage>
  );
}

function TakeBack({ delegation, name }: { delegation: Delegation; name: string }) {
  const { t } = useWords();
  const say = useToast();
  const remove = useAct(removeDelegation, { stales, onDone: () => say(t('settings:delegations.takenBack')) });
  return (
    <RemoveButton
      name={name}
      act={t('settings:delegations.takeBack')}
      text={t('settings:delegations.takeBackText')}
      error={remove.error}
      isBusy={remove.isPending}
      onAsk={remove.reset}
      onRemove={() => remove.mutate({ params: { id: delegation.id }, ifMatch: delegation.version })}
    />
  );
}

function DelegationDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const { today } = useMe();
  const initial = useMemo(
    () => ({ delegateId: null as string | null, from: today as string | null, to: today as string | null, reason: '' }),
    [today],
  );
  const draftKey = 'delegation.new';
  const add = useAct(addDelegation, {
    stales,
    onDone: () => {
      forgetDraft(draftKey);
      say(t('settings:added'));
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t('settings:delegations.add')}
      draftKey={draftKey}
      initial={initial}
      error={add.error}
      isBusy={add.isPending}
      isReady={(value) => Boolean(value.delegateId && value.from && value.to)}
      onClose={onClose}
      onSubmit={({ delegateId, from, to, reason }) =>
        add.mutate({ body: { delegateId: delegateId ?? '', from: from ?? '', to: to ?? '', reason: reason || null } })
      }
    >
      {({ value, set }) => (
        <>
          <Field label={t('settings:delegations.to')} error={errorAt(add.error, 'delegateId')}>
            {(control) => (
              <PersonPicker control={control} value={value.delegateId} onChange={(delegateId) => set({ delegateId })} />
            )}
          </Field>
          <div className="form-row">
            <Field label={t('settings:from')} error={errorAt(add.error, 'from')}>
              {(control) => (
                <DatePicker control={control} min={today} value={value.from} onChange={(from) => set({ from })} />
              )}
            </Field>
            <Field label={t('settings:to')} error={errorAt(add.error, 'to')}>
              {(control) => (
                <DatePicker control={control} min={value.from} value={value.to} onChange={(to) => set({ to })} />
              )}
            </Field>
          </div>
          <Field label={t('settings:delegations.reason')} optional={t('field.optional')}>
            {(control) => <TextInput control={control} value={value.reason} onChange={(reason) => set({ reason })} />}
          </Field>
        </>
      )}
    </FormDrawer>
  );
}
