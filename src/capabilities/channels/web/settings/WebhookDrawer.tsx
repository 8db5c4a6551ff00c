// Making a webhook, or changing one: where to, in which form, and of what it is told.
import { useMemo, useState } from 'react';
import { forgetDraft } from '../../../../web/drafts.ts';
import { type Language, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { FormDrawer } from '../../../../web/settings/FormDrawer.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Field, FieldGroup } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Check, Segmented } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import './channel-settings.css';
import { SecretOnce } from './SecretOnce.tsx';
import {
  changeEndpoint,
  createEndpoint,
  type Format,
  families,
  formats,
  stales,
  type Webhook,
} from './webhookQueries.ts';

type Form = { name: string; url: string; format: Format; secret: string; kinds: string[]; language: Language };

const signsThere = (format: Format) => format === 'dingtalk' || format === 'feishu';

export function WebhookDrawer({ webhook, onClose }: { webhook: Webhook | null; onClose: () => void }) {
  const { t, language } = useWords();
  const say = useToast();
  const [secret, setSecret] = useState<string | null>(null);
  const draftKey = webhook ? `webhook.${webhook.id}` : 'webhook.new';
  const initial = useMemo<Form>(
    () => ({
      name: webhook?.name ?? '',
      url: '',
      format: webhook?.format ?? 'wecom',
      secret: '',
      kinds: webhook?.kinds ?? ['sheet', 'help', 'focus', 'cycle'],
      language: webhook?.language ?? language,
    }),
    [webhook, language],
  );
  const done = () => {
    forgetDraft(draftKey);
    say(t('channel-settings:saved'));
    onClose();
  };
  const create = useAct(createEndpoint, {
    stales,
    onDone: (reply) => {
      if (reply.secret === null) return done();
      forgetDraft(draftKey);
      setSecret(reply.secret);
    },
  });
  const change = useAct(changeEndpoint, { stales, onDone: done });
  const submit = ({ name, url, format, kinds, language: spoken, secret: theirs }: Form) => {
    const signed = theirs.trim() && signsThere(format) ? { secret: theirs.trim() } : {};
    const common = { name: name.trim(), kinds, language: spoken, ...signed };
    if (!webhook) return create.mutate({ body: { ...common, url: url.trim(), format } });
    const moved = url.trim() ? { url: url.trim() } : {};
    change.mutate({ params: { id: webhook.id }, body: { ...common, ...moved }, ifMatch: webhook.version });
  };
  if (secret !== null) return <Made secret={secret} onClose={onClose} />;
  const { error } = webhook ? change : create;
  return (
    <FormDrawer
      title={t(webhook ? 'channel-settings:hook.change' : 'channel-settings:hook.add')}
      draftKey={draftKey}
      initial={initial}
      error={error}
      isBusy={create.isPending || change.isPending}
      isReady={(value) => Boolean(value.name.trim() && value.kinds.length > 0 && (webhook || value.url.trim()))}
      onClose={onClose}
      onSubmit={submit}
    >
      {({ value, set }) => <Fields value={value} set={set} webhook={webhook} error={error} />}
    </FormDrawer>
  );
}

function Made({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Drawer
      open
      title={t('channel-settings:hook.made')}
      onClose={onClose}
      acts={
        <Button kind="primary" onPress={onClose}>
          {t('channel-settings:keptIt')}
        </Button>
      }
    >
      <SecretOnce label={t('channel-settings:hook.secret')} text={secret} />
      <p>{t('channel-settings:hook.verify')}</p>
    </Drawer>
  );
}

interface FieldsProps {
  value: Form;
  set: (change: Partial<Form>) => void;
  webhook: Webhook | null;
  error: unknown;
}

function Fields({ value, set, webhook, error }: FieldsProps) {
  const { t } = useWords();
  return (
    <>
      <Field label={t('channel-settings:hook.name')} error={errorAt(error, 'name')}>
        {(control) => (
          <TextInput control={control} maxLength={200} value={value.name} onChange={(name) => set({ name })} />
        )}
      </Field>
      {!webhook && (
        <Field label={t('channel-settings:hook.format')} hint={t(`channel-settings:formatText.${value.format}`)}>
          {(control) => (
            <Select
              control={control}
              value={value.format}
              onChange={(chosen) => set({ format: formats.find((one) => one === chosen) ?? 'wecom' })}
              choices={formats.map((one) => ({ value: one, label: t(`channel-settings:format.${one}`) }))}
            />
          )}
        </Field>
      )}
      <Field
        label={t('channel-settings:hook.url')}
        error={errorAt(error, 'url')}
        hint={
          webhook
            ? t('channel-settings:hook.urlKept', { address: webhook.address })
            : t('channel-settings:hook.urlText')
        }
      >
        {(control) => (
          <TextInput
            control={control}
            kind="url"
            autoComplete="off"
            value={value.url}
            onChange={(url) => set({ url })}
          />
        )}
      </Field>
      {signsThere(value.format) && (
        <Field
          label={t('channel-settings:hook.theirSecret')}
          optional={t('field.optional')}
          hint={t(webhook?.signs ? 'channel-settings:hook.secretKept' : 'channel-settings:hook.theirSecretText')}
        >
          {(control) => (
            <TextInput
              control={control}
              kind="password"
              autoComplete="off"
              value={value.secret}
              onChange={(secret) => set({ secret })}
            />
          )}
        </Field>
      )}
      <FieldGroup legend={t('channel-settings:hook.kinds')} hint={t('channel-settings:hook.kindsText')}>
        <div className="hook-kinds">
          {families.map((family) => (
            <Check
              key={family}
              checked={value.kinds.includes(family)}
              onChange={(on) =>
                set({ kinds: on ? [...value.kinds, family] : value.kinds.filter((one) => one !== family) })
              }
            >
              {t(`channel-settings:family.${family}`)}
            </Check>
          ))}
        </div>
      </FieldGroup>
      {value.format !== 'cloudevents' && (
        <FieldGroup legend={t('channel-settings:hook.language')}>
          <div className="hook-language">
            <Segmented<Language>
              label={t('channel-settings:hook.language')}
              value={value.language}
              onChange={(spoken) => set({ language: spoken })}
              choices={[
                { value: 'zh-CN', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
            />
          </div>
        </FieldGroup>
      )}
    </>
  );
}
