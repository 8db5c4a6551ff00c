// Cells of the dense table in which one types beside what is proposed: a number, a day, a person.
import { useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { readNumber } from '../../../../web/ui/numbers.ts';
import { PersonPicker } from '../../../../web/ui/pickers.tsx';
import { dayFrom } from '../decomposition/pasteRows.ts';

interface CellProps {
  label: string;
  /** What lies on the table, in words. */
  tabled: string;
  isChanged: boolean;
  mayEdit: boolean;
}

const cellClass = (isChanged: boolean) => (isChanged ? 'talk-input talk-input-changed' : 'talk-input');

/** The value on the table stays readable, struck out, as soon as another is typed. */
function Was({ tabled, isChanged }: Pick<CellProps, 'tabled' | 'isChanged'>) {
  const { t } = useWords();
  if (!isChanged) return null;
  return (
    <del className="small quiet">
      <span className="visually-hidden">{t('talks:was')} </span>
      {tabled}
    </del>
  );
}

interface NumberCellProps extends CellProps {
  value: number | null;
  decimals: number;
  onChange: (value: number | null) => void;
}

export function NumberCell({ label, value, decimals, onChange, mayEdit, ...was }: NumberCellProps) {
  const [typed, setTyped] = useState<string | null>(null);
  if (!mayEdit) return <span>{was.tabled}</span>;
  const shown = value === null ? '' : String(value);
  const leave = () => {
    if (typed !== null) onChange(readNumber(typed, { decimals }));
    setTyped(null);
  };
  return (
    <>
      <input
        className={cellClass(was.isChanged)}
        aria-label={label}
        inputMode="decimal"
        autoComplete="off"
        data-cell=""
        value={typed ?? shown}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
      />
      <Was {...was} />
    </>
  );
}

interface DayCellProps extends CellProps {
  value: string | null;
  onChange: (value: string | null) => void;
}

export function DayCell({ label, value, onChange, mayEdit, ...was }: DayCellProps) {
  const [typed, setTyped] = useState<string | null>(null);
  if (!mayEdit) return <span>{was.tabled}</span>;
  const isUnread = typed !== null && typed.trim() !== '' && dayFrom(typed) === null;
  const leave = () => {
    if (typed !== null && !isUnread) onChange(dayFrom(typed));
    setTyped(null);
  };
  return (
    <>
      <input
        className={cellClass(was.isChanged)}
        aria-label={label}
        aria-invalid={isUnread}
        autoComplete="off"
        data-cell=""
        value={typed ?? value ?? ''}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
      />
      <Was {...was} />
    </>
  );
}

interface PersonCellProps extends CellProps {
  value: string | null;
  /** The name of the value, where it is known already. */
  name: string;
  unitId: string;
  onChange: (value: string | null) => void;
}

/** A picker searches the directory: one is made only where a person is really chosen. */
export function PersonCell({ label, value, name, unitId, onChange, mayEdit, ...was }: PersonCellProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(was.isChanged);
  if (!mayEdit) return <span>{was.tabled}</span>;
  if (!isOpen)
    return (
      <button
        type="button"
        className="talk-input talk-person"
        aria-label={t('talks:changePerson', { label, name })}
        data-cell=""
        onClick={() => setOpen(true)}
      >
        {name}
      </button>
    );
  return (
    <>
      <PersonPicker label={label} unitId={unitId} value={value} width="100%" onChange={onChange} />
      <Was {...was} />
    </>
  );
}
