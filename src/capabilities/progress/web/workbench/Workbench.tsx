// What I must do now, most urgent first, each done in place; below it the items that I answer for.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { Empty, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import type { readWorkbench, Workbench as WorkbenchShape } from '../../../linkage/board.contract.ts';
import { ActDrawer } from '../item/acts/ActDrawer.tsx';
import type { ItemAct } from '../item/acts/itemActs.ts';
import type { OwedReport } from '../report/ReportDrawer.tsx';
import { MyItems } from './MyItems.tsx';
import { ToMend } from './ToMend.tsx';
import { WorkList } from './WorkList.tsx';
import './workbench.css';

const ReportDrawer = lazy(async () => ({ default: (await import('../report/ReportDrawer.tsx')).ReportDrawer }));

export type WorkbenchReply = z.output<typeof WorkbenchShape>;
export type WorkEntry = WorkbenchReply['items'][number];

const workbench = reading(remote<typeof readWorkbench>('GET', '/workbench'), {});

function Headline({ reply }: { reply: WorkbenchReply }) {
  const { t } = useWords();
  const { count } = useFormats();
  const overdue = reply.items.filter((entry) => entry.overdue).length;
  const blocking = reply.items.filter((entry) => entry.blocks > 0).length;
  const parts = [t('workbench:now', { count: reply.items.length, n: count(reply.items.length) })];
  if (overdue > 0) parts.push(t('workbench:overdue', { n: count(overdue) }));
  if (blocking > 0) parts.push(t('workbench:blocking', { n: count(blocking) }));
  return <p className="page-sub">{parts.join(' · ')}</p>;
}

function NothingToDo() {
  const { t } = useWords();
  const me = useMe();
  const isAdministratorOnly = me.posts.length === 0 && me.roles.every((role) => role === 'administrator');
  return (
    <Empty title={t('workbench:empty.title')} act={<Link to="/board">{t('workbench:empty.toBoard')}</Link>}>
      <p>{t(isAdministratorOnly ? 'workbench:empty.administrator' : 'workbench:empty.text')}</p>
    </Empty>
  );
}

interface Reporting {
  owed: OwedReport[];
  first: string;
}

export function Workbench() {
  const { t } = useWords();
  const twin = useTwin();
  const me = useMe();
  const { data, error, isPending, refetch } = useQuery(workbench);
  const [open, setOpen] = useState<{ act: ItemAct; itemId: string } | null>(null);
  const [reporting, setReporting] = useState<Reporting | null>(null);
  const start = (act: ItemAct, itemId: string) => {
    if (act !== 'report') return setOpen({ act, itemId });
    // The reports owed as they stand now: what is sent keeps its place in the round.
    const entries = data?.items ?? [];
    const owed = entries.flatMap(({ kind, itemId: owedId, ...entry }) => {
      if (kind !== 'report' || !owedId) return [];
      const back = entries.find((one) => one.kind === 'returned' && one.itemId === owedId);
      const title = twin(entry.title ?? '', entry.titleEn) || t('item.placeholder');
      return [
        { itemId: owedId, title, said: back?.submissionKind === 'report' ? back.reason : null, cycleId: entry.cycleId },
      ];
    });
    setReporting({ owed, first: itemId });
  };
  return (
    <div className="workbench">
      <div className="page-head">
        <div>
          <h1>{t('workbench:title', { name: twin(me.person.name, me.person.nameEn) })}</h1>
          {data && data.items.length > 0 ? <Headline reply={data} /> : <p className="page-sub">&nbsp;</p>}
        </div>
      </div>
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={6} height={56} />}
      {data && (
        <>
          {data.items.length === 0 ? <NothingToDo /> : <WorkList entries={data.items} onAct={start} />}
          <MyItems items={data.mine} />
          <ToMend />
        </>
      )}
      <ActDrawer act={open?.act ?? null} itemId={open?.itemId ?? null} onClose={() => setOpen(null)} />
      {reporting && (
        <Suspense fallback={null}>
          <ReportDrawer {...reporting} onClose={() => setReporting(null)} />
        </Suspense>
      )}
    </div>
  );
}
