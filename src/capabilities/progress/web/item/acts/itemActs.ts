// Which acts an item offers, in the order of what should be done first; the server's abilities decide, nothing here does.
import type { Item } from '../itemQueries.ts';

export type ItemAct =
  | 'accept'
  | 'register'
  | 'edit'
  | 'assign'
  | 'cause'
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
  'report',
  'claimNode',
  'decompose',
  'closeOut',
  'archive',
  'guide',
];

type Standing = Pick<Item, 'abilities' | 'red' | 'nodes'>;

/** The acts in order. A cause is asked for while a red light lacks one; a node is claimed while one is planned. */
export function itemActs(item: Standing): ItemAct[] {
  const may = (act: ItemAct) => {
    if (act === 'cause') return item.abilities.report === true && item.red !== null && item.red.cause === null;
    if (act === 'claimNode' && !item.nodes.some((node) => node.state === 'planned')) return false;
    return item.abilities[act] === true;
  };
  return order.filter(may);
}
