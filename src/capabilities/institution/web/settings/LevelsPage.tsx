// The levels of responsibility as the scale that they are: renamed at any time, put in or taken out while nothing stands on them.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { forgetDraft } from '../../../../web/drafts.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { FormDrawer } from '../../../../web/settings/FormDrawer.tsx';
import { RemoveButton } from '../../../../web/settings/RemoveButton.tsx';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { addLevel, allLevels, changeLevel, type Level, levelKinds, removeLevel } from './institutionQueries.ts';

type Editing = { level: Level } | { rank: number } | null;
const stales = ['/levels', '/me'];
const most = 8;

export function LevelsPage() {
  const { t } = useWords();
  const twin = useTwin();
  const { data, error, isPending, refetch } = useQuery(allLevels);
  const [editing, setEditing] = useState<Editing>(null);
  const rows = [...(data ?? [])].sort((a, b) => a.rank - b.rank);
  const mayAdd = rows.length < most && rows.some((level) => level.abilities.change);
  return (
    <SettingsPage
      title={t('settings:section.levels')}
      lead={t('settings:levels.lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
      act={
        mayAdd && (
          <Button icon="plus" onPress={() => setEditing({ rank: rows.length + 1 })}>
            {t('settings:levels.add')}
          </Button>
        )
      }
    >
      <ol className="level-rows">
        {rows.map((level) => (
          <li key={level.id} className="level-row">
            <span
              className="level-tone"
              style={{ '--tone': `var(--level-${level.rank})`, '--tone-ink': `var(--level-${level.rank}-ink)` }}
            >
              {level.rank}
            </span>
            <span className="level-words">
              <b>{twin(level.name, level.nameEn)}</b>
              <span className="small quiet">{`${twin(level.nameEn, level.name)} · ${t('settings:levels.kindOf', { kind: t(`institution:levelKinds.${level.kind}`) })}`}</span>
            </span>
            {level.abilities.change && (
              <span className="row-acts">
                <Button kind="quiet" onPress={() => setEditing({ level })}>
                  {t('settings:change')}
                </Button>
                {mayAdd && (
                  <Button kind="quiet" onPress={() => setEditing({ rank: level.rank + 1 })}>
                    {t('settings:levels.insert')}
                  </Button>
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
      {editing && <LevelDrawer editing={editing} onClose={() => setEditing(null)} />}
    </SettingsPage>
  );
}

function LevelDrawer({ editing, onClose }: { editing: NonNullable<Editing>; onClose: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const level = 'level' in editing ? editing.level : null;
  const rank = 'rank' in editing ? editing.rank : editing.level.rank;
  const initial = useMemo(
    () => ({ name: level?.name ?? '', nameEn: level?.nameEn ?? '', kind: (level?.kind ?? 'team') as string }),
    [level],
  );
  const draftKey = `level.${level?.id ?? `new-${rank}`}`;
  const done = (words: string) => ({
    stales,
    onDone: () => {
      forgetDraft(draftKey);
      say(t(words));
      onClose();
    },
  });
  const add = useAct(addLevel, done('settings:added'));
  const change = useAct(changeLevel, done('settings:changed'));
  const remove = useAct(removeLevel, done('settings:removed'));
  const error = add.error ?? change.error;
  return (
    <FormDrawer
      title={level ? t('settings:levels.edit', { rank }) : t('settings:levels.new', { rank })}
      draftKey={draftKey}
      initial={initial}
      error={error}
      isBusy={add.isPending || change.isPending}
      isReady={(value) => value.name.trim() !== ''}
      onClose={onClose}
      onSubmit={(value) => {
        const kind = levelKinds.find((one) => one === value.kind) ?? 'team';
        const body = { name: value.name, ...(value.nameEn ? { nameEn: value.nameEn } : {}), kind };
        if (level) change.mutate({ params: { id: level.id }, body, ifMatch: level.version });
        else add.mutate({ body: { ...body, rank } });
      }}
      others={
        level?.abilities.remove && (
          <RemoveButton
            name={level.name}
            text={t('settings:levels.removeText')}
            error={remove.error}
            isBusy={remove.isPending}
            onAsk={remove.reset}
            onRemove={() => remove.mutate({ params: { id: level.id }, ifMatch: level.version })}
          />
        )
      }
    >
      {({ value, set }) => (
        <>
          <Field label={t('settings:name')} error={errorAt(error, 'name')}>
            {(control) => <TextInput control={control} value={value.name} onChange={(name) => set({ name })} />}
          </Field>
          <Field label={t('settings:nameEn')} optional={t('field.optional')} error={errorAt(error, 'nameEn')}>
            {(control) => <TextInput control={control} value={value.nameEn} onChange={(nameEn) => set({ nameEn })} />}
          </Field>
          <Field label={t('settings:kind')} hint={t('settings:levels.kindHint')} error={errorAt(error, 'kind')}>
            {(control) => (
              <Select
                control={control}
                value={value.kind}
                onChange={(kind) => set({ kind: kind ?? 'team' })}
                choices={levelKinds.map((one) => ({ value: one, label: t(`institution:levelKinds.${one}`) }))}
              />
            )}
          </Field>
        </>
      )}
    </FormDrawer>
  );
}
