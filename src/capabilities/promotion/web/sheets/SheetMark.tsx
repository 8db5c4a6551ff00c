// A sheet's colour as shape and word, with its number, so that nobody has to tell it by colour alone.
import { useWords } from '../../../../web/language.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import type { SheetColour } from './sheetQueries.ts';

interface SheetMarkProps {
  colour: SheetColour;
  number: string | null;
}

/** Only annual key work gets a numbered sheet; below it is a notice. */
export function useSheetName(): (sheet: SheetMarkProps) => string {
  const { t } = useWords();
  return ({ colour, number }) => t(number === null ? `sheets:notice.${colour}` : `sheets:kind.${colour}`);
}

export function SheetMark({ colour, number }: SheetMarkProps) {
  const { t } = useWords();
  const nameOf = useSheetName();
  return (
    <span className="sheets-mark">
      <LightMark colour={colour} />
      <span className="visually-hidden">{t(`light.${colour}`)} </span>
      <span className="sheets-name">
        <span>{nameOf({ colour, number })}</span>
        {number !== null && <span className="sheets-number">{number}</span>}
      </span>
    </span>
  );
}
