// The chain of history: its head for an outsider to keep, and a verification that walks it and computes every value again.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { reading, useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Notice, Refusal } from '../../../../web/ui/Feedback.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import type { readAuditHead, readJob, startVerification } from '../../progress.contract.ts';
import { differencesOf, isOver, shareOf } from './verification.ts';

const head = reading(remote<typeof readAuditHead>('GET', '/audit/head'), {});
const startEndpoint = remote<typeof startVerification>('POST', '/audit/verify');
const jobEndpoint = remote<typeof readJob>('GET', '/jobs/{id}');
const pollMs = 800;

export function AuditPage() {
  const { t } = useWords();
  const { count } = useFormats();
  const { data, error, isPending, refetch } = useQuery(head);
  const [jobId, setJobId] = useState<string | null>(null);
  const start = useAct(startEndpoint, { stales: ['/audit/head'], onDone: (job) => setJobId(job.id) });
  return (
    <SettingsPage
      title={t('settings:section.audit')}
      lead={t('audit:lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
      act={
        <Button kind="primary" isBusy={start.isPending} onPress={() => start.mutate({})}>
          {t('audit:start')}
        </Button>
      }
    >
      {data && (
        <dl className="facts">
          <dt>{t('audit:sealed')}</dt>
          <dd>{count(data.sequence)}</dd>
          <dt>{t('audit:hash')}</dt>
          <dd className="hash">{data.hash}</dd>
        </dl>
      )}
      <p className="small quiet">{t('audit:keep')}</p>
      <Refusal error={start.error} />
      {jobId && <Verification id={jobId} />}
    </SettingsPage>
  );
}

function Verification({ id }: { id: string }) {
  const { t } = useWords();
  const { institution } = useMe();
  const { moment, percent, count } = useFormats(institution.timeZone);
  const { data: job, error } = useQuery({
    ...reading(jobEndpoint, { params: { id } }),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && isOver(query.state.data.state) ? false : pollMs),
  });
  if (error) return <Refusal error={error} />;
  if (!job) return null;
  const differences = differencesOf(job.result);
  const share = shareOf(job);
  return (
    <section className="settings-part" aria-live="polite">
      <h2>{t(`audit:state.${job.state}`)}</h2>
      <p className="small quiet">
        {moment(job.createdAt)}
        {job.endedAt && ` – ${moment(job.endedAt)}`}
      </p>
      {!isOver(job.state) && (
        <div
          className="progress-line"
          role="progressbar"
          aria-label={t('audit:state.running')}
          aria-valuenow={Math.round(share)}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <i style={{ '--share': `${share}%` }} />
        </div>
      )}
      {!isOver(job.state) && <p className="small">{percent(share)}</p>}
      {job.state === 'done' && differences.length === 0 && <Notice kind="good">{t('audit:clean')}</Notice>}
      {differences.length > 0 && (
        <>
          <Notice kind="warn">{t('audit:found', { count: differences.length, n: count(differences.length) })}</Notice>
          <Table
            label={t('audit:differences')}
            rows={differences}
            rowKey={(row) => `${row.object} ${row.field} ${row.stored}`}
            columns={[
              { key: 'object', header: t('audit:object'), cell: (row) => row.object },
              { key: 'field', header: t('audit:field'), cell: (row) => row.field },
              { key: 'stored', header: t('audit:stored'), cell: (row) => row.stored },
              { key: 'computed', header: t('audit:computed'), cell: (row) => row.computed },
            ]}
          />
        </>
      )}
    </section>
  );
}
