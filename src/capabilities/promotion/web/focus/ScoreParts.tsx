// A focus score taken apart: what each part looked at, its input, its share of the formula and the points that it gave.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import type { ScorePart } from './focusQueries.ts';
import { usePartWords } from './scoreWords.ts';
import '../../../../web/ui/table.css';

interface ScorePartsProps {
  score: number;
  parts: readonly ScorePart[];
}

/** The score as one bar out of a hundred, a segment a part. */
export function ScoreBar({ score, parts }: ScorePartsProps) {
  const { t } = useWords();
  const { value } = useFormats();
  const words = parts
    .map((part) => t('focus-list:partPoints', { part: t(`focus-list:part.${part.name}`), points: value(part.points) }))
    .join(t('list.separator'));
  return (
    <span className="score" data-tip={words}>
      <b className="score-number">{value(score)}</b>
      <span className="score-bar" role="img" aria-label={words}>
        {parts.map((part) => (
          <i key={part.name} className={`score-part score-${part.name}`} style={{ width: `${part.points}%` }} />
        ))}
      </span>
    </span>
  );
}

export function ScoreParts({ score, parts }: ScorePartsProps) {
  const { t } = useWords();
  const { value, figure } = useFormats();
  const how = usePartWords();
  return (
    <div className="table-frame">
      <table className="table score-table" aria-label={t('focus-list:explained')}>
        <thead>
          <tr>
            <th scope="col">{t('focus-list:column.part')}</th>
            <th scope="col">{t('focus-list:column.how')}</th>
            <th scope="col" className="numbers wide-only">
              {t('focus-list:column.input')}
            </th>
            <th scope="col" className="numbers wide-only">
              {t('focus-list:column.weight')}
            </th>
            <th scope="col" className="numbers">
              {t('focus-list:column.points')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.name}>
              <th scope="row">
                <i className={`score-sample score-${part.name}`} aria-hidden="true" />
                {t(`focus-list:part.${part.name}`)}
              </th>
              <td>
                {how(part)}
                <span className="narrow-only quiet">
                  {' '}
                  100 × {figure(part.weight)} × {figure(part.input)}
                </span>
              </td>
              <td className="numbers wide-only">{figure(part.input)}</td>
              <td className="numbers wide-only">{figure(part.weight)}</td>
              <td className="numbers">{value(part.points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('focus-list:sum')}</th>
            <td className="small quiet">{t('focus-list:formula')}</td>
            <td className="wide-only" />
            <td className="wide-only" />
            <td className="numbers">
              <b>{value(score)}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
