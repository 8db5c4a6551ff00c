// Reports in place, one after another: what is sent makes room for the next one owed, and what is put off keeps its words.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { itemQuery } from '../item/itemQueries.ts';
import { QueueSteps } from './QueueSteps.tsx';
import { ReportForm } from './ReportForm.tsx';
import { formQuery } from './reportQueries.ts';
import { nextOwed } from './reportQueue.ts';

export interface OwedReport {
  itemId: string;
  title: string;
  /** Why the last one came back, where it did. */
  said: string | null;
  /** The cycle that it is owed for, a missed one too; null where none is open yet. */
  cycleId: string | null;
}

interface ReportDrawerProps {
  /** The reports owed as they stood when the first was opened; what is sent stays among them. */
  owed: readonly OwedReport[];
  first: string;
  onClose: () => void;
}

export function ReportDrawer({ owed, first, onClose }: ReportDrawerProps) {
  const { t } = useWords();
  const say = useToast();
  const client = useQueryClient();
  const [current, setCurrent] = useState(first);
  const [sent, setSent] = useState<ReadonlySet<string>>(new Set());
  const [putOff, setPutOff] = useState<ReadonlySet<string>>(new Set());
  const ids = owed.map((one) => one.itemId);
  const coming = nextOwed(ids, current, new Set([...sent, ...putOff]));
  const cycleOf = (itemId: string | null) => owed.find((one) => one.itemId === itemId)?.cycleId ?? undefined;
  const comingCycle = cycleOf(coming);
  // The next form waits ready, so that it stands there at once.
  useEffect(() => {
    if (!coming) return;
    void client.prefetchQuery({ ...formQuery(coming, comingCycle), gcTime: 60_000 });
    void client.prefetchQuery(itemQuery(coming));
  }, [client, coming, comingCycle]);
  const goOn = (done: ReadonlySet<string>) => {
    if (coming) setCurrent(coming);
    else {
      if (done.size > 1) say(t('report:queue.done', { count: done.size }));
      onClose();
    }
  };
  const onSent = () => {
    const done = new Set([...sent, current]);
    setSent(done);
    goOn(done);
  };
  const n = ids.indexOf(current) + 1;
  return (
    <Drawer
      open
      width={560}
      onClose={onClose}
      title={ids.length > 1 ? t('report:queue.title', { n, of: ids.length }) : t('item-page:act.report')}
      subtitle={ids.length > 1 ? <QueueSteps owed={owed} current={current} sent={sent} onGo={setCurrent} /> : undefined}
    >
      <ReportForm
        key={current}
        itemId={current}
        heading="h3"
        cycleId={cycleOf(current)}
        said={owed.find((one) => one.itemId === current)?.said}
        onDone={onSent}
        beside={
          coming && (
            <Button
              kind="quiet"
              onPress={() => {
                setPutOff(new Set([...putOff, current]));
                goOn(sent);
              }}
            >
              {t('report:queue.later')}
            </Button>
          )
        }
      />
    </Drawer>
  );
}
