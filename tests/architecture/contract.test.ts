// Holds the interface to what other systems were promised: the endpoints, and a description that a machine can read.
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describedApi } from '../../scripts/described-api.ts';
import { createHttpServer } from '../../src/platform/http/server.ts';

const ENTITIES = [
  'levels',
  'units',
  'people',
  'posts',
  'roles',
  'disciplines',
  'sectors',
  'delegations',
  'closed-days',
];

/** Removing one of these breaks somebody's system; more are welcome. */
const PROMISED = [
  ...ENTITIES.flatMap((name) => [`GET /${name}`, `POST /${name}`, `PATCH /${name}/{id}`, `DELETE /${name}/{id}`]),
  ...['POST /session', 'GET /session', 'DELETE /session', 'POST /tokens', 'GET /me'],
  ...['POST /roles/{id}/confirm', 'POST /posts/{id}/confirm', 'GET /settings', 'PUT /settings'],
  ...['POST /items', 'GET /items', 'GET /items/{id}', 'PATCH /items/{id}', 'DELETE /items/{id}'],
  ...['chain', 'children', 'subtree', 'history', 'findings'].map((part) => `GET /items/{id}/${part}`),
  ...['GET /items/{id}/decomposition', 'PUT /items/{id}/decomposition'],
  ...['normalise', 'submit'].map((act) => `POST /items/{id}/decomposition/${act}`),
  ...['register', 'assign', 'accept', 'return', 'archive'].map((act) => `POST /items/{id}/${act}`),
  ...['reports', 'requests', 'guidance', 'dependencies', 'support-links'].map((what) => `POST /items/{id}/${what}`),
  ...['POST /items/{id}/negotiations', 'POST /items/{id}/negotiations/{n}/reply', 'GET /items/{id}/negotiations'],
  ...['GET /submissions', 'GET /submissions/{id}', 'POST /submissions/{id}/withdraw', 'POST /submissions/{id}/verdict'],
  ...['POST /evidence', 'GET /evidence/{id}', 'GET /evidence/{id}/content', 'POST /evidence/{id}/verify'],
  ...['GET /cycles', 'GET /board', 'GET /workbench', 'POST /imports'],
  ...['GET /burden', 'GET /items/{id}/trajectory', 'GET /indicators/bowling', 'GET /settings/dignity'],
  ...['GET /audit/head', 'POST /audit/verify', 'GET /jobs/{id}'],
];

const Parameter = z.object({ name: z.string(), in: z.string(), required: z.boolean() });
const Content = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }));
const Operation = z.object({
  operationId: z.string(),
  summary: z.string().min(3),
  tags: z.array(z.string()).length(1),
  parameters: z.array(Parameter),
  requestBody: z.object({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(
    z.string(),
    z.union([z.strictObject({ $ref: z.string() }), z.object({ description: z.string(), content: Content.optional() })]),
  ),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
const Document = z.object({
  openapi: z.literal('3.1.0'),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(z.string().startsWith('/api/'), z.record(z.string(), Operation)),
  components: z.object({
    schemas: z.record(z.string(), z.unknown()),
    responses: z.record(z.string(), z.unknown()),
    securitySchemes: z.record(z.string(), z.unknown()),
  }),
});

let document: z.infer<typeof Document>;
let operations: { called: string; path: string; method: string; operation: z.infer<typeof Operation> }[];

beforeAll(async () => {
  document = Document.parse(JSON.parse(JSON.stringify(await describedApi())));
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      called: `${method.toUpperCase()} ${path.replace('/api', '')}`,
      path,
      method,
      operation,
    })),
  );
});

describe('the interface', () => {
  it('has every endpoint that was promised', () => {
    const present = new Set(operations.map(({ called }) => called));
    expect(PROMISED.filter((promised) => !present.has(promised))).toEqual([]);
  });

  it('does not start with a route that says nothing about who may call it', async () => {
    const say = (_language: string, key: string) => key;
    const app = await createHttpServer({
      say,
      version: '0',
      logLevel: 'silent',
      secureCookies: false,
      behindProxy: false,
      tags: [],
    });
    app.get('/api/open-door', async () => 'come in');
    await expect(app.ready()).rejects.toThrow('/api/open-door has no access word');
  });
});

describe('the description', () => {
  it('gives each operation a name of its own', () => {
    const names = operations.map(({ operation }) => operation.operationId);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('puts each operation in a section that it explains', () => {
    const sections = new Set(document.tags.map(({ name }) => name));
    expect(operations.filter(({ operation }) => !sections.has(operation.tags[0] ?? ''))).toEqual([]);
  });

  it('refers only to what it holds', () => {
    const text = JSON.stringify(document);
    const wanted = [...text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)];
    const held = { schemas: document.components.schemas, responses: document.components.responses };
    const lost = wanted.filter(([, kind, name]) => !((name ?? '') in (held[kind as keyof typeof held] ?? {})));
    expect(wanted.length).toBeGreaterThan(100);
    expect(lost.map(([reference]) => reference)).toEqual([]);
    expect(text).not.toContain('#/$defs/');
  });

  it('declares every part of a path', () => {
    for (const { path, operation } of operations) {
      const parts = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((one) => one.in === 'path').map((one) => one.name);
      expect(declared, path).toEqual(parts);
    }
  });

  it('says that every operation may answer with a problem', () => {
    for (const { called, operation } of operations)
      expect(operation.responses.default, called).toEqual({ $ref: '#/components/responses/Problem' });
  });

  it('says that a decomposition is written against a version, and that a write by session carries its CSRF token', () => {
    const { parameters, security } = document.paths['/api/items/{id}/decomposition']?.put ?? {};
    expect(parameters?.find(({ name }) => name === 'If-Match')?.required).toBe(true);
    expect(security).toEqual([{ token: [] }, { session: [], csrf: [] }]);
    expect(document.paths['/api/session']?.post?.security).toEqual([]);
  });

  it('shows evidence and imports as uploads of a file, and content as bytes', () => {
    for (const path of ['/api/evidence', '/api/imports'])
      expect(Object.keys(document.paths[path]?.post?.requestBody?.content ?? {}), path).toContain(
        'multipart/form-data',
      );
    const content = document.paths['/api/evidence/{id}/content']?.get?.responses['200'];
    expect(content).toMatchObject({ content: { 'application/octet-stream': {} } });
  });
});
