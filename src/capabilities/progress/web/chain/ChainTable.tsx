// The chain as a table, for screen readers and for those who want every line: all items in the order of the tree.
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Light } from '../../../../web/ui/Light.tsx';
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

export function ChainTable({ data, names, onOpen }: ChainTableProps) {
  const { t } = useWords();
  const { percent } = useFormats();
  const [shown, setShown] = useState(atOnce);
  const rows = rowsOf(data.nodes);
  return (
    <>
      <div className="table-frame">
        <table className="table cv-table" aria-label={t('chain-view:table.label')}>
          <thead>
            <tr>
              {(['item', 'level', 'person', 'light'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(`chain-view:table.${key}`)}
                </th>
              ))}
              <th scope="col" className="numbers">
                {t('chain-view:table.share')}
              </th>
              <th scope="col" className="numbers">
                {t('chain-view:table.lost')}
              </th>
              <th scope="col">{t('chain-view:table.marks')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map(({ node, depth }) => (
              <tr key={node.key}>
                <td>
                  <span className="cv-table-item" style={{ '--depth': depth }}>
                    {node.id ? (
                      <button type="button" className="cv-link" onClick={() => onOpen(node.id ?? '')}>
                        {names.title(node)}
                      </button>
                    ) : (
                      names.title(node)
                    )}
                  </span>
                </td>
                <td>
                  <LevelTag rank={node.level} />
                </td>
                <td>{names.person(node.personId)}</td>
                <td>{node.light && <Light colour={node.light} worstBelow={node.worstBelow} />}</td>
                <td className="numbers">{percent(node.share)}</td>
                <td className={node.lostInAll > 0 ? 'numbers cv-cold' : 'numbers quiet'}>
                  {node.lostInAll > 0 ? percent(node.lostInAll) : '—'}
                  {node.loss && node.ends > 0 ? ` ${t(`chain-view:loss.${node.loss}`)}` : ''}
                </td>
                <td>
                  {node.marks.map((mark) => (
                    <span key={`${mark.kind} ${mark.personId}`} className="cv-mark">
                      <MarkSign silent={isSilent(mark)} /> {names.mark(mark)}
                    </span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown && (
        <Button kind="quiet" onPress={() => setShown(shown + atOnce)}>
          {t('act.showMore')} ({rows.length - shown})
        </Button>
      )}
    </>
  );
}
