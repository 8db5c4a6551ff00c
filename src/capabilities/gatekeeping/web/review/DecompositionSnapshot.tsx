// A decomposition as it was submitted: children with weights and persons, what is new or changed, own nodes and indicators.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Notice } from '../../../../web/ui/Feedback.tsx';
import { GateTalk, talksIn } from '../../../linkage/web/negotiation/GateTalk.tsx';
import type { Talk } from '../../../linkage/web/negotiation/talkQueries.ts';
import type { Submission } from './reviewQueries.ts';
import { SnapshotIndicators } from './SnapshotIndicators.tsx';
import { ClaimedNodes } from './SnapshotParts.tsx';
import {
  childrenOf,
  fateOf,
  fieldsOf,
  indicatorsAt,
  leftOut,
  nodesAt,
  numberAt,
  type SnapshotChild,
  wordsAt,
} from './snapshot.ts';

export function DecompositionSnapshot({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const { value } = useFormats();
  const snapshot = fieldsOf(submission.snapshot);
  const children = childrenOf(submission.snapshot);
  const before = submission.previous === null ? null : childrenOf(submission.previous);
  const total = children.reduce((sum, child) => sum + (child.weight ?? 0), 0);
  const gone = leftOut(children, before);
  const ownWeight = numberAt(snapshot, 'ownNodesWeight');
  const talks = talksIn(snapshot);
  return (
    <div className="snapshot">
      {wordsAt(snapshot, 'gapReason') && (
        <Notice kind="warn">{t('review:gapReason', { reason: wordsAt(snapshot, 'gapReason') })}</Notice>
      )}
      {children.length > 0 && (
        <section>
          <h2>
            {t('review:children', { count: children.length })}{' '}
            <span className="quiet">{t('review:weightsTotal', { total: value(total) })}</span>
          </h2>
          {before && <p className="small quiet diff-legend">{t('review:comparedWithLast')}</p>}
          <ol className="parts">
            {children.map((child) => (
              <ChildView
                key={child.id}
                child={child}
                fate={fateOf(child, before)}
                before={before}
                talk={talks.find((talk) => talk.itemId === child.id)}
              />
            ))}
          </ol>
          {gone.length > 0 && (
            <p className="small">
              {t('review:leftOut')} <del>{gone.map((child) => child.title).join(t('list.separator'))}</del>
            </p>
          )}
        </section>
      )}
      <ClaimedNodes
        nodes={nodesAt(snapshot, 'nodes')}
        title={
          ownWeight === null || children.length === 0
            ? t('review:ownNodes')
            : t('review:ownNodesOf', { weight: value(ownWeight) })
        }
      />
      <SnapshotIndicators indicators={indicatorsAt(submission.snapshot)} isSplit={children.length > 0} />
    </div>
  );
}

interface ChildViewProps {
  child: SnapshotChild;
  fate: ReturnType<typeof fateOf>;
  before: readonly SnapshotChild[] | null;
  talk: Talk | undefined;
}

function ChildView({ child, fate, before, talk }: ChildViewProps) {
  const { t, has } = useWords();
  const twin = useTwin();
  const { day, value } = useFormats();
  const { institution, today } = useMe();
  const old = before?.find((one) => one.id === child.id);
  const level = institution.levels.find((one) => one.rank === child.level);
  const changed = child.changes
    .map((field) => [`decomposition:column.${field}`, `decomposition:field.${field}`].find(has) ?? field)
    .map((key) => (has(key) ? t(key) : key));
  const heavier = old && old.weight !== child.weight ? old.weight : null;
  return (
    <li className={`part part-${fate}`}>
      <span className="part-weight">
        {value(child.weight)}
        {heavier !== null && <del className="small quiet">{value(heavier)}</del>}
      </span>
      <span className="part-words">
        <span className="part-title">
          {child.code && <span className="code">{child.code} </span>}
          {twin(child.title, child.titleEn) || t('item.placeholder')}
          {fate !== 'same' && <span className={`fate fate-${fate}`}>{t(`review:fate.${fate}`)}</span>}
        </span>
        <span className="small quiet">
          {[
            level ? twin(level.name, level.nameEn) : '',
            twin(child.unit, child.unitEn),
            twin(child.person, child.personEn),
            `${day(child.start, today)} – ${day(child.due, today)}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {child.carries && <span className="small">{t('review:carries', { targets: child.carries })}</span>}
        {changed.length > 0 && (
          <span className="small part-changes">
            {t('review:wouldChange', { fields: changed.join(t('list.separator')) })}
          </span>
        )}
        {(child.requirement || child.standard) && (
          <details className="part-more small">
            <summary>{t('review:wanted')}</summary>
            {child.requirement && <p>{child.requirement}</p>}
            {child.standard && <p className="quiet">{t('review:standard', { text: child.standard })}</p>}
          </details>
        )}
        <GateTalk talk={talk} />
      </span>
    </li>
  );
}
