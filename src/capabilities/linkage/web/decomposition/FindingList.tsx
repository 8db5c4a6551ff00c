// What still keeps the decomposition from being sent, each line leading to the cell that mends it.
import { useWords } from '../../../../web/language.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import type { Spot } from './ChildGrid.tsx';
import { sentenceOf, type Trouble } from './findings.ts';
import type { Sheet } from './sheet.ts';

interface FindingListProps {
  troubles: readonly Trouble[];
  sheet: Sheet;
  onGo: (spot: Spot) => void;
}

const atFirst = 12;

export function FindingList({ troubles, sheet, onGo }: FindingListProps) {
  const { t, has } = useWords();
  if (troubles.length === 0) return null;
  const place = (trouble: Trouble): string => {
    const at = sheet.rows.findIndex((row) => row.key === trouble.spot?.key);
    return at < 0 ? '' : t('decomposition:row', { n: at + 1, title: sheet.rows[at]?.title ?? '' });
  };
  return (
    <section className="findings" aria-label={t('decomposition:findings')}>
      <h2>{t('decomposition:findingCount', { count: troubles.length })}</h2>
      <ul>
        {troubles.slice(0, atFirst).map((trouble) => {
          const { spot } = trouble;
          const words = (
            <>
              <Icon name="warn" size={14} /> {place(trouble) && <b>{place(trouble)}</b>} {sentenceOf(trouble, t, has)}
            </>
          );
          return (
            <li key={`${trouble.code} ${spot?.key ?? trouble.section} ${spot?.column ?? ''} ${trouble.detail ?? ''}`}>
              {spot ? (
                <button type="button" className="finding" onClick={() => onGo(spot)}>
                  {words}
                </button>
              ) : (
                <span className="finding">{words}</span>
              )}
            </li>
          );
        })}
      </ul>
      {troubles.length > atFirst && (
        <p className="small quiet">{t('decomposition:moreFindings', { count: troubles.length - atFirst })}</p>
      )}
    </section>
  );
}
