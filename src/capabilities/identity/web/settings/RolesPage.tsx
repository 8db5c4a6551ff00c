// Role grants: who is office, supervisor, auditor or administrator, and which grants wait for a second person.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { z } from 'zod';
import { readingAll } from '../../../../web/allPages.ts';
import { remote } from '../../../../web/api.ts';
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
import { Notice, Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { PersonPicker } from '../../../../web/ui/pickers.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { confirmRole, deleteRole, grantRole, listRoles, RoleGrant } from '../../identity.contract.ts';

type Grant = z.output<typeof RoleGrant>;
const roleNames = ['office', 'supervisor', 'auditor', 'administrator'] as const;
const stales = ['/roles'];

const allGrants = readingAll(remote<typeof listRoles>('GET', '/roles'));
const grantEndpoint = remote<typeof grantRole>('POST', '/roles');
const confirmEndpoint = remote<typeof confirmRole>('POST', '/roles/{id}/confirm');
const removeEndpoint = remote<typeof deleteRole>('DELETE', '/roles/{id}');

export function RolesPage() {
  const { t } = useWords();
  const say = useToast();
  const { abilities } = useMe();
  const { data, error, isPending, refetch } = useQuery(allGrants);
  const [isAdding, setAdding] = useState(false);
  const confirm = useAct(confirmEndpoint, { stales, onDone: () => say(t('settings:confirmed')) });
  const rows = (data ?? []).filter((grant) => grant.state !== 'refused');
  const waiting = rows.filter((grant) => grant.state === 'proposed');
  return (
    <SettingsPage
      title={t('settings:section.roles')}
      lead={
        <>
          {t('settings:roles.lead')} <Link to="/settings/posts">{t('settings:roles.toPosts')}</Link>
        </>
      }
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
      act={
        abilities.grantRoles && (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t('settings:roles.add')}
          </Button>
        )
      }
    >
      <Refusal error={confirm.error} />
      {waiting.length > 0 && <Notice kind="warn">{t('settings:roles.waiting', { count: waiting.length })}</Notice>}
      <GrantTable
        rows={[...waiting, ...rows.filter((grant) => grant.state !== 'proposed')]}
        onConfirm={(grant) => confirm.mutate({ params: { id: grant.id }, ifMatch: grant.version })}
      />
      {isAdding && <GrantDrawer onClose={() => setAdding(false)} />}
    </SettingsPage>
  );
}

function GrantTable({ rows, onConfirm }: { rows: readonly Grant[]; onConfirm: (grant: Grant) => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  return (
    <Table
      label={t('settings:section.roles')}
      rows={rows}
      rowKey={(grant) => grant.id}
      columns={[
        { key: 'person', header: t('settings:person'), cell: (grant) => twin(grant.person.name, grant.person.nameEn) },
        { key: 'role', header: t('settings:roles.role'), cell: (grant) => t(`identity:roles.${grant.role}`) },
        {
          key: 'span',
          header: t('settings:span'),
          cell: (grant) => `${fullDay(grant.from)} – ${grant.to ? fullDay(grant.to) : ''}`,
        },
        {
          key: 'acts',
          header: <span className="visually-hidden">{t('settings:acts')}</span>,
          cell: (grant) => (
            <span className="row-acts">
              {grant.state === 'proposed' && (
                <span className="tag tag-waiting">{t('identity:grantStates.proposed')}</span>
              )}
              {grant.abilities.confirm && (
                <Button kind="primary" onPress={() => onConfirm(grant)}>
                  {t('settings:confirm')}
                </Button>
              )}
              {grant.abilities.remove && <EndGrant grant={grant} />}
            </span>
          ),
        },
      ]}
    />
  );
}

function EndGrant({ grant }: { grant: Grant }) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const remove = useAct(removeEndpoint, { stales, onDone: () => say(t('settings:removed')) });
  const isProposal = grant.state === 'proposed';
  return (
    <RemoveButton
      name={`${twin(grant.person.name, grant.person.nameEn)} ${t(`identity:roles.${grant.role}`)}`}
      act={t(isProposal ? 'settings:roles.withdraw' : 'settings:roles.end')}
      text={t(isProposal ? 'settings:roles.withdrawText' : 'settings:roles.endText')}
      error={remove.error}
      isBusy={remove.isPending}
      onAsk={remove.reset}
      onRemove={() => remove.mutate({ params: { id: grant.id }, ifMatch: grant.version })}
    />
  );
}

function GrantDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const { today } = useMe();
  const initial = useMemo(
    () => ({
      personId: null as string | null,
      role: null as string | null,
      from: today as string | null,
      to: null as string | null,
    }),
    [today],
  );
  const draftKey = 'role.new';
  const grant = useAct(grantEndpoint, {
    stales,
    onDone: (reply) => {
      forgetDraft(draftKey);
      say(t(reply.state === 'proposed' ? 'settings:waitsForSecond' : 'settings:added'));
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t('settings:roles.add')}
      draftKey={draftKey}
      initial={initial}
      error={grant.error}
      isBusy={grant.isPending}
      isReady={(value) => value.personId !== null && value.role !== null}
      onClose={onClose}
      onSubmit={({ personId, role, from, to }) =>
        grant.mutate({
          body: {
            personId: personId ?? '',
            role: roleNames.find((one) => one === role) ?? 'supervisor',
            ...(from ? { from } : {}),
            ...(to ? { to } : {}),
          },
        })
      }
    >
      {({ value, set }) => (
        <>
          <Notice>{t('settings:roles.second')}</Notice>
          <Field label={t('settings:person')} error={errorAt(grant.error, 'personId')}>
            {(control) => (
              <PersonPicker control={control} value={value.personId} onChange={(personId) => set({ personId })} />
            )}
          </Field>
          <Field label={t('settings:roles.role')} error={errorAt(grant.error, 'role')}>
            {(control) => (
              <Select
                control={control}
                value={value.role}
                onChange={(role) => set({ role })}
                choices={roleNames.map((one) => ({ value: one, label: t(`identity:roles.${one}`) }))}
              />
            )}
          </Field>
          <div className="form-row">
            <Field label={t('settings:from')} error={errorAt(grant.error, 'from')}>
              {(control) => <DatePicker control={control} value={value.from} onChange={(from) => set({ from })} />}
            </Field>
            <Field label={t('settings:to')} optional={t('field.optional')} error={errorAt(grant.error, 'to')}>
              {(control) => <DatePicker control={control} clearable value={value.to} onChange={(to) => set({ to })} />}
            </Field>
          </div>
        </>
      )}
    </FormDrawer>
  );
}
