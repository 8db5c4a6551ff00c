// The chain of an item, drawn as a spine in the tones of its levels: everything above it, the item, and its children.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Light } from '../../../../web/ui/Light.tsx';
import { ThreeValueBar } from '../../../../web/ui/ThreeValueBar.tsx';
import { shortCode } from '../board/boardRows.ts';
import { LevelTag } from './ItemStanding.tsx';
import { chainQuery, childrenQuery, type Item, type ItemRow } from './itemQueries.ts';

interface ChainRowProps {
  row: ItemRow;
  place: 'above' | 'here' | 'below';
  depth: number;
  asOf: string | undefined;
}

function ChainRow({ row, place, depth, asOf }: ChainRowProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { progress } = row;
  const title = twin(row.title, row.titleEn) || t('item.placeholder');
  return (
    <li className={`chain-row chain-${place}`} style={{ '--tone': `var(--level-${row.level})`, '--depth': depth }}>
      <span className="chain-spine" aria-hidden="true" />
      <LevelTag rank={row.level} />
      <span className="chain-title clip">
        <span className="code" {...(row.code ? { 'data-tip': row.code } : {})}>
          {shortCode(row.code)}
        </span>{' '}
        {place === 'here' ? (
          <b>{title}</b>
        ) : (
          <Link to="/items/$id" params={{ id: row.id }} search={asOf ? { asOf } : {}}>
            {title}
          </Link>
        )}
      </span>
      <span className="chain-person clip">{twin(row.responsiblePerson.name, row.responsiblePerson.nameEn)}</span>
      <span className="chain-weight quiet small numbers">
        {place === 'below' && row.weight !== null ? t('item-page:weight', { weight: row.weight }) : ''}
      </span>
      <span className="chain-light">
        <Light colour={row.light.computed} worstBelow={row.light.worstBelow} />
      </span>
      <span className="chain-bar">
        <ThreeValueBar verified={progress.verified} reported={progress.reported} planned={progress.planned} />
      </span>
    </li>
  );
}

/** Levels between a parent and its child that nobody stands on: heat is lost there. */
function Gap({ from, to, depth }: { from: number; to: number; depth: number }) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const skipped = institution.levels.filter((level) => level.rank > from && level.rank < to);
  if (skipped.length === 0) return null;
  return (
    <li className="chain-gap small" style={{ '--depth': depth }}>
      {t('item-page:skipped', {
        levels: skipped.map((level) => twin(level.name, level.nameEn)).join(t('list.separator')),
      })}
    </li>
  );
}

const firstShown = 12;

export function ChainView({ item, asOf, narrow }: { item: Item; asOf: string | undefined; narrow?: boolean }) {
  const { t } = useWords();
  const [showAll, setShowAll] = useState(false);
  const chain = useQuery(chainQuery(item.id, asOf));
  const children = useQuery(childrenQuery(item.id, asOf));
  const above = chain.data?.items ?? [item];
  const below = children.data?.items ?? [];
  const shown = showAll ? below : below.slice(0, firstShown);
  return (
    <section className={narrow ? 'chain-part chain-part-narrow' : 'chain-part'} {...(narrow ? {} : { id: 'chain' })}>
      <h2>
        {t('item-page:chain.title')}
        {below.length > 0 && <span className="quiet"> · {t('item-page:chain.children', { n: below.length })}</span>}
      </h2>
      {chain.isPending || children.isPending ? (
        <Skeleton rows={item.level + 2} />
      ) : (
        <ol className="chain">
          {above.map((row, at) => (
            <Fragment key={row.id}>
              <Gap from={above[at - 1]?.level ?? row.level} to={row.level} depth={at} />
              <ChainRow row={row} place={row.id === item.id ? 'here' : 'above'} depth={at} asOf={asOf} />
            </Fragment>
          ))}
          {shown.map((row) => (
            <ChainRow key={row.id} row={row} place="below" depth={above.length} asOf={asOf} />
          ))}
        </ol>
      )}
      {below.length > firstShown && !showAll && (
        <Button kind="quiet" onPress={() => setShowAll(true)}>
          {t('item-page:chain.showAll', { n: below.length - firstShown })}
        </Button>
      )}
      {children.data && below.length === 0 && <p className="quiet small">{t('item-page:chain.leaf')}</p>}
    </section>
  );
}
