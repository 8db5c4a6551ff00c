// One sector: its names, its leader and its lead unit.
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
import { useToast } from '../../../../web/ui/Toast.tsx';
import { addSector, changeSector, removeSector, type Sector } from './institutionQueries.ts';

const stales = ['/sectors'];

export function SectorDrawer({ sector, onClose }: { sector: Sector | null; onClose: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const initial = useMemo(
    () => ({
      code: sector?.code ?? '',
      name: sector?.name ?? '',
      nameEn: sector?.nameEn ?? '',
      leaderId: sector?.leaderId ?? null,
      leadUnitId: sector?.leadUnitId ?? null,
    }),
    [sector],
  );
  const draftKey = `sector.${sector?.id ?? 'new'}`;
  const done = (words: string) => ({
    stales,
    onDone: () => {
      forgetDraft(draftKey);
      say(t(words));
      onClose();
    },
  });
  const add = useAct(addSector, done('settings:added'));
  const change = useAct(changeSector, done('settings:changed'));
  const remove = useAct(removeSector, done('settings:removed'));
  const error = add.error ?? change.error;
  return (
    <FormDrawer
      title={sector?.name ?? t('settings:sectors.add')}
      draftKey={draftKey}
      initial={initial}
      error={error}
      isBusy={add.isPending || change.isPending}
      isReady={(value) => value.name.trim() !== ''}
      onClose={onClose}
      onSubmit={({ code, nameEn, ...rest }) => {
        const body = { ...rest, nameEn: nameEn || null, ...(code ? { code } : {}) };
        if (sector) change.mutate({ params: { id: sector.id }, body, ifMatch: sector.version });
        else add.mutate({ body });
      }}
      others={
        sector?.abilities.remove && (
          <RemoveButton
            name={sector.name}
            error={remove.error}
            isBusy={remove.isPending}
            onAsk={remove.reset}
            onRemove={() => remove.mutate({ params: { id: sector.id }, ifMatch: sector.version })}
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
          <Field label={t('settings:code')} optional={t('field.optional')} error={errorAt(error, 'code')}>
            {(control) => <TextInput control={control} value={value.code} onChange={(code) => set({ code })} />}
          </Field>
          <Field label={t('settings:sectors.leader')} optional={t('field.optional')} error={errorAt(error, 'leaderId')}>
            {(control) => (
              <PersonPicker
                control={control}
                clearable
                value={value.leaderId}
                onChange={(leaderId) => set({ leaderId })}
              />
            )}
          </Field>
          <Field
            label={t('settings:sectors.leadUnit')}
            optional={t('field.optional')}
            error={errorAt(error, 'leadUnitId')}
          >
            {(control) => (
              <UnitPicker
                control={control}
                clearable
                value={value.leadUnitId}
                onChange={(leadUnitId) => set({ leadUnitId })}
              />
            )}
          </Field>
        </>
      )}
    </FormDrawer>
  );
}
