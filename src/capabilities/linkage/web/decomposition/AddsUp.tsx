// Whether the weights add up: one bar of all children, the difference in loud figures, and two ways to mend it.
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Confirm } from '../../../../web/ui/Drawer.tsx';
import { NumberInput } from '../../../../web/ui/Input.tsx';
import { partIds } from './openPlace.ts';
import { type Sheet, totalOf } from './sheet.ts';
import { even, normalised, withWeights } from './sheetEdits.ts';

interface AddsUpProps {
  sheet: Sheet;
  mayEdit: boolean;
  change: (next: (present: Sheet) => Sheet) => void;
}

const whole = 100;
/** Beyond this the parts of the bar are thinner than a pixel, and drawing them at every key would make typing stutter. */
const manyRows = 300;

export function AddsUp({ sheet, mayEdit, change }: AddsUpProps) {
  const { t } = useWords();
  const { value } = useFormats();
  const [proposed, setProposed] = useState<readonly number[] | null>(null);
  if (sheet.rows.length === 0) return null;
  const total = totalOf(sheet.rows.map((row) => row.weight));
  const difference = Math.round((whole - total) * 100) / 100;
  const exact = difference === 0;
  const apply = () => {
    const weights = proposed;
    if (weights) change((present) => withWeights(present, weights));
    setProposed(null);
  };
  return (
    <section className="adds-up" aria-label={t('decomposition:addsUp')}>
      <p className={exact ? 'adds-figure adds-exact' : 'adds-figure adds-off'} role="status">
        <b>{exact ? value(total) : value(Math.abs(difference))}</b>
        <span className="small">
          {t(exact ? 'decomposition:exact' : difference > 0 ? 'decomposition:short' : 'decomposition:over')}
        </span>
      </p>
      <WeightBar sheet={sheet} total={total} />
      {mayEdit && (
        <span className="adds-acts">
          {sheet.nodes.some((node) => node.weight !== 0) && <OwnWeight sheet={sheet} change={change} />}
          <Button disabled={exact} onPress={() => setProposed(normalised(sheet.rows))}>
            {t('decomposition:normalise')}
          </Button>
          <Button kind="quiet" onPress={() => setProposed(even(sheet.rows.length))}>
            {t('decomposition:splitEvenly')}
          </Button>
        </span>
      )}
      <Confirm
        title={t('decomposition:proposed')}
        open={proposed !== null}
        act={t('decomposition:apply')}
        onConfirm={apply}
        onClose={() => setProposed(null)}
      >
        <Proposal sheet={sheet} weights={proposed ?? []} />
      </Confirm>
    </section>
  );
}

function WeightBar({ sheet, total }: { sheet: Sheet; total: number }) {
  const { t } = useWords();
  const twin = useTwin();
  const { value } = useFormats();
  const scale = Math.max(whole, total);
  return (
    <span
      className="weight-bar"
      role="img"
      aria-label={t('decomposition:total', { total: value(total), count: sheet.rows.length })}
    >
      {sheet.rows.length > manyRows && <i className="weight-part" style={{ '--share': `${(total / scale) * 100}%` }} />}
      {(sheet.rows.length > manyRows ? [] : sheet.rows).map((row, at) => (
        <i
          key={row.key}
          className={at % 2 === 0 ? 'weight-part' : 'weight-part weight-part-odd'}
          style={{ '--share': `${((row.weight ?? 0) / scale) * 100}%` }}
          data-tip={`${twin(row.title, row.titleEn)} ${value(row.weight)}`}
        />
      ))}
      {total > whole && <i className="weight-over" style={{ '--from': `${(whole / scale) * 100}%` }} />}
    </span>
  );
}

/** How much of the item its own nodes carry, beside what the children carry. */
function OwnWeight({ sheet, change }: Pick<AddsUpProps, 'sheet' | 'change'>) {
  const { t } = useWords();
  return (
    <span className="own-weight" id={partIds.ownNodesWeight}>
      <span className="small quiet">{t('decomposition:ownNodesWeight')}</span>
      <NumberInput
        label={t('decomposition:ownNodesWeight')}
        value={sheet.ownNodesWeight}
        min={0}
        max={100}
        onChange={(ownNodesWeight) => change((present) => ({ ...present, ownNodesWeight }))}
      />
    </span>
  );
}

function Proposal({ sheet, weights }: { sheet: Sheet; weights: readonly number[] }) {
  const { t } = useWords();
  const { value } = useFormats();
  return (
    <table className="proposal">
      <thead>
        <tr>
          <th scope="col">{t('decomposition:column.title')}</th>
          <th scope="col" className="numbers">
            {t('decomposition:before')}
          </th>
          <th scope="col" className="numbers">
            {t('decomposition:after')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sheet.rows.map((row, at) => (
          <tr key={row.key}>
            <td>{row.title || t('decomposition:empty.title')}</td>
            <td className="numbers quiet">{value(row.weight)}</td>
            <td className={row.weight === weights[at] ? 'numbers' : 'numbers proposal-new'}>{value(weights[at])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
