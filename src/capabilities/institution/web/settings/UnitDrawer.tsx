// One unit: its names, code, kind, place in the tree and the leader in charge.
import { useMemo } from 'react';
import { forgetDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { FormDrawer } from '../../../../web/settings/FormDrawer.tsx';
import { RemoveButton } from '../../../../web/settings/RemoveButton.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { PersonPicker, UnitPicker } from '../../../../web/ui/pickers.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { addUnit, changeUnit, removeUnit, type Unit, unitKinds } from './institutionQueries.ts';

interface UnitDrawerProps {
  unit: Unit | null;
  parentId: string | null;
  onClose: () => void;
}

const stales = ['/units'];

export function UnitDrawer({ unit, parentId, onClose }: UnitDrawerProps) {
  const { t } = useWords();
  const say = useToast();
  const initial = useMemo(
    () => ({
      name: unit?.name ?? '',
      nameEn: unit?.nameEn ?? '',
      code: unit?.code ?? '',
      kind: (unit?.kind ?? 'department') as string,
      parentId,
      leaderInChargeId: unit?.leaderInChargeId ?? null,
    }),
    [unit, parentId],
  );
  const draftKey = `unit.${unit?.id ?? 'new'}`;
  const done = (words: string) => ({
    stales,
    onDone: () => {
      forgetDraft(draftKey);
      say(t(words));
      onClose();
    },
  });
  const add = useAct(addUnit, done('settings:added'));
  const change = useAct(changeUnit, done('settings:changed'));
  const remove = useAct(removeUnit, done('settings:removed'));
  const error = add.error ?? change.error;
  return (
    <FormDrawer
      title={unit ? unit.name : t('settings:units.add')}
      draftKey={draftKey}
      initial={initial}
      error={error}
      isBusy={add.isPending || change.isPending}
      isReady={(value) => value.name.trim() !== ''}
      onClose={onClose}
      onSubmit={(value) => {
        const body = {
          name: value.name,
          nameEn: value.nameEn || null,
          kind: unitKinds.find((one) => one === value.kind) ?? 'department',
          leaderInChargeId: value.leaderInChargeId,
          ...(value.code ? { code: value.code } : {}),
          ...(value.parentId ? { parentId: value.parentId } : {}),
        };
        if (unit) change.mutate({ params: { id: unit.id }, body, ifMatch: unit.version });
        else add.mutate({ body });
      }}
      others={
        unit?.abilities.remove &&
        unit.parentId && (
          <RemoveButton
            name={unit.name}
            text={t('settings:units.removeText')}
            error={remove.error}
            isBusy={remove.isPending}
            onAsk={remove.reset}
            onRemove={() => remove.mutate({ params: { id: unit.id }, ifMatch: unit.version })}
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
          <div className="form-row">
            <Field label={t('settings:code')} error={errorAt(error, 'code')}>
              {(control) => <TextInput control={control} value={value.code} onChange={(code) => set({ code })} />}
            </Field>
            <Field label={t('settings:kind')} error={errorAt(error, 'kind')}>
              {(control) => (
                <Select
                  control={control}
                  value={value.kind}
                  onChange={(kind) => set({ kind: kind ?? 'department' })}
                  choices={unitKinds.map((one) => ({ value: one, label: t(`institution:unitKinds.${one}`) }))}
                />
              )}
            </Field>
          </div>
          {(!unit || unit.parentId) && (
            <Field label={t('settings:units.parent')} error={errorAt(error, 'parentId')}>
              {(control) => (
                <UnitPicker control={control} value={value.parentId} onChange={(id) => set({ parentId: id })} />
              )}
            </Field>
          )}
          <Field
            label={t('settings:units.leader')}
            optional={t('field.optional')}
            error={errorAt(error, 'leaderInChargeId')}
          >
            {(control) => (
              <PersonPicker
                control={control}
                clearable
                value={value.leaderInChargeId}
                onChange={(id) => set({ leaderInChargeId: id })}
              />
            )}
          </Field>
        </>
      )}
    </FormDrawer>
  );
}
