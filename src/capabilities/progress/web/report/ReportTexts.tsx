// What is said in words: done, in the way, wanted, next; and why it is red, where it is.
import type { ReactNode } from 'react';
import { useWords } from '../../../../web/language.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { type FormStart, isUntouched, type MissingField, type ReportDraft } from './reportDraft.ts';

export interface PartProps {
  start: FormStart;
  draft: ReportDraft;
  set: (change: Partial<ReportDraft>) => void;
  error: unknown;
  /** The sentence at a field that is missing or was refused. */
  wants: (field: MissingField) => string | null;
}

export function Done({ start, draft, set, wants, children }: PartProps & { children?: ReactNode }) {
  const { t } = useWords();
  const plan = start.last?.next.trim();
  const isSaid = plan !== undefined && draft.done.includes(plan);
  return (
    <>
      <Field
        label={isUntouched(start, draft) ? t('report:doneCarried') : t('report:done')}
        error={wants('done')}
        hint={plan && !isSaid ? t('report:lastNext', { words: plan }) : undefined}
      >
        {(control) => (
          <TextArea
            control={control}
            rows={4}
            // Whoever opens the form comes to say what was done.
            autoFocus
            value={draft.done}
            placeholder={t('report:donePlaceholder')}
            onChange={(done) => set({ done })}
          />
        )}
      </Field>
      {children}
    </>
  );
}

export function Next({ draft, set, error }: PartProps) {
  const { t } = useWords();
  return (
    <Field label={t('report:next')} error={errorAt(error, 'next')}>
      {(control) => (
        <TextArea
          control={control}
          rows={2}
          value={draft.next}
          placeholder={t('report:nextPlaceholder')}
          onChange={(next) => set({ next })}
        />
      )}
    </Field>
  );
}

export function Difficulties({ draft, set, error }: PartProps) {
  const { t } = useWords();
  return (
    <>
      <Field label={t('report:problem')} optional={t('field.optional')} error={errorAt(error, 'problem')}>
        {(control) => (
          <TextArea
            control={control}
            rows={2}
            value={draft.problem}
            placeholder={t('report:problemPlaceholder')}
            onChange={(problem) => set({ problem })}
          />
        )}
      </Field>
      <Field label={t('report:help')} optional={t('field.optional')} error={errorAt(error, 'help')}>
        {(control) => (
          <TextArea
            control={control}
            rows={1}
            value={draft.help}
            placeholder={t('report:helpPlaceholder')}
            onChange={(help) => set({ help })}
          />
        )}
      </Field>
      <Check checked={draft.majorRisk} onChange={(majorRisk) => set({ majorRisk })}>
        {t('report:majorRisk')} <span className="small quiet">{t('report:majorRiskHint')}</span>
      </Check>
    </>
  );
}

export function Cause({ draft, set, wants }: PartProps) {
  const { t } = useWords();
  return (
    <div className="report-cause">
      <Field label={t('report:cause')} hint={t('report:causeHint')} error={wants('cause')}>
        {(control) => <TextArea control={control} rows={2} value={draft.cause} onChange={(cause) => set({ cause })} />}
      </Field>
      <Field label={t('report:countermeasure')} error={wants('countermeasure')}>
        {(control) => (
          <TextArea
            control={control}
            rows={2}
            value={draft.countermeasure}
            onChange={(countermeasure) => set({ countermeasure })}
          />
        )}
      </Field>
    </div>
  );
}
