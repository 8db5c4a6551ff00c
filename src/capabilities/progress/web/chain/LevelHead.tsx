// The head of a level: its name, how much of the weight came this far, and in words what did not.
import type { CSSProperties } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
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

export function LevelWords({ level }: { level: Level }) {
  const { t } = useWords();
  const { percent, count } = useFormats();
  const carried = Math.round((level.stands + level.kept) * 100) / 100;
  const lost = Object.values(level.lost).reduce((sum, share) => sum + share, 0);
  return (
    <>
      <p className="cv-level-figure">
        <b className="numbers">{percent(carried)}</b> {t('chain-view:carried')}
      </p>
      <p className="small">
        {lost > 0 ? (
          <span className="cv-cold">{t('chain-view:lostHere', { share: percent(Math.round(lost * 100) / 100) })}</span>
        ) : (
          <span className="quiet">{t('chain-view:nothingLost')}</span>
        )}
        {level.skipped > 0 && (
          <span className="cv-skipped"> {t('chain-view:skippedHere', { share: percent(level.skipped) })}</span>
        )}
      </p>
      <p className="small quiet">
        {level.items === 0
          ? t('chain-view:nobody')
          : [
              t('chain-view:items', { count: level.items, n: count(level.items) }),
              t('chain-view:people', { count: level.people, n: count(level.people) }),
              ...(level.silent > 0
                ? [t('chain-view:silentCount', { count: level.silent, n: count(level.silent) })]
                : []),
              ...(level.slow > 0 ? [t('chain-view:slowCount', { count: level.slow, n: count(level.slow) })] : []),
            ].join(' · ')}
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
