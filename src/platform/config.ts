// The only module that reads the environment: a Zod schema turns it into the settings of a start, or into one sentence that names what is wrong.
import { resolve } from 'node:path';
import { z } from 'zod';

// A shell writes `NAME=` for "not set"; an empty value must not reach a check for URLs or numbers.
const unlessEmpty = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'postgres://user:password@host:5432/database');
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `${least}..${most}`)
    .transform(Number)
    .pipe(z.number().min(least, `${least}..${most}`).max(most, `${least}..${most}`));
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const environmentSchema = z.object({
  DATABASE_URL: unlessEmpty(postgresUrl),
  DATABASE_OWNER_URL: unlessEmpty(postgresUrl),
  DATABASE_REPLICA_URL: unlessEmpty(postgresUrl),
  DATABASE_POOL_SIZE: unlessEmpty(wholeNumber(2, 500)),
  LIANDONG_DATA: unlessEmpty(z.string()),
  LIANDONG_SECRET: unlessEmpty(z.string().min(32, '>= 32 characters / 至少 32 个字符')),
  LIANDONG_CLOCK: unlessEmpty(z.iso.datetime({ offset: true, error: 'RFC 3339, 2026-09-01T08:00:00+08:00' })),
  LIANDONG_CWD: unlessEmpty(z.string()),
  HOST: unlessEmpty(z.string().regex(/^\S+$/, 'an address / 地址')),
  PORT: unlessEmpty(wholeNumber(0, 65535)),
  PUBLIC_URL: unlessEmpty(z.url({ protocol: /^https?$/, error: 'https://host' })),
  SMTP_URL: unlessEmpty(z.url({ protocol: /^smtps?$/, error: 'smtp://user:password@host:587' })),
  LOG_LEVEL: unlessEmpty(z.enum(LOG_LEVELS, LOG_LEVELS.join(', '))),
});

export type Config = {
  /** null: the embedded PostgreSQL inside dataFolder. */
  databaseUrl: string | null;
  databaseOwnerUrl: string | null;
  databaseReplicaUrl: string | null;
  databasePoolSize: number;
  dataFolder: string;
  /** null: generated once and kept in the data folder. */
  secret: string | null;
  /** RFC 3339 time at which the product's clock starts; null: the machine's clock. */
  clock: string | null;
  /** The folder the person stood in when they typed the command; relative file arguments are meant from there. */
  callerFolder: string;
  host: string;
  port: number;
  publicUrl: string;
  smtpUrl: string | null;
  logLevel: (typeof LOG_LEVELS)[number];
};

export type ConfigReading = { ok: true; config: Config } | { ok: false; sentence: string };

export function readConfig(environment: Record<string, string | undefined>, currentFolder: string): ConfigReading {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? '?');
    // The value itself is not printed: it may be a password.
    return { ok: false, sentence: refusal(name, issue?.message ?? '') };
  }
  const given = parsed.data;
  if (given.DATABASE_OWNER_URL !== undefined && given.DATABASE_URL === undefined) {
    return { ok: false, sentence: refusal('DATABASE_OWNER_URL', 'needs DATABASE_URL / 需同时设置 DATABASE_URL') };
  }
  const host = given.HOST ?? '127.0.0.1';
  const port = given.PORT ?? 8620;
  return {
    ok: true,
    config: {
      databaseUrl: given.DATABASE_URL ?? null,
      databaseOwnerUrl: given.DATABASE_OWNER_URL ?? null,
      databaseReplicaUrl: given.DATABASE_REPLICA_URL ?? null,
      databasePoolSize: given.DATABASE_POOL_SIZE ?? 20,
      dataFolder: resolve(currentFolder, given.LIANDONG_DATA ?? 'data'),
      secret: given.LIANDONG_SECRET ?? null,
      clock: given.LIANDONG_CLOCK ?? null,
      callerFolder: given.LIANDONG_CWD ?? currentFolder,
      host,
      port,
      publicUrl: (given.PUBLIC_URL ?? `http://${urlHost(host)}:${port}`).replace(/\/+$/, ''),
      smtpUrl: given.SMTP_URL ?? null,
      logLevel: given.LOG_LEVEL ?? 'info',
    },
  };
}

function refusal(name: string, expected: string): string {
  return `环境变量 ${name} 的值不正确，未启动。The environment variable ${name} has a wrong value, not started: ${expected}`;
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
