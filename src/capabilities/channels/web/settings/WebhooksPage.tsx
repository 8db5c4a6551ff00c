// Webhooks: robots and other programs that are told of what happens, and the inside hosts that they may stand on.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { WebhookDrawer } from './WebhookDrawer.tsx';
import { WebhookLog } from './WebhookLog.tsx';
import { settings, settingsEndpoint, type Webhook, webhooks } from './webhookQueries.ts';
import './channel-settings.css';

type Open = { as: 'new' } | { as: 'log' | 'form'; id: string } | null;

export function WebhooksPage() {
  const { t } = useWords();
  const { data, error, isPending, refetch } = useQuery(webhooks);
  const [open, setOpen] = useState<Open>(null);
  const rows = data?.items ?? [];
  const chosen = open && 'id' in open ? rows.find((row) => row.id === open.id) : undefined;
  const close = () => setOpen(null);
  const add = (
    <Button icon="plus" onPress={() => setOpen({ as: 'new' })}>
      {t('channel-settings:hook.add')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings:section.webhooks')}
      lead={t('channel-settings:hook.lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
      act={rows.length > 0 ? add : undefined}
    >
      {!error && <HookTable rows={rows} add={add} onOpen={(row) => setOpen({ as: 'log', id: row.id })} />}
      {!error && <InsideHosts />}
      {open?.as === 'new' && <WebhookDrawer webhook={null} onClose={close} />}
      {open?.as === 'form' && chosen && <WebhookDrawer webhook={chosen} onClose={close} />}
      {open?.as === 'log' && chosen && (
        <WebhookLog webhook={chosen} onClose={close} onChange={() => setOpen({ as: 'form', id: chosen.id })} />
      )}
    </SettingsPage>
  );
}

interface HookTableProps {
  rows: readonly Webhook[];
  add: React.ReactNode;
  onOpen: (row: Webhook) => void;
}

function HookTable({ rows, add, onOpen }: HookTableProps) {
  const { t } = useWords();
  const { institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  const kindsOf = (row: Webhook) =>
    row.kinds.map((kind) => t(`channel-settings:family.${kind.split('.')[0]}`)).join(t('list.separator'));
  return (
    <Table
      label={t('settings:section.webhooks')}
      rows={rows}
      rowKey={(row) => row.id}
      onChoose={onOpen}
      empty={
        <Empty title={t('channel-settings:hook.none')} act={add}>
          {t('channel-settings:hook.noneText')}
        </Empty>
      }
      columns={[
        {
          key: 'name',
          header: t('channel-settings:hook.name'),
          cell: (row) => (
            <>
              <button type="button" className="hook-name" onClick={() => onOpen(row)}>
                {row.name}
              </button>
              <div className="small quiet hook-address">{row.address}</div>
            </>
          ),
        },
        {
          key: 'format',
          header: t('channel-settings:hook.format'),
          cell: (row) => t(`channel-settings:format.${row.format}`),
        },
        { key: 'kinds', header: t('channel-settings:hook.kinds'), wideOnly: true, cell: kindsOf },
        {
          key: 'state',
          header: t('channel-settings:hook.state'),
          cell: (row) => (
            <span className={row.state === 'active' ? 'tag' : 'tag tag-waiting'}>
              {t(`channel-settings:state.${row.state}`)}
            </span>
          ),
        },
        {
          key: 'dead',
          header: t('channel-settings:hook.open'),
          numbers: true,
          cell: (row) => t('channel-settings:hook.openCounts', { waiting: row.waiting, dead: row.dead }),
        },
        {
          key: 'delivered',
          header: t('channel-settings:hook.deliveredAt'),
          wideOnly: true,
          cell: (row) => moment(row.deliveredAt),
        },
      ]}
    />
  );
}

function InsideHosts() {
  const { t } = useWords();
  const say = useToast();
  const { data, error } = useQuery(settings);
  const [typed, setTyped] = useState<string | null>(null);
  const save = useAct(settingsEndpoint, {
    stales: ['/settings'],
    onDone: () => {
      setTyped(null);
      say(t('channel-settings:saved'));
    },
  });
  const standing = data?.values['outgoing.allowedHosts'];
  const text = typed ?? (Array.isArray(standing) ? standing.join('\n') : '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const hosts = text.split(/\s+/).filter((host) => host !== '');
    save.mutate({ body: { values: { 'outgoing.allowedHosts': hosts } } });
  };
  return (
    <section className="settings-part">
      <h2>{t('channel-settings:hosts.title')}</h2>
      <form className="settings-narrow" onSubmit={submit}>
        <Refusal error={error ?? save.error} />
        <Field label={t('channel-settings:hosts.label')} hint={t('channel-settings:hosts.text')}>
          {(control) => <TextArea control={control} rows={3} value={text} onChange={setTyped} />}
        </Field>
        <div className="form-acts">
          <Button submits isBusy={save.isPending} disabled={typed === null}>
            {t('act.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
