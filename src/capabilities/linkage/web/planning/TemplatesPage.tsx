// The templates of work: the built-in six stages, the office's and one's own; what each holds, rename, share, drop.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { forgetDraft } from '../../../../web/drafts.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { FormDrawer } from '../../../../web/settings/FormDrawer.tsx';
import { RemoveButton } from '../../../../web/settings/RemoveButton.tsx';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { changeTemplateEndpoint, deleteTemplateEndpoint, type TemplateView, templatesQuery } from './planQueries.ts';
import './plan-ahead.css';

const stales = ['/templates'];

export function TemplatesPage() {
  const { t } = useWords();
  const twin = useTwin();
  const { data, error, isPending, refetch } = useQuery(templatesQuery);
  const [editing, setEditing] = useState<TemplateView | null>(null);
  const holds = (row: TemplateView) =>
    (['nodes', 'indicators', 'parts'] as const)
      .filter((part) => row.body[part].length > 0)
      .map((part) => t(`plan-ahead:templates.${part}`, { n: row.body[part].length, count: row.body[part].length }))
      .join(t('plan-ahead:comma'));
  return (
    <SettingsPage
      title={t('plan-ahead:templates.title')}
      lead={t('plan-ahead:templates.lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
    >
      <Table
        label={t('plan-ahead:templates.title')}
        rows={data?.items ?? []}
        rowKey={(row) => row.id}
        columns={[
          { key: 'name', header: t('plan-ahead:templates.name'), cell: (row) => <Name row={row} /> },
          { key: 'holds', header: t('plan-ahead:templates.holds'), wideOnly: true, cell: holds },
          {
            key: 'whose',
            header: t('plan-ahead:templates.whose'),
            cell: (row) =>
              t(`plan-ahead:templates.${row.builtIn ? 'builtIn' : row.shared ? 'everybodys' : 'mine'}`, {
                name: twin(row.createdBy?.name ?? '', row.createdBy?.nameEn ?? null),
              }),
          },
          {
            key: 'acts',
            header: <span className="visually-hidden">{t('plan-ahead:templates.acts')}</span>,
            cell: (row) =>
              row.abilities.edit && (
                <span className="template-acts">
                  <Button kind="quiet" onPress={() => setEditing(row)}>
                    {t('plan-ahead:templates.edit')}
                  </Button>
                  <Drop row={row} />
                </span>
              ),
          },
        ]}
      />
      {editing && <EditDrawer template={editing} onClose={() => setEditing(null)} />}
    </SettingsPage>
  );
}

function Name({ row }: { row: TemplateView }) {
  const { t } = useWords();
  const twin = useTwin();
  return (
    <details className="template-nodes">
      <summary>{twin(row.name, row.nameEn)}</summary>
      <ul>
        {row.body.nodes.map((node) => (
          <li key={node.title} className="small">
            {twin(node.title, node.titleEn)} <span className="quiet">{node.weight}%</span>
          </li>
        ))}
        {row.body.indicators.map((one) => (
          <li key={one.name} className="small quiet">
            {t('plan-ahead:templates.indicator', { name: twin(one.name, one.nameEn) })}
          </li>
        ))}
        {row.body.parts.map((part) => (
          <li key={`${part.title} ${part.parent} ${JSON.stringify(part.start)}`} className="small">
            {t('plan-ahead:templates.part', { name: twin(part.title, part.titleEn) })}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Drop({ row }: { row: TemplateView }) {
  const { t } = useWords();
  const say = useToast();
  const remove = useAct(deleteTemplateEndpoint, { stales, onDone: () => say(t('plan-ahead:templates.dropped')) });
  return (
    <RemoveButton
      name={row.name}
      act={t('plan-ahead:templates.drop')}
      text={t('plan-ahead:templates.dropText')}
      error={remove.error}
      isBusy={remove.isPending}
      onAsk={remove.reset}
      onRemove={() => remove.mutate({ params: { id: row.id } })}
    />
  );
}

function EditDrawer({ template, onClose }: { template: TemplateView; onClose: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const initial = useMemo(
    () => ({ name: template.name, nameEn: template.nameEn ?? '', shared: template.shared }),
    [template],
  );
  const draftKey = `template.${template.id}`;
  const change = useAct(changeTemplateEndpoint, {
    stales,
    onDone: () => {
      forgetDraft(draftKey);
      say(t('plan-ahead:templates.saved'));
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t('plan-ahead:templates.edit')}
      draftKey={draftKey}
      initial={initial}
      error={change.error}
      isBusy={change.isPending}
      isReady={(value) => value.name.trim() !== ''}
      onClose={onClose}
      onSubmit={({ name, nameEn, shared }) =>
        change.mutate({
          params: { id: template.id },
          body: { name: name.trim(), nameEn: nameEn.trim() || null, ...(template.abilities.share && { shared }) },
        })
      }
    >
      {({ value, set }) => (
        <>
          <Field label={t('plan-ahead:keep.name')}>
            {(control) => <TextInput control={control} value={value.name} onChange={(name) => set({ name })} />}
          </Field>
          <Field label={t('plan-ahead:keep.nameEn')} optional={t('field.optional')}>
            {(control) => <TextInput control={control} value={value.nameEn} onChange={(nameEn) => set({ nameEn })} />}
          </Field>
          {template.abilities.share && (
            <Check checked={value.shared} onChange={(shared) => set({ shared })}>
              {t('plan-ahead:keep.shared')}
            </Check>
          )}
        </>
      )}
    </FormDrawer>
  );
}
