// How long verdicts took, one thin bar for each number of working days; the limit is a line between the last two.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';

const barWidth = 14;
const gap = 2;
const height = 30;

/** Of each bar its part of all, so that a busy gate and a quiet one have the same size. */
export function sharesOf(delays: readonly number[]): number[] {
  const total = delays.reduce((sum, number) => sum + number, 0);
  return delays.map((number) => (total === 0 ? 0 : number / total));
}

interface DelayBarsProps {
  delays: readonly number[];
  /** The highest share of all multiples, so that their shapes can be compared with the eye. */
  highest: number;
  limitDays: number;
}

export function DelayBars({ delays, highest, limitDays }: DelayBarsProps) {
  const { t } = useWords();
  const { count } = useFormats();
  const width = delays.length * (barWidth + gap);
  const limit = Math.min(limitDays + 1, delays.length - 1) * (barWidth + gap) - gap / 2;
  const shares = sharesOf(delays);
  const bars = delays.map((number, days) => ({ number, days, share: shares[days] ?? 0 }));
  const words = delays
    .map((number, days) =>
      t(days === delays.length - 1 ? 'gates:bar.more' : 'gates:bar.days', { days, n: count(number), count: days }),
    )
    .join(t('list.separator'));
  return (
    <svg
      className="delay-bars"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={words}
    >
      {bars.map(({ number, days, share }) => {
        const tall = highest === 0 ? 0 : (share / highest) * (height - 3);
        const shown = number > 0 ? Math.max(tall, 1.5) : 0;
        const isLate = days > limitDays;
        return (
          <g key={days}>
            <rect className="delay-floor" x={days * (barWidth + gap)} y={height - 1} width={barWidth} height={1} />
            <rect
              className={isLate ? 'delay-bar delay-late' : 'delay-bar'}
              x={days * (barWidth + gap)}
              y={height - shown}
              width={barWidth}
              height={shown}
            />
          </g>
        );
      })}
      <line className="delay-limit" x1={limit} x2={limit} y1={0} y2={height} />
    </svg>
  );
}
