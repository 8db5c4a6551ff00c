// Settings hold from a day on; what held before stays readable, and nothing is set for the past.
import type { z } from 'zod';
import { appendEvent } from '../../platform/events/append.ts';
import { type RefusedField, refuseNow, unwrap } from '../../platform/result.ts';
import { demandManagement, mayManage } from '../identity/identity.policy.ts';
import type { Scope } from '../identity/scope.ts';
import { isSettingKey, movesValues, SETTINGS, type SettingKey } from './settings.contract.ts';
import { listSettings, saveSetting, valuesOn } from './settings.store.ts';
import { recomputeValues } from './values.store.ts';

type Json = z.core.util.JSONType;

export async function readSettings(scope: Scope, on: string) {
  const history = await listSettings(scope);
  return {
    on,
    values: valuesOn(history, on) as Record<string, Json>,
    history: history.map((row) => ({ ...row, value: row.value as Json })),
    abilities: { change: mayManage(scope.actor) },
  };
}

function demandValues(values: Record<string, unknown>): [SettingKey, unknown][] {
  const refused: RefusedField[] = [];
  const fit: [SettingKey, unknown][] = [];
  for (const [key, value] of Object.entries(values)) {
    const path = `values.${key}`;
    if (!isSettingKey(key)) refused.push({ path, code: 'setting_unknown', params: { key } });
    else if (!SETTINGS[key].schema.safeParse(value).success)
      refused.push({ path, code: 'setting_unfit', params: { key } });
    else fit.push([key, value]);
  }
  const first = refused[0];
  if (first) refuseNow('invalid', first.code, first.params ?? {}, refused);
  return fit;
}

export type SettingsChange = { effectiveFrom?: string | undefined; values: Record<string, unknown> };

export async function changeSettings(scope: Scope, change: SettingsChange) {
  unwrap(demandManagement(scope.actor));
  const from = change.effectiveFrom ?? scope.today;
  if (from < scope.today) refuseNow('invalid', 'effective_in_past', { today: scope.today });
  const wished = demandValues(change.values);
  const standing = valuesOn(await listSettings(scope), from);
  const changed = wished.filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(standing[key]));
  for (const [key, value] of changed) await saveSetting(scope, key, from, value);
  if (changed.length > 0) {
    await appendEvent(scope, {
      act: 'settings.changed',
      objectKind: 'institution',
      objectId: scope.institutionId,
      before: Object.fromEntries(changed.map(([key]) => [key, standing[key]])),
      after: { ...Object.fromEntries(changed), effectiveFrom: from },
    });
  }
  if (from === scope.today && changed.some(([key]) => movesValues(key))) await recomputeValues(scope);
  return readSettings(scope, from);
}
