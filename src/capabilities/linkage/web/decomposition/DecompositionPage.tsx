// The decomposition editor: the item's own place on top, its children as a sheet, whether it adds up, and one act: send.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { NotFound } from '../../../../web/shell/Troubles.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty, Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { NegotiationLine, SheetNegotiation } from '../negotiation/SheetNegotiation.tsx';
import { TemplateActs } from '../planning/LayTemplate.tsx';
import { AddsUp } from './AddsUp.tsx';
import { ChildGrid, type Spot } from './ChildGrid.tsx';
import { ChildList } from './ChildList.tsx';
import { draftQuery, type Item, itemQuery } from './decompositionQueries.ts';
import { FindingList } from './FindingList.tsx';
import { troublesOf, wrongCells } from './findings.ts';
import { GapReason } from './GapReason.tsx';
import { SumList } from './GridFoot.tsx';
import { IndicatorTable } from './IndicatorTable.tsx';
import { NodeTable } from './NodeTable.tsx';
import { spotAt, usePartAt } from './openPlace.ts';
import { PlaceHead } from './PlaceHead.tsx';
import { RowDrawer } from './RowDrawer.tsx';
import { SaveLine } from './SaveLine.tsx';
import { SendButton } from './SendButton.tsx';
import { type Bounds, type Draft, newRow, type SheetRow } from './sheet.ts';
import { withRow, withRowAfter } from './sheetEdits.ts';
import { useSheet } from './useSheet.ts';
import './decomposition.css';

export function DecompositionPage() {
  const { id } = useParams({ from: '/shell/items/$id/decomposition' });
  const item = useQuery(itemQuery(id));
  // The sheet must not change under the writer's hands: what others change is told at the next save.
  const draft = useQuery({ ...draftQuery(id), staleTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false });
  const error = item.error ?? draft.error;
  if (error instanceof Refused && error.status === 404) return <NotFound />;
  if (error) return <Refusal error={error} onRetry={() => void Promise.all([item.refetch(), draft.refetch()])} />;
  if (!item.data || !draft.data || draft.isRefetching) return <Skeleton rows={14} />;
  return (
    <SheetNegotiation itemId={id}>
      <Editor key={id} item={item.data} first={draft.data} />
    </SheetNegotiation>
  );
}

function Editor({ item, first }: { item: Item; first: Draft }) {
  const { t, has } = useWords();
  const isNarrow = useNarrow();
  const { institution } = useMe();
  const hands = useSheet(item.id, first);
  const { sheet, draft, change } = hands;
  const place = useSearch({ from: '/shell/items/$id/decomposition' });
  const [active, setActive] = useState<Spot | null>(() => spotAt(sheet, place));
  usePartAt(place.at);
  const [openRow, setOpenRow] = useState<{ key: string; place: 'coUnits' | null } | null>(null);
  const open = (key: string, place: 'coUnits' | null = null) => setOpenRow({ key, place });
  const [typing, setTyping] = useState<{ key: string; change: Partial<SheetRow> } | null>(null);
  const live = useMemo(() => (typing ? withRow(sheet, typing.key, typing.change) : sheet), [sheet, typing]);
  const bounds = useMemo<Bounds>(
    () => ({
      level: item.level,
      horizon: item.horizon,
      start: item.start,
      due: item.approvedDue,
      levels: institution.levels.length,
    }),
    [item, institution],
  );
  const mayEdit = draft.abilities.edit === true && draft.pendingSubmissionId === null;
  const troubles = useMemo(() => troublesOf(hands, item.placeholder), [hands, item.placeholder]);
  const wrong = useMemo(() => wrongCells(troubles, t, has), [troubles, t, has]);
  const add = () => {
    const row = newRow(bounds);
    change((present) => withRowAfter(present, null, row));
    if (isNarrow) open(row.key);
    else setActive({ key: row.key, column: 'title' });
  };
  return (
    <div className="decomposition">
      <PlaceHead item={item}>{mayEdit && <SendButton item={item} hands={hands} troubles={troubles} />}</PlaceHead>
      {draft.pendingSubmissionId && (
        <Notice>
          {t('decomposition:pending')}{' '}
          <Link to="/review" search={{ queue: 'sent', id: draft.pendingSubmissionId }}>
            {t('decomposition:toPending')}
          </Link>
        </Notice>
      )}
      {!mayEdit && !draft.pendingSubmissionId && <Notice>{t('decomposition:readOnly')}</Notice>}
      <div className="sheet-tools">
        <TemplateActs
          itemId={item.id}
          title={item.title ?? ''}
          version={draft.version}
          hasParts={item.progress.children > 0}
          mayEdit={mayEdit}
          isSaved={hands.save === 'saved'}
        />
        <SaveLine hands={hands} itemId={item.id} mayEdit={mayEdit} />
      </div>
      <AddsUp sheet={live} mayEdit={mayEdit} change={change} />
      <NegotiationLine itemId={item.id} mayEdit={mayEdit} draft={draft} />
      {sheet.rows.length === 0 ? (
        <Empty
          title={t('decomposition:none')}
          act={
            mayEdit && (
              <Button icon="plus" onPress={add}>
                {t('decomposition:add')}
              </Button>
            )
          }
        >
          {t('decomposition:noneText')}
        </Empty>
      ) : isNarrow ? (
        <>
          <ChildList sheet={sheet} wrong={wrong} onOpen={(key) => open(key)} />
          <SumList sheet={sheet} mayEdit={mayEdit} change={change} />
        </>
      ) : (
        <ChildGrid
          sheet={sheet}
          live={live}
          bounds={bounds}
          mayEdit={mayEdit}
          wrong={wrong}
          active={active}
          onLive={(key, next) => setTyping(next && { key, change: next })}
          onActive={setActive}
          change={change}
          undo={hands.undo}
          onOpenRow={open}
        />
      )}
      {sheet.rows.length > 0 && (
        <div className="grid-foot">
          {mayEdit && (
            <>
              <Button icon="plus" onPress={add}>
                {t('decomposition:add')}
              </Button>
              <Button icon="undo" kind="quiet" disabled={!hands.canUndo} onPress={hands.undo}>
                {t('decomposition:undo')}
              </Button>
            </>
          )}
          <span className="small quiet wide-only">{t('decomposition:keys')}</span>
        </div>
      )}
      {!item.placeholder && <GapReason sheet={live} mayEdit={mayEdit} change={change} />}
      <FindingList
        troubles={troubles}
        onGo={(spot) => (isNarrow ? open(spot.key) : setActive({ ...spot }))}
        sheet={sheet}
      />
      <NodeTable sheet={sheet} bounds={bounds} mayEdit={mayEdit} change={change} />
      <IndicatorTable sheet={sheet} mayEdit={mayEdit} change={change} />
      <RowDrawer
        row={sheet.rows.find((row) => row.key === openRow?.key) ?? null}
        place={openRow?.place ?? null}
        indicators={sheet.indicators}
        bounds={bounds}
        mayEdit={mayEdit}
        wrong={wrong}
        change={change}
        onClose={() => setOpenRow(null)}
      />
    </div>
  );
}
