// Which acts an item offers, in the order of what should be done first; the server's abilities decide, nothing here does.
import type { Item } from '../itemQueries.ts';

export type ItemAct =
  | 'accept'
  | 'register'
  | 'edit'
  | 'assign'
  | 'cause'
  | 'readiness'
  | 'report'
  | 'decompose'
  | 'claimNode'
  | 'closeOut'
  | 'return'
  | 'archive'
  | 'guide';

const order: readonly ItemAct[] = [
  'accept',
  'return',
  'register',
  'edit',
  'assign',
  'cause',
  'readiness',
  'report',
  'claimNode',
  'decompose',
  'closeOut',
  'archive',
  'guide',
];

type Standing = Pick<Item, 'abilities' | 'readiness' | 'red' | 'nodes' | 'level' | 'progress'>;

/** What is finished is closed; what has nothing below or of its own is broken down before it can be reported on. */
function comesFirst(item: Standing, lowestLevel: number): ItemAct | null {
  if (item.progress.verified === 100) return 'closeOut';
  const isBare = item.progress.children === 0 && item.nodes.length === 0;
  return isBare && item.level < lowestLevel && item.progress.verified === null ? 'decompose' : null;
}

const urgent: ReadonlySet<ItemAct> = new Set(['accept', 'return', 'register', 'assign', 'cause']);

/** The acts in order. A cause is asked for while a red light lacks one; a node is claimed while one is planned. */
export function itemActs(item: Standing, lowestLevel: number): ItemAct[] {
  const may = (act: ItemAct) => {
    if (act === 'cause') return item.abilities.report === true && item.red !== null && item.red.cause === null;
    if (act === 'readiness')
      return item.abilities.report === true && (item.readiness === 'asked' || item.readiness === 'unmet');
    if (act === 'claimNode' && !item.nodes.some((node) => node.state === 'planned')) return false;
    return item.abilities[act] === true;
  };
  const first = comesFirst(item, lowestLevel);
  const rank = (act: ItemAct) => (urgent.has(act) ? 0 : act === first ? 1 : 2);
  return order.filter(may).sort((one, other) => rank(one) - rank(other) || order.indexOf(one) - order.indexOf(other));
}
