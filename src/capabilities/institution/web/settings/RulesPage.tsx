// The numbers of the rules as settings: what holds today, since when, what held before and what is already decided for later.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { forgetDraft } from '../../../../web/drafts.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { FormDrawer } from '../../../../web/settings/FormDrawer.tsx';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { changeSettings, settingsQuery } from './institutionQueries.ts';
import { RuleEditor } from './RuleEditor.tsx';
import { type RuleValue, useRuleWords } from './ruleWords.ts';

interface Past {
  key: string;
  effectiveFrom: string;
  value: RuleValue;
}

export function RulesPage() {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const { today } = useMe();
  const written = useRuleWords();
  const { data, error, isPending, refetch } = useQuery(settingsQuery);
  const [editing, setEditing] = useState<string | null>(null);
  const keys = Object.keys(data?.values ?? {});
  const historyOf = (key: string): Past[] =>
    (data?.history ?? []).filter((row) => row.key === key).sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  const since = (key: string) => historyOf(key).find((row) => row.effectiveFrom <= today)?.effectiveFrom;
  const coming = (key: string) => historyOf(key).filter((row) => row.effectiveFrom > today);
  return (
    <SettingsPage
      title={t('settings:section.rules')}
      lead={t('settings:rules.lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
    >
      <Table
        label={t('settings:section.rules')}
        rows={keys}
        rowKey={(key) => key}
        columns={[
          {
            key: 'name',
            header: t('settings:rules.rule'),
            width: '40%',
            cell: (key) => t(`institution:settings.${key}`),
          },
          {
            key: 'value',
            header: t('settings:rules.value'),
            cell: (key) => (
              <>
                <b className="rule-value">{written(key, data?.values[key])}</b>
                {coming(key).map((row) => (
                  <span key={row.effectiveFrom} className="small rule-coming">
                    {t('settings:rules.coming', { day: fullDay(row.effectiveFrom), value: written(key, row.value) })}
                  </span>
                ))}
              </>
            ),
          },
          {
            key: 'since',
            header: t('settings:rules.since'),
            width: 130,
            wideOnly: true,
            cell: (key) => {
              const day = since(key);
              // The values of a new institution hold from before every plan; the day itself says nothing.
              return day && day > '2001' ? fullDay(day) : <span className="quiet">{t('settings:rules.always')}</span>;
            },
          },
          {
            key: 'acts',
            header: <span className="visually-hidden">{t('settings:acts')}</span>,
            width: 90,
            cell: (key) =>
              data?.abilities.change && (
                <Button kind="quiet" onPress={() => setEditing(key)}>
                  {t('settings:change')}
                </Button>
              ),
          },
        ]}
      />
      {editing && data && (
        <RuleDrawer
          settingKey={editing}
          value={data.values[editing] ?? null}
          history={historyOf(editing)}
          onClose={() => setEditing(null)}
        />
      )}
    </SettingsPage>
  );
}

interface RuleDrawerProps {
  settingKey: string;
  value: RuleValue;
  history: readonly Past[];
  onClose: () => void;
}

function RuleDrawer({ settingKey, value, history, onClose }: RuleDrawerProps) {
  const { t } = useWords();
  const say = useToast();
  const { today } = useMe();
  const { fullDay } = useFormats();
  const written = useRuleWords();
  const initial = useMemo(() => ({ value, from: today as string | null }), [value, today]);
  const draftKey = `setting.${settingKey}`;
  const change = useAct(changeSettings, {
    stales: ['/settings', '/calendar'],
    onDone: () => {
      forgetDraft(draftKey);
      say(t('settings:changed'));
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t(`institution:settings.${settingKey}`)}
      draftKey={draftKey}
      initial={initial}
      error={change.error}
      isBusy={change.isPending}
      isReady={(draft) => draft.from !== null}
      onClose={onClose}
      onSubmit={(draft) =>
        change.mutate({
          body: { ...(draft.from ? { effectiveFrom: draft.from } : {}), values: { [settingKey]: draft.value } },
        })
      }
    >
      {(draft) => (
        <>
          <RuleEditor
            settingKey={settingKey}
            value={draft.value.value}
            onChange={(next) => draft.set({ value: next })}
          />
          <Field label={t('settings:rules.from')} hint={t('settings:rules.fromHint')}>
            {(control) => (
              <DatePicker
                control={control}
                min={today}
                value={draft.value.from}
                onChange={(from) => draft.set({ from })}
              />
            )}
          </Field>
          <h2>{t('settings:rules.history')}</h2>
          <dl className="facts small">
            {history.map((row) => (
              <RuleLine
                key={row.effectiveFrom}
                day={row.effectiveFrom > '2001' ? fullDay(row.effectiveFrom) : t('settings:rules.always')}
                value={written(settingKey, row.value)}
              />
            ))}
          </dl>
        </>
      )}
    </FormDrawer>
  );
}

function RuleLine({ day, value }: { day: string; value: string }) {
  return (
    <>
      <dt>{day}</dt>
      <dd>{value}</dd>
    </>
  );
}
