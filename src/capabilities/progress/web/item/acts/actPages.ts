// The acts that have a page of their own instead of a drawer.
import { useNavigate } from '@tanstack/react-router';
import type { ItemAct } from './itemActs.ts';

/** Opens the act's page; false where the act is done in a drawer. */
export function useActPage(): (act: ItemAct, itemId: string) => boolean {
  const navigate = useNavigate();
  return (act, itemId) => {
    if (act !== 'decompose') return false;
    void navigate({ to: '/items/$id/decomposition', params: { id: itemId } });
    return true;
  };
}
