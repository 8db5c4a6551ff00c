// The dense table of negotiations: what is proposed, beside it what one would rather carry; arrows and Enter walk the cells.
import type { KeyboardEvent } from 'react';
import { useWords } from '../../../../web/language.ts';
import type { Answers, Choice } from './answers.ts';
import { TalkRow } from './TalkRow.tsx';
import type { Talk } from './talkQueries.ts';
import type { Edits } from './talkTerms.ts';

export interface TalkHands {
  choose: (talk: Talk, choice: Choice) => void;
  edit: (talk: Talk, change: Edits) => void;
  open: (talk: Talk) => void;
}

interface TalkGridProps {
  talks: readonly Talk[];
  answers: Answers;
  /** Sentences of what was refused, by item. */
  refused: ReadonlyMap<string, string>;
  hands: TalkHands;
}

/** Up, down and Enter lead to the same cell of the next row, as in a spreadsheet. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0;
  const from = event.target instanceof HTMLElement ? event.target : null;
  // a press of Enter on a button or a choice is its own
  if (by === 0 || from?.tagName !== 'INPUT' || !from.hasAttribute('data-cell')) return;
  const cell = from.closest('td');
  const at = cell ? [...cell.querySelectorAll('[data-cell]')].indexOf(from) : -1;
  let row = cell?.parentElement ?? null;
  while (cell && row) {
    row = (by > 0 ? row.nextElementSibling : row.previousElementSibling) as HTMLElement | null;
    const cells = row?.children[cell.cellIndex]?.querySelectorAll<HTMLElement>('[data-cell]');
    const next = cells?.[Math.min(at, cells.length - 1)];
    if (!next) continue;
    event.preventDefault();
    next.focus();
    if (next instanceof HTMLInputElement) next.select();
    return;
  }
}

const HEADS = ['answer', 'item', 'weight', 'targets', 'start', 'due', 'person', 'state'] as const;

export function TalkGrid({ talks, answers, refused, hands }: TalkGridProps) {
  const { t } = useWords();
  // nobody wants an empty column where no item carries an indicator
  const hasTargets = talks.some((talk) => talk.current.targets.length > 0);
  const heads = HEADS.filter((head) => head !== 'targets' || hasTargets);
  return (
    <div className="talk-frame">
      <table className="talk-grid" aria-label={t('talks:title')} onKeyDown={walk}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={`talk-col-${head}`}>
                {t(`talks:column.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {talks.map((talk) => (
            <TalkRow
              key={talk.id}
              talk={talk}
              hasTargets={hasTargets}
              answer={answers[talk.itemId]}
              refusal={refused.get(talk.itemId) ?? null}
              hands={hands}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
