// How a negotiation stands, in a few words and a mark: never by colour alone.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import type { Talk } from './talkQueries.ts';

export type TalkMark = 'proposed' | 'countered' | 'deciding' | 'agreed' | 'decided' | 'differs';

/** What the mark of a row says: a counter lies there, an answer is awaited, or how it ended. */
export function markOf(talk: Pick<Talk, 'state' | 'rounds' | 'settled'>): TalkMark {
  if (talk.settled) return talk.settled.differs.length > 0 ? 'differs' : talk.settled.what;
  if (talk.state === 'deciding') return 'deciding';
  return talk.rounds.at(-1)?.side === 'receiver' ? 'countered' : 'proposed';
}

export function TalkState({ talk }: { talk: Talk }) {
  const { t } = useWords();
  const { day } = useFormats();
  const { today } = useMe();
  const mark = markOf(talk);
  return (
    <span className="talk-state">
      <span className={`talk-mark talk-${mark}`}>{t(`talks:mark.${mark}`)}</span>
      {talk.replyBy && (
        <span className={talk.overdue ? 'small talk-late' : 'small quiet'}>
          {t(talk.overdue ? 'talks:wasDue' : 'talks:by', { day: day(talk.replyBy, today) })}
        </span>
      )}
    </span>
  );
}

/** The sentence on whose turn it is, and what follows when nobody speaks. */
export function TalkTurn({ talk }: { talk: Talk }) {
  const { t } = useWords();
  const { day } = useFormats();
  const { today } = useMe();
  if (talk.settled) {
    const { silent, what, differs, requestIds } = talk.settled;
    return (
      <p className="small quiet">
        {t(silent ? 'talks:turn.silent' : `talks:turn.${what}`)}{' '}
        {requestIds.length > 0 && t('talks:turn.atGate', { count: requestIds.length })}
        {differs.length > 0 && <b className="talk-late">{t('talks:turn.differs')}</b>}
      </p>
    );
  }
  const until = { day: day(talk.replyBy, today) };
  if (talk.state === 'deciding')
    return (
      <p className="small quiet">{t(talk.limitPassedOn ? 'talks:turn.limitPassed' : 'talks:turn.roundsOver', until)}</p>
    );
  return <p className="small quiet">{t(`talks:turn.${talk.waitsFor ?? 'receiver'}`, until)}</p>;
}
