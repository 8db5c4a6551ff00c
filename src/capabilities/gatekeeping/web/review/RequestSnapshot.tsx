// A request as it was put before the gate: what stands beside what is asked for, which dates move by how much, and what goes along.
import type { ReactNode } from 'react';
import { unset, useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { type BeforeAfter, beforeAfterOf, indicatorChangesOf, nodeChangesOf } from './beforeAfter.ts';
import type { Submission } from './reviewQueries.ts';
import { ChangedText } from './SnapshotParts.tsx';
import { fieldsOf, numberAt, rowsOf, wordsAt } from './snapshot.ts';

export function RequestSnapshot({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const snapshot = fieldsOf(submission.snapshot);
  const rows = beforeAfterOf(submission.snapshot, submission.previous);
  return (
    <div className="snapshot">
      {rows.length > 0 && (
        <dl className="sides">
          <div className="side-head" aria-hidden="true">
            <span />
            <span>{t('review:side.before')}</span>
            <span>{t('review:side.after')}</span>
          </div>
          {rows.map((row) => (
            <SideRow key={row.field} row={row} />
          ))}
        </dl>
      )}
      <DueNotes submission={submission} />
      <NodeChanges submission={submission} />
      <IndicatorChanges submission={submission} />
      <CoUnits submission={submission} />
      <ItemRows label={t(`review:goes.${submission.kind}`)} value={snapshot.items} />
      <ItemRows label={t('review:staying')} value={snapshot.staying} />
    </div>
  );
}

function SideRow({ row }: { row: BeforeAfter }) {
  const { t, has } = useWords();
  const isText = row.kind === 'text';
  const key = `requests:field.${row.field}`;
  return (
    <div className={isText ? 'side side-text' : 'side'}>
      <dt>{has(key) ? t(key) : row.field}</dt>
      <dd className="side-before">
        <span className="visually-hidden">{t('review:side.before')} </span>
        <Value row={row} value={row.before} />
      </dd>
      <dd className="side-after">
        <span className="visually-hidden">{t('review:side.after')} </span>
        {isText ? (
          <ChangedText before={String(row.before ?? '')} after={String(row.after ?? '')} />
        ) : (
          <b>
            <Value row={row} value={row.after} />
          </b>
        )}
        <Moved days={row.movedDays} />
        {row.asked !== null && !isText && (
          <span className="small quiet before">
            {t('review:lastTime')} <Value row={row} value={row.asked} />
          </span>
        )}
      </dd>
    </div>
  );
}

export function Moved({ days }: { days: number }) {
  const { t } = useWords();
  if (days === 0) return null;
  const words = t(days > 0 ? 'requests:later' : 'requests:earlier', { count: Math.abs(days) });
  return <span className="small quiet moved"> {words}</span>;
}

const minutesAnHour = 60;

function Value({
  row: { kind, field },
  value,
}: {
  row: Pick<BeforeAfter, 'kind' | 'field'>;
  value: BeforeAfter['after'];
}) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay, percent, count } = useFormats();
  if (value === null || value === '') return <>{unset}</>;
  if (kind === 'day') return <>{fullDay(String(value))}</>;
  if (kind === 'state') return <>{t(`itemState.${String(value)}`)}</>;
  if (kind === 'named') return <>{twin(wordsAt(fieldsOf(value), 'name'), wordsAt(fieldsOf(value), 'nameEn'))}</>;
  if (kind === 'percent') return <>{percent(Number(value))}</>;
  if (kind === 'minutes') return <>{t('item-page:facts.hours', { n: count(Number(value) / minutesAnHour) })}</>;
  if (kind === 'flag') return <>{t(value === true ? 'review:yes' : 'review:no')}</>;
  if (field === 'priority') return <>{t(`item-page:priority.${String(value)}`)}</>;
  if (Array.isArray(value)) return <>{value.map(String).join(t('list.separator'))}</>;
  return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>;
}

/** What a moved due date means at the year's end, and how long the work slept. */
function DueNotes({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const snapshot = fieldsOf(submission.snapshot);
  const original = wordsAt(fieldsOf(snapshot.item), 'originalDue');
  const movesDue = wordsAt(fieldsOf(snapshot.after), 'approvedDue') !== '';
  const slept = numberAt(snapshot, 'suspendedDays');
  return (
    <>
      {movesDue && original && (
        <p className="small side-note">
          {snapshot.noFault === true
            ? t('review:noFault', { day: fullDay(original) })
            : t('review:originalStays', { day: fullDay(original) })}
        </p>
      )}
      {slept !== null && <p className="small side-note">{t('review:slept', { count: slept })}</p>}
      {(snapshot.subtree === true || snapshot.ancestors === true) && (
        <p className="small side-note">
          {t(snapshot.subtree === true ? 'review:withSubtree' : 'review:withAncestors')}
        </p>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul className="node-claims">{children}</ul>
    </section>
  );
}

function NodeChanges({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay, percent } = useFormats();
  const nodes = nodeChangesOf(submission.snapshot);
  if (nodes.length === 0) return null;
  return (
    <Part title={t('review:nodeChanges', { count: nodes.length })}>
      {nodes.map((node) => (
        <li key={node.id} className={`side-node side-${node.fate}`}>
          <span>
            {node.fate === 'changed' && node.titleBefore !== node.title ? (
              <ChangedText before={node.titleBefore} after={node.title} />
            ) : (
              twin(node.title, node.titleEn)
            )}
            {node.fate !== 'changed' && (
              <span className={`fate fate-${node.fate}`}>{t(`review:fate.${node.fate}`)}</span>
            )}
          </span>
          <span className="small">
            {node.fate === 'changed' && node.movedDays !== 0 ? (
              <>
                <del>{fullDay(node.dateBefore)}</del> {fullDay(node.date)}
                <Moved days={node.movedDays} />
              </>
            ) : (
              fullDay(node.date || node.dateBefore)
            )}
          </span>
          <span className="small quiet">
            {node.weightBefore !== node.weight && node.fate === 'changed' && <del>{percent(node.weightBefore)} </del>}
            {(node.weight ?? node.weightBefore) !== null && percent(node.weight ?? node.weightBefore)}
          </span>
        </li>
      ))}
    </Part>
  );
}

function IndicatorChanges({ submission }: { submission: Submission }) {
  const { t, has } = useWords();
  const twin = useTwin();
  const changes = indicatorChangesOf(submission.snapshot);
  if (changes.length === 0) return null;
  return (
    <Part title={t('review:indicators')}>
      {changes.map((change) => {
        const key = `requests:indicatorField.${change.field}`;
        return (
          <li key={`${change.id} ${change.field}`}>
            <span>{twin(change.name, change.nameEn)}</span>
            <span className="small">
              {has(key) ? t(key) : change.field} <del>{change.before === null ? unset : String(change.before)}</del>{' '}
              <b>{String(change.after)}</b>
            </span>
          </li>
        );
      })}
    </Part>
  );
}

function CoUnits({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const { percent } = useFormats();
  const snapshot = fieldsOf(submission.snapshot);
  const [before, after] = [fieldsOf(snapshot.before).coUnits, fieldsOf(snapshot.after).coUnits];
  if (!Array.isArray(after)) return null;
  const shares = (value: typeof before) =>
    rowsOf(value)
      .map((one) => percent((numberAt(one, 'share') ?? 0) * 100))
      .join(t('list.separator')) || unset;
  return (
    <p className="small side-note">
      {t('requests:field.coUnits')}: <del>{shares(before)}</del> <b>{shares(after)}</b>
    </p>
  );
}

const firstShown = 20;

/** The items below or above that go along, with the day that each would get. */
function ItemRows({ label, value }: { label: string; value: Parameters<typeof rowsOf>[0] }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const rows = rowsOf(value);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>
        {label} <span className="quiet">{t('review:itemCount', { count: rows.length })}</span>
      </h2>
      <ul className="side-items">
        {rows.slice(0, firstShown).map((row) => {
          const person = fieldsOf(row.responsiblePerson);
          const due = wordsAt(row, 'due');
          return (
            <li key={wordsAt(row, 'id')}>
              <span className="code">{wordsAt(row, 'code')}</span>
              <span className="clip">
                {twin(wordsAt(row, 'title'), wordsAt(row, 'titleEn')) || t('item.placeholder')}
              </span>
              <span className="small quiet">{twin(wordsAt(person, 'name'), wordsAt(person, 'nameEn'))}</span>
              <span className="small quiet">
                {due ? (
                  <>
                    <del>{fullDay(wordsAt(row, 'approvedDue'))}</del> {fullDay(due)}
                  </>
                ) : (
                  t(`itemState.${wordsAt(row, 'state') || 'draft'}`)
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {rows.length > firstShown && (
        <p className="small quiet">{t('review:andMore', { count: rows.length - firstShown })}</p>
      )}
    </section>
  );
}
