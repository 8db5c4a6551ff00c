// One row of the drawing: who and what at its head, which stays in place, and the bar on the axis.
import { type CSSProperties, memo } from 'react';
import { useWords } from '../../../../web/language.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import type { TreeRow } from '../../../../web/ui/treeRows.ts';
import { ReadinessMark } from '../../../linkage/web/readiness/ReadinessMark.tsx';
import { shortCode } from '../board/boardRows.ts';
import { BarCell } from './BarCell.tsx';
import type { Bar, DrawingEntry } from './drawingRows.ts';
import type { Proposal } from './proposal.ts';
import type { BarWords, Names } from './rowWords.ts';
import type { TimeScale } from './timeScale.ts';

export interface DrawingRowProps {
  id: string;
  row: TreeRow<DrawingEntry>;
  at: number;
  top: number;
  isActive: boolean;
  scale: TimeScale;
  today: string;
  asOf: string | undefined;
  names: Names;
  words: BarWords;
  groupName: (entry: DrawingEntry) => string;
  levelName: (rank: number) => string;
  outside: ReadonlyMap<string, { waits: boolean; awaited: boolean }>;
  /** Where a date of this very row is being proposed. */
  proposal: Proposal | null;
}

const nothingOutside = { waits: false, awaited: false };

function Twist({ row }: { row: TreeRow<DrawingEntry> }) {
  return (
    <span
      className={row.isOpen ? 'tree-twist tree-twist-open' : 'tree-twist'}
      data-twist={row.node.hasChildren || undefined}
    >
      {row.node.hasChildren && (
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
          <path d="M3 1.5 7 5 3 8.5z" />
        </svg>
      )}
    </span>
  );
}

/** The tone of the level, dark above and light below, with its rank. */
export function LevelMark({ level, name }: { level: number; name: string }) {
  const tone = { background: `var(--level-${level})`, color: `var(--level-${level}-ink)` };
  return (
    <span className="draw-level" style={tone} data-tip={name}>
      <span aria-hidden="true">{level}</span>
      <span className="visually-hidden">{name}</span>
    </span>
  );
}

function Head({ bar, props }: { bar: Bar; props: DrawingRowProps }) {
  const { t } = useWords();
  const { row, names, asOf } = props;
  const title = names.title(bar);
  return (
    <>
      <td className="draw-cell draw-cell-item">
        <Twist row={row} />
        <LevelMark level={bar.level} name={props.levelName(bar.level)} />
        <span className="code" {...(bar.code ? { 'data-tip': bar.code } : {})}>
          {shortCode(bar.code)}
        </span>
        {/* a plain link, opened by the grid: hundreds of these come and go while one scrolls */}
        <a
          href={`/items/${bar.id}${asOf ? `?asOf=${asOf}` : ''}`}
          data-item={bar.id}
          tabIndex={-1}
          data-tip={title}
          className={row.depth === 0 ? 'draw-title draw-title-top clip' : 'draw-title clip'}
        >
          {title}
        </a>
      </td>
      <td className="draw-cell clip" data-tip={names.unit(bar.leadUnitId)}>
        {names.unit(bar.leadUnitId)}
      </td>
      <td className="draw-cell clip">{names.person(bar.responsiblePersonId)}</td>
      <td className="draw-cell draw-cell-light" data-tip={t(`light.${bar.light}`)}>
        <LightMark colour={bar.light} />
        <span className="visually-hidden">{t(`light.${bar.light}`)}</span>
        <ReadinessMark readiness={bar.readiness} />
      </td>
    </>
  );
}

function DrawingRowView(props: DrawingRowProps) {
  const { row, at, scale } = props;
  const { bar } = row.node;
  const look = [
    'draw-row',
    bar === null && 'draw-row-group',
    bar?.critical && 'draw-row-critical',
    props.isActive && 'draw-row-active',
  ];
  return (
    // Focus stays on the grid and aria-activedescendant points here: a row may leave the page while it is the active one.
    <tr
      id={props.id}
      data-at={at}
      className={look.filter(Boolean).join(' ')}
      style={{ top: props.top, '--depth': row.depth } as CSSProperties}
      aria-level={row.depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-rowindex={at + 2}
      aria-selected={props.isActive}
      {...(row.node.hasChildren ? { 'aria-expanded': row.isOpen } : {})}
    >
      {bar ? (
        <Head bar={bar} props={props} />
      ) : (
        <td className="draw-cell draw-cell-item draw-cell-group" colSpan={4}>
          <Twist row={row} />
          <span className="draw-title draw-title-top clip">{props.groupName(row.node)}</span>
          <span className="quiet small">{row.node.group?.count}</span>
        </td>
      )}
      <td className="draw-cell draw-cell-bar" style={{ width: scale.width }}>
        {bar && (
          <>
            <span className="visually-hidden">{props.words.sentence(bar)}</span>
            <BarCell
              bar={bar}
              hasChildren={row.node.hasChildren}
              speaks={!row.isOpen}
              scale={scale}
              today={props.today}
              proposal={props.proposal}
              outside={props.outside.get(bar.id) ?? nothingOutside}
            />
          </>
        )}
      </td>
    </tr>
  );
}

export const DrawingRow = memo(DrawingRowView);
