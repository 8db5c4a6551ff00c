// What the rows come to, live while one types: the weights against 100, the targets against the item's own, and the difference by its name.
import { unset, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import { type IndicatorSum, isOff, sumsOf } from './childTargets.ts';
import { type Column, indicatorKeyOf } from './gridColumns.ts';
import { type Sheet, totalOf } from './sheet.ts';
import { type Manner, withRestSpread } from './spreadRest.ts';

interface GridFootProps {
  columns: readonly Column[];
  /** With what is being typed in it. */
  sheet: Sheet;
  mayEdit: boolean;
  change: (next: (present: Sheet) => Sheet) => void;
}

const whole = 100;
const lines = ['combined', 'target', 'difference'] as const;
type Line = (typeof lines)[number];

export function GridFoot({ columns, sheet, mayEdit, change }: GridFootProps) {
  const { t } = useWords();
  const sums = sumsOf(sheet);
  if (sums.length === 0) return null;
  const total = totalOf(sheet.rows.map((row) => row.weight));
  return (
    <tfoot>
      {lines.map((line) => (
        <tr key={line} className={`grid-sum grid-sum-${line}`}>
          <td className="grid-number" />
          {columns.map((column) => {
            const sum = sums.find((one) => one.indicator.key === indicatorKeyOf(column));
            if (sum) return <SumCell key={column} line={line} sum={sum} mayEdit={mayEdit} change={change} />;
            if (column === 'title') {
              return (
                <th key={column} scope="row" className="grid-title">
                  {t(`decomposition:sum.${line}`)}
                </th>
              );
            }
            return (
              <td key={column} className={`grid-${column}`}>
                {column === 'weight' && <WeightSum line={line} total={total} />}
              </td>
            );
          })}
          <td className="grid-acts" />
        </tr>
      ))}
    </tfoot>
  );
}

function WeightSum({ line, total }: { line: Line; total: number }) {
  const { t } = useWords();
  const { value } = useFormats();
  if (line === 'combined') return value(total);
  if (line === 'target') return value(whole);
  const difference = Math.round((whole - total) * 100) / 100;
  if (difference === 0) return <span className="sum-exact">{t('decomposition:sum.exact')}</span>;
  return <span className="sum-off">{value(difference)}</span>;
}

interface SumCellProps extends Pick<GridFootProps, 'mayEdit' | 'change'> {
  line: Line;
  sum: IndicatorSum;
}

function SumCell({ line, sum, mayEdit, change }: SumCellProps) {
  const { t } = useWords();
  const { figure } = useFormats();
  const { indicator } = sum;
  if (line === 'difference') {
    return (
      <td className="grid-target">
        <GapWords sum={sum} />
        {mayEdit && canSpread(sum) && <SpreadActs sum={sum} change={change} />}
      </td>
    );
  }
  if (line === 'target') {
    const band = `${figure(indicator.bandLow)} – ${figure(indicator.bandHigh)}`;
    return <td className="grid-target">{indicator.polarity === 'band' ? band : figure(indicator.target)}</td>;
  }
  return (
    <td className="grid-target">
      <span className="sum-rule">{t(`decomposition:rule.${indicator.rule ?? 'none'}`)}</span> {figure(sum.combined)}
    </td>
  );
}

/** The difference by its name: a gap, an excess, or that nobody carries it. A status, so that it is also heard while typing. */
export function GapWords({ sum }: { sum: IndicatorSum }) {
  const { t } = useWords();
  const { figure } = useFormats();
  const { state, gap } = sum;
  if (state === 'not_counted') return <span className="quiet">{unset}</span>;
  if (state === 'exact') return <span className="sum-exact">{t('decomposition:sum.exact')}</span>;
  if (state === 'not_carried') return <span className="sum-loose">{t('decomposition:sum.notCarried')}</span>;
  return (
    <span className="sum-off" role="status" data-tip={t(`decomposition:sum.${state}Tip`)}>
      {t(`decomposition:sum.${state}`, { n: figure(Math.abs(gap ?? 0)) })}
    </span>
  );
}

const canSpread = ({ indicator, state }: IndicatorSum): boolean =>
  (indicator.target ?? null) !== null &&
  indicator.polarity !== 'band' &&
  indicator.rule !== 'none' &&
  (state === 'not_carried' || state === 'gap' || state === 'excess');

export function SpreadActs({ sum, change }: Pick<SumCellProps, 'sum' | 'change'>) {
  const { t } = useWords();
  const twin = useTwin();
  const name = twin(sum.indicator.name, sum.indicator.nameEn);
  const act = (manner: Manner) => (
    <button
      type="button"
      className="sum-act"
      aria-label={t(`decomposition:spread.${manner}Of`, { name })}
      data-tip={t(`decomposition:spread.${manner}Tip`)}
      onClick={() => change((present) => withRestSpread(present, sum.indicator.key, manner))}
    >
      {t(`decomposition:spread.${manner}`)}
    </button>
  );
  return (
    <span className="sum-acts">
      {act('even')}
      {act('weight')}
    </span>
  );
}

/** The same on a phone, one line an indicator. */
export function SumList({ sheet, mayEdit, change }: Omit<GridFootProps, 'columns'>) {
  const { t } = useWords();
  const twin = useTwin();
  const { figure } = useFormats();
  const sums = sumsOf(sheet);
  if (sums.length === 0) return null;
  return (
    <section className="sum-list" aria-label={t('decomposition:indicators')}>
      <ul>
        {sums.map((sum) => (
          <li key={sum.indicator.key}>
            <span className="sum-name">
              {isOff(sum) && <Icon name="warn" size={13} />} {twin(sum.indicator.name, sum.indicator.nameEn)}
            </span>
            <span className="small quiet">
              {t('decomposition:sum.line', {
                rule: t(`decomposition:rule.${sum.indicator.rule ?? 'none'}`),
                combined: figure(sum.combined),
                target: figure(sum.indicator.target),
                unit: sum.indicator.unit ?? '',
              })}
            </span>
            <span>
              <GapWords sum={sum} />
              {mayEdit && canSpread(sum) && <SpreadActs sum={sum} change={change} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
