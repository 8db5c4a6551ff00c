// The children as a spreadsheet: arrows walk, typing edits, Ctrl-D copies down, Alt moves rows, a paste fills them.
import { useQueryClient } from '@tanstack/react-query';
import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { Move } from './CellEditor.tsx';
import { ChildRow, type RowHands } from './ChildRow.tsx';
import { moveFrom, type Place } from './gridMoves.ts';
import { columns, pastedRows } from './pasteRows.ts';
import { resolveNames } from './resolveNames.ts';
import { type Bounds, isFixed, newRow, type Sheet, type SheetRow } from './sheet.ts';
import {
  withCopiedDown,
  withEmptied,
  withoutRow,
  withPasted,
  withRow,
  withRowAfter,
  withRowMoved,
} from './sheetEdits.ts';

export interface Spot {
  key: string;
  column: (typeof columns)[number];
}

interface ChildGridProps {
  sheet: Sheet;
  bounds: Bounds;
  mayEdit: boolean;
  /** Sentences about a cell, by `${key}:${column}`. */
  wrong: ReadonlyMap<string, string>;
  active: Spot | null;
  onActive: (spot: Spot) => void;
  change: (next: (present: Sheet) => Sheet) => void;
  undo: () => void;
  onOpenRow: (key: string) => void;
}

export function ChildGrid(props: ChildGridProps) {
  const { sheet, bounds, mayEdit, active, onActive, change } = props;
  const { t } = useWords();
  const say = useToast();
  const client = useQueryClient();
  const table = useRef<HTMLTableElement>(null);
  const [editing, setEditing] = useState<{ typed: string | null } | null>(null);
  const place: Place = {
    row: Math.max(
      0,
      sheet.rows.findIndex((row) => row.key === active?.key),
    ),
    column: active ? columns.indexOf(active.column) : 0,
  };
  const row = sheet.rows[place.row];
  const column = columns[place.column] ?? 'title';

  // The focus follows the active cell, unless a field inside the cell has it or the reader is elsewhere on the page.
  useEffect(() => {
    if (editing || !active) return;
    table.current?.querySelector<HTMLElement>(`[data-spot="${active.key}:${active.column}"]`)?.focus();
  }, [active, editing]);

  const goTo = (next: Place | null) => {
    const target = next && sheet.rows[next.row];
    if (next && target) onActive({ key: target.key, column: columns[next.column] ?? 'title' });
  };
  const startEditing = (typed: string | null) => {
    if (mayEdit && row && !isFixed(row, column)) setEditing({ typed });
    else if (row && isFixed(row, column)) say(t('decomposition:fixed'));
  };
  const commit = (key: string, edit: Partial<SheetRow>, move: Move) => {
    setEditing(null);
    if (Object.keys(edit).length > 0) change((present) => withRow(present, key, edit));
    const size = { rows: sheet.rows.length, columns: columns.length };
    if (move === 'Enter') goTo(moveFrom(place, 'ArrowDown', false, size));
    else if (move) goTo(moveFrom(place, 'Tab', move === 'ShiftTab', size));
  };
  const addBelow = (key: string | null) => {
    const added = newRow(bounds);
    change((present) => withRowAfter(present, key, added));
    onActive({ key: added.key, column: 'title' });
  };
  const remove = (gone: SheetRow) => {
    const at = sheet.rows.indexOf(gone);
    const next = sheet.rows[at + 1] ?? sheet.rows[at - 1];
    change((present) => withoutRow(present, gone.key));
    say(t(gone.state === 'draft' ? 'decomposition:deleted' : 'decomposition:standingStays'));
    if (next && gone.state === 'draft') onActive({ key: next.key, column });
  };
  const present: RowHands = { commit, cancel: () => setEditing(null), open: props.onOpenRow, remove };
  const latest = useRef(present);
  latest.current = present;
  const hands = useMemo<RowHands>(
    () => ({
      commit: (...args) => latest.current.commit(...args),
      cancel: () => latest.current.cancel(),
      open: (key) => latest.current.open(key),
      remove: (gone) => latest.current.remove(gone),
    }),
    [],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || !row) return;
    const act = actOf(event);
    if (!act) {
      const next = moveFrom(place, event.key, event.shiftKey, { rows: sheet.rows.length, columns: columns.length });
      if (!next || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      return goTo(next);
    }
    if (!mayEdit) return;
    event.preventDefault();
    if (act.kind === 'edit') startEditing(act.typed);
    else if (act.kind === 'copyDown') change((present) => withCopiedDown(present, row.key, column));
    else if (act.kind === 'move') change((present) => withRowMoved(present, row.key, act.by));
    else if (act.kind === 'insert') addBelow(row.key);
    else if (act.kind === 'delete') remove(row);
    else if (act.kind === 'empty') change((present) => withEmptied(present, row.key, column));
    else props.undo();
  };
  const onClick = (event: MouseEvent) => {
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-spot]') : null;
    if (!cell || (event.target instanceof Element && event.target.closest('input, select, button'))) return;
    const [key = '', chosen] = (cell.dataset.spot ?? '').split(':');
    const next = columns.find((one) => one === chosen) ?? 'title';
    // A press on the active cell, or a double press, begins to write.
    const isAgain = event.detail > 1 || (active?.key === key && active.column === next);
    onActive({ key, column: next });
    const pressed = sheet.rows.find((one) => one.key === key);
    setEditing(isAgain && mayEdit && pressed && !isFixed(pressed, next) ? { typed: null } : null);
  };
  const resolve = async (unresolved: readonly SheetRow[]) => {
    const answers = await resolveNames(client, unresolved);
    change((now) => answers.reduce((sofar, { key, ...found }) => withRow(sofar, key, found), now));
    const unknown = answers.filter((one) => one.unknownUnit || one.unknownPerson).length;
    if (unknown > 0) say(t('decomposition:unknownNames', { count: unknown }));
  };
  const onPaste = (event: ClipboardEvent) => {
    if (editing || !mayEdit) return;
    const pasted = pastedRows(event.clipboardData.getData('text/plain'), column);
    if (pasted.length === 0) return;
    event.preventDefault();
    const next = withPasted(sheet, row?.key ?? null, pasted, bounds);
    change(() => next);
    const unresolved = next.rows.filter((one) => one.unknownUnit || one.unknownPerson);
    if (unresolved.length > 0) void resolve(unresolved);
    say(t('decomposition:pasted', { count: pasted.length }));
  };
  return (
    <div className="grid-frame">
      <table
        ref={table}
        {...gridRole}
        className="grid"
        aria-label={t('decomposition:grid')}
        aria-rowcount={sheet.rows.length + 1}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onPaste={onPaste}
      >
        <thead>
          <tr>
            <th scope="col" className="grid-number">
              <span className="visually-hidden">{t('decomposition:column.number')}</span>
            </th>
            {columns.map((one) => (
              <th key={one} scope="col" className={`grid-${one}`}>
                {t(`decomposition:column.${one}`)}
              </th>
            ))}
            <th scope="col" className="grid-acts">
              <span className="visually-hidden">{t('decomposition:column.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((one, at) => (
            <ChildRow
              key={one.key}
              row={one}
              at={at}
              bounds={bounds}
              mayEdit={mayEdit}
              wrong={props.wrong}
              activeColumn={(active ? one.key === active.key : at === 0) ? column : null}
              editing={active?.key === one.key ? editing : null}
              hands={hands}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

// A table that is walked cell by cell is a grid to screen readers.
const gridRole = { role: 'grid' } as const;

type Act =
  | { kind: 'edit'; typed: string | null }
  | { kind: 'copyDown' | 'insert' | 'delete' | 'empty' | 'undo' }
  | { kind: 'move'; by: -1 | 1 };

/** What a key means on a cell that is not being edited; null for keys that only move. */
function actOf(event: KeyboardEvent): Act | null {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() === 'd') return { kind: 'copyDown' };
    return key.toLowerCase() === 'z' ? { kind: 'undo' } : null;
  }
  if (event.altKey)
    return key === 'ArrowUp' || key === 'ArrowDown' ? { kind: 'move', by: key === 'ArrowUp' ? -1 : 1 } : null;
  if (key === 'Enter' || key === 'F2') return { kind: 'edit', typed: null };
  if (key === 'Insert') return { kind: 'insert' };
  if (key === 'Delete') return { kind: 'delete' };
  if (key === 'Backspace') return { kind: 'empty' };
  return key.length === 1 && key !== ' ' ? { kind: 'edit', typed: key } : null;
}
