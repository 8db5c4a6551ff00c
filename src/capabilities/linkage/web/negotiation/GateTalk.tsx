// What a gatekeeper reads of the negotiation behind a row of a decomposition: how it ended, and every round on a press.
import { useTwin, useWords } from '../../../../web/language.ts';
import { RoundsTable } from './RoundsTable.tsx';
import { TalkTurn } from './TalkState.tsx';
import type { Talk } from './talkQueries.ts';
import './negotiation.css';

/** The negotiations that a snapshot holds; older snapshots have none. */
export function talksIn(snapshot: Record<string, unknown>): Talk[] {
  return Array.isArray(snapshot.negotiations) ? (snapshot.negotiations as Talk[]) : [];
}

export function GateTalk({ talk }: { talk: Talk | undefined }) {
  const { t } = useWords();
  const twin = useTwin();
  if (!talk) return null;
  const rounds =
    talk.rounds.length === 0 ? t('talks:gate.none') : t('talks:gate.rounds', { count: talk.rounds.length });
  const end = talk.settled && t(talk.settled.silent ? 'talks:end.silent' : `talks:end.${talk.settled.what}`);
  const by = talk.settled && twin(talk.settled.by.name, talk.settled.by.nameEn);
  return (
    <details className="part-more small">
      <summary>{[t('talks:gate.title'), rounds, end, by].filter(Boolean).join(' · ')}</summary>
      <TalkTurn talk={talk} />
      <RoundsTable talk={talk} />
    </details>
  );
}
