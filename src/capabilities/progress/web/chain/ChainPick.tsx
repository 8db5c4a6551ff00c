// Where to begin: the goals and key works that the reader may see, each one press away from its chain.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { LinkageStrip } from '../../../../web/ui/LinkageStrip.tsx';
import type { readBoard } from '../../../linkage/board.contract.ts';
import './chain.css';

const boardEndpoint = remote<typeof readBoard>('GET', '/board');

export function ChainPick() {
  const { t } = useWords();
  const twin = useTwin();
  const { percent } = useFormats();
  const { institution } = useMe();
  const { asOf } = useSearch({ from: '/shell' });
  const { data, error, isPending, refetch } = useQuery(
    reading(boardEndpoint, { query: { horizon: 'annual', limit: 2000, ...(asOf ? { asOf } : {}) } }),
  );
  const people = new Map(data?.people.map((person) => [person.id, twin(person.name, person.nameEn)]));
  const ids = new Map(data?.items.map((row) => [row.id, row]));
  const depthOf = (parentId: string | null): number => {
    const parent = parentId === null ? undefined : ids.get(parentId);
    return parent ? 1 + depthOf(parent.parentId) : 0;
  };
  // a part of a key work is found from the key work itself
  const rows = inOrder(data?.items ?? []).filter(
    (row) => row.horizon !== 'annual' || ids.get(row.parentId ?? '')?.horizon !== 'annual',
  );
  const levelNames = institution.levels.map((level) => twin(level.name, level.nameEn));
  return (
    <div className="cv-page">
      <header className="page-head">
        <div>
          <h1>{t('chain-view:title')}</h1>
          <p className="page-sub">{t('chain-view:pick')}</p>
        </div>
      </header>
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending ? (
        <Skeleton rows={12} />
      ) : rows.length === 0 ? (
        <Empty title={t('chain-view:none')}>{t('chain-view:noneText')}</Empty>
      ) : (
        <ol className="cv-pick">
          {rows.map((row) => (
            <li
              key={row.id}
              className={`cv-pick-row cv-pick-${row.horizon}`}
              style={{ '--depth': depthOf(row.parentId) }}
            >
              <span className="cv-pick-name">
                <span className="code">{row.code}</span>
                <Link to="/items/$id/chain-view" params={{ id: row.id }} search={asOf ? { asOf } : {}} className="clip">
                  {twin(row.title, row.titleEn) || t('item.placeholder')}
                </Link>
              </span>
              <span className="small quiet clip cv-pick-person">{people.get(row.responsiblePersonId)}</span>
              <LinkageStrip steps={row.strip} levelNames={levelNames} />
              <span className="numbers small cv-pick-share">
                {row.coverage === null ? '—' : t('chain-view:pickCovered', { share: percent(row.coverage) })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** Down each line before the next one. */
function inOrder<Row extends { id: string; parentId: string | null }>(rows: readonly Row[]): Row[] {
  const known = new Set(rows.map((row) => row.id));
  const childrenOf = Map.groupBy(rows, (row) =>
    row.parentId !== null && known.has(row.parentId) ? row.parentId : null,
  );
  const walk = (row: Row): Row[] => [row, ...(childrenOf.get(row.id) ?? []).flatMap(walk)];
  return (childrenOf.get(null) ?? []).flatMap(walk);
}
