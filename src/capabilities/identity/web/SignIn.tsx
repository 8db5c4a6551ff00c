// Signing in: account, password, one button; back to the page that was asked for.
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useRouterState, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { rememberCsrfToken, remote } from '../../../web/api.ts';
import { useWords } from '../../../web/language.ts';
import { useAct } from '../../../web/queries.ts';
import { Refused } from '../../../web/refusal.ts';
import { Button } from '../../../web/ui/Button.tsx';
import { Refusal } from '../../../web/ui/Feedback.tsx';
import { Field } from '../../../web/ui/Field.tsx';
import { TextInput } from '../../../web/ui/Input.tsx';
import type { openSession } from '../identity.contract.ts';
import { Door } from './Door.tsx';

const openEndpoint = remote<typeof openSession>('POST', '/session');

/** Only an address of our own is followed, so that a link cannot lead a person who signs in elsewhere. */
export const safeBack = (back: string | undefined): string =>
  back?.startsWith('/') && !back.startsWith('//') && !back.startsWith('/sign-in') ? back : '/';

export function SignIn() {
  const { t } = useWords();
  const { back } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const client = useQueryClient();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [institution, setInstitution] = useState('');
  const open = useAct(openEndpoint, {
    onDone: (reply) => {
      client.clear();
      rememberCsrfToken(reply.csrfToken);
      router.history.push(safeBack(back));
    },
  });
  // The page behind the door is still on its way: the door goes on showing that it works, and a second press counts for nothing.
  const isLeaving = useRouterState({ select: (state) => state.status === 'pending' });
  const isBusy = open.isPending || isLeaving;
  // Asked only where the server's name does not tell the institution.
  const needsInstitution =
    institution !== '' || (open.error instanceof Refused && open.error.code === 'institution_needed');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy && account && password)
      open.mutate({ body: { account, password, ...(institution ? { institution } : {}) } });
  };
  return (
    <Door>
      <h1>{t('sign-in:title')}</h1>
      <p className="door-lead">{t('sign-in:lead')}</p>
      <Refusal error={open.error} />
      <form onSubmit={submit}>
        <Field label={t('sign-in:account')}>
          {(control) => (
            <TextInput
              control={control}
              value={account}
              onChange={setAccount}
              autoComplete="username"
              autoFocus
              large
            />
          )}
        </Field>
        <Field label={t('sign-in:password')}>
          {(control) => (
            <TextInput
              control={control}
              kind="password"
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
              large
            />
          )}
        </Field>
        {needsInstitution && (
          <Field label={t('sign-in:institution')} hint={t('sign-in:institutionHint')}>
            {(control) => (
              <TextInput
                control={control}
                value={institution}
                onChange={setInstitution}
                autoComplete="organization"
                large
              />
            )}
          </Field>
        )}
        <Button kind="primary" submits large wide isBusy={isBusy}>
          {t('sign-in:enter')}
        </Button>
      </form>
    </Door>
  );
}
