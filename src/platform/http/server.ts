// The HTTP server: security headers, cookies, uploads, the generated OpenAPI, problems, health. Knows no domain word.
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { v7 as uuid } from 'uuid';
import type { Say } from '../words.ts';
import { demandAccessWord } from './bind.ts';
import type { Endpoint } from './endpoint.ts';
import { type ApiDescription, describeApi } from './openapi.ts';
import { answerWithProblems } from './problems.ts';

export type HttpOptions = {
  say: Say;
  version: string;
  logLevel: string;
  largestBody?: number;
  largestFile?: number;
  secureCookies: boolean;
  /** Behind a proxy on this machine: the visitor's address stands in what the proxy forwards. */
  behindProxy: boolean;
  tags: ApiDescription['tags'];
};

const MEGABYTE = 1024 * 1024;

/** What the log says of a request: never the key that an address may carry. */
export const describeRequest = ({ method, url, ip }: Pick<FastifyRequest, 'method' | 'url' | 'ip'>) => ({
  method,
  url: url.replace(/([?&]key=)[^&]*/g, '$1…'),
  remoteAddress: ip,
});

export async function createHttpServer(options: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger:
      options.logLevel === 'silent'
        ? false
        : {
            level: options.logLevel,
            redact: ['req.headers.authorization', 'req.headers.cookie'],
            serializers: { req: describeRequest },
          },
    genReqId: () => uuid(),
    bodyLimit: options.largestBody ?? 8 * MEGABYTE,
    trustProxy: options.behindProxy ? 'loopback' : false,
    forceCloseConnections: 'idle',
  });
  demandAccessWord(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerWithProblems(app, options.say);
  app.removeContentTypeParser('application/json');
  // an act without a body may still name JSON as its type
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined);
    try {
      done(null, JSON.parse(text as string));
    } catch {
      done(Object.assign(new Error('JSON'), { statusCode: 400 }));
    }
  });
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // the component library writes its styles into the page
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: options.secureCookies ? [] : null,
      },
    },
    strictTransportSecurity: options.secureCookies,
  });
  await app.register(compress, { global: true, threshold: 2048, encodings: ['br', 'gzip'] });
  await app.register(multipart, { limits: { fileSize: options.largestFile ?? 50 * MEGABYTE, files: 1, fields: 10 } });
  await describe(app, options);
  return app;
}

/** The description is drawn from what was bound, when somebody asks for it. */
async function describe(app: FastifyInstance, { version, tags }: HttpOptions): Promise<void> {
  const endpoints: Endpoint[] = [];
  app.addHook('onRoute', ({ config, method }) => {
    // every GET comes a second time as HEAD
    if (config?.endpoint && method === config.endpoint.method) endpoints.push(config.endpoint);
  });
  await app.register(swagger, {
    openapi: {},
    transform: ({ url }) => ({ schema: { hide: true }, url }),
    transformObject: () => describeApi(endpoints, { version, tags }) as ReturnType<SwaggerTransformObject>,
  });
  await app.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public' };
    });
    await docs.register(swaggerUi, {
      routePrefix: '/api/docs',
      staticCSP: true,
      uiConfig: { docExpansion: 'none' },
      theme: {
        title: 'Liandong 联动',
        // the bar offers to load other descriptions than this one
        css: [{ filename: 'reference.css', content: '.swagger-ui .topbar { display: none }' }],
      },
    });
    docs.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () => app.swagger());
  });
}
