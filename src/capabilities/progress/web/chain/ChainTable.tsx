// The chain as a table, for screen readers and for those who want every line: all items in the order of the tree.
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Light } from '../../../../web/ui/Light.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { LevelTag } from '../item/ItemStanding.tsx';
import { MarkSign } from './ChainBox.tsx';
import { type ChainData, type ChainNode, isSilent } from './chainBoxes.ts';
import type { ChainNames } from './chainNames.ts';

const atOnce = 200;

/** Down each line before the next, with how deep a row stands. */
function rowsOf(nodes: readonly ChainNode[]): { node: ChainNode; depth: number }[] {
  const childrenOf = Map.groupBy(nodes, (node) => node.parentKey);
  const walk = (node: ChainNode, depth: number): { node: ChainNode; depth: number }[] => [
    { node, depth },
    ...(childrenOf.get(node.key) ?? []).flatMap((child) => walk(child, depth + 1)),
  ];
  return (childrenOf.get(null) ?? []).flatMap((node) => walk(node, 0));
}

interface ChainTableProps {
  data: ChainData;
  names: ChainNames;
  onOpen: (id: string) => void;
}

function LostCell({ node }: { node: ChainNode }) {
  const { t } = useWords();
  const { percent } = useFormats();
  if (node.lostInAll === 0) return <span className="quiet">—</span>;
  return (
    <span className="cv-cold">
      {node.loss && node.ends > 0 && <span className="small">{t(`chain-view:loss.${node.loss}`)} </span>}
      <span className="numbers">{percent(node.lostInAll)}</span>
    </span>
  );
}

export function ChainTable({ data, names, onOpen }: ChainTableProps) {
  const { t } = useWords();
  const { percent } = useFormats();
  const [shown, setShown] = useState(atOnce);
  const rows = rowsOf(data.nodes);
  const head = (key: string) => t(`chain-view:table.${key}`);
  return (
    <>
      <Table
        label={head('label')}
        rows={rows.slice(0, shown)}
        rowKey={({ node }) => node.key}
        columns={[
          {
            key: 'item',
            header: head('item'),
            cell: ({ node, depth }) => (
              <span className="cv-table-item" style={{ '--depth': depth }}>
                {node.id ? (
                  <button type="button" className="cv-link" onClick={() => onOpen(node.id ?? '')}>
                    {names.title(node)}
                  </button>
                ) : (
                  names.title(node)
                )}
              </span>
            ),
          },
          { key: 'level', header: head('level'), wideOnly: true, cell: ({ node }) => <LevelTag rank={node.level} /> },
          { key: 'person', header: head('person'), cell: ({ node }) => names.person(node.personId) },
          {
            key: 'light',
            header: head('light'),
            cell: ({ node }) => node.light && <Light colour={node.light} worstBelow={node.worstBelow} />,
          },
          { key: 'share', header: head('share'), numbers: true, cell: ({ node }) => percent(node.share) },
          { key: 'lost', header: head('lost'), numbers: true, cell: ({ node }) => <LostCell node={node} /> },
          {
            key: 'marks',
            header: head('marks'),
            cell: ({ node }) =>
              node.marks.map((mark) => (
                <span key={`${mark.kind} ${mark.personId}`} className="cv-mark cv-table-mark">
                  <MarkSign silent={isSilent(mark)} /> {names.mark(mark)}
                </span>
              )),
          },
        ]}
      />
      {rows.length > shown && (
        <Button kind="quiet" onPress={() => setShown(shown + atOnce)}>
          {t('chain-view:more', { n: rows.length - shown })}
        </Button>
      )}
    </>
  );
}
