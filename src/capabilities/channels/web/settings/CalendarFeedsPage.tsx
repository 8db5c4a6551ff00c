// Calendar addresses: made for a calendar program, shown once, listed with their last use, revoked at any time.
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { reading, useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { RemoveButton } from '../../../../web/settings/RemoveButton.tsx';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Refusal } from '../../../../web/ui/Feedback.tsx';
import { UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Check, Segmented } from '../../../../web/ui/Segmented.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type {
  createCalendarFeed,
  CalendarFeed as FeedShape,
  listCalendarFeeds,
  revokeCalendarFeed,
} from '../../feed.contract.ts';
import { SecretOnce } from './SecretOnce.tsx';
import './channel-settings.css';

type Feed = z.output<typeof FeedShape>;
type What = Feed['what'];
type Kind = Feed['kinds'][number];
const whats: readonly What[] = ['mine', 'unit', 'seen'];
const kindsOffered: readonly Kind[] = ['nodes', 'dues', 'reports'];

const stales = ['/calendar-feeds'];
const feeds = reading(remote<typeof listCalendarFeeds>('GET', '/calendar-feeds'), { query: { limit: 100 } });
const createEndpoint = remote<typeof createCalendarFeed>('POST', '/calendar-feeds');
const revokeEndpoint = remote<typeof revokeCalendarFeed>('DELETE', '/calendar-feeds/{id}');

export function CalendarFeedsPage() {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  const { data, error, isPending, refetch } = useQuery(feeds);
  const [fresh, setFresh] = useState<string | null>(null);
  const nameOf = (feed: Feed) =>
    feed.unit ? twin(feed.unit.name, feed.unit.nameEn) : t(`channel-settings:feed.what.${feed.what}`);
  return (
    <SettingsPage
      title={t('settings:section.calendarFeeds')}
      lead={t('channel-settings:feed.text')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
    >
      {fresh && (
        <>
          <SecretOnce label={t('channel-settings:feed.address')} text={fresh} />
          <HowTo />
        </>
      )}
      <FeedForm onMade={setFresh} />
      <Table
        label={t('channel-settings:feed.title')}
        rows={data?.items ?? []}
        rowKey={(feed) => feed.id}
        empty={<Empty title={t('channel-settings:feed.none')}>{t('channel-settings:feed.noneText')}</Empty>}
        columns={[
          { key: 'what', header: t('channel-settings:feed.about'), cell: nameOf },
          {
            key: 'kinds',
            header: t('channel-settings:feed.shows'),
            cell: (feed) => feed.kinds.map((kind) => t(`channel-settings:feed.kind.${kind}`)).join(t('list.separator')),
          },
          { key: 'made', header: t('account:made'), wideOnly: true, cell: (feed) => moment(feed.createdAt) },
          { key: 'read', header: t('channel-settings:feed.readAt'), cell: (feed) => moment(feed.readAt) },
          {
            key: 'acts',
            header: <span className="visually-hidden">{t('settings:acts')}</span>,
            cell: (feed) => <Revoke id={feed.id} name={nameOf(feed)} />,
          },
        ]}
      />
    </SettingsPage>
  );
}

function FeedForm({ onMade }: { onMade: (url: string) => void }) {
  const { t } = useWords();
  const [what, setWhat] = useState<What>('mine');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [kinds, setKinds] = useState<readonly Kind[]>(kindsOffered);
  const create = useAct(createEndpoint, { stales, onDone: (reply) => onMade(reply.url) });
  const isReady = kinds.length > 0 && (what !== 'unit' || unitId !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || create.isPending) return;
    create.mutate({ body: { what, kinds: [...kinds], ...(what === 'unit' && unitId ? { unitId } : {}) } });
  };
  return (
    <form onSubmit={submit}>
      <Refusal error={create.error} />
      <div className="feed-form">
        <Segmented<What>
          label={t('channel-settings:feed.about')}
          value={what}
          onChange={setWhat}
          choices={whats.map((value) => ({ value, label: t(`channel-settings:feed.what.${value}`) }))}
        />
        {what === 'unit' && (
          <span className="search-box">
            <UnitPicker label={t('settings:unit')} value={unitId} onChange={setUnitId} />
          </span>
        )}
        {kindsOffered.map((kind) => (
          <Check
            key={kind}
            checked={kinds.includes(kind)}
            onChange={(on) => setKinds(kindsOffered.filter((one) => (one === kind ? on : kinds.includes(one))))}
          >
            {t(`channel-settings:feed.kind.${kind}`)}
          </Check>
        ))}
        <Button submits isBusy={create.isPending} disabled={!isReady}>
          {t('channel-settings:feed.make')}
        </Button>
      </div>
    </form>
  );
}

function HowTo() {
  const { t } = useWords();
  return (
    <ul className="feed-how">
      {['wecom', 'outlook', 'apple', 'google'].map((program) => (
        <li key={program}>{t(`channel-settings:feed.how.${program}`)}</li>
      ))}
    </ul>
  );
}

function Revoke({ id, name }: { id: string; name: string }) {
  const { t } = useWords();
  const say = useToast();
  const revoke = useAct(revokeEndpoint, { stales, onDone: () => say(t('channel-settings:feed.revoked')) });
  return (
    <RemoveButton
      name={name}
      act={t('account:revoke')}
      text={t('channel-settings:feed.revokeText')}
      error={revoke.error}
      isBusy={revoke.isPending}
      onAsk={revoke.reset}
      onRemove={() => revoke.mutate({ params: { id } })}
    />
  );
}
