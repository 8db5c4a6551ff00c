// The indicators of an item: from base to target, what was read last, and what those below do not carry.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Table } from '../../../../web/ui/Table.tsx';
import type { Item } from './itemQueries.ts';

type Indicator = Item['indicators'][number];

export function IndicatorList({ item }: { item: Item }) {
  const { t } = useWords();
  const twin = useTwin();
  const { figure, percent } = useFormats();
  if (item.indicators.length === 0) return null;
  const target = (row: Indicator) =>
    row.polarity === 'band' ? `${figure(row.bandLow)} – ${figure(row.bandHigh)}` : figure(row.target);
  return (
    <section className="item-part" id="indicators">
      <h2>{t('item-page:indicator.title')}</h2>
      <Table
        label={t('item-page:indicator.title')}
        rows={item.indicators}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            header: t('item-page:indicator.name'),
            cell: (row) => (
              <>
                {twin(row.name, row.nameEn)} <span className="quiet small">{row.unit}</span>
                <Carrying row={row} reason={item.gapReason} isSplit={item.progress.children > 0} />
              </>
            ),
          },
          {
            key: 'base',
            header: t('item-page:indicator.base'),
            numbers: true,
            width: 90,
            wideOnly: true,
            cell: (row) => figure(row.base),
          },
          {
            key: 'actual',
            header: t('item-page:indicator.actual'),
            numbers: true,
            width: 90,
            cell: (row) => <b>{figure(row.actual)}</b>,
          },
          { key: 'target', header: t('item-page:indicator.target'), numbers: true, width: 110, cell: target },
          {
            key: 'attainment',
            header: t('item-page:indicator.attainment'),
            numbers: true,
            width: 90,
            cell: (row) => percent(row.attainment === null ? null : row.attainment * 100),
          },
          {
            key: 'rule',
            header: t('item-page:indicator.rule'),
            width: 110,
            wideOnly: true,
            cell: (row) => (
              <>
                {t(`item-page:rule.${row.rule}`)} {row.combined !== null && figure(row.combined)}
              </>
            ),
          },
        ]}
      />
    </section>
  );
}

/** What those below carry of it, where that is not exactly the target, with the reason that was given for it. */
function Carrying({ row, reason, isSplit }: { row: Indicator; reason: string | null; isSplit: boolean }) {
  const { t } = useWords();
  const { figure } = useFormats();
  if (row.carriers === 0)
    return isSplit && row.rule !== 'none' ? (
      <span className="indicator-gap">{t('item-page:indicator.notCarried')}</span>
    ) : null;
  if (row.gap === null || row.gap === 0) return null;
  return (
    <span className="indicator-gap">
      {t(row.gap > 0 ? 'item-page:indicator.gap' : 'item-page:indicator.excess', { n: figure(Math.abs(row.gap)) })}
      <span className="quiet">
        {reason ? t('item-page:indicator.gapReason', { reason }) : t('item-page:indicator.noReason')}
      </span>
    </span>
  );
}
