// The items behind a cell of the matrix: first what is not there, with who owes it and since when; a link to send on, a table to take along.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { type Cell, inCell, type OutcomeChoice, outcomeChoices, outcomesOf } from './cycleCounts.ts';
import {
  type Cycle,
  type CycleItem,
  cycleItemsQuery,
  exportAddress,
  type ItemsAsk,
  type Matrix,
} from './cycleQueries.ts';
import type { UnitPlace } from './unitRows.ts';

interface CycleItemsDrawerProps {
  cycle: Cycle;
  matrix: Matrix | undefined;
  directory: readonly UnitPlace[];
  cell: Cell;
  choice: OutcomeChoice;
  /** What the page is narrowed to besides the cell. */
  ask: ItemsAsk;
  onChoice: (choice: OutcomeChoice) => void;
  onClose: () => void;
}

export function CycleItemsDrawer(props: CycleItemsDrawerProps) {
  const { cycle, matrix, directory, cell, choice, onChoice, onClose } = props;
  const { t } = useWords();
  const twin = useTwin();
  const unit = directory.find((one) => one.id === cell.unitId);
  const unitName = unit ? twin(unit.name, unit.nameEn) : t('cycles:matrix.all');
  const level = matrix?.levels.find((one) => one.level === cell.level);
  const where = [
    cell.isOwn ? t('cycles:matrix.own', { unit: unitName }) : unitName,
    level ? twin(level.name, level.nameEn) : t('cycles:matrix.everyLevel'),
  ];
  const ask: ItemsAsk = {
    ...props.ask,
    ...(cell.unitId ? { unitId: cell.unitId } : {}),
    ...(cell.level ? { level: cell.level } : {}),
    outcome: outcomesOf(choice),
  };
  return (
    <Drawer open width={640} onClose={onClose} title={where.join(' · ')} acts={<TakeAlong cycle={cycle} ask={ask} />}>
      <Segmented
        label={t('cycles:items.show')}
        value={choice}
        onChange={onChoice}
        choices={outcomeChoices.map((value) => ({ value, label: t(`cycles:items.choice.${value}`) }))}
      />
      <Items cycle={cycle} cell={cell} choice={choice} ask={ask} />
    </Drawer>
  );
}

function TakeAlong({ cycle, ask }: { cycle: Cycle; ask: ItemsAsk }) {
  const { t } = useWords();
  const say = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      say(t('cycles:items.copied'));
    } catch {
      say(t('cycles:items.notCopied'));
    }
  };
  return (
    <>
      <a className="button button-plain" href={exportAddress(cycle.id, 'xlsx', ask)} download>
        {t('cycles:items.export')}
      </a>
      <a className="button button-quiet" href={exportAddress(cycle.id, 'csv', ask)} download>
        .csv
      </a>
      <Button kind="quiet" icon="link" onPress={() => void copy()}>
        {t('cycles:items.copy')}
      </Button>
    </>
  );
}

interface ItemsProps {
  cycle: Cycle;
  cell: Cell;
  choice: OutcomeChoice;
  ask: ItemsAsk;
}

const atOnce = 100;

function Items({ cycle, cell, choice, ask }: ItemsProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(atOnce);
  const { data, error, refetch } = useQuery(cycleItemsQuery(cycle.id, ask));
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton rows={6} height={56} />;
  const items = data.filter((item) => inCell(item, cell));
  const rest = items.length - shown;
  if (items.length === 0) return <p className="cycle-items-none quiet">{t(`cycles:items.none.${choice}`)}</p>;
  return (
    <>
      <ol className="cycle-items">
        {items.slice(0, shown).map((item) => (
          <ItemLine key={item.id} cycle={cycle} item={item} />
        ))}
      </ol>
      {rest > 0 && (
        <p className="cycles-more">
          <Button onPress={() => setShown(shown + atOnce)}>{t('cycles:items.more', { count: rest, n: rest })}</Button>
        </p>
      )}
    </>
  );
}

function ItemLine({ cycle, item }: { cycle: Cycle; item: CycleItem }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day, count } = useFormats();
  const { today, person, institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  const isMine = item.responsiblePerson.id === person.id;
  const isOpen = item.reportId === null && item.since === null;
  return (
    <li>
      <p className="cycle-item-title">
        <LightMark colour={item.light} /> <span className="code">{item.code}</span>{' '}
        <Link to="/items/$id" params={{ id: item.id }}>
          {twin(item.title ?? '', item.titleEn) || t('item.placeholder')}
        </Link>
      </p>
      <p className="small quiet">
        {twin(item.responsiblePerson.name, item.responsiblePerson.nameEn)} ·{' '}
        {twin(item.leadUnit.name, item.leadUnit.nameEn)}
      </p>
      <p className="small">
        <span className={`outcome outcome-${item.outcome}`}>{t(`cycles:outcome.${item.outcome}`)}</span>{' '}
        <span className="quiet">{t('cycles:items.deadline', { day: day(item.deadline, today) })}</span>
        {item.daysLate > 0 && (
          <span className="cycle-late">
            {' '}
            · {t('cycles:items.daysLate', { count: item.daysLate, n: count(item.daysLate) })}
          </span>
        )}
        {item.submittedAt && (
          <span className="quiet"> · {t('cycles:items.sent', { at: moment(item.submittedAt) })}</span>
        )}
      </p>
      {item.since && (
        <p className="small cycle-since">
          {t(item.since.corrects ? 'cycles:items.corrected' : 'cycles:items.madeUp', {
            at: moment(item.since.submittedAt),
          })}
        </p>
      )}
      {isMine && isOpen && (
        <p className="small">
          <Link to="/items/$id/report" params={{ id: item.id }} search={{ cycleId: cycle.id }}>
            {t('cycles:items.report')} →
          </Link>
        </p>
      )}
    </li>
  );
}
