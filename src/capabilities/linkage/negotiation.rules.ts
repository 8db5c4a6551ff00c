// Negotiation as a talk of two sides: who may say what when, and when only the superior is left. Pure.
import { accept, type Result, refuse } from '../../platform/result.ts';
import type { DraftFinding } from './decomposition.rules.ts';

/** The receiver is proposed as responsible (or heads the lead unit and answers for it); the superior proposes. */
export type Side = 'receiver' | 'superior';
export type Verdict = 'agree' | 'counter' | 'decide';
/** `open`: an answer is awaited; `deciding`: limit or rounds are over; the other two are ends. */
export type TalkState = 'open' | 'deciding' | 'agreed' | 'decided';

export type Talk = {
  state: TalkState;
  /** Who made which proposal, from the first on. The draft that was opened is the superior's and no round. */
  rounds: readonly Side[];
  waitsFor: Side | null;
};

export const otherSide = (side: Side): Side => (side === 'receiver' ? 'superior' : 'receiver');

/** Whose proposal lies on the table: what was opened is the superior's. */
export const lastSpeaker = (talk: Pick<Talk, 'rounds'>): Side => talk.rounds.at(-1) ?? 'superior';

export const isSettled = (state: TalkState): boolean => state === 'agreed' || state === 'decided';

/** A draft is opened as it stands and waits for its receiver; an opening that proposes something is its first round. */
export function openTalk(by: Side, proposes: boolean, most: number): Talk {
  const quiet: Talk = { state: 'open', rounds: [], waitsFor: 'receiver' };
  return proposes ? withRound(quiet, by, most) : quiet;
}

/** After the last round it is the superior's to decide, whoever spoke last. */
function withRound(talk: Talk, by: Side, most: number): Talk {
  const rounds = [...talk.rounds, by];
  const over = rounds.length >= most;
  return { state: over ? 'deciding' : 'open', rounds, waitsFor: over ? 'superior' : otherSide(by) };
}

/** Nobody answers his own side's proposal. */
function mayAnswer(talk: Talk, side: Side): Result<true> {
  if (isSettled(talk.state)) return refuse('conflict', 'negotiation_settled');
  return side === lastSpeaker(talk) ? refuse('conflict', 'own_round') : accept(true);
}

/** A proposal in answer to the other side's; none when limit or rounds are over. */
export function counter(talk: Talk, side: Side, most: number): Result<Talk> {
  const turn = mayAnswer(talk, side);
  if (!turn.ok) return turn;
  return talk.state === 'open' ? accept(withRound(talk, side, most)) : refuse('conflict', 'superior_decides');
}

/** What the other side proposed last may be agreed to as long as nobody has decided: late agreement is agreement. */
export function agree(talk: Talk, side: Side): Result<Talk> {
  const turn = mayAnswer(talk, side);
  return turn.ok ? accept({ ...talk, state: 'agreed', waitsFor: null }) : turn;
}

/** The superior decides once the limit or the rounds are over, never before. */
export function decide(talk: Talk, side: Side): Result<Talk> {
  if (isSettled(talk.state)) return refuse('conflict', 'negotiation_settled');
  if (side !== 'superior') return refuse('forbidden', 'only_superior_decides');
  if (talk.state !== 'deciding') return refuse('conflict', 'decide_too_early');
  return accept({ ...talk, state: 'decided', waitsFor: null });
}

/** The limit of the answer that was awaited has passed: the superior decides, whoever was silent. */
export function passLimit(talk: Talk): Talk {
  return talk.state === 'open' ? { ...talk, state: 'deciding', waitsFor: 'superior' } : talk;
}

export function reply(talk: Talk, side: Side, verdict: Verdict, most: number): Result<Talk> {
  if (verdict === 'agree') return agree(talk, side);
  return verdict === 'counter' ? counter(talk, side, most) : decide(talk, side);
}

/** What one side may say now. */
export function mayReply(talk: Talk, side: Side | null): Record<Verdict, boolean> {
  const may = (verdict: Verdict) => side !== null && reply(talk, side, verdict, Number.MAX_SAFE_INTEGER).ok;
  return { agree: may('agree'), counter: may('counter'), decide: may('decide') };
}

/** Where a row's negotiation keeps a decomposition from the gate: an answer is awaited within its limit, or the superior has yet to decide. */
export function awaitedFindings(
  children: readonly { id: string; title: string | null }[],
  awaited: ReadonlyMap<string, { state: TalkState; replyBy: string | null }>,
): DraftFinding[] {
  return children.flatMap((child, at) => {
    const talk = awaited.get(child.id);
    if (!talk) return [];
    const code = talk.state === 'open' ? 'negotiation_open' : 'negotiation_undecided';
    const params = { title: child.title ?? String(at + 1), replyBy: talk.replyBy };
    return [{ code, path: `children.${at}`, params, blocks: true }];
  });
}
