// Does something behind a savepoint: what is refused is taken back and told, and the transaction around it goes on.
import { sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import { accept, type Refusal, Refused, type Result } from '../result.ts';
import { refusalOfDatabaseError } from './problems.ts';

/** An invariant that the database holds is a refusal too; a database that is away or busy is not. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  const refusal = refusalOfDatabaseError(error);
  return refusal && (refusal.kind === 'conflict' || refusal.kind === 'invalid') ? refusal : null;
}

/** `takeBack`: even what succeeded is undone; its answer remains. */
export async function attempt<T>(tx: Tx, work: () => Promise<T>, takeBack = false): Promise<Result<T>> {
  await sql`savepoint attempted`.execute(tx);
  try {
    const value = await work();
    await (takeBack ? sql`rollback to savepoint attempted` : sql`release savepoint attempted`).execute(tx);
    return accept(value);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    await sql`rollback to savepoint attempted`.execute(tx);
    return { ok: false, refusal };
  }
}
