// What the focus list reads and does, each by its contract.
import type { z } from 'zod';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type {
  decideOnFocus,
  FocusEntry as FocusEntryShape,
  FocusList as FocusListShape,
  pinToFocus,
  readFocus,
  unpinFromFocus,
} from '../../focus.contract.ts';

export type FocusListReply = z.output<typeof FocusListShape>;
export type FocusEntry = z.output<typeof FocusEntryShape>;
export type ScorePart = FocusEntry['parts'][number];

const focus = remote<typeof readFocus>('GET', '/cycles/{id}/focus');
export const pinEndpoint = remote<typeof pinToFocus>('POST', '/cycles/{id}/focus/pins');
export const unpinEndpoint = remote<typeof unpinFromFocus>('DELETE', '/cycles/{id}/focus/pins/{itemId}');
export const decideEndpoint = remote<typeof decideOnFocus>('POST', '/cycles/{id}/focus/{itemId}/decision');

export const focusQuery = (cycleId: string) => reading(focus, { params: { id: cycleId } });
