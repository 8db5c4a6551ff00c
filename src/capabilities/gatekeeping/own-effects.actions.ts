// What gatekeeping's own kinds do once their gate has spoken.
import { closeItem } from '../linkage/life-cycle.actions.ts';
import { applyDecomposition, type DecompositionSnapshot } from '../linkage/passed-decomposition.actions.ts';
import { CANCELLATION_EFFECTS } from './cancellation.actions.ts';
import { CHANGE_EFFECTS } from './change.actions.ts';
import { dropPending, type Effects, type EffectsByKind } from './drop.actions.ts';
import { EXTENSION_EFFECTS } from './extension.actions.ts';
import { REOPENING_EFFECTS } from './reopening.actions.ts';
import { settleClaims } from './submission.store.ts';
import { demandClosable } from './submit.actions.ts';
import { RESUMPTION_EFFECTS, SUSPENSION_EFFECTS } from './suspension.actions.ts';
import { TRANSFER_EFFECTS } from './transfer.actions.ts';

const dropClaims: Effects['onDropped'] = (moment, submission, how) =>
  settleClaims(moment, submission.id, () => false, how);
const nothing = async () => undefined;

export const OWN_EFFECTS: EffectsByKind = {
  decomposition: {
    onPassed: (moment, submission) =>
      applyDecomposition(moment, submission.item_id ?? '', submission.snapshot as DecompositionSnapshot),
    onDropped: nothing,
  },
  node: {
    onPassed: (moment, submission) => settleClaims(moment, submission.id, () => true, 'returned'),
    onDropped: dropClaims,
  },
  close_out: {
    // one who passes it with conditions leaves something open: the item closes when that is verified and it is put forward again
    onPassed: async (moment, submission, effects) => {
      if (submission.conditions.length > 0) return;
      const itemId = submission.item_id ?? '';
      await demandClosable(moment, itemId);
      await closeItem(moment, itemId, submission.submitted_on);
      await dropPending(moment, [itemId], submission.id, effects);
    },
    onDropped: nothing,
  },
  extension: EXTENSION_EFFECTS,
  change: CHANGE_EFFECTS,
  suspension: SUSPENSION_EFFECTS,
  resumption: RESUMPTION_EFFECTS,
  transfer: TRANSFER_EFFECTS,
  cancellation: CANCELLATION_EFFECTS,
  reopening: REOPENING_EFFECTS,
};
