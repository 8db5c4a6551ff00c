// The marks of the matrix: full for strong, half for a part, a ring for weak; a shape each, never a colour alone.
import type { MatrixMark } from './matrixGrid.ts';

export function MarkShape({ strength }: { strength: MatrixMark['strength'] }) {
  return (
    <svg className={`xm-mark xm-mark-${strength}`} viewBox="0 0 14 14" width="13" height="13" aria-hidden="true">
      <circle cx="7" cy="7" r="5" />
      {strength === 'part' && <path d="M7 2a5 5 0 0 1 0 10z" />}
    </svg>
  );
}
