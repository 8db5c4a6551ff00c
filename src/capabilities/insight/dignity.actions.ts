// Proves from the tables and settings as they are that nothing watches people.
import type { z } from 'zod';
import type { Scope } from '../identity/scope.ts';
import { SETTING_KEYS } from '../institution/settings.contract.ts';
import type { Dignity } from './burden.contract.ts';
import { checkDignity, PRESENCE } from './dignity.rules.ts';
import { loadShape } from './dignity.store.ts';

export async function readDignityProof(scope: Scope): Promise<z.output<typeof Dignity>> {
  const { tables, columns } = await loadShape(scope);
  return {
    checkedAt: scope.now.toISOString(),
    tables: tables.length,
    columns: columns.length,
    settings: SETTING_KEYS.length,
    checks: checkDignity(tables, columns, SETTING_KEYS).map((check) => ({
      ...check,
      words: [...check.words],
      found: [...check.found],
    })),
    presence: PRESENCE.filter(({ column }) => columns.includes(column)).map((one) => ({ ...one })),
  };
}
