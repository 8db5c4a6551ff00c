// How days move into another year: to the same place among its working days, or to the same date.
import { useWords } from '../../../../web/language.ts';
import { FieldGroup } from '../../../../web/ui/Field.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import type { Shift } from './planQueries.ts';

export function ShiftChoice({ value, onChange }: { value: Shift; onChange: (value: Shift) => void }) {
  const { t } = useWords();
  return (
    <FieldGroup legend={t('plan-ahead:shift.label')} hint={t(`plan-ahead:shift.hint.${value}`)}>
      <Segmented<Shift>
        label={t('plan-ahead:shift.label')}
        value={value}
        onChange={onChange}
        choices={[
          { value: 'workingDay', label: t('plan-ahead:shift.workingDay') },
          { value: 'date', label: t('plan-ahead:shift.date') },
        ]}
      />
    </FieldGroup>
  );
}
