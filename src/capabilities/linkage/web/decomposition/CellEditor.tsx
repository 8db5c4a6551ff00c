// The field inside a cell while it is being edited: text, weight, day, level, unit or person.
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { CellPicker } from './CellPicker.tsx';
import { type Column, weightFrom } from './pasteRows.ts';
import type { Bounds, SheetRow } from './sheet.ts';

export type Move = 'Enter' | 'Tab' | 'ShiftTab' | null;

interface CellEditorProps {
  row: SheetRow;
  column: Column;
  bounds: Bounds;
  /** The key that began the editing, where it was a letter. */
  typed: string | null;
  onCommit: (change: Partial<SheetRow>, move: Move) => void;
  onCancel: () => void;
}

export function CellEditor(props: CellEditorProps) {
  const { row, column, typed, onCommit, onCancel } = props;
  const { t } = useWords();
  const twin = useTwin();
  const label = t(`decomposition:column.${column}`);
  if (column === 'unit') {
    return (
      <CellPicker
        kind="unit"
        label={label}
        isTyping={typed !== null}
        initial={typed ?? row.unknownUnit ?? (row.unit ? twin(row.unit.name, row.unit.nameEn) : '')}
        unitId={null}
        onCancel={onCancel}
        onTake={(unit, head, move) =>
          onCommit({ unit, unknownUnit: null, ...(row.person || row.unknownPerson ? {} : { person: head }) }, move)
        }
      />
    );
  }
  if (column === 'person') {
    return (
      <CellPicker
        kind="person"
        label={label}
        isTyping={typed !== null}
        initial={typed ?? row.unknownPerson ?? (row.person ? twin(row.person.name, row.person.nameEn) : '')}
        unitId={row.unit?.id ?? null}
        onCancel={onCancel}
        onTake={(person, unit, move) =>
          onCommit({ person, unknownPerson: null, ...(row.unit || row.unknownUnit ? {} : { unit }) }, move)
        }
      />
    );
  }
  if (column === 'level') return <LevelEditor {...props} label={label} />;
  return <TextEditor {...props} column={column} label={label} />;
}

function moveOf(event: KeyboardEvent): Move {
  if (event.key === 'Enter') return 'Enter';
  return event.key === 'Tab' ? (event.shiftKey ? 'ShiftTab' : 'Tab') : null;
}

function LevelEditor({ row, bounds, label, onCommit, onCancel }: CellEditorProps & { label: string }) {
  const twin = useTwin();
  const { institution } = useMe();
  const select = useRef<HTMLSelectElement>(null);
  useLayoutEffect(() => select.current?.focus(), []);
  return (
    <select
      ref={select}
      className="cell-input"
      aria-label={label}
      value={row.level}
      onChange={(event) => onCommit({ level: Number(event.target.value) }, null)}
      onBlur={onCancel}
      onKeyDown={(event) => {
        event.stopPropagation();
        const move = moveOf(event);
        if (event.key === 'Escape') onCancel();
        else if (move) onCommit({}, move);
        else return;
        event.preventDefault();
      }}
    >
      {institution.levels
        .filter((level) => level.rank >= bounds.level)
        .map((level) => (
          <option key={level.rank} value={level.rank}>
            {twin(level.name, level.nameEn)}
          </option>
        ))}
    </select>
  );
}

type TextColumn = 'title' | 'weight' | 'start' | 'due';

const startText = (row: SheetRow, column: TextColumn): string =>
  column === 'weight' ? (row.weight === null ? '' : String(row.weight)) : (row[column] ?? '');

/** What the text means for the row; null where it cannot be read. */
function changeOf(column: TextColumn, text: string): Partial<SheetRow> | null {
  if (column === 'title') return { title: text };
  if (column !== 'weight') return { [column]: text || null };
  if (text.trim() === '') return { weight: null };
  const weight = weightFrom(text);
  return weight === null ? null : { weight };
}

function TextEditor(props: CellEditorProps & { column: TextColumn; label: string }) {
  const { row, column, bounds, typed, label, onCommit, onCancel } = props;
  const isDay = column === 'start' || column === 'due';
  const [text, setText] = useState(isDay ? startText(row, column) : (typed ?? startText(row, column)));
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus();
    if (typed === null && !isDay) input.current?.select();
  }, [typed, isDay]);
  const change = changeOf(column, text);
  const commit = (move: Move) => {
    if (isOver.current || change === null) return;
    isOver.current = true;
    onCommit(text === startText(row, column) ? {} : change, move);
  };
  return (
    <input
      ref={input}
      className={column === 'weight' ? 'cell-input numbers' : 'cell-input'}
      type={isDay ? 'date' : 'text'}
      inputMode={column === 'weight' ? 'decimal' : undefined}
      aria-label={label}
      aria-invalid={change === null}
      autoComplete="off"
      {...(isDay ? { min: bounds.start, max: bounds.due } : {})}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        if (change === null) onCancel();
        else commit(null);
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        const move = moveOf(event);
        if (event.key === 'Escape') {
          isOver.current = true;
          onCancel();
        } else if (move && !event.nativeEvent.isComposing) commit(move);
        else return;
        event.preventDefault();
      }}
    />
  );
}
