// The queue as a list: what kind, which item, from whom, until when, and what should be read first; what is plain can be passed together.
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { PassTogether } from './PassTogether.tsx';
import { isOverdue, openStep } from './queueOrder.ts';
import { Remarks } from './Remarks.tsx';
import type { Queue, SubmissionRow } from './reviewQueries.ts';

interface QueueListProps {
  rows: readonly SubmissionRow[];
  queue: Queue;
  chosen: string | null;
  onChoose: (id: string) => void;
  /** After several were passed together. */
  onPassed: () => void;
}

export function QueueList({ rows, queue, chosen, onChoose, onPassed }: QueueListProps) {
  const { t } = useWords();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const plain = queue === 'mine' ? rows.filter((row) => row.unremarkable) : [];
  const selected = plain.filter((row) => picked.has(row.id));
  const pick = (id: string, isPicked: boolean) =>
    setPicked((present) => new Set(isPicked ? [...present, id] : [...present].filter((one) => one !== id)));
  return (
    <div className="queue">
      {plain.length > 1 && (
        <PassTogether
          plain={plain}
          selected={selected}
          onPassed={onPassed}
          onSelect={(all) => setPicked(new Set(all ? plain.map((row) => row.id) : []))}
        />
      )}
      <ol className="queue-list" aria-label={t(`review:queue.${queue}`)}>
        {rows.map((row) => (
          <QueueRow
            key={row.id}
            row={row}
            queue={queue}
            isChosen={row.id === chosen}
            onChoose={() => onChoose(row.id)}
            picking={
              plain.length > 1 && row.unremarkable
                ? { isPicked: picked.has(row.id), onPick: (isPicked) => pick(row.id, isPicked) }
                : null
            }
          />
        ))}
      </ol>
      <p className="queue-keys small quiet wide-only">{t('review:keys')}</p>
    </div>
  );
}

interface QueueRowProps {
  row: SubmissionRow;
  queue: Queue;
  isChosen: boolean;
  onChoose: () => void;
  picking: { isPicked: boolean; onPick: (isPicked: boolean) => void } | null;
}

function QueueRow({ row, queue, isChosen, onChoose, picking }: QueueRowProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today } = useMe();
  const late = row.state === 'pending' && isOverdue(row, today);
  const title = twin(row.item?.title, row.item?.titleEn) || t('item.placeholder');
  return (
    <li className={`queue-row${isChosen ? ' queue-row-on' : ''}${late ? ' queue-row-late' : ''}`}>
      {picking && (
        <input
          type="checkbox"
          className="queue-pick"
          aria-label={t('review:pick', { title })}
          checked={picking.isPicked}
          onChange={(event) => picking.onPick(event.target.checked)}
        />
      )}
      <button type="button" className="queue-open" aria-current={isChosen ? 'true' : undefined} onClick={onChoose}>
        <span className="queue-top">
          <span className="queue-kind">{t(`submissionKind.${row.kind}`)}</span>
          <span className="code">{row.item?.code}</span>
          <span className="queue-when small quiet">{day(row.submittedOn, today)}</span>
        </span>
        <span className="queue-title clip">{title}</span>
        <QueueNotes row={row} queue={queue} late={late} />
        {queue === 'mine' && <Remarks row={row} />}
      </button>
    </li>
  );
}

function QueueNotes({ row, queue, late }: { row: SubmissionRow; queue: Queue; late: boolean }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const me = useMe();
  const step = openStep(row);
  const isForOther = queue === 'mine' && step?.person && step.person.id !== me.person.id;
  return (
    <span className="queue-notes small quiet">
      {queue !== 'sent' && <span>{twin(row.submittedBy.name, row.submittedBy.nameEn)}</span>}
      {row.state === 'pending' ? (
        step?.due && (
          <span className={late ? 'queue-late' : undefined}>
            {t(late ? 'review:lateSince' : 'review:until', { day: day(step.due, me.today) })}
          </span>
        )
      ) : (
        <span className={`verdict-${row.state}`}>{t(`submissionState.${row.state}`)}</span>
      )}
      {queue === 'sent' && row.state === 'pending' && step?.person && (
        <span>{t('review:waitsFor', { person: twin(step.person.name, step.person.nameEn) })}</span>
      )}
      {isForOther && step.person && (
        <span>{t('review:inPlaceOf', { person: twin(step.person.name, step.person.nameEn) })}</span>
      )}
    </span>
  );
}
