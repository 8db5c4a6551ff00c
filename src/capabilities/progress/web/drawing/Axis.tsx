// The axis above a drawing and what runs down behind its bars: months or weeks, days off, today's line.
import { memo, useMemo } from 'react';
import { type Language, useWords } from '../../../../web/language.ts';
import { axisOf, type MinorUnit, offRuns, type Tick, type TimeScale } from './timeScale.ts';

/** Narrower than this no day can be written. */
const LEAST_TICK = 15;
const tagOf = (language: Language) => (language === 'en' ? 'en-GB' : 'zh-CN');
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

export interface TickWords {
  major: (tick: Tick) => string;
  minor: (tick: Tick) => string;
}

export function tickWordsOf(language: Language, unit: MinorUnit): TickWords {
  const write = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tagOf(language), { ...options, timeZone: 'UTC' });
    return (tick: Tick) => format.format(noon(tick.day));
  };
  if (unit === 'month') return { major: write({ year: 'numeric' }), minor: write({ month: 'short' }) };
  return {
    major: write({ year: 'numeric', month: 'short' }),
    // the month stands above
    minor: (tick) => String(Number(tick.day.slice(8))),
  };
}

function AxisView({ scale }: { scale: TimeScale }) {
  const { language } = useWords();
  const axis = useMemo(() => axisOf(scale), [scale]);
  const words = useMemo(() => tickWordsOf(language, axis.minorUnit), [language, axis]);
  return (
    <div className="draw-axis" style={{ width: scale.width }} aria-hidden="true">
      <div className="draw-axis-major">
        {axis.major.map((tick) => (
          <span key={tick.day} style={{ left: tick.x, width: tick.width }}>
            <b>{tick.width > 44 ? words.major(tick) : ''}</b>
          </span>
        ))}
      </div>
      <div className="draw-axis-minor">
        {axis.minor.map((tick) => (
          <span key={tick.day} style={{ left: tick.x, width: tick.width }}>
            {tick.width >= LEAST_TICK ? words.minor(tick) : ''}
          </span>
        ))}
      </div>
    </div>
  );
}

export const Axis = memo(AxisView);

interface BackdropProps {
  scale: TimeScale;
  today: string;
  height: number;
  daysOff: ReadonlySet<string>;
  makeUpDays: ReadonlySet<string>;
}

/** As tall as what is on show; it stays in place while rows scroll by. */
function BackdropView({ scale, today, height, daysOff, makeUpDays }: BackdropProps) {
  const axis = useMemo(() => axisOf(scale), [scale]);
  const off = useMemo(() => offRuns(scale, daysOff, makeUpDays), [scale, daysOff, makeUpDays]);
  const lines = (ticks: readonly Tick[]) => ticks.map((tick) => `M${Math.round(tick.x) + 0.5} 0V${height}`).join('');
  const now = scale.x(today) + scale.pixelsADay / 2;
  const isOn = today >= scale.from && today <= scale.to;
  return (
    <svg className="draw-backdrop" width={scale.width} height={height} aria-hidden="true">
      <path className="draw-off" d={off.map((run) => `M${run.x} 0h${run.width}v${height}h${-run.width}z`).join('')} />
      {axis.minorUnit !== 'day' && <path className="draw-line" d={lines(axis.minor)} />}
      <path className="draw-line-major" d={lines(axis.major)} />
      {isOn && <path className="draw-today" d={`M${now} 0V${height}`} />}
    </svg>
  );
}

export const Backdrop = memo(BackdropView);
