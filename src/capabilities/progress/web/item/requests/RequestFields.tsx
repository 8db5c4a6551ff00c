// The fields that each kind of request asks for; a kind without fields of its own asks for a reason alone.
import type { Draft } from '../../../../../web/drafts.ts';
import { useFormats } from '../../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { errorAt } from '../../../../../web/refusal.ts';
import { DatePicker } from '../../../../../web/ui/DatePicker.tsx';
import { Field } from '../../../../../web/ui/Field.tsx';
import { PersonPicker, UnitPicker } from '../../../../../web/ui/pickers.tsx';
import { Check } from '../../../../../web/ui/Segmented.tsx';
import type { Item } from '../itemQueries.ts';
import type { Ask, RequestKind } from './ask.ts';
import { ChangeFields } from './ChangeFields.tsx';

export interface FieldsProps {
  item: Item;
  draft: Draft<Ask>;
  error: unknown;
}

export function RequestFields({ kind, ...props }: FieldsProps & { kind: RequestKind }) {
  const { t } = useWords();
  const { item, draft } = props;
  if (kind === 'extension') return <ExtensionFields {...props} />;
  if (kind === 'resumption') return <ResumptionFields {...props} />;
  if (kind === 'transfer') return <TransferFields {...props} />;
  if (kind === 'change') return <ChangeFields {...props} />;
  if (kind === 'reopening')
    return (
      <Check checked={draft.value.ancestors} onChange={(ancestors) => draft.set({ ancestors })}>
        {t('requests:ancestors')}
      </Check>
    );
  if (item.progress.children === 0) return null;
  return (
    <Check checked={draft.value.subtree} onChange={(subtree) => draft.set({ subtree })}>
      {t(`requests:subtree.${kind}`)}
    </Check>
  );
}

function NoFault({ draft }: Pick<FieldsProps, 'draft'>) {
  const { t } = useWords();
  return (
    <div className="ask-check">
      <Check checked={draft.value.noFault} onChange={(noFault) => draft.set({ noFault })}>
        {t('requests:noFault')}
      </Check>
      <p className="field-hint">{t('requests:noFaultHint')}</p>
    </div>
  );
}

function ExtensionFields({ item, draft, error }: FieldsProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const { due, nodes } = draft.value;
  const open = item.nodes.filter((node) => node.state === 'planned');
  const move = (id: string, date: string | null) => {
    const { [id]: _before, ...rest } = nodes;
    draft.set({ nodes: date === null ? rest : { ...rest, [id]: date } });
  };
  return (
    <>
      <Field
        label={t('requests:newDue')}
        hint={t('requests:newDueHint', { day: fullDay(item.approvedDue) })}
        error={errorAt(error, 'due')}
      >
        {(control) => (
          <DatePicker control={control} value={due} min={item.start} onChange={(next) => draft.set({ due: next })} />
        )}
      </Field>
      <NoFault draft={draft} />
      {open.length > 0 && (
        <fieldset className="field">
          <legend className="field-label">
            {t('requests:moveNodes')} <span className="field-optional">{t('field.optional')}</span>
          </legend>
          <ul className="ask-nodes">
            {open.map((node) => (
              <li key={node.id}>
                <span>
                  {twin(node.title, node.titleEn)} <span className="quiet small">{fullDay(node.date)}</span>
                </span>
                <DatePicker
                  label={t('requests:newDayOf', { title: twin(node.title, node.titleEn) })}
                  placeholder={t('requests:newDay')}
                  value={nodes[node.id] ?? null}
                  min={item.start}
                  max={due ?? item.approvedDue}
                  clearable
                  width={150}
                  onChange={(date) => move(node.id, date)}
                />
              </li>
            ))}
          </ul>
        </fieldset>
      )}
    </>
  );
}

function ResumptionFields({ draft, error }: FieldsProps) {
  const { t } = useWords();
  return (
    <>
      <Field
        label={t('requests:newDue')}
        optional={t('field.optional')}
        hint={t('requests:resumeHint')}
        error={errorAt(error, 'due')}
      >
        {(control) => (
          <DatePicker control={control} value={draft.value.due} clearable onChange={(due) => draft.set({ due })} />
        )}
      </Field>
      <NoFault draft={draft} />
    </>
  );
}

function TransferFields({ item, draft, error }: FieldsProps) {
  const { t } = useWords();
  const { personId, unitId } = draft.value;
  return (
    <>
      <Field
        label={t('requests:newPerson')}
        hint={t('requests:newPersonHint')}
        error={errorAt(error, 'responsiblePersonId')}
      >
        {(control) => (
          <PersonPicker
            control={control}
            value={personId}
            onChange={(id) => draft.set({ personId: id })}
            {...(unitId ? { unitId } : {})}
          />
        )}
      </Field>
      <Field
        label={t('requests:newUnit')}
        optional={t('field.optional')}
        hint={t('requests:newUnitHint')}
        error={errorAt(error, 'leadUnitId')}
      >
        {(control) => (
          <UnitPicker
            control={control}
            value={unitId}
            clearable
            onChange={(id) => draft.set({ unitId: id === item.leadUnitId ? null : id })}
          />
        )}
      </Field>
    </>
  );
}
