// The two pages of drawings: of one item with all below it, and of the whole institution by unit or by sector.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import type { DrawingSearch } from '../../../../web/routes.tsx';
import { NotFound } from '../../../../web/shell/Troubles.tsx';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { DrawingView } from './DrawingView.tsx';
import { drawingQuery, itemDrawingQuery } from './drawingQueries.ts';
import type { DrawingData } from './drawingRows.ts';

function Summary({ drawing }: { drawing: DrawingData }) {
  const { t } = useWords();
  const { count, fullDay } = useFormats();
  const parents = new Set(drawing.items.map((bar) => bar.parentId));
  const broken = drawing.items.filter((bar) => bar.slack !== null && bar.slack < 0 && !parents.has(bar.id)).length;
  const parts = [
    t('drawing:summary.items', { count: drawing.items.length, n: count(drawing.items.length) }),
    t('drawing:summary.dependencies', { count: drawing.dependencies.length, n: count(drawing.dependencies.length) }),
    broken > 0 ? t('drawing:summary.broken', { count: broken, n: count(broken) }) : '',
    t('drawing:summary.asOf', { day: fullDay(drawing.asOf) }),
  ];
  return <p className="page-sub">{parts.filter(Boolean).join(' · ')}</p>;
}

export function ItemDrawingPage() {
  const { t } = useWords();
  const twin = useTwin();
  const { id } = useParams({ from: '/shell/items/$id/drawing' });
  const search = useSearch({ from: '/shell/items/$id/drawing' });
  const navigate = useNavigate({ from: '/items/$id/drawing' });
  const { data, error, isPending, refetch } = useQuery(itemDrawingQuery(id, search.asOf));
  if (error instanceof Refused && error.status === 404) return <NotFound />;
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={16} />;
  const top = data.items[0];
  const title = (top && twin(top.title, top.titleEn)) || t('item.placeholder');
  const change = (next: Partial<DrawingSearch>) =>
    void navigate({ search: (present) => ({ ...present, ...next }), replace: true });
  return (
    <div className="drawing">
      <div className="page-head">
        <div>
          <p className="small no-print">
            <Link to="/items/$id" params={{ id }} search={search.asOf ? { asOf: search.asOf } : {}}>
              ← {t('drawing:toItem')}
            </Link>
          </p>
          <h1>{t('drawing:titleOf', { title })}</h1>
          <Summary drawing={data} />
        </div>
      </div>
      <DrawingView
        key={id}
        drawing={data}
        title={t('drawing:titleOf', { title })}
        code={top?.code ?? null}
        search={search}
        change={change}
      />
    </div>
  );
}

export function DrawingPage() {
  const { t } = useWords();
  const twin = useTwin();
  const search = useSearch({ from: '/shell/drawing' });
  const navigate = useNavigate({ from: '/drawing' });
  const by = search.by ?? 'unit';
  const { data, error, isPending, refetch } = useQuery(drawingQuery({ by, only: search.only }, search.asOf));
  // the names of all groups stay known while one of them is drawn
  const known = useRef(new Map<string, { id: string; name: string; nameEn: string | null }>());
  const choices = useMemo(() => {
    for (const group of data?.groups ?? []) known.current.set(`${by} ${group.id}`, group);
    return [...known.current].flatMap(([key, group]) =>
      key.startsWith(by) ? [{ value: group.id, label: twin(group.name, group.nameEn) }] : [],
    );
  }, [data, by, twin]);
  if (error instanceof Refused && error.status === 404) return <NotFound />;
  const change = (next: Partial<DrawingSearch>) =>
    void navigate({ search: (present) => ({ ...present, ...next }), replace: true });
  const only = data?.groups.find((group) => group.id === search.only);
  const title = only ? t('drawing:titleOf', { title: twin(only.name, only.nameEn) }) : t(`drawing:titleBy.${by}`);
  const chooser = (
    <>
      <Segmented
        label={t('drawing:by.label')}
        value={by}
        onChange={(next) => change({ by: next === 'sector' ? 'sector' : undefined, only: undefined })}
        choices={[
          { value: 'unit', label: t('drawing:by.unit') },
          { value: 'sector', label: t('drawing:by.sector') },
        ]}
      />
      <Select
        label={t(`drawing:by.${by}`)}
        value={search.only ?? null}
        onChange={(value) => change({ only: value ?? undefined })}
        choices={choices}
        placeholder={t('drawing:by.all')}
        clearable
        width={190}
      />
    </>
  );
  return (
    <div className="drawing">
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          {data ? <Summary drawing={data} /> : <p className="page-sub">&nbsp;</p>}
        </div>
      </div>
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={16} />}
      {data && data.items.length === 0 && <Empty title={t('drawing:empty.title')}>{t('drawing:empty.text')}</Empty>}
      {data && data.items.length > 0 && (
        <DrawingView
          key={`${by} ${search.only}`}
          drawing={data}
          title={title}
          code={null}
          search={search}
          change={change}
          chooser={chooser}
        />
      )}
    </div>
  );
}
