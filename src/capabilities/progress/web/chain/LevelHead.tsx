// The head of a level: its name, how much of the weight came this far, and in words what did not.
import type { CSSProperties } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { MarkCounts } from './ChainBox.tsx';
import type { ChainData } from './chainBoxes.ts';

type Level = ChainData['levels'][number];

/** One bar for the whole: stands here, kept above, nobody on this level, lost. */
export function LevelBar({ level }: { level: Level }) {
  const lost = Object.values(level.lost).reduce((sum, share) => sum + share, 0);
  const parts = [
    ['stands', level.stands],
    ['kept', level.kept],
    ['skipped', level.skipped],
    ['lost', lost],
  ] as const;
  return (
    <span className="cv-share" style={{ '--tone': `var(--level-${level.level})` }} aria-hidden="true">
      {parts.map(
        ([kind, share]) => share > 0 && <i key={kind} className={`cv-share-${kind}`} style={{ width: `${share}%` }} />,
      )}
    </span>
  );
}

function LevelWords({ level }: { level: Level }) {
  const { t } = useWords();
  const { percent, count } = useFormats();
  const carried = Math.round((level.stands + level.kept) * 100) / 100;
  const lost = Object.values(level.lost).reduce((sum, share) => sum + share, 0);
  const counts = [
    t('chain-view:items', { count: level.items, n: count(level.items) }),
    t('chain-view:people', { count: level.people, n: count(level.people) }),
  ].join(' · ');
  return (
    <>
      <p className="cv-level-figure">
        <b className="numbers">{percent(carried)}</b> <span className="quiet">{t('chain-view:carried')}</span>
      </p>
      <p className="small">
        {lost > 0 && (
          <span className="cv-cold">{t('chain-view:lostHere', { share: percent(Math.round(lost * 100) / 100) })} </span>
        )}
        {level.skipped > 0 && (
          <span className="cv-skipped">{t('chain-view:skippedHere', { share: percent(level.skipped) })}</span>
        )}
        {lost === 0 && level.skipped === 0 && <span className="quiet">{t('chain-view:nothingLost')}</span>}
      </p>
      <p className="small quiet cv-level-counts">
        {level.items === 0 ? t('chain-view:nobody') : counts}
        <MarkCounts silent={level.silent} slow={level.slow} />
        {level.silent > 0 && (
          <span className="visually-hidden">
            {t('chain-view:silentCount', { count: level.silent, n: count(level.silent) })}
          </span>
        )}
        {level.slow > 0 && (
          <span className="visually-hidden">
            {t('chain-view:slowCount', { count: level.slow, n: count(level.slow) })}
          </span>
        )}
      </p>
    </>
  );
}

export function LevelHead({ level, name, style }: { level: Level; name: string; style?: CSSProperties }) {
  return (
    <div className="cv-level" style={style}>
      <h2
        className="cv-level-name clip"
        style={{ background: `var(--level-${level.level})`, color: `var(--level-${level.level}-ink)` }}
      >
        {name}
      </h2>
      <LevelBar level={level} />
      <LevelWords level={level} />
    </div>
  );
}
