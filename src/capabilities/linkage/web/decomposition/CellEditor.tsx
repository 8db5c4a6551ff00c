// The field inside a cell while it is being edited: text, weight, target, day, level, unit or person.
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { CellPicker } from './CellPicker.tsx';
import { carriedBy, targetFrom, targetText, withTarget } from './childTargets.ts';
import { type Column, indicatorKeyOf, type TargetColumn } from './gridColumns.ts';
import { weightFrom } from './pasteRows.ts';
import type { Bounds, SheetIndicator, SheetRow } from './sheet.ts';

export type Move = 'Enter' | 'Tab' | 'ShiftTab' | null;

interface CellEditorProps {
  row: SheetRow;
  column: Column;
  bounds: Bounds;
  /** Of the cell's column, where it holds targets. */
  indicator: SheetIndicator | null;
  /** The key that began the editing, where it was a letter. */
  typed: string | null;
  onCommit: (change: Partial<SheetRow>, move: Move) => void;
  onCancel: () => void;
  /** What the cell would hold if it were left now; sums follow while one types. */
  onLive: (change: Partial<SheetRow> | null) => void;
}

export function CellEditor(props: CellEditorProps) {
  const { row, column, typed, onCommit, onCancel } = props;
  const { t } = useWords();
  const twin = useTwin();
  const { indicator } = props;
  const label = indicator ? twin(indicator.name, indicator.nameEn) : t(`decomposition:column.${column}`);
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
  return <TextEditor {...props} label={label} kind={textKindOf(column)} />;
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
type TextKind = TextColumn | TargetColumn;
const textKindOf = (column: Column): TextKind =>
  column === 'weight' || column === 'start' || column === 'due' || column.startsWith('target:')
    ? (column as TextKind)
    : 'title';

function startText(row: SheetRow, kind: TextKind, indicator: SheetIndicator | null): string {
  if (kind === 'weight') return row.weight === null ? '' : String(row.weight);
  const key = indicatorKeyOf(kind);
  if (key !== null) return targetText(carriedBy(row, key), indicator?.polarity);
  return row[kind as TextColumn & keyof SheetRow]?.toString() ?? '';
}

/** What the text means for the row; null where it cannot be read. */
function changeOf(row: SheetRow, kind: TextKind, text: string, indicator: SheetIndicator | null) {
  if (kind === 'title') return { title: text };
  const key = indicatorKeyOf(kind);
  const isEmpty = text.trim() === '';
  if (key !== null) {
    const target = isEmpty ? null : targetFrom(text, indicator?.polarity);
    return target === null && !isEmpty ? null : { indicators: withTarget(row, key, target).indicators };
  }
  if (kind !== 'weight') return { [kind]: text || null };
  const weight = weightFrom(text);
  return weight === null && !isEmpty ? null : { weight };
}

function TextEditor(props: CellEditorProps & { kind: TextKind; label: string }) {
  const { row, kind, indicator, bounds, typed, label, onCommit, onCancel, onLive } = props;
  const isDay = kind === 'start' || kind === 'due';
  const isNumber = kind === 'weight' || indicator !== null;
  const [before] = useState(() => startText(row, kind, indicator));
  const [text, setText] = useState(isDay ? before : (typed ?? before));
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useLayoutEffect(() => {
    input.current?.focus();
    if (typed === null && !isDay) input.current?.select();
  }, [typed, isDay]);
  const change = changeOf(row, kind, text, indicator);
  useEffect(() => {
    if (isNumber) onLive(changeOf(row, kind, text, indicator));
  }, [isNumber, row, kind, text, indicator, onLive]);
  const commit = (move: Move) => {
    if (isOver.current || change === null) return;
    isOver.current = true;
    onCommit(text === before ? {} : change, move);
  };
  return (
    <input
      ref={input}
      className={isNumber ? 'cell-input numbers' : 'cell-input'}
      type={isDay ? 'date' : 'text'}
      inputMode={isNumber && indicator?.polarity !== 'band' ? 'decimal' : undefined}
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
