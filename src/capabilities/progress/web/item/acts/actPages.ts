// The acts that have a page of their own instead of a drawer.
import type { ItemAct } from './itemActs.ts';

/** Opens the act's page; false where the act is done in a drawer. */
export function useActPage(): (act: ItemAct, itemId: string) => boolean {
  return () => false;
}
