// Requests for what the system already held, each with the way to stop it.
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import type { Burden } from './burdenQueries.ts';
import { useTimeWords } from './LoadFigures.tsx';

type Held = Burden['held'][number];
const shown = 12;

export function HeldList({ burden }: { burden: Burden }) {
  const { t } = useWords();
  const { count } = useFormats();
  const time = useTimeWords();
  const groups = Map.groupBy(burden.held, (one) => one.code);
  return (
    <section className="burden-held">
      <h2>{t('burden:held.title')}</h2>
      <p className="quiet">{burden.held.length === 0 ? t('burden:held.none') : t('burden:held.text')}</p>
      {burden.heldCounts.map(({ code, items, seconds }) => (
        <div key={code} className="held-group">
          <h3>
            {t(`burden:held.code.${code}`)}{' '}
            <span className="quiet numbers">{t('burden:held.sum', { n: count(items), time: time(seconds) })}</span>
          </h3>
          <p className="small held-stop">{t(`burden:held.stop.${code}`)}</p>
          <ul>
            {(groups.get(code) ?? []).slice(0, shown).map((one) => (
              <HeldRow key={`${one.itemId} ${one.indicator?.id ?? ''}`} held={one} />
            ))}
          </ul>
          {items > shown && <p className="small quiet">{t('burden:held.more', { n: count(items - shown) })}</p>}
        </div>
      ))}
    </section>
  );
}

/** Where on the item's page the remedy lies. */
const places = {
  below_reported: 'reports',
  indicator_twice: 'reports',
  reading_held: 'indicators',
  help_open: 'help',
} as const;

function HeldRow({ held }: { held: Held }) {
  const { t } = useWords();
  const twin = useTwin();
  const { count } = useFormats();
  const time = useTimeWords();
  return (
    <li className="held-row">
      <span className="held-name">
        <span className="quiet small">{held.itemCode}</span> {twin(held.title, held.titleEn) || t('item.placeholder')}
        {held.indicator && <span className="quiet"> · {twin(held.indicator.name, held.indicator.nameEn)}</span>}
      </span>
      <span className="small quiet numbers">
        {t('burden:held.times', {
          count: held.times,
          n: count(held.times),
          fields: count(held.fields),
          time: time(held.seconds),
        })}
      </span>
      <Link className="small" to="/items/$id" params={{ id: held.itemId }} hash={places[held.code]}>
        {t(`burden:held.mend.${held.code}`)} →
      </Link>
    </li>
  );
}
