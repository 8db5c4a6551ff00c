// Which clock the product runs by: the machine's, one set by the environment, the demonstration's, or that of the server which runs already.
import { sql } from 'kysely';
import { type Clock, startClock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { type Db, outsideTenant } from '../platform/database/connect.ts';
import { readMark, writeMark } from '../platform/marks.ts';
import { StartRefused } from '../platform/start-refused.ts';

/** The demonstration's own day, on which its seven months of activity end. */
export const DEMONSTRATION_START = new Date('2026-07-31T10:20:00+08:00');
export const DEMONSTRATION_MARK = 'demonstration';
const CLOCK_MARK = 'clock';
/** The LIANDONG_CLOCK under which the data were last opened. */
const CLOCK_START_MARK = 'clock_start';

export async function lastEventAt(db: Db): Promise<Date | null> {
  return outsideTenant(db, async (tx) => {
    const { rows } = await sql<{ at: Date | null }>`select last_event_at() as at`.execute(tx);
    return rows[0]?.at ?? null;
  });
}

export type ClockChoice = { config: Pick<Config, 'clock'>; db: Db };

/**
 * The clock of a server, or of a command that works alone. Refuses a clock behind what history already holds; the same setting as
 * before goes on where it had come to, so that `init`, a start and a restart may share one environment.
 */
export async function chooseClock({ config, db }: ClockChoice): Promise<Clock> {
  const last = await lastEventAt(db);
  if (config.clock !== null) {
    const wanted = new Date(config.clock);
    const goesOn = (await readMark(db, CLOCK_START_MARK)) === wanted.toISOString();
    if (last !== null && wanted < last && !goesOn) throw behindHistory(wanted, last);
    await writeMark(db, CLOCK_START_MARK, wanted.toISOString());
    return startClock(last !== null && wanted < last ? new Date(last.getTime() + 1) : wanted);
  }
  if ((await readMark(db, DEMONSTRATION_MARK)) !== null) {
    // A second start goes on where the first one ended.
    return startClock(
      last !== null && last > DEMONSTRATION_START ? new Date(last.getTime() + 1000) : DEMONSTRATION_START,
    );
  }
  return startClock();
}

/** Lets commands that join the running server share its clock. */
export async function publishClock(db: Db, clock: Clock): Promise<void> {
  const offset = clock.shifted ? clock.now().getTime() - startClock().now().getTime() : 0;
  await writeMark(db, CLOCK_MARK, { offset });
}

export async function joinClock(db: Db): Promise<Clock> {
  const mark = await readMark(db, CLOCK_MARK);
  const offset = typeof mark === 'object' && mark !== null && 'offset' in mark ? Number(mark.offset) : 0;
  return offset === 0 ? startClock() : startClock(new Date(startClock().now().getTime() + offset));
}

export type FollowedClock = { clock: Clock; refresh(): Promise<void> };

/** For a worker apart: the servers' clock, also when one of them starts anew at another time. Null where no server ever ran. */
export async function followClock(db: Db): Promise<FollowedClock | null> {
  if ((await readMark(db, CLOCK_MARK)) === null) return null;
  let followed = await joinClock(db);
  return {
    clock: {
      now: () => followed.now(),
      get shifted() {
        return followed.shifted;
      },
    },
    refresh: async () => {
      followed = await joinClock(db);
    },
  };
}

function behindHistory(wanted: Date, last: Date): StartRefused {
  const [start, latest] = [wanted.toISOString(), last.toISOString()];
  return new StartRefused(
    `LIANDONG_CLOCK（${start}）早于数据中最后的记录（${latest}），未启动。LIANDONG_CLOCK (${start}) lies before the last event of the data (${latest}): refused. Set it to a later time, or unset it.`,
  );
}
