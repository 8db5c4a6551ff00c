// The heads of the grid's columns; an indicator's head names its unit, and what it combines to stands in the foot below it.
import { useTwin, useWords } from '../../../../web/language.ts';
import { type Column, indicatorKeyOf } from './gridColumns.ts';
import type { SheetIndicator } from './sheet.ts';

interface GridHeadProps {
  columns: readonly Column[];
  indicators: ReadonlyMap<string, SheetIndicator>;
}

export function GridHead({ columns, indicators }: GridHeadProps) {
  const { t } = useWords();
  const twin = useTwin();
  return (
    <thead>
      <tr>
        <th scope="col" className="grid-number">
          <span className="visually-hidden">{t('decomposition:column.number')}</span>
        </th>
        {columns.map((column) => {
          const indicator = indicators.get(indicatorKeyOf(column) ?? '');
          if (!indicator) {
            return (
              <th key={column} scope="col" className={`grid-${column}`}>
                {t(`decomposition:column.${column}`)}
              </th>
            );
          }
          const name = twin(indicator.name, indicator.nameEn);
          return (
            <th key={column} scope="col" className="grid-target" data-tip={name}>
              <span className="grid-target-name">{name}</span>
              {indicator.unit && <span className="grid-target-unit">{indicator.unit}</span>}
            </th>
          );
        })}
        <th scope="col" className="grid-acts">
          <span className="visually-hidden">{t('decomposition:column.acts')}</span>
        </th>
      </tr>
    </thead>
  );
}
