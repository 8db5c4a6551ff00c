// Verification: walks the chain of history, computes every derived value again, reads every kept file, and names each difference.
import { sql } from 'kysely';
import { type Db, inTenant, type Tx } from '../../platform/database/connect.ts';
import { appendEvent } from '../../platform/events/append.ts';
import { readHead, sealEvents } from '../../platform/events/seal.ts';
import { type Difference, walkChain } from '../../platform/events/walk.ts';
import type { FileStore } from '../../platform/files/store.ts';
import { findJob, type JobRow, queueJob } from '../../platform/jobs/jobs.ts';
import { refuseNow } from '../../platform/result.ts';
import { hasRole, type Scope } from '../identity/scope.ts';
import { findValueDifferences, lockItemChain, type ValueDifference } from './rollup.store.ts';
import { findRowDifferences, itemNames, listFileHashes, listRoots, MOST_NAMED } from './verify.store.ts';

export const VERIFICATION = 'verify';

export type Verification = {
  ok: boolean;
  /** Sealed events that were walked. */
  events: number;
  items: number;
  files: number;
  differences: Difference[];
  /** Differences found, also those beyond the ones that are named. */
  found: number;
};

export type VerifyCheck = (where: { tx: Tx; institutionId: string }) => Promise<Difference[]>;

export type VerifyOptions = {
  db: Db;
  institutionId: string;
  now: () => Date;
  /** Null where this process has no access to the kept files. */
  files: FileStore | null;
  /** What later capabilities know to follow from their own rows. */
  checks?: readonly VerifyCheck[];
  report?: (share: number) => Promise<void>;
};

const BATCH = 3000;
/** How much of the whole each part is, for showing progress. */
const SHARE = { chain: 0.4, rows: 0.45, values: 0.95 };

export async function verifyInstitution(options: VerifyOptions): Promise<Verification> {
  const { db, institutionId, now, checks = [], report = async () => {} } = options;
  // What is committed is sealed first, so that nothing counts as unsealed only because it is young.
  await sealEvents(db, institutionId, now);
  const walk = await inTenant(db, institutionId, (tx) =>
    walkChain(tx, institutionId, now(), (share) => report(share * SHARE.chain)),
  );
  const rows = await inTenant(db, institutionId, (tx) => findRowDifferences({ tx, institutionId }));
  for (const check of checks) rows.push(...(await inTenant(db, institutionId, (tx) => check({ tx, institutionId }))));
  await report(SHARE.rows);
  const values = await verifyValues(options, (share) => report(SHARE.rows + share * (SHARE.values - SHARE.rows)));
  const files = await verifyFiles(options);
  const differences = [...walk.differences, ...rows, ...values.differences, ...files.differences];
  return {
    ok: differences.length === 0,
    events: walk.events,
    items: values.items,
    files: files.count,
    differences: differences.slice(0, MOST_NAMED),
    found: differences.length,
  };
}

async function verifyValues({ db, institutionId, now }: VerifyOptions, report: (share: number) => Promise<void>) {
  const roots = await inTenant(db, institutionId, (tx) => listRoots({ tx, institutionId }));
  const total = roots.reduce((sum, root) => sum + root.size, 0);
  const differences: Difference[] = [];
  let items = 0;
  for (const batch of inBatches(roots)) {
    const ids = batch.map((root) => root.id);
    const at = now();
    const look = await inTenant(db, institutionId, (tx) => differencesBelow(tx, institutionId, at, ids));
    // Acts that were committed between our queries look like differences: what is one stays so while nobody can act.
    if (look.length > 0) {
      differences.push(
        ...(await inTenant(db, institutionId, async (tx) => {
          await lockItemChain({ tx, institutionId }, ids);
          return differencesBelow(tx, institutionId, now(), ids);
        })),
      );
    }
    items += batch.reduce((sum, root) => sum + root.size, 0);
    await report(items / Math.max(1, total));
  }
  return { items, differences };
}

function* inBatches<Root extends { size: number }>(roots: readonly Root[]): Generator<Root[]> {
  let batch: Root[] = [];
  let size = 0;
  for (const root of roots) {
    batch.push(root);
    size += root.size;
    if (size < BATCH) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

async function differencesBelow(tx: Tx, institutionId: string, at: Date, roots: string[]): Promise<Difference[]> {
  const { rows } = await sql<{ day: string }>`select institution_day(${institutionId}, ${at}) as day`.execute(tx);
  const where = { tx, institutionId, today: rows[0]?.day ?? '' };
  const found: ValueDifference[] = await findValueDifferences(where, roots);
  const names = await itemNames(where, [...new Set(found.map((one) => one.itemId))]);
  return found.map(({ itemId, field, stored, computed }) => ({
    code: 'value_differs',
    object: names.get(itemId) ?? `item ${itemId}`,
    field,
    stored,
    computed,
  }));
}

async function verifyFiles({ db, institutionId, files }: VerifyOptions) {
  if (files === null) return { count: 0, differences: [] };
  const kept = await inTenant(db, institutionId, (tx) => listFileHashes({ tx, institutionId }));
  const differences: Difference[] = [];
  for (const { sha256, name } of kept) {
    const found = await files.rehash(sha256);
    if (found === sha256) continue;
    differences.push({
      code: 'file_differs',
      object: `file ${name}`,
      field: 'sha256',
      stored: found,
      computed: sha256,
    });
  }
  return { count: kept.length, differences };
}

/** Auditor, office or administrator; for everybody else history as a whole does not exist. */
function demandAuditor({ actor }: Scope): void {
  if (!hasRole(actor, 'auditor', 'office', 'administrator')) refuseNow('forbidden', 'only_auditors_verify');
}

export async function readAuditHead(scope: Scope) {
  demandAuditor(scope);
  return readHead(scope.tx, scope.institutionId);
}

export async function startVerification(scope: Scope) {
  demandAuditor(scope);
  const { tx, institutionId, now, actorId } = scope;
  const id = await queueJob(tx, { institutionId, kind: VERIFICATION, startedBy: actorId, now });
  await appendEvent(scope, { act: 'history.verification_asked', objectKind: 'job', objectId: id });
  return readJob(scope, id);
}

/** A job is its asker's own. */
export async function readJob(scope: Scope, id: string) {
  const job = await findJob(scope.tx, scope.institutionId, id);
  if (!job || job.startedBy !== scope.actorId) return refuseNow('missing', 'not_found');
  return viewJob(job);
}

const viewJob = ({ startedBy: _asker, createdAt, endedAt, ...job }: JobRow) => ({
  ...job,
  result: JSON.parse(JSON.stringify(job.result)),
  createdAt: createdAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
