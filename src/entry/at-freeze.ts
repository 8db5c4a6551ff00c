// What is kept beside the picture when a cycle freezes, in the transaction of the freeze, in this order.
import { storeFocus } from '../capabilities/promotion/focus.actions.ts';
import type { AtFreeze } from '../capabilities/promotion/freeze.actions.ts';

export const AT_FREEZE: readonly AtFreeze[] = [storeFocus];
