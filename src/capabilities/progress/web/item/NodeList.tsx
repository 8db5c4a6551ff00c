// The key nodes of an item: dated, weighted, each planned, claimed or verified; a moved date keeps its original beside it.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Table } from '../../../../web/ui/Table.tsx';
import type { Item } from './itemQueries.ts';

type Node = Item['nodes'][number];

export function NodeMark({ node, today }: { node: Node; today: string }) {
  const { t } = useWords();
  const isOverdue = node.state === 'planned' && node.date < today;
  const word = isOverdue ? 'overdue' : node.state;
  return (
    <span className={`node-mark node-${word}`}>
      <i aria-hidden="true" />
      {t(`item-page:node.${word}`)}
    </span>
  );
}

export function NodeList({ item }: { item: Item }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day, fullDay, percent } = useFormats();
  const { today } = useMe();
  if (item.nodes.length === 0) return null;
  return (
    <section className="item-part" id="nodes">
      <h2>
        {t('item-page:node.title')}
        {item.ownNodesWeight !== null && item.progress.children > 0 && (
          <span className="quiet"> · {t('item-page:node.ownWeight', { share: percent(item.ownNodesWeight) })}</span>
        )}
      </h2>
      <Table
        label={t('item-page:node.title')}
        rows={item.nodes}
        rowKey={(node) => node.id}
        columns={[
          {
            key: 'title',
            header: t('item-page:node.what'),
            cell: (node) => (
              <>
                {twin(node.title, node.titleEn)} <span className="narrow-only small quiet">{percent(node.weight)}</span>
              </>
            ),
          },
          {
            key: 'state',
            header: t('item-page:node.state'),
            width: '1%',
            cell: (node) => <NodeMark node={node} today={today} />,
          },
          {
            key: 'date',
            header: t('item-page:node.date'),
            numbers: true,
            width: '1%',
            cell: (node) => (
              <>
                {day(node.date, today)}
                {node.originalDate !== node.date && (
                  <span className="fact-moved">
                    {t('item-page:facts.originalDue', { day: fullDay(node.originalDate) })}
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'doneOn',
            header: t('item-page:node.doneOn'),
            numbers: true,
            width: 130,
            wideOnly: true,
            cell: (node) => fullDay(node.doneOn),
          },
          {
            key: 'weight',
            header: t('item-page:node.weight'),
            numbers: true,
            width: 72,
            wideOnly: true,
            cell: (node) => percent(node.weight),
          },
        ]}
      />
    </section>
  );
}
