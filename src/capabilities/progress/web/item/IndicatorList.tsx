// The indicators of an item: from base to target, what was read last, and what those below do not carry.
import { unset, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Table } from '../../../../web/ui/Table.tsx';
import type { Item } from './itemQueries.ts';

type Indicator = Item['indicators'][number];

export function IndicatorList({ item }: { item: Item }) {
  const { t } = useWords();
  const twin = useTwin();
  const { count, percent } = useFormats();
  if (item.indicators.length === 0) return null;
  const number = (value: number | null) => (value === null ? unset : count(value));
  const target = (row: Indicator) =>
    row.polarity === 'band' ? `${number(row.bandLow)} – ${number(row.bandHigh)}` : number(row.target);
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
                {row.gap !== null && row.gap !== 0 && (
                  <span className="indicator-gap">
                    {t(row.gap > 0 ? 'item-page:indicator.gap' : 'item-page:indicator.excess', {
                      n: count(Math.abs(row.gap)),
                    })}
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'base',
            header: t('item-page:indicator.base'),
            numbers: true,
            width: 90,
            wideOnly: true,
            cell: (row) => number(row.base),
          },
          {
            key: 'actual',
            header: t('item-page:indicator.actual'),
            numbers: true,
            width: 90,
            cell: (row) => <b>{number(row.actual)}</b>,
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
            cell: (row) => t(`item-page:rule.${row.rule}`),
          },
        ]}
      />
      {item.gapReason && (
        <p className="small item-note">{t('item-page:indicator.gapReason', { reason: item.gapReason })}</p>
      )}
    </section>
  );
}
