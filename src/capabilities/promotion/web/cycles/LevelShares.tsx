// The linkage strip of a cycle: a segment a level, filled by how much of it is reported, in time or late, and how much is not there.
import type { CSSProperties } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { type Counts, missingOf, reportedOf, sharesOf } from './cycleCounts.ts';
import type { Matrix } from './cycleQueries.ts';

type LevelName = Pick<Matrix['levels'][number], 'level' | 'name' | 'nameEn'>;

interface LevelSharesProps {
  levels: readonly LevelName[];
  cells: readonly (Counts & { level: number })[];
  /** Large segments carry their figures below them. */
  size?: 'row' | 'large';
}

/** One bar: in time is solid, late is hatched, what can still come is open, what is not there is a broken line. */
export function ShareBar({ counts, level }: { counts: Counts; level?: number }) {
  const tone = level === undefined ? 'var(--level-2)' : `var(--level-${level})`;
  const shares = sharesOf(counts);
  return (
    <span className={shares.length === 0 ? 'shares shares-none' : 'shares'} style={{ '--tone': tone } as CSSProperties}>
      {shares.map(({ part, percent }) => (
        <i key={part} className={`share share-${part}`} style={{ flexGrow: percent }} />
      ))}
    </span>
  );
}

/** What a bar says, in words: 3 of 5 reported, 1 late, 2 missing. */
export function useShareWords(): (counts: Counts) => string {
  const { t } = useWords();
  const { count } = useFormats();
  return (counts) => {
    if (counts.owed === 0) return t('cycles:says.nothing');
    const parts = [t('cycles:says.reported', { n: count(reportedOf(counts)), of: count(counts.owed) })];
    if (counts.late > 0) parts.push(t('cycles:says.late', { n: count(counts.late) }));
    if (counts.waiting > 0) parts.push(t('cycles:says.waiting', { n: count(counts.waiting) }));
    if (missingOf(counts) > 0) parts.push(t('cycles:says.missing', { n: count(missingOf(counts)) }));
    return parts.join(t('list.separator'));
  };
}

export function LevelShares({ levels, cells, size = 'row' }: LevelSharesProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { count } = useFormats();
  const says = useShareWords();
  const named = levels.map((level) => {
    const counts = cells.find((cell) => cell.level === level.level);
    const name = twin(level.name, level.nameEn);
    return {
      ...level,
      name,
      counts,
      words: counts ? t('cycles:says.level', { level: name, says: says(counts) }) : name,
    };
  });
  if (size === 'row') {
    return (
      <span className="level-shares" role="img" aria-label={named.map((one) => one.words).join(t('list.separator'))}>
        {named.map((one) => (
          <span key={one.level} className="level-share" data-tip={one.words}>
            {one.counts && <ShareBar counts={one.counts} level={one.level} />}
          </span>
        ))}
      </span>
    );
  }
  return (
    <ol className="level-shares level-shares-large">
      {named.map((one) => (
        <li key={one.level} className="level-share" data-tip={one.words}>
          <span className="small quiet clip">{one.name}</span>
          {one.counts && <ShareBar counts={one.counts} level={one.level} />}
          <span className="small level-share-figures" aria-hidden="true">
            {one.counts && one.counts.owed > 0 ? `${count(reportedOf(one.counts))}/${count(one.counts.owed)}` : null}
          </span>
          <span className="visually-hidden">{one.words}</span>
        </li>
      ))}
    </ol>
  );
}
