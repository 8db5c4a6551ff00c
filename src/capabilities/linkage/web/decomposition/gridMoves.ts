// Where the active cell goes for a key: a spreadsheet's habits, pure.

export interface Place {
  row: number;
  column: number;
}

interface Size {
  rows: number;
  columns: number;
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** The next place, or null where the key does not move; Tab past the last cell leaves the grid. */
export function moveFrom(place: Place, key: string, shift: boolean, size: Size): Place | null {
  const { rows, columns } = size;
  const to = (row: number, column: number): Place => ({
    row: clamp(row, 0, rows - 1),
    column: clamp(column, 0, columns - 1),
  });
  if (rows === 0) return null;
  switch (key) {
    case 'ArrowUp':
      return to(place.row - 1, place.column);
    case 'ArrowDown':
      return to(place.row + 1, place.column);
    case 'ArrowLeft':
      return to(place.row, place.column - 1);
    case 'ArrowRight':
      return to(place.row, place.column + 1);
    case 'Home':
      return to(place.row, 0);
    case 'End':
      return to(place.row, columns - 1);
    case 'PageUp':
      return to(place.row - 10, place.column);
    case 'PageDown':
      return to(place.row + 10, place.column);
    case 'Tab': {
      const at = place.row * columns + place.column + (shift ? -1 : 1);
      return at < 0 || at >= rows * columns ? null : { row: Math.floor(at / columns), column: at % columns };
    }
    default:
      return null;
  }
}
