// My account: who I am here, the language, my password, and my keys for other programs.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { type Language, speak, useTwin, useWords } from '../../../../web/language.ts';
import { reading, useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { meQuery, useMe } from '../../../../web/session.ts';
import { RemoveButton } from '../../../../web/settings/RemoveButton.tsx';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Notice, Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { changeMe, changePassword, createToken, listTokens, revokeToken } from '../../identity.contract.ts';
import { PasswordStrength } from '../PasswordStrength.tsx';

const languageEndpoint = remote<typeof changeMe>('PATCH', '/me');
const passwordEndpoint = remote<typeof changePassword>('PUT', '/session/password');
const createEndpoint = remote<typeof createToken>('POST', '/tokens');
const revokeEndpoint = remote<typeof revokeToken>('DELETE', '/tokens/{id}');
const tokens = reading(remote<typeof listTokens>('GET', '/tokens'), { query: { limit: 100 } });

export function AccountPage() {
  const { t } = useWords();
  return (
    <SettingsPage title={t('settings:section.account')} lead={t('account:lead')}>
      <WhoIAm />
      <PasswordPart />
      <TokenPart />
    </SettingsPage>
  );
}

function WhoIAm() {
  const { t, language } = useWords();
  const twin = useTwin();
  const me = useMe();
  const client = useQueryClient();
  const change = useAct(languageEndpoint, {
    onDone: (reply) => {
      client.setQueryData(meQuery.queryKey, reply);
      void speak(reply.person.language);
    },
  });
  return (
    <>
      <dl className="facts">
        <dt>{t('account:name')}</dt>
        <dd>{twin(me.person.name, me.person.nameEn)}</dd>
        <dt>{t('account:account')}</dt>
        <dd>{me.person.account}</dd>
        {me.posts.length > 0 && (
          <>
            <dt>{t('account:posts')}</dt>
            <dd>
              {me.posts.map((post) => (
                <div key={post.id}>{`${twin(post.unitName, post.unitNameEn)} ${twin(post.title, post.titleEn)}`}</div>
              ))}
            </dd>
          </>
        )}
        {me.roles.length > 0 && (
          <>
            <dt>{t('account:roles')}</dt>
            <dd>{me.roles.map((role) => t(`identity:roles.${role}`)).join(t('list.separator'))}</dd>
          </>
        )}
        <dt>{t('person.language')}</dt>
        <dd>
          <Segmented<Language>
            label={t('person.language')}
            value={language}
            onChange={(chosen) => change.mutate({ body: { language: chosen } })}
            choices={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
        </dd>
      </dl>
      <Refusal error={change.error} />
    </>
  );
}

function PasswordPart() {
  const { t } = useWords();
  const say = useToast();
  const me = useMe();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useAct(passwordEndpoint, {
    onDone: () => {
      setCurrent('');
      setPassword('');
      say(t('account:passwordChanged'));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (current && password && !change.isPending) change.mutate({ body: { current, password } });
  };
  return (
    <section className="settings-part">
      <h2>{t('account:password')}</h2>
      <form className="settings-narrow" onSubmit={submit}>
        <Refusal error={change.error} />
        <Field label={t('account:current')} error={errorAt(change.error, 'current')}>
          {(control) => (
            <TextInput
              control={control}
              kind="password"
              autoComplete="current-password"
              value={current}
              onChange={setCurrent}
            />
          )}
        </Field>
        <Field label={t('account:newPassword')} error={errorAt(change.error, 'password')}>
          {(control) => (
            <TextInput
              control={control}
              kind="password"
              autoComplete="new-password"
              value={password}
              onChange={setPassword}
            />
          )}
        </Field>
        {password && <PasswordStrength password={password} account={me.person.account} />}
        <div className="form-acts">
          <Button submits isBusy={change.isPending} disabled={!current || !password}>
            {t('account:changePassword')}
          </Button>
        </div>
        <p className="small quiet">{t('account:othersEnd')}</p>
      </form>
    </section>
  );
}

function TokenPart() {
  const { t } = useWords();
  const { institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  const { data, error } = useQuery(tokens);
  const [name, setName] = useState('');
  const [mayWrite, setMayWrite] = useState<'read' | 'write'>('read');
  const [fresh, setFresh] = useState<string | null>(null);
  const create = useAct(createEndpoint, {
    stales: ['/tokens'],
    onDone: (reply) => {
      setFresh(reply.token);
      setName('');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const scopes: ('read' | 'write')[] = mayWrite === 'write' ? ['read', 'write'] : ['read'];
    if (name.trim() && !create.isPending) create.mutate({ body: { name: name.trim(), scopes } });
  };
  return (
    <section className="settings-part">
      <h2>{t('account:tokens')}</h2>
      <p className="small quiet">{t('account:tokensText')}</p>
      <Refusal error={error ?? create.error} />
      {fresh && (
        <Notice kind="good">
          <p>{t('account:tokenOnce')}</p>
          <code className="token-once">{fresh}</code>
        </Notice>
      )}
      <form className="settings-bar" onSubmit={submit}>
        <span className="search-box">
          <TextInput
            label={t('account:tokenName')}
            placeholder={t('account:tokenName')}
            value={name}
            onChange={setName}
          />
        </span>
        <Segmented
          label={t('account:scope')}
          value={mayWrite}
          onChange={setMayWrite}
          choices={[
            { value: 'read', label: t('account:readOnly') },
            { value: 'write', label: t('account:readWrite') },
          ]}
        />
        <Button submits isBusy={create.isPending} disabled={!name.trim()}>
          {t('account:createToken')}
        </Button>
      </form>
      <Table
        label={t('account:tokens')}
        rows={data?.items ?? []}
        rowKey={(token) => token.id}
        empty={<Empty title={t('account:noTokens')}>{t('account:noTokensText')}</Empty>}
        columns={[
          { key: 'name', header: t('account:tokenName'), cell: (token) => token.name },
          {
            key: 'scope',
            header: t('account:scope'),
            cell: (token) => t(token.scopes.includes('write') ? 'account:readWrite' : 'account:readOnly'),
          },
          { key: 'made', header: t('account:made'), wideOnly: true, cell: (token) => moment(token.createdAt) },
          { key: 'used', header: t('account:used'), cell: (token) => moment(token.usedAt) },
          {
            key: 'acts',
            header: <span className="visually-hidden">{t('settings:acts')}</span>,
            cell: (token) => <Revoke id={token.id} name={token.name} />,
          },
        ]}
      />
    </section>
  );
}

function Revoke({ id, name }: { id: string; name: string }) {
  const { t } = useWords();
  const say = useToast();
  const revoke = useAct(revokeEndpoint, { stales: ['/tokens'], onDone: () => say(t('account:revoked')) });
  return (
    <RemoveButton
      name={name}
      act={t('account:revoke')}
      text={t('account:revokeText')}
      error={revoke.error}
      isBusy={revoke.isPending}
      onAsk={revoke.reset}
      onRemove={() => revoke.mutate({ params: { id } })}
    />
  );
}
