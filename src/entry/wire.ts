// The HTTP server with the routes of every capability: the same for the real start and for tests.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { addFeedRoutes } from '../capabilities/channels/feed.routes.ts';
import { addMessageRoutes } from '../capabilities/channels/notification.routes.ts';
import { addStreamRoute } from '../capabilities/channels/stream.routes.ts';
import { addWebhookRoutes } from '../capabilities/channels/webhook.routes.ts';
import { addDocumentsRoutes } from '../capabilities/documents/documents.routes.ts';
import { addGatekeepingRoutes } from '../capabilities/gatekeeping/gatekeeping.routes.ts';
import { addGateOverviewRoutes } from '../capabilities/gatekeeping/overview.routes.ts';
import { addIdentityRoutes } from '../capabilities/identity/identity.routes.ts';
import { createOpenScope } from '../capabilities/identity/open-scope.ts';
import { addBurdenRoutes } from '../capabilities/insight/burden.routes.ts';
import { addCockpitRoutes } from '../capabilities/insight/cockpit.routes.ts';
import { addTrajectoryRoutes } from '../capabilities/insight/trajectory.routes.ts';
import { addInstitutionRoutes } from '../capabilities/institution/institution.routes.ts';
import { addSetupRoutes } from '../capabilities/institution/setup.routes.ts';
import type { SetupToken } from '../capabilities/institution/setup-token.ts';
import { addLinkageRoutes } from '../capabilities/linkage/linkage.routes.ts';
import { addNegotiationRoutes } from '../capabilities/linkage/negotiation.routes.ts';
import { addAuditRoutes } from '../capabilities/progress/audit.routes.ts';
import { addPictureRoutes } from '../capabilities/progress/pictures.routes.ts';
import { addProgressRoutes } from '../capabilities/progress/progress.routes.ts';
import { addCycleRoutes } from '../capabilities/promotion/cycle.routes.ts';
import { addDelayRoutes } from '../capabilities/promotion/delay.routes.ts';
import { addFocusRoutes } from '../capabilities/promotion/focus.routes.ts';
import { addHelpRoutes } from '../capabilities/promotion/help.routes.ts';
import { addSheetRoutes } from '../capabilities/promotion/sheet.routes.ts';
import { type Clock, timeOutside } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Db } from '../platform/database/connect.ts';
import type { Connection } from '../platform/database/roles.ts';
import { openFileStore } from '../platform/files/store.ts';
import { answerMissing } from '../platform/http/problems.ts';
import { createHttpServer } from '../platform/http/server.ts';
import { loadWords, type Say } from '../platform/words.ts';
import { AT_FREEZE } from './at-freeze.ts';
import { DUTIES } from './duties.ts';
import { EFFECTS } from './effects.ts';
import { NEGOTIATION_EFFECTS } from './negotiation-effects.ts';
import { TAGS } from './reference.ts';
import { keepSecret } from './secret.ts';

export type WireDeps = {
  db: Db;
  clock: Clock;
  say: Say;
  version: string;
  config: Pick<Config, 'publicUrl' | 'logLevel' | 'dataFolder'> & Partial<Pick<Config, 'smtpUrl' | 'secret'>>;
  /** The time of the world outside, where it is not the machine's. */
  outside?: () => Date;
  /** Where the database is heard, for streams of events. */
  connection?: Connection;
  /** Offers the first-run wizard while the database is empty. */
  setupToken?: SetupToken;
};

/** The sentences of the platform and of every capability. */
export function loadAllWords(): Say {
  const source = join(import.meta.dirname, '..');
  const capabilities = join(source, 'capabilities');
  const folders = readdirSync(capabilities, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return loadWords([join(source, 'platform'), ...folders.map((folder) => join(capabilities, folder.name))]);
}

/** A public address that is not this machine's own says that a proxy stands before the product. */
export function isServedByProxy(publicUrl: string): boolean {
  return !['127.0.0.1', 'localhost', '[::1]', '0.0.0.0'].includes(new URL(publicUrl).hostname);
}

/** Not yet listening; whoever starts it may add pages and health checks first. */
export async function wire(deps: WireDeps): Promise<FastifyInstance> {
  const { say, version, config } = deps;
  const secureCookies = config.publicUrl.startsWith('https:');
  const app = await createHttpServer({
    say,
    version,
    logLevel: config.logLevel,
    secureCookies,
    behindProxy: isServedByProxy(config.publicUrl),
    tags: TAGS,
  });
  // answers are about one caller at one moment: no shared machine keeps them
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  const secret = keepSecret({ secret: null, ...config });
  addIdentityRoutes(app, { ...deps, secret });
  addSetupRoutes(app, { ...deps, secret });
  addInstitutionRoutes(app, { ...deps, secret });
  const open = createOpenScope({ ...deps, secret });
  addLinkageRoutes(app, open, { duties: DUTIES });
  addNegotiationRoutes(app, { open, effects: NEGOTIATION_EFFECTS, say });
  addGatekeepingRoutes(app, open, EFFECTS);
  addGateOverviewRoutes(app, { open, effects: EFFECTS, say });
  addProgressRoutes(app, { open, effects: EFFECTS, files: openFileStore(join(config.dataFolder, 'files')), say });
  addCycleRoutes(app, { open, say, atFreeze: AT_FREEZE });
  addAuditRoutes(app, open);
  addPictureRoutes(app, open);
  addFocusRoutes(app, open);
  addHelpRoutes(app, open);
  addDelayRoutes(app, open);
  addCockpitRoutes(app, { open, duties: DUTIES });
  addSheetRoutes(app, { open, say });
  addMessageRoutes(app, { open, say, config });
  addDocumentsRoutes(app, { ...deps, secret });
  const outside = { ...deps, open, publicUrl: config.publicUrl };
  addWebhookRoutes(app, { ...outside, secret, outside: deps.outside ?? timeOutside });
  addStreamRoute(app, { ...deps, secret });
  addFeedRoutes(app, outside);
  addTrajectoryRoutes(app, { open, say });
  addBurdenRoutes(app, { open, say });
  app.setNotFoundHandler((request, reply) => answerMissing(request, reply, say));
  return app;
}
