// The rows of planning ahead: goals, below each this year's work with what goes on from it; parts open in place.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Icon } from '../../../../web/ui/icons.tsx';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { type Group, mayChoose, type Pair, pairsOf } from './planPairs.ts';
import { type PlanRow, planQuery } from './planQueries.ts';
import { RowMenu } from './RowMenu.tsx';

export interface Choosing {
  year: number;
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], on: boolean) => void;
}

function GroupHead({ group, ...choosing }: Choosing & { group: Group }) {
  const { t } = useWords();
  const twin = useTwin();
  const ids = group.pairs.filter(mayChoose).flatMap((pair) => pair.now?.id ?? []);
  const all = ids.length > 0 && ids.every((id) => choosing.chosen.has(id));
  const name = group.under
    ? `${group.under.code ?? ''} ${twin(group.under.title, group.under.titleEn) || t('item.placeholder')}`.trim()
    : t('plan-ahead:roots');
  return (
    <div className="plan-goal">
      {ids.length > 0 ? (
        <Check checked={all} onChange={(on) => choosing.onChoose(ids, on)}>
          {name}
        </Check>
      ) : (
        <span>{name}</span>
      )}
      {ids.length === 0 && group.pairs.some((pair) => pair.now && pair.now.cannotCarry === null) && (
        <span className="small quiet">{t(group.under ? 'plan-ahead:notYours' : 'plan-ahead:officesOwn')}</span>
      )}
    </div>
  );
}

function Name({ row }: { row: PlanRow }) {
  const { t } = useWords();
  const twin = useTwin();
  return (
    <Link to="/items/$id" params={{ id: row.id }} className="plan-name">
      <span className="code">{row.code}</span> {twin(row.title, row.titleEn) || t('item.placeholder')}
    </Link>
  );
}

function Now({ row }: { row: PlanRow | null }) {
  const { t } = useWords();
  const twin = useTwin();
  const { percent } = useFormats();
  if (!row) return <span className="small quiet">{t('plan-ahead:fresh')}</span>;
  return (
    <>
      <Name row={row} />
      <span className="plan-line small quiet">
        <LightMark colour={row.light} /> <span>{t(`itemState.${row.state}`)}</span>
        <span>{percent(row.verified)}</span>
        <span>{twin(row.leadUnit.name, row.leadUnit.nameEn)}</span>
        <span>{twin(row.responsiblePerson.name, row.responsiblePerson.nameEn)}</span>
      </span>
    </>
  );
}

function Next({ pair }: { pair: Pair }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const row = pair.next;
  if (row)
    return (
      <>
        <Name row={row} />
        <span className="plan-line small quiet">
          <span className={`plan-state plan-${row.state}`}>{t(`itemState.${row.state}`)}</span>
          <span>
            {fullDay(row.start)} – {fullDay(row.due)}
          </span>
          <span>{twin(row.responsiblePerson.name, row.responsiblePerson.nameEn)}</span>
        </span>
      </>
    );
  const why = pair.now?.cannotCarry;
  return <span className="small quiet">{why ? t(`plan-ahead:finding.${why}`) : t('plan-ahead:open')}</span>;
}

function PairRow({ pair, depth, ...choosing }: Choosing & { pair: Pair; depth: number }) {
  const { t } = useWords();
  const twin = useTwin();
  const [open, setOpen] = useState(false);
  const { now, next } = pair;
  const parts = Math.max(now?.parts ?? 0, next?.parts ?? 0);
  const title = twin((now ?? next)?.title, (now ?? next)?.titleEn) || t('item.placeholder');
  return (
    <>
      <div className="plan-row" style={{ '--depth': depth }}>
        <div className="plan-choose">
          {now && mayChoose(pair) && (
            <Check checked={choosing.chosen.has(now.id)} onChange={(on) => choosing.onChoose([now.id], on)}>
              <span className="visually-hidden">{title}</span>
            </Check>
          )}
        </div>
        <div className="plan-open">
          {parts > 0 && (
            <Button
              kind="quiet"
              icon={open ? 'down' : 'right'}
              label={t(open ? 'plan-ahead:hideParts' : 'plan-ahead:showParts', { title })}
              onPress={() => setOpen(!open)}
            />
          )}
        </div>
        <div className="plan-cell">
          <Now row={now} />
        </div>
        <span className={next ? 'plan-arrow' : 'plan-arrow plan-arrow-none'} aria-hidden="true">
          <Icon name="right" />
        </span>
        <div className="plan-cell">
          <Next pair={pair} />
        </div>
        <RowMenu row={next ?? now} year={choosing.year} />
      </div>
      {open && <Parts pair={pair} depth={depth + 1} {...choosing} />}
    </>
  );
}

function Parts({ pair, depth, ...choosing }: Choosing & { pair: Pair; depth: number }) {
  const now = useQuery({ ...planQuery(choosing.year - 1, pair.now?.id), enabled: pair.now !== null });
  const next = useQuery({ ...planQuery(choosing.year, pair.next?.id), enabled: pair.next !== null });
  const pairs = useMemo(
    () => pairsOf(pair.now ? (now.data?.items ?? []) : [], pair.next ? (next.data?.items ?? []) : []),
    [pair, now.data, next.data],
  );
  const isWaiting = (pair.now !== null && now.isPending) || (pair.next !== null && next.isPending);
  if (isWaiting) return <Skeleton rows={2} height={44} />;
  return (
    <>
      <Refusal error={now.error ?? next.error} />
      {pairs.map((one) => (
        <PairRow key={one.key} pair={one} depth={depth} {...choosing} />
      ))}
    </>
  );
}

export function PlanGroups({ groups, ...choosing }: Choosing & { groups: readonly Group[] }) {
  const { t } = useWords();
  return (
    <div className="plan-groups">
      <div className="plan-heads small quiet" aria-hidden="true">
        <span>{t('plan-ahead:planOf', { year: choosing.year - 1 })}</span>
        <span>{t('plan-ahead:planOf', { year: choosing.year })}</span>
      </div>
      {groups.map((group) => (
        <section key={group.key} className="plan-group">
          <GroupHead group={group} {...choosing} />
          {group.pairs.map((pair) => (
            <PairRow key={pair.key} pair={pair} depth={0} {...choosing} />
          ))}
        </section>
      ))}
    </div>
  );
}
