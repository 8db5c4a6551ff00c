// The board as a tree table; a chosen row opens beside it without losing the place.
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { type Formats, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords, type Words } from '../../../../web/language.ts';
import type { BoardSearch } from '../../../../web/routes.tsx';
import { useMe } from '../../../../web/session.ts';
import { Light } from '../../../../web/ui/Light.tsx';
import { LinkageStrip } from '../../../../web/ui/LinkageStrip.tsx';
import { ThreeValueBar } from '../../../../web/ui/ThreeValueBar.tsx';
import { type TreeColumn, TreeTable } from '../../../../web/ui/TreeTable.tsx';
import { visibleRows } from '../../../../web/ui/treeRows.ts';
import { ReadinessMark } from '../../../linkage/web/readiness/ReadinessMark.tsx';
import { ItemPeek } from '../item/ItemPeek.tsx';
import { HandMark } from '../override/HandMark.tsx';
import { type Names, useNames } from './boardNames.ts';
import { type BoardData, type BoardNode, openAtFirst, shortCode } from './boardRows.ts';

interface BoardTreeProps {
  board: BoardData;
  nodes: readonly BoardNode[];
  search: BoardSearch;
  change: (next: { [K in keyof BoardSearch]?: BoardSearch[K] | undefined }) => void;
  empty: React.ReactNode;
}

function TitleCell({ node, names, asOf }: { node: BoardNode; names: Names; asOf: string | undefined }) {
  const isKeyWork = node.horizon !== 'task';
  return (
    <span className={node.isContext ? 'board-title board-context clip' : 'board-title clip'}>
      <span className="code" {...(node.code ? { 'data-tip': node.code } : {})}>
        {shortCode(node.code)}
      </span>
      <Link
        to="/items/$id"
        params={{ id: node.id }}
        search={asOf ? { asOf } : {}}
        preload={false}
        tabIndex={-1}
        data-tip={names.title(node)}
        className={isKeyWork ? 'board-link board-key' : 'board-link'}
      >
        {names.title(node)}
      </Link>
    </span>
  );
}

interface ColumnParts {
  /** English words are longer than Chinese ones. */
  isWordy: boolean;
  t: Words;
  names: Names;
  levelNames: readonly string[];
  formats: Formats;
  asOf: string | undefined;
  today: string;
}

function boardColumns({ isWordy, t, names, levelNames, formats, asOf, today }: ColumnParts): TreeColumn<BoardNode>[] {
  return [
    {
      key: 'item',
      header: t('board:column.item'),
      width: 'minmax(300px, 1fr)',
      cell: (node) => <TitleCell node={node} names={names} asOf={asOf} />,
    },
    {
      key: 'unit',
      header: t('board:column.unit'),
      width: 'minmax(92px, 132px)',
      cell: (node) => <span title={names.unit(node.leadUnitId)}>{names.unit(node.leadUnitId)}</span>,
    },
    {
      key: 'person',
      header: t('board:column.person'),
      width: isWordy ? '112px' : '84px',
      cell: (node) => names.person(node.responsiblePersonId),
    },
    {
      key: 'strip',
      header: t('board:column.strip'),
      width: `${Math.max(126, levelNames.length * 17 + 20)}px`,
      cell: (node) => <LinkageStrip steps={node.strip} levelNames={levelNames} />,
    },
    {
      key: 'light',
      header: t('board:column.light'),
      width: isWordy ? '126px' : '112px',
      cell: (node) => (
        <span className="board-light">
          <Light colour={node.light} worstBelow={node.worstBelow} />
          <ReadinessMark readiness={node.readiness} />
        </span>
      ),
    },
    {
      key: 'progress',
      header: t('board:column.progress'),
      width: isWordy ? '168px' : '184px',
      cell: (node) => (
        <span className="with-hand">
          <ThreeValueBar verified={node.verified} reported={node.reported} planned={node.planned} />
          <HandMark overridden={node.overridden} />
        </span>
      ),
    },
    {
      key: 'due',
      header: t('board:column.due'),
      width: '94px',
      numbers: true,
      cell: (node) => formats.shortDay(node.due, today),
    },
    {
      key: 'coverage',
      header: t('board:column.coverage'),
      width: '66px',
      numbers: true,
      cell: (node) => formats.percent(node.coverage),
    },
  ];
}

export function BoardTree({ board, nodes, search, change, empty }: BoardTreeProps) {
  const { t, language } = useWords();
  const twin = useTwin();
  const formats = useFormats();
  const me = useMe();
  const names = useNames(board);
  const levelNames = useMemo(() => me.institution.levels.map((level) => twin(level.name, level.nameEn)), [me, twin]);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => openAtFirst(nodes, search));
  const filterKey = [
    search.q,
    search.sector,
    search.unit,
    search.light,
    search.horizon,
    search.level,
    search.person,
    search.troubled,
  ].join();
  const lastKey = useRef(filterKey);
  useEffect(() => {
    // Only a change of filters opens rows anew; what the reader opened stays open when numbers refresh.
    if (lastKey.current === filterKey) return;
    lastKey.current = filterKey;
    setOpen(openAtFirst(nodes, search));
  }, [filterKey, nodes, search]);
  const rows = useMemo(() => visibleRows(nodes, open), [nodes, open]);
  const columns = useMemo(
    () =>
      boardColumns({ isWordy: language === 'en', t, names, levelNames, formats, asOf: search.asOf, today: me.today }),
    [t, language, names, levelNames, formats, search.asOf, me.today],
  );
  const narrowRow = (node: BoardNode) => (
    <div className="board-narrow">
      <TitleCell node={node} names={names} asOf={search.asOf} />
      <span className="board-narrow-line">
        <Light colour={node.light} worstBelow={node.worstBelow} />
        <ReadinessMark readiness={node.readiness} />
        <LinkageStrip steps={node.strip} levelNames={levelNames} />
        <span className="quiet small clip">{names.person(node.responsiblePersonId)}</span>
      </span>
      <ThreeValueBar verified={node.verified} reported={node.reported} planned={node.planned} />
    </div>
  );
  return (
    <>
      <TreeTable
        label={t('nav.board')}
        rows={rows}
        columns={columns}
        minWidth={1080}
        selectedId={search.chosen ?? null}
        narrowRow={narrowRow}
        narrowRowHeight={92}
        onToggle={(node, isOpen) =>
          setOpen((present) => {
            const next = new Set(present);
            if (isOpen) next.add(node.id);
            else next.delete(node.id);
            return next;
          })
        }
        onChoose={(node) => change({ chosen: node.id })}
        empty={empty}
      />
      <ItemPeek id={search.chosen ?? null} onClose={() => change({ chosen: undefined })} />
    </>
  );
}
