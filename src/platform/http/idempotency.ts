// Idempotency-Key: within one transaction the key is taken, the act done and the reply kept; a repeat gets that reply, a second at the same moment waits for it.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tx } from '../database/connect.ts';
import { refuseNow } from '../result.ts';
import { openText, sealText } from '../sealed-text.ts';
import type { Endpoint } from './endpoint.ts';

const KEPT_HOURS = 24;

function hashRequest(request: FastifyRequest): string {
  return (
    createHash('sha256')
      // an upload is not read yet: its length stands for it
      .update(
        `${request.method} ${request.url}\n${JSON.stringify(request.body ?? request.headers['content-length'] ?? null)}`,
      )
      .digest('hex')
  );
}

type Caller = { institutionId: string; callerId: string; now: Date };

type Asked = {
  request: FastifyRequest;
  reply: FastifyReply;
  endpoint: Pick<Endpoint, 'shownOnce'>;
  /** The installation's: what shows a secret is kept sealed with it. */
  secret: string;
};

type Sealed = { sealed: string };

export async function oncePerKey<T>(
  tx: Tx,
  { request, reply, endpoint, secret }: Asked,
  caller: Caller,
  work: () => Promise<T>,
): Promise<T> {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key === '' || request.method === 'GET') return work();
  const place = `idempotency ${caller.institutionId} ${caller.callerId} ${key}`;
  const own = { institution_id: caller.institutionId, caller_id: caller.callerId, key };
  const expired = new Date(caller.now.getTime() - KEPT_HOURS * 3_600_000);
  await tx
    .deleteFrom('idempotency_keys')
    .where((eb) => eb.and(own))
    .where('created_at', '<', expired)
    .execute();
  const taken = await tx
    .insertInto('idempotency_keys')
    .values({ ...own, request_hash: hashRequest(request), created_at: caller.now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (Number(taken.numInsertedOrUpdatedRows ?? 0) === 0) {
    const earlier = await tx
      .selectFrom('idempotency_keys')
      .selectAll()
      .where((eb) => eb.and(own))
      .executeTakeFirstOrThrow();
    if (earlier.request_hash !== hashRequest(request)) refuseNow('invalid', 'key_reused');
    const kept = endpoint.shownOnce ? unseal<T>(secret, place, earlier.reply as Sealed) : (earlier.reply as T);
    reply.code(earlier.status ?? 200).header('idempotency-replayed', 'true');
    return kept;
  }
  const result = await work();
  const text = JSON.stringify(result ?? null);
  const sealed: Sealed = { sealed: endpoint.shownOnce ? sealText(secret, place, text).toString('base64') : '' };
  await tx
    .updateTable('idempotency_keys')
    .set({
      status: reply.statusCode,
      reply: result === undefined ? null : endpoint.shownOnce ? JSON.stringify(sealed) : text,
    })
    .where((eb) => eb.and(own))
    .execute();
  return result;
}

/** A reply that shows a secret; under another secret of the installation it cannot be told again. */
function unseal<T>(secret: string, place: string, { sealed }: Sealed): T {
  const text = openText(secret, place, Buffer.from(sealed, 'base64'));
  return text === null ? refuseNow('conflict', 'secret_shown_already') : (JSON.parse(text) as T);
}
