// Verified, reported and planned progress side by side in one bar; what is unset shows as a dash, never as nought.
import { useFormats } from '../formats.ts';
import { useWords } from '../language.ts';
import './three-value-bar.css';

interface ThreeValueBarProps {
  verified: number | null;
  reported: number | null;
  planned: number | null;
  size?: 'row' | 'large';
  hideNumber?: boolean;
}

const share = (value: number) => `${Math.min(100, Math.max(0, value))}%`;

export function ThreeValueBar({ verified, reported, planned, size = 'row', hideNumber }: ThreeValueBarProps) {
  const { t } = useWords();
  const { value } = useFormats();
  const solid = verified ?? 0;
  const waiting = Math.max(0, (reported ?? 0) - solid);
  const sentence = t('progress.sentence', {
    verified: value(verified),
    reported: value(reported),
    planned: value(planned),
  });
  return (
    <span className={`bar bar-${size}`} data-tip={sentence}>
      <span className="bar-track" role="img" aria-label={sentence}>
        {solid > 0 && <i className="bar-verified" style={{ '--share': share(solid) }} />}
        {waiting > 0 && <i className="bar-waiting" style={{ '--from': share(solid), '--share': share(waiting) }} />}
        {planned !== null && <i className="bar-planned" style={{ '--from': share(planned) }} />}
      </span>
      {!hideNumber && (
        <span className={verified === null ? 'bar-number quiet' : 'bar-number'} aria-hidden="true">
          {value(verified)}
        </span>
      )}
    </span>
  );
}
