// One person's account; a new password is typed here by whoever manages accounts and changed by the person at the next sign-in.
import { useMemo, useState } from 'react';
import { forgetDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { FormDrawer } from '../../../../web/settings/FormDrawer.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Check, Segmented } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { addPerson, changePerson, type Person } from './institutionQueries.ts';

const stales = ['/people'];

export function PersonDrawer({ person, onClose }: { person: Person | null; onClose: () => void }) {
  const { t } = useWords();
  const say = useToast();
  // Passwords are never kept with the other words of the form.
  const [password, setPassword] = useState('');
  const initial = useMemo(
    () => ({
      name: person?.name ?? '',
      nameEn: person?.nameEn ?? '',
      account: person?.account ?? '',
      email: person?.email ?? '',
      language: person?.language ?? ('zh-CN' as 'zh-CN' | 'en'),
      active: person?.active ?? true,
    }),
    [person],
  );
  const draftKey = `person.${person?.id ?? 'new'}`;
  const done = (words: string) => ({
    stales,
    onDone: () => {
      forgetDraft(draftKey);
      say(t(words));
      onClose();
    },
  });
  const add = useAct(addPerson, done('settings:added'));
  const change = useAct(changePerson, done('settings:changed'));
  const error = add.error ?? change.error;
  return (
    <FormDrawer
      title={person?.name ?? t('settings:people.add')}
      draftKey={draftKey}
      initial={initial}
      error={error}
      isBusy={add.isPending || change.isPending}
      isReady={(value) => value.name.trim() !== '' && value.account.trim() !== ''}
      onClose={onClose}
      onSubmit={(value) => {
        const { active, ...words } = value;
        const body = {
          ...words,
          nameEn: words.nameEn || null,
          email: words.email || null,
          ...(password ? { password } : {}),
        };
        if (person) change.mutate({ params: { id: person.id }, body: { ...body, active }, ifMatch: person.version });
        else add.mutate({ body });
      }}
    >
      {({ value, set }) => (
        <>
          <Field label={t('settings:people.name')} error={errorAt(error, 'name')}>
            {(control) => <TextInput control={control} value={value.name} onChange={(name) => set({ name })} />}
          </Field>
          <Field label={t('settings:people.nameEn')} optional={t('field.optional')} error={errorAt(error, 'nameEn')}>
            {(control) => <TextInput control={control} value={value.nameEn} onChange={(nameEn) => set({ nameEn })} />}
          </Field>
          <Field label={t('settings:people.account')} error={errorAt(error, 'account')}>
            {(control) => (
              <TextInput
                control={control}
                value={value.account}
                onChange={(account) => set({ account })}
                autoComplete="off"
              />
            )}
          </Field>
          <Field label={t('settings:people.email')} optional={t('field.optional')} error={errorAt(error, 'email')}>
            {(control) => (
              <TextInput control={control} kind="email" value={value.email} onChange={(email) => set({ email })} />
            )}
          </Field>
          <Field
            label={t(person ? 'settings:people.resetPassword' : 'settings:people.password')}
            optional={t('field.optional')}
            hint={t(person ? 'settings:people.resetHint' : 'settings:people.passwordHint')}
            error={errorAt(error, 'password')}
          >
            {(control) => (
              <TextInput
                control={control}
                kind="password"
                value={password}
                onChange={setPassword}
                autoComplete="new-password"
              />
            )}
          </Field>
          <p className="field-label">{t('person.language')}</p>
          <Segmented
            label={t('person.language')}
            value={value.language}
            onChange={(language) => set({ language })}
            choices={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
          {person && (
            <p>
              <Check checked={value.active} onChange={(active) => set({ active })}>
                {t('settings:people.active')}
              </Check>
            </p>
          )}
        </>
      )}
    </FormDrawer>
  );
}
