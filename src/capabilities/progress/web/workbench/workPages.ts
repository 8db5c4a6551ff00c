// Which lines of the workbench lead to a page of their own instead of a drawer.
import { useNavigate } from '@tanstack/react-router';
import type { WorkEntry } from './Workbench.tsx';

/** Opens the page where the work is done; false where it is done in a drawer. */
export function useWorkPage(): (entry: WorkEntry) => boolean {
  const navigate = useNavigate();
  return (entry) => {
    if (entry.kind === 'review' && entry.submissionId) {
      void navigate({ to: '/review', search: { id: entry.submissionId } });
      return true;
    }
    if (entry.kind === 'negotiate' || entry.kind === 'countered' || entry.kind === 'undecided') {
      const queue = entry.kind === 'negotiate' ? undefined : ('sent' as const);
      void navigate({ to: '/negotiations', search: { queue, item: entry.itemId ?? undefined } });
      return true;
    }
    if ((entry.kind === 'unready' || entry.kind === 'override') && entry.itemId) {
      void navigate({ to: '/items/$id', params: { id: entry.itemId } });
      return true;
    }
    if (entry.kind === 'cycle' && entry.cycleId) {
      void navigate({ to: '/cycles/$id', params: { id: entry.cycleId } });
      return true;
    }
    if (entry.kind === 'confirm') {
      void navigate({ to: '/settings/roles' });
      return true;
    }
    if ((entry.kind === 'condition' || entry.kind === 'unmet_condition') && entry.itemId) {
      void navigate({ to: '/items/$id', params: { id: entry.itemId } });
      return true;
    }
    if (entry.kind !== 'review' && entry.kind !== 'returned') return false;
    // An item that was sent back is answered in a drawer.
    if (!entry.itemId || (entry.kind === 'returned' && !entry.submissionId)) return false;
    void navigate({ to: '/items/$id', params: { id: entry.itemId } });
    return true;
  };
}
