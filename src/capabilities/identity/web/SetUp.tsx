// The first-run wizard: with the one-time token of the console, the institution, its levels and its administrator.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { rememberCsrfToken, remote } from '../../../web/api.ts';
import { useWords } from '../../../web/language.ts';
import { useAct } from '../../../web/queries.ts';
import { errorAt } from '../../../web/refusal.ts';
import { setupQuery } from '../../../web/session.ts';
import { Button } from '../../../web/ui/Button.tsx';
import { Empty, Refusal } from '../../../web/ui/Feedback.tsx';
import { Field, FieldGroup } from '../../../web/ui/Field.tsx';
import { TextInput } from '../../../web/ui/Input.tsx';
import type { setUp } from '../identity.contract.ts';
import { Door } from './Door.tsx';
import { PasswordStrength } from './PasswordStrength.tsx';

const setUpEndpoint = remote<typeof setUp>('POST', '/setup');

const templates = {
  A: ['school', 'leader', 'department', 'college', 'professor', 'person'],
  B: ['school', 'department', 'college', 'professor', 'team', 'person'],
} as const;
type Template = keyof typeof templates;

function TemplateChoice({ value, onChange }: { value: Template; onChange: (value: Template) => void }) {
  const { t } = useWords();
  return (
    <FieldGroup legend={t('sign-in:template.legend')} hint={t('sign-in:template.hint')}>
      <div className="templates">
        {(['A', 'B'] as const).map((template) => (
          <label key={template} className={value === template ? 'template template-on' : 'template'}>
            <input
              type="radio"
              className="visually-hidden"
              name="template"
              checked={value === template}
              onChange={() => onChange(template)}
            />
            <span className="template-name">{t(`sign-in:template.${template}`)}</span>
            <span className="template-levels">
              {templates[template].map((kind, at) => (
                <span key={kind} style={{ background: `var(--level-${at + 1})`, color: `var(--level-${at + 1}-ink)` }}>
                  {t(`sign-in:level.${kind}`)}
                </span>
              ))}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

export function SetUp() {
  const { t, language } = useWords();
  const search = useSearch({ from: '/set-up' });
  const router = useRouter();
  const client = useQueryClient();
  const setup = useQuery(setupQuery);
  const [form, setForm] = useState({
    token: search.token ?? '',
    name: '',
    nameEn: '',
    account: '',
    personName: '',
    password: '',
  });
  const [template, setTemplate] = useState<Template>('A');
  const set = (key: keyof typeof form) => (value: string) => setForm((present) => ({ ...present, [key]: value }));
  const send = useAct(setUpEndpoint, {
    onDone: (reply) => {
      client.clear();
      rememberCsrfToken(reply.csrfToken);
      router.history.push('/');
    },
  });
  if (setup.data && !setup.data.needed && !send.isSuccess) {
    return (
      <Door>
        <Empty isPage title={t('sign-in:setup.done')} act={<a href="/sign-in">{t('sign-in:title')}</a>} />
      </Door>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { nameEn, personName, ...needed } = form;
    send.mutate({
      body: { ...needed, template, language, ...(nameEn ? { nameEn } : {}), ...(personName ? { personName } : {}) },
    });
  };
  const textField = (
    key: keyof typeof form,
    extra: { optional?: boolean; kind?: 'password'; hint?: string; auto?: string } = {},
  ) => (
    <Field
      label={t(`sign-in:setup.${key}`)}
      error={errorAt(send.error, key)}
      {...(extra.optional ? { optional: t('field.optional') } : {})}
      {...(extra.hint ? { hint: extra.hint } : {})}
    >
      {(control) => (
        <TextInput
          control={control}
          value={form[key]}
          onChange={set(key)}
          kind={extra.kind ?? 'text'}
          autoComplete={extra.auto ?? 'off'}
        />
      )}
    </Field>
  );
  const complete = form.token && form.name && form.account && form.password;
  return (
    <Door wide>
      <h1>{t('sign-in:setup.title')}</h1>
      <p className="door-lead">{t('sign-in:setup.lead')}</p>
      <Refusal error={send.error} />
      <form onSubmit={submit}>
        {textField('token', { hint: t('sign-in:setup.tokenHint') })}
        <div className="form-row">
          {textField('name')}
          {textField('nameEn', { optional: true })}
        </div>
        <TemplateChoice value={template} onChange={setTemplate} />
        <div className="form-row">
          {textField('account', { auto: 'username' })}
          {textField('personName', { optional: true })}
        </div>
        {textField('password', { kind: 'password', auto: 'new-password' })}
        <PasswordStrength password={form.password} account={form.account} />
        <div className="form-acts">
          <Button kind="primary" submits large isBusy={send.isPending} disabled={!complete}>
            {t('sign-in:setup.create')}
          </Button>
        </div>
      </form>
    </Door>
  );
}
