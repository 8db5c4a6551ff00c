// Why the parts may differ from the target: asked for as soon as one does, and shown for ever after.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { isOff, sumsOf } from './childTargets.ts';
import type { Sheet } from './sheet.ts';

interface GapReasonProps {
  sheet: Sheet;
  mayEdit: boolean;
  change: (next: (present: Sheet) => Sheet) => void;
}

/** The field's place on the page, to which findings lead. */
export const gapReasonPlace = 'gap-reason';

export function GapReason({ sheet, mayEdit, change }: GapReasonProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { figure } = useFormats();
  const off = sumsOf(sheet).filter(isOff);
  if (off.length === 0) return null;
  const named = off.map(({ indicator, state, gap }) =>
    t(`decomposition:gapNamed.${state === 'excess' ? 'excess' : 'gap'}`, {
      name: twin(indicator.name, indicator.nameEn),
      n: figure(Math.abs(gap ?? 0)),
      unit: indicator.unit ?? '',
    }),
  );
  return (
    <section id={gapReasonPlace} className="gap-reason">
      <Field
        label={t('decomposition:gapReason')}
        hint={t('decomposition:gapReasonHint', { gaps: named.join(t('list.separator')) })}
        error={mayEdit && sheet.gapReason.trim() === '' ? t('decomposition:reasonNeeded') : null}
      >
        {(control) => (
          <TextArea
            control={control}
            rows={2}
            maxLength={2000}
            disabled={!mayEdit}
            value={sheet.gapReason}
            onChange={(gapReason) => change((present) => ({ ...present, gapReason }))}
          />
        )}
      </Field>
    </section>
  );
}
