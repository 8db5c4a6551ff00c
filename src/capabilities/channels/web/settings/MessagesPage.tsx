// How I am reached: what comes by e-mail and what waits in the inbox; for administrators, whether e-mail works at all.
import { useQuery } from '@tanstack/react-query';
import { remote } from '../../../../web/api.ts';
import { useWords } from '../../../../web/language.ts';
import { reading, useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Notice, Refusal } from '../../../../web/ui/Feedback.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { changeNotificationPreferences, readNotificationPreferences } from '../../notification.contract.ts';
import { MailPart } from './MailPart.tsx';
import './messages.css';

const preferences = reading(remote<typeof readNotificationPreferences>('GET', '/me/notifications'), {});
const changeEndpoint = remote<typeof changeNotificationPreferences>('PUT', '/me/notifications');

const WISHES = ['all', 'digest', 'none'] as const;

export function MessagesPage() {
  const { t } = useWords();
  const me = useMe();
  const say = useToast();
  const { data, error, isPending, refetch } = useQuery(preferences);
  const change = useAct(changeEndpoint, {
    stales: ['/me/notifications'],
    onDone: () => say(t('reach:saved')),
  });
  const wish = change.isPending ? change.variables.body.email : data?.email;
  return (
    <SettingsPage
      title={t('settings:section.messages')}
      lead={t('reach:lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
    >
      {data && wish && (
        <>
          <dl className="facts">
            <dt>{t('reach:inbox')}</dt>
            <dd>{t('reach:inboxText')}</dd>
            <dt>{t('reach:email')}</dt>
            <dd>
              <Segmented
                label={t('reach:email')}
                value={wish}
                onChange={(email) => change.mutate({ body: { email } })}
                choices={WISHES.map((value) => ({ value, label: t(`reach:wish.${value}`) }))}
              />
              <p className="small quiet reach-says">{t(`reach:wishText.${wish}`)}</p>
            </dd>
            <dt>{t('reach:address')}</dt>
            <dd>{data.address ?? <span className="quiet">{t('reach:noAddress')}</span>}</dd>
          </dl>
          <Refusal error={change.error} />
          {!data.mailOn && <Notice>{t('reach:mailOff')}</Notice>}
          <p className="small quiet reach-hours">{t('reach:quietHours')}</p>
        </>
      )}
      {me.roles.includes('administrator') && <MailPart />}
    </SettingsPage>
  );
}
