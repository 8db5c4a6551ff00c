// A traffic light as colour, shape and word together, so that nobody has to tell it by colour alone.
import { useWords } from '../language.ts';
import './light.css';

export type LightColour = 'grey' | 'green' | 'yellow' | 'orange' | 'red' | 'blue' | 'teal';

export const lightColours: readonly LightColour[] = ['red', 'orange', 'yellow', 'green', 'grey', 'blue', 'teal'];

function shapeOf(colour: LightColour) {
  if (colour === 'yellow') return <path d="M7 1.6 13 12.4H1z" strokeLinejoin="round" />;
  if (colour === 'orange') return <path d="M7 .9 13.1 7 7 13.1.9 7z" strokeLinejoin="round" />;
  if (colour === 'red') return <rect x="1.8" y="1.8" width="10.4" height="10.4" rx="1" />;
  if (colour === 'grey') return <circle cx="7" cy="7" r="4.6" />;
  const ring = <circle cx="7" cy="7" r="5.4" />;
  if (colour === 'green') return ring;
  const check = <path className="light-check" d={colour === 'blue' ? 'M4.2 7.2 6.3 9.2 9.9 5' : 'M7 4v3.3l2.2 1.4'} />;
  return (
    <>
      {ring}
      {check}
    </>
  );
}

export function LightMark({ colour }: { colour: LightColour }) {
  return (
    <svg className={`light-mark light-${colour}`} viewBox="0 0 14 14" width="12" height="12" aria-hidden="true">
      {shapeOf(colour)}
    </svg>
  );
}

interface LightProps {
  colour: LightColour | null;
  /** The worst light below; shown beside when it is worse than the item's own. */
  worstBelow?: LightColour | null;
  /** Hides the word on the narrowest places; it stays as the accessible name. */
  markOnly?: boolean;
}

const severity: Partial<Record<LightColour, number>> = { green: 0, yellow: 1, orange: 2, red: 3 };

export function Light({ colour, worstBelow, markOnly }: LightProps) {
  const { t } = useWords();
  if (!colour) return <span className="quiet">—</span>;
  const own = severity[colour] ?? 0;
  const below = worstBelow && (severity[worstBelow] ?? 0) > own ? worstBelow : null;
  return (
    <span className="light">
      <LightMark colour={colour} />
      {markOnly ? <span className="visually-hidden">{t(`light.${colour}`)}</span> : t(`light.${colour}`)}
      {below && (
        <span className="light-below" data-tip={t('light.worstBelow', { light: t(`light.${below}`) })}>
          <span aria-hidden="true">↓</span>
          <LightMark colour={below} />
          <span className="visually-hidden">{t('light.worstBelow', { light: t(`light.${below}`) })}</span>
        </span>
      )}
    </span>
  );
}
