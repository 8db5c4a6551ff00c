// The chain on a phone, from top to bottom: a level under the other, its boxes as rows with the weight as a bar behind them.
import { useWords } from '../../../../web/language.ts';
import { BoxWords } from './ChainBox.tsx';
import type { ChainParts } from './ChainPicture.tsx';
import { LevelHead } from './LevelHead.tsx';

export function ChainSteps({ data, boxes, lit, chosen, names, onPress }: ChainParts) {
  const { t } = useWords();
  return (
    <section aria-label={t('chain-view:picture')}>
      {data.levels.map((level) => {
        const here = boxes.filter((box) => box.level === level.level);
        return (
          <div key={level.level} className="cv-step" style={{ '--tone': `var(--level-${level.level})` }}>
            <LevelHead level={level} name={names.level(level.level)} />
            {here.length > 0 && (
              <ol className="cv-step-boxes">
                {here.map((box) => (
                  <li key={box.key}>
                    <button
                      type="button"
                      className={[
                        'cv-row-box',
                        box.key === chosen && 'cv-box-chosen',
                        lit !== null && !lit.has(box.key) && 'cv-box-dim',
                      ]
                        .filter(Boolean)
                        .join(' ')}
                      style={{ '--share': `${Math.max(1, box.share)}%` }}
                      aria-pressed={box.isFolded ? undefined : box.key === chosen}
                      aria-expanded={box.isFolded ? false : undefined}
                      onClick={() => onPress(box.key)}
                    >
                      <span className="visually-hidden">{names.sentence(box)}</span>
                      <BoxWords box={box} names={names} isSlim={false} />
                    </button>
                  </li>
                ))}
              </ol>
            )}
          </div>
        );
      })}
    </section>
  );
}
