// What stands alone in the matrix, in words: goals without objectives, objectives without key works, work without goal or measure.
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../../web/language.ts';
import { type Grid, looseOf } from './matrixGrid.ts';
import type { MatrixNames } from './matrixNames.ts';

const firstShown = 6;

export function LooseList({ grid, names }: { grid: Grid; names: MatrixNames }) {
  const { t } = useWords();
  const loose = looseOf(grid);
  const kinds = (['goals', 'objectives', 'works', 'unmeasured'] as const).filter((kind) => loose[kind].length > 0);
  return (
    <section className="xm-loose">
      <h2>{t('x-matrix:loose.title')}</h2>
      {kinds.length === 0 && <p className="quiet small">{t('x-matrix:loose.none')}</p>}
      <div className="xm-loose-kinds">
        {kinds.map((kind) => (
          <div key={kind}>
            <h3 className="small">
              {t(`x-matrix:loose.${kind}`, { count: loose[kind].length, n: loose[kind].length })}
            </h3>
            <ul className="small">
              {loose[kind].slice(0, firstShown).map((id) => (
                <li key={id} className="clip">
                  <span className="code">{names.code(id)}</span>{' '}
                  <Link to="/items/$id" params={{ id }}>
                    {names.title(id)}
                  </Link>
                </li>
              ))}
              {loose[kind].length > firstShown && (
                <li className="quiet">{t('x-matrix:loose.more', { n: loose[kind].length - firstShown })}</li>
              )}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
