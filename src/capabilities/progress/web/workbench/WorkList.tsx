// The list of what waits for me: what it is, how urgent, who waits for it, and the one act that settles it.
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { LinkageStrip } from '../../../../web/ui/LinkageStrip.tsx';
import { useActPage } from '../item/acts/actPages.ts';
import type { ItemAct } from '../item/acts/itemActs.ts';
import type { WorkEntry } from './Workbench.tsx';
import { useWorkPage } from './workPages.ts';

const acts: Partial<Record<WorkEntry['kind'], ItemAct>> = {
  sign: 'accept',
  assign: 'assign',
  decompose: 'decompose',
  report: 'report',
  node: 'claimNode',
  close_out: 'closeOut',
  cause: 'cause',
  readiness: 'readiness',
};

const SheetDrawer = lazy(async () => ({
  default: (await import('../../../promotion/web/sheets/SheetDrawer.tsx')).SheetDrawer,
}));

const HelpDrawer = lazy(async () => ({
  default: (await import('../../../promotion/web/help/HelpDrawer.tsx')).HelpDrawer,
}));

interface WorkListProps {
  entries: readonly WorkEntry[];
  onAct: (act: ItemAct, itemId: string) => void;
}
interface WorkRowProps {
  entry: WorkEntry;
  isFirst: boolean;
  onAct: WorkListProps['onAct'];
  onSheet: (sheetId: string) => void;
  onHelp: (helpRequestId: string) => void;
}

function WorkRow({ entry, isFirst, onAct, onSheet, onHelp }: WorkRowProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { institution, today } = useMe();
  const openActPage = useActPage();
  const openWorkPage = useWorkPage();
  const levelNames = institution.levels.map((level) => twin(level.name, level.nameEn));
  // An item that came back is answered by assigning it anew; a submission that came back is looked at first.
  const isSentBack = entry.kind === 'returned' && entry.submissionId === null;
  const kind = isSentBack ? 'sentBack' : entry.kind;
  const act = isSentBack ? 'assign' : acts[entry.kind];
  const start = () => {
    if (entry.sheetId) return onSheet(entry.sheetId);
    if (entry.helpRequestId) return onHelp(entry.helpRequestId);
    if (openWorkPage(entry)) return;
    if (act && entry.itemId && !openActPage(act, entry.itemId)) onAct(act, entry.itemId);
  };
  const several = entry.kind === 'confirm' ? 'grants' : `negotiations.${entry.kind}`;
  // help that was asked for with no item, or with one that the reader does not see, is told by its own words
  const asked = entry.kind === 'help' && entry.itemId === null ? (entry.reason ?? t('help-page:silent')) : null;
  const title =
    asked ??
    (entry.itemId === null
      ? t(`workbench:${several}`, { count: entry.blocks, n: entry.blocks })
      : twin(entry.title, entry.titleEn) || t('item.placeholder'));
  const kindParams = { kind: entry.submissionKind ? t(`submissionKind.${entry.submissionKind}`) : '' };
  return (
    <li className={entry.overdue ? 'work work-overdue' : 'work'}>
      <span className="work-kind">{t(`workbench:kind.${kind}`, kindParams)}</span>
      <span className="work-what">
        <span className="work-title">
          {entry.light && <LightMark colour={entry.light} />}
          <span className="code">{entry.code}</span>
          {entry.itemId ? (
            <Link to="/items/$id" params={{ id: entry.itemId }}>
              {title}
            </Link>
          ) : (
            <span>{title}</span>
          )}
        </span>
        {entry.node && (
          <span className="work-said small">
            {t(`workbench:readiness.${entry.kind === 'readiness' ? 'ask' : 'missing'}`, {
              count: entry.node.open,
              n: entry.node.open,
              node: twin(entry.node.title, entry.node.titleEn),
              day: day(entry.node.date, today),
            })}
          </span>
        )}
        {entry.reason && !asked && (
          <span className="work-said small">{t('workbench:said', { words: entry.reason })}</span>
        )}
        <span className="work-notes small quiet">
          {entry.due && (
            <span className={entry.overdue ? 'work-late' : ''}>
              {t(entry.overdue ? 'workbench:lateSince' : 'workbench:until', { day: day(entry.due, today) })}
            </span>
          )}
          {entry.blocks > 0 && <span>{t('workbench:blocks', { count: entry.blocks, n: entry.blocks })}</span>}
        </span>
      </span>
      <span className="work-strip">
        {entry.strip.length > 0 && <LinkageStrip steps={entry.strip} levelNames={levelNames} />}
      </span>
      <span className="work-act">
        <Button kind={isFirst ? 'primary' : 'plain'} onPress={start}>
          {t(`workbench:do.${kind}`)}
        </Button>
      </span>
    </li>
  );
}

const keyOf = (entry: WorkEntry) => {
  const { kind, itemId, submissionId, sheetId, helpRequestId, cycleId, node } = entry;
  return [kind, itemId, submissionId, sheetId, helpRequestId, cycleId, node?.title, node?.date].join(' ');
};

export function WorkList({ entries, onAct }: WorkListProps) {
  const { t } = useWords();
  const [sheetId, setSheetId] = useState<string | null>(null);
  const [helpId, setHelpId] = useState<string | null>(null);
  return (
    <>
      <ol className="work-list" aria-label={t('nav.workbench')}>
        {entries.map((entry, at) => (
          <WorkRow
            key={keyOf(entry)}
            entry={entry}
            isFirst={at === 0}
            onAct={onAct}
            onSheet={setSheetId}
            onHelp={setHelpId}
          />
        ))}
      </ol>
      {helpId && (
        <Suspense>
          <HelpDrawer id={helpId} onClose={() => setHelpId(null)} />
        </Suspense>
      )}
      {sheetId && (
        <Suspense>
          <SheetDrawer id={sheetId} onClose={() => setSheetId(null)} />
        </Suspense>
      )}
    </>
  );
}
