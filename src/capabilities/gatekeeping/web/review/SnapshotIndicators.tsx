// The item's indicators as they were submitted: the target, what the children make of it, and the difference by its name.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Table } from '../../../../web/ui/Table.tsx';
import type { SnapshotIndicator } from './snapshot.ts';

interface SnapshotIndicatorsProps {
  indicators: readonly SnapshotIndicator[];
  /** Without children nobody was asked to carry anything. */
  isSplit: boolean;
}

export function SnapshotIndicators({ indicators, isSplit }: SnapshotIndicatorsProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { figure } = useFormats();
  if (indicators.length === 0) return null;
  const target = (one: SnapshotIndicator) =>
    one.bandLow === null || one.bandHigh === null
      ? figure(one.target)
      : `${figure(one.bandLow)} – ${figure(one.bandHigh)}`;
  return (
    <section>
      <h2>{t('review:indicators')}</h2>
      <Table
        label={t('review:indicators')}
        rows={indicators}
        rowKey={(one) => one.id}
        columns={[
          {
            key: 'name',
            header: t('review:indicator.name'),
            cell: (one) => (
              <>
                {twin(one.name, one.nameEn)} <span className="small quiet">{one.unit}</span>
              </>
            ),
          },
          {
            key: 'base',
            header: t('review:indicator.base'),
            numbers: true,
            width: 76,
            wideOnly: true,
            cell: (one) => figure(one.base),
          },
          { key: 'target', header: t('review:indicator.target'), numbers: true, width: 92, cell: target },
          ...(isSplit
            ? [
                {
                  key: 'combined',
                  header: t('review:indicator.combined'),
                  numbers: true,
                  width: 108,
                  cell: (one: SnapshotIndicator) => (
                    <>
                      <span className="small quiet">{t(`decomposition:rule.${one.rule}`)}</span> {figure(one.combined)}
                    </>
                  ),
                },
                {
                  key: 'gap',
                  header: t('review:indicator.difference'),
                  width: 116,
                  cell: (one: SnapshotIndicator) => <Difference one={one} />,
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}

function Difference({ one }: { one: SnapshotIndicator }) {
  const { t } = useWords();
  const { figure } = useFormats();
  const { gap, rule, carriers } = one;
  if (carriers === 0 && rule !== 'none')
    return <span className="difference-loose">{t('decomposition:sum.notCarried')}</span>;
  if (gap === null) return <span className="quiet">{figure(null)}</span>;
  if (gap === 0) return <span className="difference-none">{t('decomposition:sum.exact')}</span>;
  const words = t(gap > 0 ? 'decomposition:sum.gap' : 'decomposition:sum.excess', { n: figure(Math.abs(gap)) });
  return <b className="difference-off">{words}</b>;
}
