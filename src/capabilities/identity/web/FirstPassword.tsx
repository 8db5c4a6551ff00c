// A person whose password was set by somebody else chooses an own one before anything else.
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { remote } from '../../../web/api.ts';
import { useWords } from '../../../web/language.ts';
import { useAct } from '../../../web/queries.ts';
import { errorAt } from '../../../web/refusal.ts';
import { meQuery, useMe } from '../../../web/session.ts';
import { Button } from '../../../web/ui/Button.tsx';
import { Refusal } from '../../../web/ui/Feedback.tsx';
import { Field } from '../../../web/ui/Field.tsx';
import { TextInput } from '../../../web/ui/Input.tsx';
import type { changePassword } from '../identity.contract.ts';
import { Door } from './Door.tsx';
import { PasswordStrength } from './PasswordStrength.tsx';

const changeEndpoint = remote<typeof changePassword>('PUT', '/session/password');

export function FirstPassword() {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const router = useRouter();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useAct(changeEndpoint, {
    onDone: () => {
      void client.invalidateQueries({ queryKey: meQuery.queryKey }).then(() => router.history.push('/'));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change.isPending && current && password) change.mutate({ body: { current, password } });
  };
  return (
    <Door>
      <h1>{t('sign-in:first.title')}</h1>
      <p className="door-lead">{t('sign-in:first.lead')}</p>
      <Refusal error={change.error} />
      <form onSubmit={submit}>
        <Field label={t('sign-in:first.current')} error={errorAt(change.error, 'current')}>
          {(control) => (
            <TextInput
              control={control}
              kind="password"
              value={current}
              onChange={setCurrent}
              autoComplete="current-password"
              large
              autoFocus
            />
          )}
        </Field>
        <Field label={t('sign-in:first.password')} error={errorAt(change.error, 'password')}>
          {(control) => (
            <TextInput
              control={control}
              kind="password"
              value={password}
              onChange={setPassword}
              autoComplete="new-password"
              large
            />
          )}
        </Field>
        <PasswordStrength password={password} account={me.person.account} />
        <div className="form-acts">
          <Button kind="primary" submits large wide isBusy={change.isPending}>
            {t('sign-in:first.change')}
          </Button>
        </div>
      </form>
    </Door>
  );
}
