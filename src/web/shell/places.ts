// The places of the navigation; a page enters here when it exists, with the count that stands beside its name.
import type { IconName } from '../ui/icons.tsx';

export interface Place {
  to:
    | '/'
    | '/board'
    | '/drawing'
    | '/chain'
    | '/x-matrix'
    | '/plan-ahead'
    | '/adds-up'
    | '/review'
    | '/cockpit'
    | '/cycles'
    | '/help'
    | '/sheets'
    | '/trajectories'
    | '/indicators'
    | '/burden'
    | '/settings';
  /** Key below `nav` in the words. */
  words: string;
  icon: IconName;
  /** Which of the workbench's counts stands beside the name; `now` calls for attention. */
  count?: { of: 'all' | 'review'; tone: 'now' | 'quiet' };
  exact?: boolean;
  /** A heading above it at the side, key below `nav` in the words; the bottom bar of a phone has none. */
  heading?: string;
  /** Left out of the bottom bar of a phone; found by its name there. */
  wideOnly?: boolean;
}

export const places: readonly Place[] = [
  { to: '/', words: 'workbench', icon: 'work', exact: true, count: { of: 'all', tone: 'now' } },
  { to: '/cockpit', words: 'cockpit', icon: 'gauge', wideOnly: true },
  { to: '/board', words: 'board', icon: 'board' },
  { to: '/review', words: 'gate', icon: 'gate', count: { of: 'review', tone: 'quiet' } },
  { to: '/cycles', words: 'cycles', icon: 'cycle', heading: 'group.promote', wideOnly: true },
  { to: '/sheets', words: 'sheets', icon: 'sheet', wideOnly: true },
  { to: '/help', words: 'help', icon: 'hand', wideOnly: true },
  { to: '/drawing', words: 'drawing', icon: 'drawing', heading: 'group.whole' },
  { to: '/chain', words: 'chain', icon: 'chain', wideOnly: true },
  { to: '/x-matrix', words: 'xMatrix', icon: 'matrix', wideOnly: true },
  { to: '/trajectories', words: 'trajectories', icon: 'trend', wideOnly: true },
  { to: '/indicators', words: 'indicators', icon: 'target', wideOnly: true },
  { to: '/adds-up', words: 'addsUp', icon: 'sum', wideOnly: true },
  { to: '/plan-ahead', words: 'planAhead', icon: 'calendar', heading: 'group.prepare' },
  { to: '/burden', words: 'burden', icon: 'weight', wideOnly: true },
  { to: '/settings', words: 'settings', icon: 'settings' },
];
