// One discipline: its names and the responsible professors who gate its work, each for a span and with a delegate if wished.
import { useMemo } from 'react';
import { forgetDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { FormDrawer } from '../../../../web/settings/FormDrawer.tsx';
import { RemoveButton } from '../../../../web/settings/RemoveButton.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { Field, FieldGroup } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { PersonPicker } from '../../../../web/ui/pickers.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { addDiscipline, changeDiscipline, type Discipline, removeDiscipline } from './institutionQueries.ts';

const stales = ['/disciplines'];

interface ProfessorRow {
  key: number;
  personId: string | null;
  from: string;
  to: string | null;
  delegateId: string | null;
}

export function DisciplineDrawer({ discipline, onClose }: { discipline: Discipline | null; onClose: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const { today } = useMe();
  const initial = useMemo(
    () => ({
      code: discipline?.code ?? '',
      name: discipline?.name ?? '',
      nameEn: discipline?.nameEn ?? '',
      professors: (discipline?.responsibleProfessors ?? []).map(
        (one, key): ProfessorRow => ({
          key,
          personId: one.personId,
          from: one.from,
          to: one.to,
          delegateId: one.delegateId,
        }),
      ),
    }),
    [discipline],
  );
  const draftKey = `discipline.${discipline?.id ?? 'new'}`;
  const done = (words: string) => ({
    stales,
    onDone: () => {
      forgetDraft(draftKey);
      say(t(words));
      onClose();
    },
  });
  const add = useAct(addDiscipline, done('settings:added'));
  const change = useAct(changeDiscipline, done('settings:changed'));
  const remove = useAct(removeDiscipline, done('settings:removed'));
  const error = add.error ?? change.error;
  return (
    <FormDrawer
      title={discipline?.name ?? t('settings:disciplines.add')}
      draftKey={draftKey}
      initial={initial}
      error={error}
      isBusy={add.isPending || change.isPending}
      isReady={(value) => value.name.trim() !== '' && value.code.trim() !== ''}
      onClose={onClose}
      onSubmit={(value) => {
        const body = {
          code: value.code,
          name: value.name,
          nameEn: value.nameEn || null,
          responsibleProfessors: value.professors.flatMap(({ personId, from, to, delegateId }) =>
            personId ? [{ personId, from, to, delegateId }] : [],
          ),
        };
        if (discipline) change.mutate({ params: { id: discipline.id }, body, ifMatch: discipline.version });
        else add.mutate({ body });
      }}
      others={
        discipline?.abilities.remove && (
          <RemoveButton
            name={discipline.name}
            error={remove.error}
            isBusy={remove.isPending}
            onAsk={remove.reset}
            onRemove={() => remove.mutate({ params: { id: discipline.id }, ifMatch: discipline.version })}
          />
        )
      }
    >
      {({ value, set }) => (
        <>
          <Field label={t('settings:code')} error={errorAt(error, 'code')}>
            {(control) => <TextInput control={control} value={value.code} onChange={(code) => set({ code })} />}
          </Field>
          <Field label={t('settings:name')} error={errorAt(error, 'name')}>
            {(control) => <TextInput control={control} value={value.name} onChange={(name) => set({ name })} />}
          </Field>
          <Field label={t('settings:nameEn')} optional={t('field.optional')} error={errorAt(error, 'nameEn')}>
            {(control) => <TextInput control={control} value={value.nameEn} onChange={(nameEn) => set({ nameEn })} />}
          </Field>
          <FieldGroup legend={t('settings:disciplines.professors')} hint={t('settings:disciplines.professorsHint')}>
            {value.professors.map((row, at) => (
              <ProfessorFields
                key={row.key}
                row={row}
                at={at}
                onChange={(next) =>
                  set({ professors: value.professors.map((one) => (one.key === row.key ? next : one)) })
                }
                onRemove={() => set({ professors: value.professors.filter((one) => one.key !== row.key) })}
              />
            ))}
            <div>
              <Button
                kind="quiet"
                icon="plus"
                onPress={() =>
                  set({
                    professors: [
                      ...value.professors,
                      {
                        key: Math.max(-1, ...value.professors.map((one) => one.key)) + 1,
                        personId: null,
                        from: today,
                        to: null,
                        delegateId: null,
                      },
                    ],
                  })
                }
              >
                {t('settings:disciplines.addProfessor')}
              </Button>
            </div>
          </FieldGroup>
        </>
      )}
    </FormDrawer>
  );
}

interface ProfessorFieldsProps {
  row: ProfessorRow;
  at: number;
  onChange: (row: ProfessorRow) => void;
  onRemove: () => void;
}

function ProfessorFields({ row, at, onChange, onRemove }: ProfessorFieldsProps) {
  const { t } = useWords();
  const n = at + 1;
  return (
    <div className="professor-block">
      <div className="professor-row">
        <PersonPicker
          label={t('settings:disciplines.professor', { n })}
          value={row.personId}
          onChange={(personId) => onChange({ ...row, personId })}
        />
        <Button kind="quiet" icon="close" label={t('settings:disciplines.removeProfessor', { n })} onPress={onRemove} />
      </div>
      <div className="professor-row">
        <DatePicker
          label={t('settings:from')}
          value={row.from}
          onChange={(from) => onChange({ ...row, from: from ?? row.from })}
        />
        <DatePicker
          label={t('settings:to')}
          placeholder={t('settings:to')}
          clearable
          value={row.to}
          onChange={(to) => onChange({ ...row, to })}
        />
      </div>
      <PersonPicker
        label={t('settings:disciplines.delegate', { n })}
        placeholder={t('settings:disciplines.delegatePlaceholder')}
        clearable
        value={row.delegateId}
        onChange={(delegateId) => onChange({ ...row, delegateId })}
      />
    </div>
  );
}
