// E-mail of the whole installation, for administrators: does it work, what waits, what was given up and may be sent again.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyOf } from '../../../../platform/http/endpoint.ts';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { reading, useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { listDeliveries, readMailState, sendDeliveryAgain, testMail } from '../../delivery.contract.ts';

const state = reading(remote<typeof readMailState>('GET', '/mail'), {});
const listEndpoint = remote<typeof listDeliveries>('GET', '/deliveries');
const againEndpoint = remote<typeof sendDeliveryAgain>('POST', '/deliveries/{id}/send-again');
const testEndpoint = remote<typeof testMail>('POST', '/mail/test');

const SHOWN = ['failed', 'waiting', 'sent'] as const;
const STALES = ['/mail', '/deliveries'];
type Delivery = ReplyOf<typeof listDeliveries>['items'][number];

export function MailPart() {
  const { t } = useWords();
  const say = useToast();
  const { data, error } = useQuery({ ...state, refetchInterval: 10_000 });
  const test = useAct(testEndpoint, { stales: STALES, onDone: () => say(t('reach:testSent')) });
  return (
    <section className="settings-part reach-mail">
      <h2>{t('reach:installation')}</h2>
      <Refusal error={error ?? test.error} />
      {!data && !error && <Skeleton rows={4} />}
      {data && !data.on && <Notice>{t('reach:offText')}</Notice>}
      {data?.on && (
        <>
          <MailFacts {...data} />
          <div className="form-acts">
            <Button isBusy={test.isPending} onPress={() => test.mutate({ body: undefined })}>
              {t('reach:test')}
            </Button>
          </div>
          <Deliveries />
        </>
      )}
    </section>
  );
}

function MailFacts({ from, waiting, failed, sentToday, oldestWaiting, withoutAddress }: ReplyOf<typeof readMailState>) {
  const { t } = useWords();
  const { institution } = useMe();
  const { count, moment } = useFormats(institution.timeZone);
  return (
    <dl className="facts">
      <dt>{t('reach:from')}</dt>
      <dd>{from}</dd>
      <dt>{t('reach:sentToday')}</dt>
      <dd>{count(sentToday)}</dd>
      <dt>{t('reach:waiting')}</dt>
      <dd>
        {count(waiting)}
        {oldestWaiting && <span className="quiet">{t('reach:oldest', { at: moment(oldestWaiting) })}</span>}
      </dd>
      <dt>{t('reach:failed')}</dt>
      <dd>{count(failed)}</dd>
      {withoutAddress > 0 && (
        <>
          <dt>{t('reach:withoutAddress')}</dt>
          <dd>{count(withoutAddress)}</dd>
        </>
      )}
    </dl>
  );
}

function Deliveries() {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('failed');
  const { data, error } = useQuery(reading(listEndpoint, { query: { state: shown, limit: 100 } }));
  return (
    <>
      <div className="settings-bar">
        <Segmented
          label={t('reach:log')}
          value={shown}
          onChange={setShown}
          choices={SHOWN.map((value) => ({ value, label: t(`reach:state.${value}`) }))}
        />
      </div>
      <Refusal error={error} />
      {!data && !error && <Skeleton rows={4} />}
      {data && (
        <Table
          label={t('reach:log')}
          rows={data.items}
          rowKey={(row) => row.id}
          empty={<Empty title={t(`reach:none.${shown}`)}>{t('reach:noneText')}</Empty>}
          columns={[
            { key: 'at', header: t('reach:at'), cell: (row) => moment(row.triedAt ?? row.createdAt) },
            { key: 'to', header: t('reach:to'), cell: (row) => twin(row.person.name, row.person.nameEn) },
            { key: 'kind', header: t('reach:kind'), cell: (row) => t(`notification:notificationKinds.${row.kind}`) },
            {
              key: 'attempts',
              header: t('reach:attempts'),
              numbers: true,
              wideOnly: true,
              cell: (row) => row.attempts,
            },
            { key: 'why', header: t('reach:why'), cell: (row) => <Why {...row} /> },
            {
              key: 'acts',
              header: <span className="visually-hidden">{t('settings:acts')}</span>,
              cell: (row) => (row.abilities.sendAgain ? <Again {...row} /> : null),
            },
          ]}
        />
      )}
    </>
  );
}

function Why({ failure }: Delivery) {
  const { t } = useWords();
  if (!failure) return <span className="quiet">—</span>;
  const code = /^smtp_(\d+)$/.exec(failure)?.[1];
  return <>{code ? t('reach:refused', { code }) : t('reach:unreached')}</>;
}

function Again({ id, version, person }: Delivery) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const again = useAct(againEndpoint, { stales: STALES, onDone: () => say(t('reach:sentAgain')) });
  return (
    <>
      <Button
        kind="quiet"
        isBusy={again.isPending}
        label={t('reach:againTo', { name: twin(person.name, person.nameEn) })}
        onPress={() => again.mutate({ params: { id }, ifMatch: version })}
      >
        {t('reach:again')}
      </Button>
      <Refusal error={again.error} />
    </>
  );
}
