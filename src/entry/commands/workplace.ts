// Where a command works: the running server's database and clock, or its own for the time it takes; nothing is left running after it.
import { sql } from 'kysely';
import { openScopeFor } from '../../capabilities/identity/open-scope.ts';
import type { Scope } from '../../capabilities/identity/scope.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Config, readConfig } from '../../platform/config.ts';
import { type Db, inTenant, openDatabase, outsideTenant } from '../../platform/database/connect.ts';
import { type PreparedDatabase, prepareDatabase } from '../../platform/database/prepare.ts';
import { refuseNow } from '../../platform/result.ts';
import { StartRefused } from '../../platform/start-refused.ts';
import { chooseClock, joinClock } from '../product-clock.ts';
import { languageOf, loadTell, type Tell } from './words.ts';

export type Workplace = { config: Config; prepared: PreparedDatabase; db: Db; clock: Clock; tell: Tell };

/** Long statements are right for a command: nobody waits behind them. */
const STATEMENT_TIMEOUT = 30 * 60_000;
const CONNECTIONS = 6;

export function readCommandConfig(): Config {
  const reading = readConfig(process.env, process.cwd());
  if (!reading.ok) throw new StartRefused(reading.sentence);
  return reading.config;
}

export async function inWorkplace<Value>(act: (place: Workplace) => Promise<Value>): Promise<Value> {
  const config = readCommandConfig();
  // What a command prints on its standard output is its result alone.
  const log = (sentence: string) => console.error(sentence);
  const prepared = await prepareDatabase({ config, purpose: 'command', log });
  try {
    const opened = openDatabase({
      connection: prepared.app,
      poolSize: CONNECTIONS,
      statementTimeout: STATEMENT_TIMEOUT,
      name: 'liandong-command',
    });
    try {
      const { db } = opened;
      const clock = prepared.joined ? await joinClock(db) : await chooseClock({ config, db });
      return await act({ config, prepared, db, clock, tell: loadTell(languageOf(process.env)) });
    } finally {
      await opened.close();
    }
  } finally {
    await prepared.stop();
  }
}

/** The institution of that name or id; without a name the only one there is. */
export async function findInstitutionId(db: Db, wanted: string | undefined): Promise<string> {
  const { rows } = await outsideTenant(db, (tx) =>
    (wanted === undefined
      ? sql<{ id: string | null; many: boolean }>`
          select (select id from list_institution_ids() id limit 1) as id, (select count(*) from list_institution_ids()) > 1 as many`
      : sql<{ id: string | null; many: boolean }>`select find_institution_by_name(${wanted}) as id, false as many`
    ).execute(tx),
  );
  const found = rows[0];
  if (!found?.id) return refuseNow('missing', 'command_no_institution');
  if (found.many) return refuseNow('invalid', 'command_many_institutions');
  return found.id;
}

type Caller = { institution: string | undefined; account: string | undefined };

/** Acts in the name of an account, with that person's rights; without one, of the first administrator. */
export async function actAs<Value>(
  place: Workplace,
  caller: Caller,
  work: (scope: Scope) => Promise<Value>,
): Promise<Value> {
  const { db, clock } = place;
  const institutionId = await findInstitutionId(db, caller.institution);
  const personId = await inTenant(db, institutionId, async (tx) => {
    const { rows } = await (caller.account === undefined
      ? sql<{ id: string }>`
          select g.person_id as id from role_grants g join people p on p.institution_id = g.institution_id and p.id = g.person_id and p.active
          where g.institution_id = ${institutionId} and g.role = 'administrator' and g.state = 'confirmed'
            and (g.to_day is null or g.to_day >= institution_day(${institutionId}, ${clock.now()}))
          order by g.created_at limit 1`
      : sql<{ id: string }>`
          select id from people where institution_id = ${institutionId} and lower(account) = lower(${caller.account}) and active`
    ).execute(tx);
    return rows[0]?.id;
  });
  if (personId === undefined) return refuseNow('missing', 'command_no_account', { account: caller.account ?? '' });
  return openScopeFor(db, { institutionId, personId, now: clock.now(), requestId: 'command' }, work);
}

/** One line of the standard input. */
export async function readSecretLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  const line = text.split(/\r?\n/)[0] ?? '';
  if (line === '') refuseNow('invalid', 'command_no_password');
  return line;
}
