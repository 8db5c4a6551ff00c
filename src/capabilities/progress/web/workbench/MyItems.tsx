// The items that I answer for, as a quiet table below what must be done.
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Light } from '../../../../web/ui/Light.tsx';
import { LinkageStrip } from '../../../../web/ui/LinkageStrip.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { ThreeValueBar } from '../../../../web/ui/ThreeValueBar.tsx';
import type { ItemRow } from '../item/itemQueries.ts';

const firstShown = 20;

export function MyItems({ items }: { items: readonly ItemRow[] }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day, shortDay, count } = useFormats();
  const { institution, today } = useMe();
  const navigate = useNavigate();
  const [showAll, setShowAll] = useState(false);
  if (items.length === 0) return null;
  const levelNames = institution.levels.map((level) => twin(level.name, level.nameEn));
  return (
    <section className="my-items">
      <h2>
        {t('workbench:mine')} <span className="quiet">{count(items.length)}</span>
      </h2>
      <Table
        label={t('workbench:mine')}
        rows={showAll ? items : items.slice(0, firstShown)}
        rowKey={(item) => item.id}
        onChoose={(item) => void navigate({ to: '/items/$id', params: { id: item.id } })}
        columns={[
          {
            key: 'item',
            header: t('board:column.item'),
            cell: (item) => (
              <>
                <span className="code">{item.code}</span>{' '}
                <Link to="/items/$id" params={{ id: item.id }} className="my-title">
                  {twin(item.title, item.titleEn) || t('item.placeholder')}
                </Link>
                <span className="my-narrow">
                  <LinkageStrip steps={item.strip} levelNames={levelNames} />
                  <span className="quiet small">{day(item.approvedDue, today)}</span>
                </span>
              </>
            ),
          },
          {
            key: 'state',
            header: t('workbench:state'),
            width: 110,
            wideOnly: true,
            cell: (item) => t(`itemState.${item.state}`),
          },
          {
            key: 'strip',
            header: t('workbench:strip'),
            width: 130,
            wideOnly: true,
            cell: (item) => <LinkageStrip steps={item.strip} levelNames={levelNames} />,
          },
          {
            key: 'light',
            header: t('board:column.light'),
            width: 104,
            cell: (item) => <Light colour={item.light.computed} worstBelow={item.light.worstBelow} />,
          },
          {
            key: 'progress',
            header: t('board:column.progress'),
            width: 200,
            wideOnly: true,
            cell: ({ progress }) => (
              <ThreeValueBar verified={progress.verified} reported={progress.reported} planned={progress.planned} />
            ),
          },
          {
            key: 'due',
            header: t('board:column.due'),
            width: 100,
            numbers: true,
            wideOnly: true,
            cell: (item) => shortDay(item.approvedDue, today),
          },
        ]}
      />
      {!showAll && items.length > firstShown && (
        <Button kind="quiet" onPress={() => setShowAll(true)}>
          {t('act.showMore')}
        </Button>
      )}
    </section>
  );
}
