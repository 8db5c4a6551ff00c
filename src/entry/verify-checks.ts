// What verification asks of capabilities after progress, in one place.
import type { VerifyCheck } from '../capabilities/progress/verify.actions.ts';
import { findFrozenDifferences } from '../capabilities/promotion/frozen-verify.actions.ts';
import { findSheetDifferences } from '../capabilities/promotion/verify-sheets.store.ts';

export const VERIFY_CHECKS: readonly VerifyCheck[] = [findSheetDifferences, findFrozenDifferences];
