// Which clock a start takes: never one behind history, except the very setting that the data were opened under.
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { createTestInstitution } from '../../tests/support/institution.ts';
import { StartRefused } from '../platform/start-refused.ts';
import { chooseClock, lastEventAt } from './product-clock.ts';

const clock = (text: string) => ({ clock: text });

describe('LIANDONG_CLOCK', () => {
  it('starts where it says, goes on after a restart under the same setting, and is refused behind history under another', async () => {
    const { db } = await useDatabase();
    const first = await chooseClock({ config: clock('2026-03-02T09:00:00+08:00'), db });
    expect(first.now().toISOString().slice(0, 16)).toBe('2026-03-02T01:00');
    await createTestInstitution({ now: new Date('2026-03-05T09:00:00+08:00') });
    const last = await lastEventAt(db);
    const again = await chooseClock({ config: clock('2026-03-02T09:00:00+08:00'), db });
    expect(again.now().getTime()).toBeGreaterThan(last?.getTime() ?? Number.POSITIVE_INFINITY);
    await expect(chooseClock({ config: clock('2026-03-03T09:00:00+08:00'), db })).rejects.toBeInstanceOf(StartRefused);
    expect((await chooseClock({ config: clock('2026-03-06T09:00:00+08:00'), db })).shifted).toBe(true);
    expect((await chooseClock({ config: { clock: null }, db })).shifted).toBe(false);
  });
});
