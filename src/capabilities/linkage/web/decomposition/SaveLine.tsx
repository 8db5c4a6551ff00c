// How the sheet stands with the server: stored, being stored, held back on this machine, or changed by somebody else.
import { useWords } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import { Notice, Refusal } from '../../../../web/ui/Feedback.tsx';
import { Conflict } from './Conflict.tsx';
import { placeOf } from './findings.ts';
import type { SheetHands } from './useSheet.ts';

interface SaveLineProps {
  hands: SheetHands;
  itemId: string;
  mayEdit: boolean;
}

/** A refusal that names its cells is shown there and in the list of what is open; a box above would only push the sheet down. */
const isToldAtCells = ({ error, paths }: SheetHands): boolean =>
  error instanceof Refused &&
  error.errors.length > 0 &&
  error.errors.every((entry) => placeOf(entry.path, paths.rowKeys).spot !== null);

export function SaveLine({ hands, itemId, mayEdit }: SaveLineProps) {
  const { t } = useWords();
  if (!mayEdit) return null;
  return (
    <>
      {hands.restored && <Notice>{t('field.draftKept')}</Notice>}
      {hands.save === 'conflict' && <Conflict hands={hands} itemId={itemId} />}
      {hands.save === 'refused' && !isToldAtCells(hands) && <Refusal error={hands.error} onRetry={hands.retry} />}
      <p className={`save-line save-${hands.save} small`} role="status">
        {t(`decomposition:save.${hands.save}`)}
      </p>
    </>
  );
}
