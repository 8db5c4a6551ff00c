// Binds the burden ledger and the proof of what the product does not do.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import { exportBurdenLedger, readBurdenLedger } from './burden.actions.ts';
import * as contract from './burden.contract.ts';
import { readDignityProof } from './dignity.actions.ts';
import { sendWorkbook } from './workbook.routes.ts';

type Deps = { open: OpenScope<Scope>; say: Say };

export function addBurdenRoutes(app: FastifyInstance, { open, say }: Deps): void {
  const bind = createBinder(app, open);
  bind(contract.readBurden, (scope, { query }) => readBurdenLedger(scope, query));
  bind(contract.exportBurden, async (scope, { query }, { reply }) =>
    sendWorkbook(reply, `burden-${scope.today}`, await exportBurdenLedger(scope, query, say)),
  );
  bind(contract.readDignity, (scope) => readDignityProof(scope));
}
