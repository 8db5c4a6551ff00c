// The OpenAPI 3.1 description of every endpoint that was bound: the same schemas that validate and filter, lifted into named components.
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Shape = { [key: string]: Json };

export type ApiDescription = {
  version: string;
  /** Sections of the reference, in reading order. */
  tags: readonly { name: string; description: string }[];
};

const COMPONENTS = '#/components/schemas/';
const LARGEST_SAFE = Number.MAX_SAFE_INTEGER;
/** Their format says it already, in a hundredth of the length. */
const FORMATS_WITHOUT_PATTERN = new Set(['uuid', 'date', 'date-time', 'time', 'email', 'uri']);

const PROBLEM: Shape = {
  type: 'object',
  description: 'A refusal (RFC 9457), its sentence in the language asked for by Accept-Language',
  required: ['type', 'title', 'status', 'code', 'detail', 'params', 'requestId'],
  properties: {
    type: { type: 'string', description: 'urn:liandong: and the code' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    params: { type: 'object' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'detail'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
};

const WORDS: Record<number, string> = {
  200: 'Done',
  201: 'Made',
  202: 'Taken; it takes effect later',
  204: 'Done; nothing to tell',
};

/** Names schemas for the description: every capitalised schema that a contract exports becomes a component of that name. */
export function nameSchemas(contract: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(contract)) {
    if (!/^[A-Z]/.test(name) || !(value instanceof z.ZodType)) continue;
    const known = z.globalRegistry.get(value);
    if (known?.id === undefined) z.globalRegistry.add(value, { ...known, id: name });
  }
}

class Components {
  readonly schemas = new Map<string, Shape>([['Problem', PROBLEM]]);
  readonly #raw = new Map<string, string>();

  /** The schema as JSON Schema 2020-12, what it names moved to the components. */
  describe(schema: z.ZodType, io: 'input' | 'output'): Shape {
    const raw = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Shape;
    const { $defs, $schema: _, ...body } = raw;
    const names = this.#addDefinitions(($defs ?? {}) as Record<string, Shape>, io);
    return tidy(body, names) as Shape;
  }

  #addDefinitions(definitions: Record<string, Shape>, io: 'input' | 'output'): Map<string, string> {
    // unnamed ones are the endless kind: any JSON
    const named = Object.entries(definitions).filter(([name]) => !name.startsWith('__'));
    const names = new Map(named.map(([name, body]) => [name, this.#nameFor(name, body, io)]));
    for (const [id, body] of named) {
      const name = this.#nameFor(id, body, io);
      this.#raw.set(name, JSON.stringify(body));
      this.schemas.set(name, tidy(body, names) as Shape);
    }
    return names;
  }

  /** What is sent may differ from what is received: defaults are optional on the way in. */
  #nameFor(id: string, body: Shape, io: 'input' | 'output'): string {
    const standing = this.#raw.get(id);
    if (standing === undefined || standing === JSON.stringify(body)) return id;
    return io === 'input' ? `${id}Sent` : id;
  }
}

/** Points references at the components and leaves out what says nothing. */
function tidy(value: Json, names: ReadonlyMap<string, string>): Json {
  if (Array.isArray(value)) return value.map((entry) => tidy(entry, names));
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.$ref === 'string') {
    const name = names.get(value.$ref.replace(/^#\/\$defs\//, ''));
    return name === undefined ? { description: 'Any JSON' } : { $ref: COMPONENTS + name };
  }
  const kept = Object.entries(value).filter(
    ([key, entry]) =>
      !(key === 'pattern' && FORMATS_WITHOUT_PATTERN.has(String(value.format))) &&
      !(key === 'id' && typeof entry === 'string') &&
      !((key === 'minimum' || key === 'maximum') && Math.abs(Number(entry)) === LARGEST_SAFE),
  );
  return Object.fromEntries(kept.map(([key, entry]) => [key, tidy(entry, names)]));
}

const header = (name: string, required: boolean, description: string): Shape => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

function parametersOf(endpoint: Endpoint, components: Components): Shape[] {
  const from = (place: 'path' | 'query', schema: z.ZodType | undefined): Shape[] => {
    if (!schema) return [];
    const { properties, required } = components.describe(schema, 'input');
    return Object.entries((properties ?? {}) as Record<string, Shape>).map(([name, { description, ...shape }]) => ({
      name,
      in: place,
      required: place === 'path' || (Array.isArray(required) && required.includes(name)),
      ...(description !== undefined && { description }),
      schema: shape,
      // a list may be written once with commas or repeated
      ...(shape.type === 'array' && { style: 'form', explode: false }),
    }));
  };
  const sends = endpoint.method !== 'GET';
  return [
    ...from('path', endpoint.params),
    ...from('query', endpoint.query),
    ...(endpoint.version === 'none'
      ? []
      : [header('If-Match', endpoint.version === 'required', 'The version that the caller believes to change')]),
    ...(sends && endpoint.access === 'member'
      ? [header('Idempotency-Key', false, 'A repeat with the same key within 24 hours gets the first reply')]
      : []),
  ];
}

function bodyOf(endpoint: Endpoint, components: Components): Shape | undefined {
  const json = endpoint.body && { 'application/json': { schema: components.describe(endpoint.body, 'input') } };
  if (!endpoint.upload) return json && { required: !endpoint.body?.safeParse(undefined).success, content: json };
  const file: Shape = {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', format: 'binary' } },
  };
  return { required: true, content: { 'multipart/form-data': { schema: file }, ...json } };
}

function replyOf(endpoint: Endpoint, components: Components, status: number): Shape {
  const description = WORDS[status] ?? 'Done';
  const schema = components.describe(endpoint.reply, 'output');
  if (status === 204 || schema.type === 'null') return { description };
  if (schema.format === 'binary')
    return { description, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } };
  return { description, content: { 'application/json': { schema } } };
}

function operationOf(endpoint: Endpoint, components: Components): Shape {
  const statuses = endpoint.status === 201 ? [200, 201, 202] : [endpoint.status];
  const body = bodyOf(endpoint, components);
  const sends = endpoint.method !== 'GET';
  return {
    operationId: endpoint.name,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    parameters: parametersOf(endpoint, components),
    ...(body && { requestBody: body }),
    responses: {
      ...Object.fromEntries(statuses.map((status) => [status, replyOf(endpoint, components, status)])),
      default: { $ref: '#/components/responses/Problem' },
    },
    ...(endpoint.access === 'public'
      ? { security: [] }
      : sends && { security: [{ token: [] }, { session: [], csrf: [] }] }),
  };
}

const READING_ORDER: readonly Endpoint['method'][] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const sorted = <Value>(entries: Iterable<[string, Value]>): Record<string, Value> =>
  Object.fromEntries([...entries].sort(([one], [other]) => (one < other ? -1 : 1)));

/** Always the same text for the same endpoints, whatever the order in which they were bound. */
export function describeApi(endpoints: readonly Endpoint[], { version, tags }: ApiDescription): Shape {
  const components = new Components();
  const paths = new Map<string, Shape>();
  const place = ({ path, method }: Endpoint) => `${path} ${READING_ORDER.indexOf(method)}`;
  const ordered = [...endpoints].sort((one, other) => (place(one) < place(other) ? -1 : 1));
  for (const endpoint of ordered) {
    const path = `/api${endpoint.path}`;
    const operation = operationOf(endpoint, components);
    paths.set(path, { ...paths.get(path), [endpoint.method.toLowerCase()]: operation });
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Liandong 联动',
      version,
      description: 'Six-level linkage: a plan carried down to one named person, and the truth back up.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: tags.filter(({ name }) => ordered.some(({ tag }) => tag === name)),
    security: [{ token: [] }, { session: [] }],
    paths: sorted(paths),
    components: {
      schemas: sorted(components.schemas),
      responses: {
        Problem: {
          description: 'Refused, or failed',
          content: { 'application/problem+json': { schema: { $ref: `${COMPONENTS}Problem` } } },
        },
      },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token' },
        session: { type: 'apiKey', in: 'cookie', name: 'liandong_session', description: 'The cookie of a sign-in' },
        csrf: {
          type: 'apiKey',
          in: 'header',
          name: 'X-CSRF-Token',
          description: 'The csrfToken of the sign-in, on every write by session',
        },
      },
    },
  };
}
