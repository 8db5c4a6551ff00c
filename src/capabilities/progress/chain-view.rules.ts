// Puts a chain together: shares, marks and tempo of the rows, with what the caller does not see folded into counts. Pure.

import type { Decimal } from 'decimal.js';
import type { z } from 'zod';
import {
  type ChainFacts,
  type GateFacts,
  gateTaken,
  isSilent,
  type Mark,
  type Now,
  reportsTaken,
  signingTaken,
  type Taken,
  TURNS,
  type Turn,
  tempoOf,
} from './chain-marks.rules.ts';
import type { ItemShare, LevelShare } from './chain-shares.rules.ts';
import type { ChainLevel, ChainNode, TempoRow } from './chain-view.contract.ts';
import type { Horizon, ItemFacts, ItemValues } from './facts.rules.ts';

type Node = z.output<typeof ChainNode>;
type Level = z.output<typeof ChainLevel>;
type Row = z.output<typeof TempoRow>;

/** An item's row as it stood. */
export type ChainRow = {
  id: string;
  code: string | null;
  title: string | null;
  titleEn: string | null;
  horizon: Horizon;
  level: number;
  unitId: string;
  personId: string;
  sectorId: string | null;
  position: number;
  assignedOn: string | null;
  acceptBy: string | null;
  acceptedOn: string | null;
  path: string[];
};

/** One item of the chain with everything known of it. */
export interface Link {
  readonly row: ChainRow;
  readonly facts: ItemFacts;
  readonly values: ItemValues;
  readonly share: ItemShare;
  readonly marks: readonly Mark[];
}

const exact = (share: Decimal): number => share.toDecimalPlaces(4).toNumber();

/** Boxes, parents before children; unseen items of one level below one box are one box without names. */
export function nodesOf(links: readonly Link[], seen: ReadonlySet<string>): Node[] {
  const keys = new Map<string, string>();
  const found = new Map<string, Node>();
  for (const link of links) {
    const { row, facts } = link;
    const parentKey = (facts.parentId === null ? undefined : keys.get(facts.parentId)) ?? null;
    const isSeen = seen.has(row.id);
    const key = isSeen ? row.id : `${parentKey ?? 'top'}/${row.level}`;
    keys.set(row.id, key);
    const known = found.get(key);
    // an unseen item below an unseen one of its own level stands behind the same box
    if (known && !isSeen) found.set(key, joined(known, link, parentKey !== key));
    else found.set(key, isSeen ? seenNode(link, key, parentKey) : unseenNode(link, key, parentKey));
  }
  return [...found.values()];
}

function seenNode({ row, facts, values, share, marks }: Link, key: string, parentKey: string | null): Node {
  return {
    ...unseenNode({ row, facts, values, share, marks }, key, parentKey),
    id: row.id,
    code: row.code,
    title: row.title,
    titleEn: row.titleEn,
    horizon: row.horizon,
    state: facts.state,
    unitId: row.unitId,
    personId: row.personId,
    loss: share.loss,
    verified: values.verified,
    planned: values.planned,
    coverage: values.coverage,
    light: values.light,
    worstBelow: values.worstBelow,
    marks: marks.map(({ itemId: _, ...mark }) => mark),
  };
}

function unseenNode({ row, share }: Link, key: string, parentKey: string | null): Node {
  return {
    key,
    parentKey,
    id: null,
    level: row.level,
    count: 1,
    code: null,
    title: null,
    titleEn: null,
    horizon: null,
    state: null,
    unitId: null,
    personId: null,
    share: exact(share.share),
    ends: exact(share.ends),
    loss: null,
    lostInAll: exact(share.lostInAll),
    verified: null,
    planned: null,
    coverage: null,
    light: null,
    worstBelow: null,
    marks: [],
  };
}

const sum = (a: number, b: Decimal): number => Math.min(100, Math.round((a + b.toNumber()) * 10_000) / 10_000);

/** A box takes one more item in; what comes to it from another item of the same box is in its share already. */
function joined(node: Node, { share }: Link, isEntry: boolean): Node {
  return {
    ...node,
    count: node.count + 1,
    share: isEntry ? sum(node.share, share.share) : node.share,
    ends: sum(node.ends, share.ends),
    lostInAll: isEntry ? sum(node.lostInAll, share.lostInAll) : node.lostInAll,
  };
}

/** The levels with how many stand on them; whole, whoever asks. */
export function levelsOf(shares: readonly LevelShare[], links: readonly Link[]): Level[] {
  const byLevel = Map.groupBy(links, (link) => link.row.level);
  return shares.map((share) => {
    const here = byLevel.get(share.level) ?? [];
    const marked = (silent: boolean) => here.filter(({ marks }) => marks.some((one) => isSilent(one.kind) === silent));
    return {
      ...share,
      lost: { ...share.lost },
      items: here.length,
      people: new Set(here.map(({ row }) => row.personId)).size,
      silent: marked(true).length,
      slow: marked(false).length,
    };
  });
}

export const chainFactsOf = (row: ChainRow, facts: ItemFacts, superiorId: string | null): ChainFacts => ({
  facts,
  responsibleId: row.personId,
  superiorId,
  assignedOn: row.assignedOn,
  acceptBy: row.acceptBy,
  acceptedOn: row.acceptedOn,
});

type Ledger = Map<string, Record<Turn, Taken[]>>;
function note(ledger: Ledger, id: string | null, turn: Turn, taken: readonly Taken[]): void {
  if (id === null || taken.length === 0) return;
  const known = ledger.get(id) ?? { accept: [], report: [], gate: [] };
  known[turn].push(...taken);
  ledger.set(id, known);
}

/** How long people and units took for what came before them, the latest first of all; units for their items, people for gates too. */
export function temposOf(
  chain: readonly { facts: ChainFacts; unitId: string }[],
  gates: readonly GateFacts[],
  since: string,
  now: Now,
): { people: Row[]; units: Row[] } {
  const people: Ledger = new Map();
  const units: Ledger = new Map();
  for (const { facts, unitId } of chain) {
    const signed = facts.assignedOn !== null && facts.assignedOn >= since ? signingTaken(facts, now) : null;
    const waiting = facts.facts.state === 'assigned' ? signingTaken(facts, now) : signed;
    const reported = reportsTaken(facts.facts, since, now);
    for (const [ledger, id] of [[people, facts.responsibleId] as const, [units, unitId] as const]) {
      note(ledger, id, 'accept', waiting ? [waiting] : []);
      note(ledger, id, 'report', reported);
    }
  }
  for (const gate of gates) note(people, gate.personId, 'gate', [gateTaken(gate, now)]);
  return { people: rowsOf(people), units: rowsOf(units) };
}

const lateOf = (row: Row): number => TURNS.reduce((total, turn) => total + row[turn].late, 0);
const slowest = (row: Row): number => Math.max(...TURNS.map((turn) => row[turn].medianDays ?? 0));

function rowsOf(ledger: Ledger): Row[] {
  return [...ledger]
    .map(
      ([id, taken]): Row => ({
        id,
        accept: tempoOf(taken.accept),
        report: tempoOf(taken.report),
        gate: tempoOf(taken.gate),
      }),
    )
    .sort((a, b) => lateOf(b) - lateOf(a) || slowest(b) - slowest(a) || (a.id < b.id ? -1 : 1));
}
