// Binds what stands around the gate: passing many together, the figures of gates, guidance, and what a request would come to.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import type { EffectsByKind } from './decide.actions.ts';
import { decideMany } from './decide-many.actions.ts';
import * as many from './decide-many.contract.ts';
import { foreseeRequest } from './foresee.actions.ts';
import * as foresee from './foresee.contract.ts';
import { listGuidance } from './guidance.actions.ts';
import * as guidance from './guidance.contract.ts';
import { readGateStatistics } from './statistics.actions.ts';
import * as statistics from './statistics.contract.ts';

type Deps = { open: OpenScope<Scope>; effects: EffectsByKind; say: Say };

export function addGateOverviewRoutes(app: FastifyInstance, { open, effects, say }: Deps): void {
  const bind = createBinder(app, open);
  bind(many.decideMany, async (scope, { body }) => {
    const outcomes = await decideMany(scope, body.items, effects);
    const results = outcomes.map((one) => {
      if (one.outcome === 'decided') return { ...one, code: null, detail: null };
      const { code, params } = one.refusal;
      return {
        id: one.id,
        outcome: one.outcome,
        state: null,
        code,
        detail: say(scope.language, `refusals.${code}`, params),
      };
    });
    const decided = results.filter((one) => one.outcome === 'decided').length;
    return { results, decided, refused: results.length - decided };
  });
  bind(statistics.readGateStatistics, (scope, { query }) => readGateStatistics(scope, query));
  bind(guidance.listGuidance, (scope, { params, query }) => listGuidance(scope, params.id, query));
  bind(foresee.foreseeRequest, async (scope, { params, body }) => {
    const { refusal, ...foreseen } = await foreseeRequest(scope, params.id, body, effects);
    const detail = refusal && say(scope.language, `refusals.${refusal.code}`, refusal.params);
    return { ...foreseen, refusal: refusal && { code: refusal.code, detail: detail ?? '' } };
  });
}
