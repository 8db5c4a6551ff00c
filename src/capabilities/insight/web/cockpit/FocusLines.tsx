// The focus list in short: the items that the cycle's meeting must discuss, with what is flagged.
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import { Light } from '../../../../web/ui/Light.tsx';
import type { Cockpit } from './cockpitQueries.ts';

export function FocusLines({ focus }: { focus: NonNullable<Cockpit['focus']> }) {
  const { t } = useWords();
  const twin = useTwin();
  const { value, count } = useFormats();
  if (focus.items.length === 0) return <p className="quiet">{t('cockpit:focus.none')}</p>;
  return (
    <>
      {focus.flagged > 0 && (
        <p className="small cockpit-late">
          {t('cockpit:focus.flagged', { count: focus.flagged, n: count(focus.flagged) })}
        </p>
      )}
      <ol className="cockpit-lines">
        {focus.items.map(({ item, rank, score, pinned, flagged, runs }) => (
          <li key={item.id} className="cockpit-line cockpit-focus-line">
            <span className="small quiet">{rank}</span>
            <span className="cockpit-what">
              <Light colour={item.light} worstBelow={item.worstBelow} />{' '}
              <Link to="/items/$id" params={{ id: item.id }}>
                {twin(item.title ?? '', item.titleEn) || t('item.placeholder')}
              </Link>
              <span className="small quiet cockpit-below">
                {twin(item.leadUnit.name, item.leadUnit.nameEn)} ·{' '}
                {twin(item.responsiblePerson.name, item.responsiblePerson.nameEn)}
                {pinned.length > 0 && (
                  <>
                    {' '}
                    · <Icon name="pin" size={12} /> {t('cockpit:focus.pinned')}
                  </>
                )}
                {flagged && (
                  <span className="cockpit-late"> · {t('cockpit:focus.again', { count: runs, n: count(runs) })}</span>
                )}
              </span>
            </span>
            <span className="cockpit-score">{score === null ? '' : value(score)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
