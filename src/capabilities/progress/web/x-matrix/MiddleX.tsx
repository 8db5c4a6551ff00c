// The middle of the matrix: the X whose four fields name the four arms and how many stand on each.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import type { Grid } from './matrixGrid.ts';

export function MiddleX({ grid, width, height }: { grid: Grid; width: number; height: number }) {
  const { t } = useWords();
  const { count } = useFormats();
  const arms = [
    { key: 'work', n: grid.north.length, x: width / 2, y: height * 0.2 },
    { key: 'goal', n: grid.south.length, x: width / 2, y: height * 0.86 },
    { key: 'objective', n: grid.west.length, x: width * 0.17, y: height / 2 },
    { key: 'indicator', n: grid.east.length, x: width * 0.83, y: height / 2 },
  ] as const;
  return (
    <svg className="xm-middle" width={width} height={height} role="img" aria-label={t('x-matrix:middle')}>
      <path className="xm-field xm-field-work" d={`M0 0H${width}L${width / 2} ${height / 2}z`} />
      <path className="xm-field xm-field-goal" d={`M0 ${height}H${width}L${width / 2} ${height / 2}z`} />
      <path className="xm-field xm-field-objective" d={`M0 0V${height}L${width / 2} ${height / 2}z`} />
      <path className="xm-field xm-field-indicator" d={`M${width} 0V${height}L${width / 2} ${height / 2}z`} />
      <path className="xm-cross" d={`M0 0L${width} ${height}M${width} 0L0 ${height}`} />
      {arms.map(({ key, n, x, y }) => (
        <g key={key}>
          <text x={x} y={y} className="xm-arm-name">
            {t(`x-matrix:arm.${key}`)}
          </text>
          <text x={x} y={y + 17} className="xm-arm-count">
            {count(n)}
          </text>
        </g>
      ))}
    </svg>
  );
}
