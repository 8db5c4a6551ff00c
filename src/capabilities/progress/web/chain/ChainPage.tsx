// The chain view: from one item to every person below it on one screen, with where weight is lost, who is slow and who is silent.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import { Refused } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { NotFound } from '../../../../web/shell/Troubles.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { LinkageStrip } from '../../../../web/ui/LinkageStrip.tsx';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import type { readChainView } from '../../chain-view.contract.ts';
import { ItemPeek } from '../item/ItemPeek.tsx';
import { LevelTag } from '../item/ItemStanding.tsx';
import { ChainLegend } from './ChainLegend.tsx';
import { ChainLists } from './ChainLists.tsx';
import { ChainPicture } from './ChainPicture.tsx';
import { ChainSteps } from './ChainSteps.tsx';
import { ChainTable } from './ChainTable.tsx';
import { ChosenLine } from './ChosenLine.tsx';
import { boxesOf, type ChainData, lineOf, openFor } from './chainBoxes.ts';
import { useChainNames } from './chainNames.ts';
import './chain.css';

const endpoint = remote<typeof readChainView>('GET', '/items/{id}/chain-view');

function Head({ data }: { data: ChainData }) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const { percent, count } = useFormats();
  const search = useSearch({ from: '/shell' });
  const { top, levels, above } = data;
  const last = levels.at(-1);
  const lost = last ? Object.values(last.lost).reduce((sum, share) => sum + share, 0) : 0;
  const items = levels.reduce((sum, level) => sum + level.items, 0);
  const asOf = search.asOf ? { asOf: search.asOf } : {};
  return (
    <header className="page-head cv-head">
      <div>
        <nav className="cv-way small" aria-label={t('chain-view:above')}>
          <Link to="/chain" search={asOf}>
            {t('chain-view:all')}
          </Link>
          {above.map((one) => (
            <span key={one.id}>
              <span aria-hidden="true"> › </span>
              <Link to="/items/$id/chain-view" params={{ id: one.id }} search={asOf} className="clip">
                {twin(one.title, one.titleEn) || t('item.placeholder')}
              </Link>
            </span>
          ))}
        </nav>
        <h1>{twin(top.title, top.titleEn) || t('item.placeholder')}</h1>
        <p className="page-sub cv-sub">
          <LevelTag rank={top.level} />
          <span className="code">{top.code}</span>
          <LinkageStrip
            steps={data.strip}
            levelNames={institution.levels.map((one) => twin(one.name, one.nameEn))}
            size="large"
          />
          <span>
            {t('chain-view:summary', {
              items: count(items),
              carried: percent(100 - lost),
              lost: percent(Math.round(lost * 100) / 100),
            })}
          </span>
          {above.length > 0 && (
            <span className="quiet">{t('chain-view:ofRoot', { share: percent(data.shareOfRoot) })}</span>
          )}
        </p>
      </div>
      <div className="cv-acts no-print">
        <Button icon="print" onPress={() => window.print()}>
          {t('chain-view:print')}
        </Button>
        <Link className="button button-plain" to="/items/$id" params={{ id: top.id }} search={asOf}>
          {t('chain-view:openItem')}
        </Link>
      </div>
    </header>
  );
}

function ChainBody({ data }: { data: ChainData }) {
  const { t } = useWords();
  const isNarrow = useNarrow();
  const search = useSearch({ from: '/shell/items/$id/chain-view' });
  const navigate = useNavigate({ from: '/items/$id/chain-view' });
  const names = useChainNames(data);
  const [opened, setOpened] = useState<ReadonlySet<string>>(
    () => new Set(search.chosen ? openFor(data.nodes, search.chosen) : []),
  );
  const [peek, setPeek] = useState<string | null>(null);
  const boxes = useMemo(() => boxesOf(data.nodes, opened), [data.nodes, opened]);
  const chosen = search.chosen ?? null;
  const lit = useMemo(() => lineOf(boxes, chosen), [boxes, chosen]);
  const choose = (key: string | null) =>
    void navigate({ search: (present) => ({ ...present, chosen: key ?? undefined }), replace: true });
  const press = (key: string) => {
    const box = boxes.find((one) => one.key === key);
    const id = box?.nodes[0]?.id ?? null;
    if (!box) return;
    if (box.isFolded) {
      const { opener } = box;
      if (opener) setOpened((before) => new Set([...before, opener]));
    } else if (key === chosen && id) setPeek(id);
    else choose(key);
  };
  const find = (key: string) => {
    setOpened((before) => new Set([...before, ...openFor(data.nodes, key)]));
    choose(key);
  };
  const parts = { data, boxes, lit, chosen, names, onPress: press };
  const isTable = search.view === 'table';
  return (
    <>
      <div className="cv-bar no-print">
        <Segmented
          label={t('chain-view:view.label')}
          value={isTable ? 'table' : 'picture'}
          onChange={(view) =>
            void navigate({
              search: (present) => ({ ...present, view: view === 'table' ? 'table' : undefined }),
              replace: true,
            })
          }
          choices={[
            { value: 'picture', label: t('chain-view:view.picture') },
            { value: 'table', label: t('chain-view:view.table') },
          ]}
        />
        <ChosenLine {...parts} onOpen={setPeek} onClear={() => choose(null)} />
        {opened.size > 0 && (
          <Button kind="quiet" onPress={() => setOpened(new Set())}>
            {t('chain-view:foldAll')}
          </Button>
        )}
      </div>
      <div className="cv-sheet">
        <div className="cv-sheet-picture">
          {isTable ? (
            <ChainTable data={data} names={names} onOpen={setPeek} />
          ) : isNarrow ? (
            <ChainSteps {...parts} />
          ) : (
            <ChainPicture {...parts} />
          )}
          {!isTable && <ChainLegend />}
        </div>
        <ChainLists data={data} names={names} onFind={find} />
      </div>
      <ItemPeek id={peek} onClose={() => setPeek(null)} />
    </>
  );
}

export function ChainPage() {
  const { id } = useParams({ from: '/shell/items/$id/chain-view' });
  const { asOf } = useSearch({ from: '/shell' });
  const { data, error, isPending, refetch } = useQuery({
    ...reading(endpoint, { params: { id }, query: asOf ? { asOf } : {} }),
    staleTime: 30_000,
  });
  if (error instanceof Refused && error.status === 404) return <NotFound />;
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={16} />;
  return (
    <article className="cv-page">
      <Head data={data} />
      <ChainBody key={id} data={data} />
    </article>
  );
}
