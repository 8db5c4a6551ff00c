// One webhook opened: try it, pause it, change its secret, and everything that was sent with every attempt.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { RemoveButton } from '../../../../web/settings/RemoveButton.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Empty, Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { SecretOnce } from './SecretOnce.tsx';
import {
  againEndpoint,
  changeEndpoint,
  type Delivery,
  deliveriesOf,
  removeEndpoint,
  rotateEndpoint,
  stales,
  testEndpoint,
  type Webhook,
} from './webhookQueries.ts';

interface WebhookLogProps {
  webhook: Webhook;
  onClose: () => void;
  onChange: () => void;
}

export function WebhookLog({ webhook, onClose, onChange }: WebhookLogProps) {
  const { t } = useWords();
  const [secret, setSecret] = useState<string | null>(null);
  const params = { id: webhook.id };
  const test = useAct(testEndpoint, { stales });
  const change = useAct(changeEndpoint, { stales });
  const rotate = useAct(rotateEndpoint, { stales, onDone: (reply) => setSecret(reply.secret) });
  const remove = useAct(removeEndpoint, { stales, onDone: onClose });
  const isOn = webhook.state === 'active';
  return (
    <Drawer
      open
      width={680}
      title={webhook.name}
      subtitle={`${t(`channel-settings:format.${webhook.format}`)} · ${webhook.address}`}
      onClose={onClose}
      acts={
        <>
          <Button kind="primary" isBusy={test.isPending} onPress={() => test.mutate({ params })}>
            {t('channel-settings:hook.test')}
          </Button>
          <Button
            isBusy={change.isPending}
            onPress={() =>
              change.mutate({ params, body: { state: isOn ? 'paused' : 'active' }, ifMatch: webhook.version })
            }
          >
            {t(isOn ? 'channel-settings:hook.pause' : 'channel-settings:hook.goOn')}
          </Button>
          <Button onPress={onChange}>{t('channel-settings:hook.edit')}</Button>
          {webhook.format === 'cloudevents' && (
            <Button isBusy={rotate.isPending} onPress={() => rotate.mutate({ params, ifMatch: webhook.version })}>
              {t('channel-settings:hook.rotate')}
            </Button>
          )}
          <RemoveButton
            name={webhook.name}
            text={t('channel-settings:hook.removeText')}
            error={remove.error}
            isBusy={remove.isPending}
            onAsk={remove.reset}
            onRemove={() => remove.mutate({ params, ifMatch: webhook.version })}
          />
        </>
      }
    >
      <Refusal error={test.error ?? change.error ?? rotate.error} />
      {webhook.state === 'stopped' && <Notice kind="warn">{t('channel-settings:hook.stoppedText')}</Notice>}
      {secret && <SecretOnce label={t('channel-settings:hook.secret')} text={secret} />}
      {test.data && <TrialResult trial={test.data} />}
      <Deliveries id={webhook.id} />
    </Drawer>
  );
}

function TrialResult({ trial }: { trial: Delivery }) {
  const { t } = useWords();
  const attempt = trial.attempts.at(-1);
  const arrived = trial.state === 'delivered';
  return (
    <Notice kind={arrived ? 'good' : 'warn'}>
      {arrived
        ? t('channel-settings:trial.arrived', { milliseconds: attempt?.milliseconds ?? 0 })
        : t('channel-settings:trial.failed', {
            why: t(`channel-settings:error.${attempt?.error ?? 'connection_failed'}`),
          })}
    </Notice>
  );
}

type Shown = Delivery['state'] | 'all';

function Deliveries({ id }: { id: string }) {
  const { t } = useWords();
  const [shown, setShown] = useState<Shown>('all');
  const { data, error, isPending } = useQuery(deliveriesOf(id, shown === 'all' ? undefined : shown));
  const choices: Shown[] = ['all', 'waiting', 'dead', 'delivered'];
  return (
    <section className="hook-log">
      <div className="hook-log-head">
        <h3>{t('channel-settings:log.title')}</h3>
        <Segmented<Shown>
          label={t('channel-settings:log.filter')}
          value={shown}
          onChange={setShown}
          choices={choices.map((value) => ({ value, label: t(`channel-settings:log.${value}`) }))}
        />
      </div>
      <Refusal error={error} />
      {isPending ? (
        <Skeleton rows={4} />
      ) : data && data.items.length > 0 ? (
        <ol className="hook-deliveries">
          {data.items.map((delivery) => (
            <DeliveryRow key={delivery.id} webhookId={id} delivery={delivery} />
          ))}
        </ol>
      ) : (
        !error && <Empty title={t('channel-settings:log.none')}>{t('channel-settings:log.noneText')}</Empty>
      )}
    </section>
  );
}

function DeliveryRow({ webhookId, delivery }: { webhookId: string; delivery: Delivery }) {
  const { t } = useWords();
  const say = useToast();
  const { institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  const again = useAct(againEndpoint, { stales, onDone: () => say(t('channel-settings:log.againDone')) });
  const family = delivery.kind.split('.')[0];
  const kind = delivery.eventId === null ? t('channel-settings:log.trial') : t(`channel-settings:family.${family}`);
  return (
    <li className="hook-delivery">
      <div className="hook-delivery-head">
        <span className={delivery.state === 'delivered' ? 'tag' : 'tag tag-waiting'}>
          {t(`channel-settings:log.${delivery.state}`)}
        </span>
        <span>
          {kind} {delivery.eventId !== null && <code className="quiet">{delivery.kind}</code>} {delivery.code}
        </span>
        <span className="quiet">{moment(delivery.createdAt)}</span>
        {delivery.state === 'dead' && delivery.eventId !== null && (
          <Button
            isBusy={again.isPending}
            onPress={() => again.mutate({ params: { id: webhookId, deliveryId: delivery.id } })}
          >
            {t('channel-settings:log.again')}
          </Button>
        )}
      </div>
      <Refusal error={again.error} />
      <ul className="hook-attempts small quiet">
        {delivery.attempts.map((attempt) => (
          <li key={attempt.number}>
            {[
              t('channel-settings:log.attempt', { n: attempt.number }),
              moment(attempt.at),
              attempt.error ? t(`channel-settings:error.${attempt.error}`) : t('channel-settings:log.fine'),
              attempt.status === null ? null : `HTTP ${attempt.status}`,
              attempt.answerCode ? t('channel-settings:log.answerCode', { code: attempt.answerCode }) : null,
              `${attempt.milliseconds} ms`,
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </li>
  );
}
