// One item of the focus list: why it stands there, since when, who pinned it and what was decided; the score opens into its parts.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Icon } from '../../../../web/ui/icons.tsx';
import { Light } from '../../../../web/ui/Light.tsx';
import { LinkageStrip } from '../../../../web/ui/LinkageStrip.tsx';
import { ThreeValueBar } from '../../../../web/ui/ThreeValueBar.tsx';
import { type FocusEntry, unpinEndpoint } from './focusQueries.ts';
import { ScoreBar, ScoreParts } from './ScoreParts.tsx';

interface FocusRowProps {
  cycleId: string;
  entry: FocusEntry;
  onDecide: () => void;
}

export function FocusRow({ cycleId, entry, onDecide }: FocusRowProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today, institution } = useMe();
  const [isOpen, setOpen] = useState(false);
  const { item, score, parts } = entry;
  const title = twin(item.title ?? '', item.titleEn) || t('item.placeholder');
  const levels = institution.levels.map((level) => twin(level.name, level.nameEn));
  return (
    <li className={entry.flagged ? 'focus-row focus-flagged' : 'focus-row'}>
      <span className="focus-rank" aria-hidden="true">
        {entry.rank}
      </span>
      <div className="focus-what">
        <p className="focus-title">
          <Light colour={item.light} worstBelow={item.worstBelow} /> <span className="code">{item.code}</span>{' '}
          <Link to="/items/$id" params={{ id: item.id }}>
            {title}
          </Link>
        </p>
        <p className="small quiet">
          {twin(item.responsiblePerson.name, item.responsiblePerson.nameEn)} ·{' '}
          {twin(item.leadUnit.name, item.leadUnit.nameEn)} · {t('focus-list:due', { day: day(item.due, today) })}
        </p>
        <Standing entry={entry} />
        <Pins cycleId={cycleId} entry={entry} />
        <Decisions entry={entry} />
      </div>
      <span className="focus-progress">
        <LinkageStrip steps={item.strip} levelNames={levels} />
        <ThreeValueBar verified={item.verified} reported={item.reported} planned={item.planned} />
      </span>
      <span className="focus-score">
        {score === null ? (
          <span className="small quiet">{t('focus-list:noScore')}</span>
        ) : (
          <button type="button" className="focus-open" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <span className="visually-hidden">{t('focus-list:explain', { title })}</span>
            <ScoreBar score={score} parts={parts} />
            <Icon name={isOpen ? 'down' : 'right'} />
          </button>
        )}
        {entry.abilities.decide && (
          <span className="no-print">
            <Button kind={entry.flagged ? 'plain' : 'quiet'} onPress={onDecide}>
              {t('focus-list:decide')}
              <span className="visually-hidden"> {title}</span>
            </Button>
          </span>
        )}
      </span>
      {isOpen && score !== null && (
        <div className="focus-parts">
          <ScoreParts score={score} parts={parts} />
        </div>
      )}
    </li>
  );
}

/** Again on the list; and whether anything was decided since it stood there before. */
function Standing({ entry }: { entry: FocusEntry }) {
  const { t } = useWords();
  if (entry.runs < 2) return null;
  return (
    <p className={entry.flagged ? 'small focus-flag' : 'small quiet'}>
      {entry.flagged && <Icon name="warn" size={14} />}
      {t(entry.flagged ? 'focus-list:flagged' : 'focus-list:again', { count: entry.runs, n: entry.runs })}
    </p>
  );
}

function Pins({ cycleId, entry }: { cycleId: string; entry: FocusEntry }) {
  const { t } = useWords();
  const twin = useTwin();
  const { person } = useMe();
  const unpin = useAct(unpinEndpoint, { stales: ['/cycles'] });
  if (entry.pinned.length === 0) return null;
  return (
    <>
      {entry.pinned.map((pin) => (
        <p key={`${pin.by.id} ${pin.at}`} className="small focus-pin">
          <Icon name="pin" size={14} />
          <span>
            {t('focus-list:pinnedBy', { by: twin(pin.by.name, pin.by.nameEn) })}
            {pin.reason && (
              <>
                {' '}
                <q>{pin.reason}</q>
              </>
            )}
          </span>
          {entry.abilities.unpin && (pin.by.id === person.id || entry.pinned.length === 1) && (
            <Button
              kind="quiet"
              isBusy={unpin.isPending}
              onPress={() => unpin.mutate({ params: { id: cycleId, itemId: entry.item.id } })}
            >
              {t('focus-list:unpin')}
            </Button>
          )}
        </p>
      ))}
      <Refusal error={unpin.error} />
    </>
  );
}

function Decisions({ entry }: { entry: FocusEntry }) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  return (
    <>
      {entry.decisions.map((decision) => (
        <p key={decision.id} className="small focus-decision">
          <span className="quiet">
            {t('focus-list:decided', { by: twin(decision.by.name, decision.by.nameEn), at: moment(decision.at) })}
          </span>
          {decision.text && <> {decision.text}</>}
        </p>
      ))}
    </>
  );
}
