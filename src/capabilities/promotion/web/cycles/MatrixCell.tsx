// One cell of the matrix: how many of those owed are reported, and a bar that shows what is late and what is not there.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { type Counts, openOf, reportedOf } from './cycleCounts.ts';
import { ShareBar, useShareWords } from './LevelShares.tsx';

interface MatrixCellProps {
  counts: Counts;
  level: number | undefined;
  /** Unit and level, for those who do not see the table. */
  name: string;
  spot: string;
  isStop: boolean;
  onOpen: () => void;
}

export function MatrixCell({ counts, level, name, spot, isStop, onOpen }: MatrixCellProps) {
  const { t } = useWords();
  const { count } = useFormats();
  const says = useShareWords();
  if (counts.owed === 0) {
    return (
      <td className="matrix-empty">
        <span aria-hidden="true">·</span>
        <span className="visually-hidden">{t('cycles:says.nothing')}</span>
      </td>
    );
  }
  const words = says(counts);
  return (
    <td>
      <button
        type="button"
        className={openOf(counts) > 0 ? 'matrix-cell matrix-cell-open' : 'matrix-cell'}
        tabIndex={isStop ? 0 : -1}
        data-spot={spot}
        data-tip={words}
        onClick={onOpen}
      >
        <span className="visually-hidden">{t('cycles:says.level', { level: name, says: '' })}</span>
        <span>
          <b>{count(reportedOf(counts))}</b>
          <span className="quiet">/{count(counts.owed)}</span>
        </span>
        <ShareBar counts={counts} {...(level === undefined ? {} : { level })} />
        <span className="visually-hidden">{words}</span>
      </button>
    </td>
  );
}
