// Refusals and failures as problem+json (RFC 9457); the only place that knows status codes.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Refusal, type RefusalKind, Refused } from '../result.ts';
import { chooseLanguage, type Language, type Say } from '../words.ts';

const STATUS: Record<RefusalKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  stale: 412,
  too_large: 413,
  invalid: 422,
  unversioned: 428,
  throttled: 429,
  unavailable: 503,
};

/** Codes that the database raises for a broken invariant, with the kind of refusal they stand for. */
const DATABASE_KINDS: Record<string, RefusalKind> = { LD409: 'conflict', LD422: 'invalid' };
/**
 * What a constraint refused although no rule had foreseen it: something named that is not there or is still needed, a value
 * taken by somebody else a moment ago, one outside its range. Never the reader's fault to guess at, so never a 500.
 */
const CONSTRAINTS: Record<string, { kind: RefusalKind; code: string }> = {
  '23503': { kind: 'invalid', code: 'reference_unknown' },
  '23505': { kind: 'conflict', code: 'taken_meanwhile' },
  '23P01': { kind: 'conflict', code: 'taken_meanwhile' },
  '23514': { kind: 'invalid', code: 'value_out_of_range' },
};
const STILL_NEEDED = /still referenced/;
/** Text or numbers that no column can hold, such as a zero character or a year beyond the calendar. */
const UNFIT_FOR_DATABASE = /^22/;
/** Away, full, too slow, or still in each other's way after several attempts: all of it passes, so that trying again helps. */
const LOST_DATABASE = /^(08|57P0|57014|53|40)|ECONNREFUSED|ENOENT|ECONNRESET/;
/** What the pool says when no connection came free in time; it carries no code. */
const NO_CONNECTION = 'timeout exceeded when trying to connect';

const DATABASE_UNAVAILABLE: Refusal = { kind: 'unavailable', code: 'database_unavailable', params: {} };

export function refusalOfDatabaseError(error: unknown): Refusal | null {
  if (error instanceof Error && error.message === NO_CONNECTION) return DATABASE_UNAVAILABLE;
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const kind = DATABASE_KINDS[error.code];
  if (kind) {
    const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : null;
    return { kind, code: error.message, params: { detail } };
  }
  const constraint = CONSTRAINTS[error.code];
  if (constraint) {
    const detail = 'detail' in error && typeof error.detail === 'string' ? error.detail : '';
    return STILL_NEEDED.test(detail)
      ? { kind: 'conflict', code: 'still_needed', params: {} }
      : { ...constraint, params: {} };
  }
  if (UNFIT_FOR_DATABASE.test(error.code)) return { kind: 'malformed', code: 'malformed', params: { fields: '' } };
  if (LOST_DATABASE.test(error.code)) return DATABASE_UNAVAILABLE;
  return null;
}

type RawIssue = Parameters<ReturnType<typeof z.locales.en>['localeError']>[0];
const SHAPE_WORDS = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError };

type ShapeIssue = { keyword: string; instancePath: string; params: unknown; message?: string };

/** What was sent at a path; the validator's issues keep only where they found it. */
function sentAt(part: unknown, instancePath: string): unknown {
  const steps = instancePath.split('/').filter((step) => step !== '');
  return steps.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Object.entries(at).find(([key]) => key === step)?.[1] : at),
    part,
  );
}

/** What is wrong with the shape of a field, in the reader's language: the validator's own words. */
function sayShape(language: Language, issue: ShapeIssue, sent: unknown): string {
  const input = sentAt(sent, issue.instancePath);
  const words = SHAPE_WORDS[language]({ ...(issue.params as object), input, code: issue.keyword } as RawIssue);
  return (typeof words === 'string' ? words : words?.message) ?? issue.message ?? '';
}

function sentIn(request: FastifyRequest, context: string | undefined): unknown {
  if (context === 'params') return request.params;
  if (context === 'querystring') return request.query;
  return context === 'headers' ? request.headers : request.body;
}

function refusalOf(error: FastifyError, request: FastifyRequest): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const part = error.validationContext === 'body' ? '' : `${error.validationContext ?? ''}.`;
    const language = chooseLanguage(request.headers['accept-language']);
    const sent = sentIn(request, error.validationContext);
    const fields = error.validation.map((issue) => ({
      path: part + issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      code: issue.keyword,
      params: { expected: sayShape(language, issue, sent) },
    }));
    return {
      kind: 'malformed',
      code: 'malformed',
      params: { fields: fields.map((field) => field.path).join(', ') },
      fields,
    };
  }
  if (error.statusCode === 413 || error.code === 'FST_REQ_FILE_TOO_LARGE')
    return { kind: 'too_large', code: 'too_large', params: {} };
  if (error.statusCode === 415) return { kind: 'malformed', code: 'unsupported_media_type', params: {} };
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return { kind: 'malformed', code: 'malformed', params: { fields: '' } };
  return refusalOfDatabaseError(error);
}

function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: Refusal, say: Say, status: number) {
  const language = chooseLanguage(request.headers['accept-language']);
  const sentence = (code: string, params = refusal.params) => say(language, `refusals.${code}`, params);
  if (refusal.kind === 'throttled') reply.header('retry-after', String(refusal.params.retryAfter ?? 60));
  return reply
    .code(status)
    .header('content-language', language)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send({
      type: `urn:liandong:${refusal.code}`,
      title: say(language, `kinds.${refusal.kind}`),
      status,
      code: refusal.code,
      detail: sentence(refusal.code),
      params: refusal.params,
      requestId: request.id,
      ...(refusal.fields && {
        errors: refusal.fields.map((field) => ({
          path: field.path,
          code: field.code,
          detail: field.params?.expected ? String(field.params.expected) : sentence(field.code, field.params),
        })),
      }),
    });
}

export function answerWithProblems(app: FastifyInstance, say: Say): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, request);
    if ('constraint' in error) request.log.warn({ constraint: error.constraint }, 'refused by a constraint alone');
    if (refusal) return sendProblem(request, reply, refusal, say, STATUS[refusal.kind]);
    request.log.error({ err: error }, 'unexpected failure');
    const hidden: Refusal = { kind: 'unavailable', code: 'unexpected', params: { requestId: request.id } };
    return sendProblem(request, reply, hidden, say, 500);
  });
}

export function answerMissing(request: FastifyRequest, reply: FastifyReply, say: Say) {
  return sendProblem(request, reply, { kind: 'missing', code: 'not_found', params: {} }, say, 404);
}
