// What changed between two texts, word by word in any script, for showing a submission beside the one before.

export interface Piece {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const wordsOf = (text: string): string[] => Array.from(segmenter.segment(text), (one) => one.segment);

// Longer texts are shown as replaced as a whole: the comparison grows with the product of both lengths.
const longest = 800;

function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const [row, below] = [rows[i], rows[i + 1]];
    if (!row || !below) continue;
    for (let j = after.length - 1; j >= 0; j -= 1) {
      row[j] = before[i] === after[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}

function add(pieces: Piece[], kind: Piece['kind'], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += text;
  else if (text) pieces.push({ kind, text });
}

/** Pieces that read as the new text when `gone` is skipped, and as the old one when `new` is. */
export function textChanges(before: string, after: string): Piece[] {
  if (before === after) return before ? [{ kind: 'same', text: before }] : [];
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  const pieces: Piece[] = [];
  if (old.length > longest || fresh.length > longest) {
    add(pieces, 'gone', before);
    add(pieces, 'new', after);
    return pieces;
  }
  const common = commonLengths(old, fresh);
  let [i, j] = [0, 0];
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) {
      add(pieces, 'same', old[i] ?? '');
      i += 1;
      j += 1;
    } else if ((common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) add(pieces, 'gone', old[i++] ?? '');
    else add(pieces, 'new', fresh[j++] ?? '');
  }
  add(pieces, 'gone', old.slice(i).join(''));
  add(pieces, 'new', fresh.slice(j).join(''));
  return pieces;
}
