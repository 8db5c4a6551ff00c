// One box of the chain: an item with its person and marks, or so many of them folded together.
import type { KeyboardEvent } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { type Box, isSilent } from './chainBoxes.ts';
import type { ChainNames } from './chainNames.ts';
import type { PlacedBox } from './chainPlaces.ts';

/** Silent is an empty ring, slow a ring that is half full: a shape each, beside the words. */
export function MarkSign({ silent }: { silent: boolean }) {
  return (
    <svg className="cv-sign" viewBox="0 0 12 12" width="11" height="11" aria-hidden="true">
      <circle cx="6" cy="6" r="4.6" />
      {!silent && <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" className="cv-sign-half" />}
    </svg>
  );
}

/** How many are silent and slow, by sign and number; the words are in the name of the box. */
export function MarkCounts({ silent, slow }: { silent: number; slow: number }) {
  const { count } = useFormats();
  return (
    <>
      {silent > 0 && (
        <span className="cv-mark numbers">
          <MarkSign silent /> {count(silent)}
        </span>
      )}
      {slow > 0 && (
        <span className="cv-mark numbers">
          <MarkSign silent={false} /> {count(slow)}
        </span>
      )}
    </>
  );
}

interface BoxWordsProps {
  box: Box;
  names: ChainNames;
  /** One line only. */
  isSlim: boolean;
  /** Room for little more than a name. */
  isTight?: boolean;
}

export function BoxWords({ box, names, isSlim, isTight = false }: BoxWordsProps) {
  const { t } = useWords();
  const { percent } = useFormats();
  const [node] = box.nodes;
  const mark = node?.marks.find(isSilent) ?? node?.marks[0];
  const marks = <MarkCounts silent={box.silent} slow={box.slow} />;
  return (
    <span className="cv-box-words" aria-hidden="true">
      <span className="cv-box-line">
        {!box.isFolded && node?.light && <LightMark colour={node.light} />}
        <span className="cv-box-title clip">
          {isSlim && !box.isFolded
            ? names.person(node?.personId ?? null) || names.box(box)
            : names.box(box, isTight && isSlim)}
        </span>
        {isSlim && marks}
        {!(isSlim && isTight) && <span className="cv-box-share numbers">{percent(box.share)}</span>}
      </span>
      {!isSlim && (
        <span className="cv-box-line cv-box-second">
          {box.isFolded ? (
            <>
              <span className="quiet">{t('chain-view:open')}</span>
              <span className="cv-marks">{marks}</span>
            </>
          ) : (
            <>
              <span className="clip">{names.person(node?.personId ?? null)}</span>
              {mark && (
                <span className="cv-mark">
                  <MarkSign silent={isSilent(mark)} /> {t('chain-view:days', { count: mark.days, n: mark.days })}
                </span>
              )}
            </>
          )}
        </span>
      )}
    </span>
  );
}

interface ChainBoxProps {
  place: PlacedBox;
  names: ChainNames;
  isChosen: boolean;
  isDim: boolean;
  isStop: boolean;
  onPress: (key: string) => void;
  onKey: (key: string, event: KeyboardEvent) => void;
}

/** A box narrower than this tells its share by its height alone. */
const tight = 122;
/** A box higher than this has room for more lines of its title. */
const tall = 84;

export function ChainBox({ place, names, isChosen, isDim, isStop, onPress, onKey }: ChainBoxProps) {
  const { box, isSlim, x, y, width, height } = place;
  const isLost = Object.keys(box.lost).length > 0 && !box.isFolded;
  const className = [
    'cv-box',
    box.isFolded && 'cv-box-folded',
    isLost && 'cv-box-lost',
    isChosen && 'cv-box-chosen',
    isDim && 'cv-box-dim',
    height > tall && 'cv-box-tall',
  ];
  return (
    <button
      type="button"
      className={className.filter(Boolean).join(' ')}
      style={{ left: x, top: y, width, height, '--tone': `var(--level-${box.level})` }}
      data-key={box.key}
      data-tip={names.sentence(box)}
      tabIndex={isStop ? 0 : -1}
      aria-pressed={box.isFolded ? undefined : isChosen}
      aria-expanded={box.isFolded ? false : undefined}
      onClick={() => onPress(box.key)}
      onKeyDown={(event) => onKey(box.key, event)}
    >
      <span className="visually-hidden">{names.sentence(box)}</span>
      <BoxWords box={box} names={names} isSlim={isSlim} isTight={width < tight} />
    </button>
  );
}
