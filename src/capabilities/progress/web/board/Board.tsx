// One chessboard: every item that the reader may see, as a tree table or as one column a level.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { remote } from '../../../../web/api.ts';
import { unset, useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import type { BoardSearch } from '../../../../web/routes.tsx';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import type { readBoard } from '../../../linkage/board.contract.ts';
import { BoardFilterBar } from './BoardFilterBar.tsx';
import { BoardLegend } from './BoardLegend.tsx';
import { BoardTree } from './BoardTree.tsx';
import { type BoardData, filterBoard, isFiltered } from './boardRows.ts';
import { LevelColumns } from './LevelColumns.tsx';
import './board.css';

const boardEndpoint = remote<typeof readBoard>('GET', '/board');
const atOnce = 20_000;

function Summary({ board, shown }: { board: BoardData; shown: number | null }) {
  const { t } = useWords();
  const { count, percent } = useFormats();
  const { summary } = board;
  const parts = [
    t('board:summary.keyWorks', { count: summary.keyWorks, n: count(summary.keyWorks) }),
    t('board:summary.items', { count: summary.items, n: count(summary.items) }),
    t('board:summary.coverage', { share: summary.coverage === null ? unset : percent(summary.coverage) }),
    t('board:summary.reported', { reported: count(summary.reported), owed: count(summary.owed) }),
  ];
  if (shown !== null) parts.push(t('board:summary.found', { n: count(shown) }));
  return <p className="page-sub">{parts.join(' · ')}</p>;
}

export function useBoardSearch() {
  const search = useSearch({ from: '/shell/board' });
  const navigate = useNavigate({ from: '/board' });
  const change = (next: { [K in keyof BoardSearch]?: BoardSearch[K] | undefined }) =>
    void navigate({
      search: (present) => ({ ...present, ...next }),
      // Choosing a row or typing a filter is not a page of its own for the back button, opening a view is.
      replace: !('view' in next),
    });
  return { search, change };
}

export function Board() {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const me = useMe();
  const { search, change } = useBoardSearch();
  const { abilities } = useMe();
  const navigate = useNavigate();
  const board = useQuery({
    ...reading(boardEndpoint, { query: { limit: atOnce, ...(search.asOf ? { asOf: search.asOf } : {}) } }),
    placeholderData: (before) => before,
  });
  const nodes = useMemo(() => (board.data ? filterBoard(board.data.items, search) : []), [board.data, search]);
  const filtered = isFiltered(search);
  const found = filtered ? nodes.filter((node) => !node.isContext).length : null;
  const clear = () =>
    change({
      q: undefined,
      sector: undefined,
      unit: undefined,
      light: undefined,
      horizon: undefined,
      level: undefined,
      person: undefined,
      troubled: undefined,
    });
  const nothing = filtered ? (
    <Empty title={t('board:empty.filtered')} act={<Button onPress={clear}>{t('board:empty.clear')}</Button>}>
      {t('board:empty.filteredText')}
    </Empty>
  ) : (
    <Empty title={t('board:empty.none')}>{t('board:empty.noneText')}</Empty>
  );
  return (
    <div className="board">
      <div className="page-head">
        <div>
          <h1>{t('nav.board')}</h1>
          {board.data ? <Summary board={board.data} shown={found} /> : <p className="page-sub">&nbsp;</p>}
        </div>
        {abilities.draftRoot && (
          <Button kind="primary" onPress={() => void navigate({ to: '/items/new' })}>
            {t('board:draft')}
          </Button>
        )}
      </div>
      <BoardFilterBar board={board.data} search={search} change={change} clear={filtered ? clear : null} />
      <Refusal error={board.error} onRetry={() => void board.refetch()} />
      {board.data && board.data.nextCursor !== null && (
        <Notice>{t('board:tooMany', { shown: board.data.items.length, total: board.data.total })}</Notice>
      )}
      {board.data && !search.asOf && board.data.asOf < me.today && (
        <Notice>{t('board:valuesOf', { day: fullDay(board.data.asOf) })}</Notice>
      )}
      {board.isPending ? (
        <Skeleton rows={14} />
      ) : board.data ? (
        <>
          {search.view === 'columns' ? (
            <LevelColumns
              board={board.data}
              nodes={nodes}
              chosen={search.chosen ?? null}
              change={change}
              empty={nothing}
            />
          ) : (
            <BoardTree board={board.data} nodes={nodes} search={search} change={change} empty={nothing} />
          )}
          <BoardLegend />
        </>
      ) : null}
    </div>
  );
}
