// One submission exactly as it was put before the gate, its route, its evidence, and the decision in place.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Confirm } from '../../../../web/ui/Drawer.tsx';
import { Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { DecideForm } from './DecideForm.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { Remarks } from './Remarks.tsx';
import { RouteLine } from './RouteLine.tsx';
import { type Submission, submissionQuery, withdrawEndpoint } from './reviewQueries.ts';
import { SnapshotView } from './SnapshotView.tsx';
import { SubmissionGuidance } from './SubmissionGuidance.tsx';

interface SubmissionPaneProps {
  id: string;
  onBack: (() => void) | null;
  onDecided: () => void;
}

export function SubmissionPane({ id, onBack, onDecided }: SubmissionPaneProps) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(submissionQuery(id));
  return (
    <article className="submission">
      {onBack && (
        <p className="no-print">
          <Button kind="quiet" icon="back" onPress={onBack}>
            {t('review:backToList')}
          </Button>
        </p>
      )}
      <Refusal error={error} onRetry={() => void refetch()} />
      {!data && !error && <Skeleton rows={10} height={40} />}
      {data && (
        <>
          <Head submission={data} />
          <RouteLine submission={data} />
          <Remarks row={data} />
          {data.reason && <p className="submission-reason">{t('review:reasonGiven', { reason: data.reason })}</p>}
          <SnapshotView submission={data} />
          <EvidenceList submission={data} />
          <Conditions submission={data} />
          <SubmissionGuidance submission={data} />
          {data.abilities.decide && <DecideForm submission={data} onDecided={onDecided} />}
          {data.abilities.withdraw && <Withdraw submission={data} />}
        </>
      )}
    </article>
  );
}

function Head({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  const { item, submittedBy } = submission;
  const level = institution.levels.find((one) => one.rank === item?.level);
  return (
    <header className="submission-head">
      <p className="small quiet">
        <span className="queue-kind">{t(`submissionKind.${submission.kind}`)}</span> {item?.code}
        {level && ` · ${twin(level.name, level.nameEn)}`}
        {` · ${t('review:sentBy', { person: twin(submittedBy.name, submittedBy.nameEn), time: moment(submission.submittedAt) })}`}
      </p>
      <h2>
        {item ? (
          <Link to="/items/$id" params={{ id: item.id }}>
            {twin(item.title, item.titleEn) || t('item.placeholder')}
          </Link>
        ) : (
          t('item.placeholder')
        )}
      </h2>
      {submission.state !== 'pending' && (
        <Notice kind={submission.state.startsWith('passed') ? 'good' : 'plain'}>
          {t(`submissionState.${submission.state}`)}
          {submission.endedAt && ` · ${moment(submission.endedAt)}`}
        </Notice>
      )}
    </header>
  );
}

function Conditions({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  if (submission.conditions.length === 0) return null;
  return (
    <section>
      <h2>{t('review:conditions')}</h2>
      <ul className="condition-list">
        {submission.conditions.map((condition) => (
          <li key={`${condition.title} ${condition.date}`}>
            {twin(condition.title, condition.titleEn)}
            {condition.date && <span className="quiet small"> · {fullDay(condition.date)}</span>}
            <span className="quiet small"> · {t(condition.asNode ? 'review:asNode' : 'review:asNote')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Withdraw({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const withdraw = useAct(withdrawEndpoint, {
    onDone: () => {
      setAsking(false);
      say(t('review:withdrawn'));
    },
  });
  return (
    <p className="form-acts no-print">
      <Button kind="danger" onPress={() => setAsking(true)}>
        {t('review:withdraw')}
      </Button>
      <Confirm
        title={t('review:withdrawTitle')}
        open={isAsking}
        act={t('review:withdraw')}
        isDangerous
        isBusy={withdraw.isPending}
        onConfirm={() => withdraw.mutate({ params: { id: submission.id }, ifMatch: submission.version })}
        onClose={() => setAsking(false)}
      >
        <Refusal error={withdraw.error} />
        <p>{t('review:withdrawText')}</p>
      </Confirm>
    </p>
  );
}
