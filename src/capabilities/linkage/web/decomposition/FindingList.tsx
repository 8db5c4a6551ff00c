// What still keeps the decomposition from being sent, each line leading to the cell that mends it.
import { useTwin, useWords } from '../../../../web/language.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import type { Spot } from './ChildGrid.tsx';
import { sentenceOf, type Trouble } from './findings.ts';
import { gapReasonPlace } from './GapReason.tsx';
import type { Sheet } from './sheet.ts';

interface FindingListProps {
  troubles: readonly Trouble[];
  sheet: Sheet;
  onGo: (spot: Spot) => void;
}

const atFirst = 12;

const goToReason = () => document.querySelector<HTMLElement>(`#${gapReasonPlace} textarea`)?.focus();
const keyOf = ({ code, spot, section, detail, params }: Trouble): string =>
  [code, spot?.key ?? section, spot?.column, detail, params.indicator].join(' ');

export function FindingList({ troubles, sheet, onGo }: FindingListProps) {
  const { t, has } = useWords();
  const twin = useTwin();
  const named = (trouble: Trouble): Trouble => {
    const { indicator, indicatorEn } = trouble.params;
    if (typeof indicator !== 'string' || typeof indicatorEn !== 'string') return trouble;
    return { ...trouble, params: { ...trouble.params, indicator: twin(indicator, indicatorEn) } };
  };
  if (troubles.length === 0) return null;
  const blocking = troubles.filter((one) => one.blocks);
  const place = (trouble: Trouble): string => {
    const at = sheet.rows.findIndex((row) => row.key === trouble.spot?.key);
    return at < 0 ? '' : t('decomposition:row', { n: at + 1, title: sheet.rows[at]?.title ?? '' });
  };
  return (
    <section className="findings" aria-label={t('decomposition:findings')}>
      <h2>
        {blocking.length > 0
          ? t('decomposition:findingCount', { count: blocking.length })
          : t('decomposition:findingNote')}
      </h2>
      <ul>
        {troubles.slice(0, atFirst).map((trouble) => {
          const { spot } = trouble;
          const words = (
            <>
              {trouble.blocks && <Icon name="warn" size={14} />} {place(trouble) && <b>{place(trouble)}</b>}{' '}
              {sentenceOf(named(trouble), t, has)}
            </>
          );
          return (
            <li key={keyOf(trouble)}>
              {spot || trouble.code === 'gap_without_reason' ? (
                <button type="button" className="finding" onClick={() => (spot ? onGo(spot) : goToReason())}>
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
