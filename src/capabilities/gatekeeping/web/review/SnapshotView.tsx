// The snapshot by its kind: a report, a decomposition, claimed nodes or a close-out, beside what changed since the last time.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Light, type LightColour } from '../../../../web/ui/Light.tsx';
import { ThreeValueBar } from '../../../../web/ui/ThreeValueBar.tsx';
import { DecompositionSnapshot } from './DecompositionSnapshot.tsx';
import { RequestSnapshot } from './RequestSnapshot.tsx';
import type { Submission } from './reviewQueries.ts';
import { ChangedText, ClaimedNodes } from './SnapshotParts.tsx';
import { fieldsOf, nodesAt, numberAt, rowsOf, wordsAt } from './snapshot.ts';

export function SnapshotView({ submission }: { submission: Submission }) {
  if (submission.kind === 'decomposition') return <DecompositionSnapshot submission={submission} />;
  if (submission.kind === 'report') return <ReportSnapshot submission={submission} />;
  if (submission.kind !== 'node' && submission.kind !== 'close_out') return <RequestSnapshot submission={submission} />;
  return <ClaimSnapshot submission={submission} />;
}

const texts = ['done', 'problem', 'help', 'next', 'cause', 'countermeasure'] as const;
const colours: readonly LightColour[] = ['green', 'yellow', 'orange', 'red', 'grey', 'blue', 'teal'];
const asColour = (word: string): LightColour | null => colours.find((one) => one === word) ?? null;

function ReportSnapshot({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const { value, day } = useFormats();
  const snapshot = fieldsOf(submission.snapshot);
  const before = submission.previous === null ? null : fieldsOf(submission.previous);
  const period = fieldsOf(snapshot.period);
  const light = wordsAt(snapshot, 'selfRatedLight');
  const lightBefore = before ? wordsAt(before, 'selfRatedLight') : '';
  const percentage = numberAt(snapshot, 'progress');
  const percentageBefore = before ? numberAt(before, 'progress') : null;
  return (
    <div className="snapshot">
      <dl className="snapshot-facts">
        {wordsAt(period, 'from') && (
          <>
            <dt>{t('review:period')}</dt>
            <dd>{`${day(wordsAt(period, 'from'))} – ${day(wordsAt(period, 'to'))}`}</dd>
          </>
        )}
        <dt>{t('review:selfRated')}</dt>
        <dd>
          <Light colour={asColour(light)} />
          {lightBefore && lightBefore !== light && (
            <span className="small quiet before">
              {t('review:lastTime')} <Light colour={asColour(lightBefore)} />
            </span>
          )}
        </dd>
        {percentage !== null && (
          <>
            <dt>{t('review:percentage')}</dt>
            <dd>
              {value(percentage)}%
              {percentageBefore !== null && percentageBefore !== percentage && (
                <span className="small quiet before">
                  {t('review:lastTime')} {value(percentageBefore)}%
                </span>
              )}
            </dd>
          </>
        )}
        {snapshot.majorRisk === true && (
          <>
            <dt>{t('review:risk')}</dt>
            <dd className="queue-late">{t('review:majorRisk')}</dd>
          </>
        )}
      </dl>
      <ClaimedNodes
        nodes={nodesAt(snapshot, 'nodesDone')}
        before={before && nodesAt(before, 'nodesDone')}
        title={t('review:claimedHere')}
      />
      <Readings submission={submission} />
      {before && <p className="small quiet diff-legend">{t('review:comparedWithLast')}</p>}
      {texts.map((field) => {
        const text = wordsAt(snapshot, field);
        const old = before ? wordsAt(before, field) : null;
        if (!text && !old) return null;
        return (
          <section key={field}>
            <h2>{t(`review:text.${field}`)}</h2>
            <ChangedText before={old} after={text} />
          </section>
        );
      })}
    </div>
  );
}

function Readings({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const { count, day } = useFormats();
  const readings = rowsOf(fieldsOf(submission.snapshot).readings);
  const before = rowsOf(fieldsOf(submission.previous).readings);
  if (readings.length === 0) return null;
  const last = (indicatorId: string) => {
    const found = before.find((one) => wordsAt(one, 'indicatorId') === indicatorId);
    return found ? numberAt(found, 'value') : null;
  };
  return (
    <section>
      <h2>{t('review:readings')}</h2>
      <ul className="node-claims">
        {readings.map((reading) => (
          <li key={wordsAt(reading, 'indicatorId')}>
            <span>{wordsAt(reading, 'name') || t('review:reading')}</span>
            <span>
              <b>{count(numberAt(reading, 'value') ?? 0)}</b>
              <LastReading now={numberAt(reading, 'value')} last={last(wordsAt(reading, 'indicatorId'))} />
            </span>
            <span className="small quiet">{wordsAt(reading, 'date') && day(wordsAt(reading, 'date'))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function LastReading({ now, last }: { now: number | null; last: number | null }) {
  const { t } = useWords();
  const { count } = useFormats();
  if (last === null || last === now) return null;
  return (
    <span className="small quiet before">
      {t('review:lastTime')} {count(last)}
    </span>
  );
}

/** Claimed nodes outside a report, or a close-out. */
function ClaimSnapshot({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const snapshot = fieldsOf(submission.snapshot);
  const before = submission.previous === null ? null : fieldsOf(submission.previous);
  const item = fieldsOf(snapshot.item);
  const progress = fieldsOf(item.progress);
  const values = (['verified', 'reported', 'planned'] as const).map((key) => numberAt(progress, key));
  const summary = wordsAt(snapshot, 'summary');
  return (
    <div className="snapshot">
      {values.some((value) => value !== null) && (
        <dl className="snapshot-facts">
          <dt>{t('review:values')}</dt>
          <dd className="snapshot-bar">
            <ThreeValueBar
              verified={numberAt(progress, 'verified')}
              reported={numberAt(progress, 'reported')}
              planned={numberAt(progress, 'planned')}
            />
          </dd>
        </dl>
      )}
      <ClaimedNodes
        nodes={nodesAt(snapshot, submission.kind === 'close_out' ? 'nodes' : 'nodesDone')}
        before={before && nodesAt(before, submission.kind === 'close_out' ? 'nodes' : 'nodesDone')}
        showsState={submission.kind === 'close_out'}
        title={t(submission.kind === 'close_out' ? 'review:nodesDone' : 'review:claimedHere')}
      />
      {summary && (
        <section>
          <h2>{t('review:summary')}</h2>
          <ChangedText before={before ? wordsAt(before, 'summary') : null} after={summary} />
        </section>
      )}
    </div>
  );
}
