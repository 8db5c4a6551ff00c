// Binds trajectories, the bowling chart and control limits to their use cases.
import type { FastifyInstance } from 'fastify';
import { createBinder, type OpenScope } from '../../platform/http/bind.ts';
import type { Say } from '../../platform/words.ts';
import type { Scope } from '../identity/scope.ts';
import { exportBowling, listBowling, readIndicatorControl } from './bowling.actions.ts';
import * as bowling from './bowling.contract.ts';
import * as control from './control.contract.ts';
import { listTrajectories, readTrajectory } from './trajectory.actions.ts';
import * as contract from './trajectory.contract.ts';
import { sendWorkbook } from './workbook.routes.ts';

type Deps = { open: OpenScope<Scope>; say: Say };

export function addTrajectoryRoutes(app: FastifyInstance, { open, say }: Deps): void {
  const bind = createBinder(app, open);
  bind(contract.readTrajectory, (scope, { params, query }) => readTrajectory(scope, params.id, query.asOf));
  bind(contract.listTrajectories, (scope, { query }) => listTrajectories(scope, query));
  bind(bowling.listBowling, (scope, { query }) => listBowling(scope, query));
  bind(bowling.exportBowling, async (scope, { query }, { reply }) =>
    sendWorkbook(reply, `indicators-${scope.today}`, await exportBowling(scope, query, say)),
  );
  bind(control.readIndicatorControl, (scope, { params, query }) => readIndicatorControl(scope, params.id, query.of));
}
