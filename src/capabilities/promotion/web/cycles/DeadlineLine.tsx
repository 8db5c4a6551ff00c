// The days after a period's end: which level reports by when, the lowest first, and the freeze; where today stands among them.
import type { CSSProperties } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { stopsOf } from './cycleCounts.ts';
import type { Cycle } from './cycleQueries.ts';

export function DeadlineLine({ cycle }: { cycle: Cycle }) {
  const { t } = useWords();
  const twin = useTwin();
  const { today, institution } = useMe();
  const { day } = useFormats();
  const nameOf = (rank: number) => {
    const level = institution.levels.find((one) => one.rank === rank);
    return level ? twin(level.name, level.nameEn) : String(rank);
  };
  const next = stopsOf(cycle).find((stop) => stop.day >= today)?.day;
  return (
    <ol className="deadline-line" aria-label={t('cycles:deadlines')}>
      <li className={cycle.to < today ? 'deadline-stop deadline-past' : 'deadline-stop'}>
        <span className="deadline-day">{day(cycle.to, today)}</span>
        <span className="small quiet">{t('cycles:periodEnds')}</span>
      </li>
      {stopsOf(cycle).map((stop) => (
        <li
          key={stop.day}
          className={stop.day < today ? 'deadline-stop deadline-past' : 'deadline-stop'}
          aria-current={stop.day === next && cycle.to < today ? 'step' : undefined}
        >
          <span className="deadline-day">
            {day(stop.day, today)}
            {stop.day === today && <b className="deadline-today">{t('cycles:today')}</b>}
          </span>
          <ul className="deadline-levels small">
            {stop.levels.map((rank) => (
              <li key={rank}>
                <i style={{ '--tone': `var(--level-${rank})` } as CSSProperties} aria-hidden="true" />
                {nameOf(rank)}
              </li>
            ))}
            {stop.freezes && <li className="deadline-freeze">{t('cycles:freezesAfter')}</li>}
          </ul>
        </li>
      ))}
    </ol>
  );
}
