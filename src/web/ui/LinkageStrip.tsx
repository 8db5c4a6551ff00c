// The signature of the product: one small segment a level, showing at a glance where heat is lost on the way down.
import { useWords } from '../language.ts';
import './linkage-strip.css';

export type StripStep = 'none' | 'reported' | 'accepted' | 'waiting' | 'late' | 'gap';

export const stripSteps: readonly StripStep[] = ['reported', 'accepted', 'waiting', 'late', 'gap', 'none'];

interface LinkageStripProps {
  /** What each level did, from the top down. */
  steps: readonly StripStep[];
  levelNames: readonly string[];
  size?: 'row' | 'large';
}

/** Draws a segment by shape as well as tone: full, half, outline, hatched, broken or a hairline. */
export function LinkageStrip({ steps, levelNames, size = 'row' }: LinkageStripProps) {
  const { t } = useWords();
  const sentence = steps
    .map((step, at) => t('strip.step', { level: levelNames[at] ?? at + 1, state: t(`strip.${step}`) }))
    .join(t('strip.separator'));
  return (
    <span
      className={size === 'large' ? 'strip strip-large' : 'strip'}
      role="img"
      aria-label={t('strip.label', { steps: sentence })}
      data-tip={sentence}
    >
      {steps.map((step, at) => (
        // A segment is its level: the position never changes, so it is the key.
        <i key={levelNames[at] ?? at} className={`strip-${step}`} style={{ '--tone': `var(--level-${at + 1})` }} />
      ))}
    </span>
  );
}

/** One sample segment for legends. */
export function StripSample({ step, level = 3 }: { step: StripStep; level?: number }) {
  return (
    <span className="strip" aria-hidden="true">
      <i className={`strip-${step}`} style={{ '--tone': `var(--level-${level})` }} />
    </span>
  );
}
