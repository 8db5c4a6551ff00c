// The children on a phone: one tappable block each; everything is edited in the drawer of the row.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import { columnsOf, spotOf } from './gridColumns.ts';
import { isStanding, lacks, type Sheet } from './sheet.ts';

interface ChildListProps {
  sheet: Sheet;
  wrong: ReadonlyMap<string, string>;
  onOpen: (key: string) => void;
}

export function ChildList({ sheet, wrong, onOpen }: ChildListProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { value, day } = useFormats();
  const columns = columnsOf(sheet);
  return (
    <ol className="child-list" aria-label={t('decomposition:grid')}>
      {sheet.rows.map((row) => {
        const troubled = lacks(row).length > 0 || columns.some((column) => wrong.has(spotOf(row.key, column)));
        const unit = row.unit
          ? twin(row.unit.name, row.unit.nameEn)
          : (row.unknownUnit ?? t('decomposition:empty.unit'));
        const person = row.person
          ? twin(row.person.name, row.person.nameEn)
          : (row.unknownPerson ?? t('decomposition:empty.person'));
        return (
          <li key={row.key}>
            <button type="button" className="child-block" onClick={() => onOpen(row.key)}>
              <span className="child-weight">{value(row.weight)}</span>
              <span className="child-words">
                <span>
                  {isStanding(row) && <Icon name="lock" size={12} />} {row.title || t('decomposition:empty.title')}
                </span>
                <span className="small quiet">{`${unit} · ${person}`}</span>
                <span className="small quiet">{`${day(row.start)} – ${day(row.due)}`}</span>
              </span>
              {troubled && <Icon name="warn" />}
            </button>
          </li>
        );
      })}
    </ol>
  );
}
