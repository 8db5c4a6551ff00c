// Binds negotiation's endpoints to its use cases.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { RefusalParams } from '../../platform/result.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import type { NegotiationEffects } from './agreed-terms.actions.ts';
import { openBelow } from './negotiation.actions.ts';
import * as contract from './negotiation.contract.ts';
import { answer, answerMany, type Outcome, propose } from './negotiation-replies.actions.ts';
import { readBelow, readItemNegotiations, readQueue } from './negotiation-view.actions.ts';

type Deps = { open: OpenScope<Scope>; effects: NegotiationEffects; say: Say };

export function addNegotiationRoutes(app: FastifyInstance, { open, effects, say }: Deps): void {
  const bind = createBinder(app, open);
  bind(contract.openDecompositionNegotiation, (scope, { params, body }) => openBelow(scope, params.id, body ?? {}));
  bind(contract.readDecompositionNegotiation, (scope, { params }) => readBelow(scope, params.id));
  bind(contract.readItemNegotiations, (scope, { params }) => readItemNegotiations(scope, params.id));
  bind(contract.proposeTerms, (scope, { params, body }, { ifMatch }) => propose(scope, params.id, body, ifMatch));
  bind(contract.replyToTerms, (scope, { params, body }, { ifMatch }) =>
    answer(scope, effects, { itemId: params.id, n: params.n, answer: body, ifMatch }),
  );
  bind(contract.listNegotiations, (scope, { query }) => readQueue(scope, query));
  bind(contract.replyToMany, async (scope, { body }) => {
    const outcomes = await answerMany(scope, effects, body);
    return { done: outcomes.filter((one) => !one.refusal).length, items: outcomes.map((one) => told(scope, one, say)) };
  });
}

/** What was refused, with its sentence: many answers share one reply, and each row shows its own. */
function told(scope: Scope, { itemId, refusal, negotiation }: Outcome, say: Say) {
  if (!refusal) return { itemId, done: true, negotiation, refusal: null };
  const sentence = (code: string, params?: RefusalParams) => say(scope.language, `refusals.${code}`, params);
  const errors = (refusal.fields ?? []).map(({ path, code, params }) => ({
    path,
    code,
    detail: sentence(code, params),
  }));
  return {
    itemId,
    done: false,
    negotiation: null,
    refusal: { code: refusal.code, detail: sentence(refusal.code, refusal.params), errors },
  };
}
