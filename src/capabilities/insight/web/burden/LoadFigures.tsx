// Figures of what was asked: time in words, and its part of the budget as a thin bar with a mark at the whole.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import type { Burden } from './burdenQueries.ts';

const minute = 60;
const hour = 3600;

/** Minutes up to two hours, hours above. */
export function useTimeWords() {
  const { t } = useWords();
  const { figure } = useFormats();
  return (seconds: number): string =>
    seconds < 2 * hour
      ? t('burden:minutes', { n: figure(Math.round(seconds / minute)) })
      : t('burden:hours', { n: figure(Math.round(seconds / (hour / 10)) / 10) });
}

interface BudgetBarProps {
  seconds: number;
  budget: number | null;
  over: boolean;
}

export function BudgetBar({ seconds, budget, over }: BudgetBarProps) {
  const { t } = useWords();
  const { percent } = useFormats();
  if (budget === null || budget === 0) return <span className="quiet">—</span>;
  const share = (100 * seconds) / budget;
  return (
    <span className={over ? 'budget budget-over' : 'budget'}>
      <svg width="64" height="8" aria-hidden="true">
        <rect width="64" height="8" className="budget-track" />
        <rect width={Math.max(1, Math.min(64, (share / 100) * 48))} height="8" className="budget-part" />
        <rect x="48" width="1" height="8" className="budget-whole" />
      </svg>
      <span className="numbers">{percent(Math.round(share))}</span>
      {over && <span className="budget-word">{t('burden:over')}</span>}
    </span>
  );
}

export function Mine({ burden }: { burden: Burden }) {
  const { t } = useWords();
  const { count } = useFormats();
  const time = useTimeWords();
  const { mine } = burden;
  return (
    <section className="burden-mine">
      <h2>
        {t('burden:mine.title')} <span className="quiet small">{t('burden:mine.text')}</span>
      </h2>
      {mine.requests === 0 ? (
        <p className="quiet">{t('burden:mine.none')}</p>
      ) : (
        <p className="burden-line">
          <b>{time(mine.seconds)}</b>
          <BudgetBar {...mine} />
          {mine.kinds.map((one) => (
            <span key={one.kind} className="burden-kind">
              {t(`burden:kind.${one.kind}`)} <span className="numbers">{count(one.requests)}</span>{' '}
              <span className="quiet">{time(one.seconds)}</span>
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

export function Whole({ burden }: { burden: Burden }) {
  const { t } = useWords();
  const { count, figure } = useFormats();
  const time = useTimeWords();
  const { whole } = burden;
  if (!whole) return null;
  const weeks = (Date.parse(burden.to) - Date.parse(burden.from)) / (7 * 86_400_000) || 1 / 7;
  const perPerson = Math.round((whole.seconds / minute / whole.people / weeks) * 10) / 10;
  return (
    <p className="burden-line">
      <span>
        {t('burden:figure.people')} <b className="numbers">{count(whole.people)}</b>
      </span>
      <span>
        {t('burden:figure.requests')} <b className="numbers">{count(whole.requests)}</b>
      </span>
      <span>
        {t('burden:figure.fields')} <b className="numbers">{count(whole.fields)}</b>
      </span>
      <span>
        {t('burden:figure.time')} <b>{time(whole.seconds)}</b>
      </span>
      <span className="quiet">{t('burden:perPerson', { count: perPerson, n: figure(perPerson) })}</span>
      <BudgetBar {...whole} />
    </p>
  );
}
