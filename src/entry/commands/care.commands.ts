// Commands of whoever runs the machine: verify, doctor, load.
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { judgeFailure } from '../../capabilities/channels/delivery.rules.ts';
import { verifyInstitution } from '../../capabilities/progress/verify.actions.ts';
import type { Config } from '../../platform/config.ts';
import { withClient } from '../../platform/database/roles.ts';
import { openFileStore } from '../../platform/files/store.ts';
import { openMail } from '../../platform/mail/transport.ts';
import { loadSynthetic } from '../simulation/synthetic.ts';
import { VERIFY_CHECKS } from '../verify-checks.ts';
import { languageOf, loadTell, type Tell } from './words.ts';
import { findInstitutionId, inWorkplace, readCommandConfig, readSecretLine } from './workplace.ts';

type LoadOptions = { items: number; name?: string; account: string; passwordStdin?: true };

const LEAST_NODE = 24;
const LEAST_FREE_BYTES = 512 * 1024 * 1024;
const MOST_ITEMS = 1_000_000;

export function addCareCommands(program: Command, { say }: Tell): void {
  program
    .command('verify')
    .description(say('verify.what'))
    .option('--institution <name>', say('institution'))
    .action(verify);
  program.command('doctor').description(say('doctor.what')).action(examine);
  program
    .command('load')
    .description(say('load.what'))
    .requiredOption('--items <count>', say('load.items'), (text) => {
      const count = Number(text);
      if (!Number.isInteger(count) || count < 1 || count > MOST_ITEMS)
        throw new InvalidArgumentError(`1..${MOST_ITEMS}`);
      return count;
    })
    .option('--name <name>', say('init.name'))
    .option('--account <account>', say('init.account'), 'admin')
    .option('--password-stdin', say('passwordStdin'))
    .action(load);
}

async function verify({ institution }: { institution?: string }): Promise<void> {
  await inWorkplace(async ({ db, clock, config, tell }) => {
    const institutionId = await findInstitutionId(db, institution);
    const files = openFileStore(join(config.dataFolder, 'files'));
    const result = await verifyInstitution({ db, institutionId, now: () => clock.now(), files, checks: VERIFY_CHECKS });
    for (const { code, object, field, stored, computed } of result.differences) {
      console.log(`${code}\t${object}\t${field}\t${JSON.stringify(stored)}\t${JSON.stringify(computed)}`);
    }
    const { events, items, found } = result;
    console.log(tell.say(result.ok ? 'verify.clean' : 'verify.differs', { events, items, files: result.files, found }));
    if (!result.ok) process.exitCode = 1;
  });
}

type Examination = [name: string, check: () => Promise<string>];

/** Each line says what was looked at and what was found; the first look that fails explains most of those after it. */
async function examine(): Promise<void> {
  const tell = loadTell(languageOf(process.env));
  const checks: Examination[] = [
    [
      'doctor.node',
      async () => demand(Number(process.versions.node.split('.')[0]) >= LEAST_NODE, process.versions.node),
    ],
    ['doctor.environment', async () => describePlace(readCommandConfig())],
    ['doctor.folder', async () => lookAtFolder(readCommandConfig().dataFolder)],
    ['doctor.database', lookAtDatabase],
    ['doctor.mail', () => lookAtMail(readCommandConfig(), tell)],
  ];
  for (const [name, check] of checks) {
    try {
      console.log(`✓ ${tell.say(name)}: ${await check()}`);
    } catch (error) {
      console.log(`✗ ${tell.say(name)}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
}

/** Without the user and the password of the address. */
function describePlace({ databaseUrl, dataFolder }: Config): string {
  return databaseUrl === null ? dataFolder : `${databaseUrl.replace(/\/\/[^/]*@/, '//')}, ${dataFolder}`;
}

function demand(holds: boolean, found: string): string {
  if (!holds) throw new Error(found);
  return found;
}

function lookAtFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.R_OK | constants.W_OK);
  const { bavail, bsize } = statfsSync(folder);
  return demand(bavail * bsize >= LEAST_FREE_BYTES, `${folder}, ${Math.floor((bavail * bsize) / 1024 ** 2)} MB`);
}

function lookAtDatabase(): Promise<string> {
  return inWorkplace(async ({ prepared, clock }) => {
    const version = await withClient(prepared.app, async (client) => {
      const { rows } = await client.query<{ version: string; institutions: number }>(
        `select current_setting('server_version') as version, (select count(*) from list_institution_ids())::int as institutions`,
      );
      return `PostgreSQL ${rows[0]?.version}, ${rows[0]?.institutions}`;
    });
    return `${version}, ${clock.now().toISOString()}`;
  });
}

/** Whether the mail server answers and lets the account in; the address without its password. */
async function lookAtMail({ smtpUrl }: Config, tell: Tell): Promise<string> {
  if (smtpUrl === null) return tell.say('doctor.mailOff');
  const { hostname, port } = new URL(smtpUrl);
  const mail = openMail(smtpUrl);
  try {
    await mail.verify();
  } catch (error) {
    const answer = judgeFailure(typeof error === 'object' && error !== null ? error : {});
    throw new Error(`${hostname}:${port}, ${'failure' in answer ? answer.failure : ''}`);
  } finally {
    mail.close();
  }
  return [hostname, port].filter(Boolean).join(':');
}

async function load({ items, name, account, passwordStdin }: LoadOptions): Promise<void> {
  const password = passwordStdin ? await readSecretLine() : randomBytes(12).toString('base64url');
  await inWorkplace(async ({ db, clock, tell }) => {
    const wanted = name ?? `Synthetic ${items} ${clock.now().toISOString().slice(0, 19)}`;
    const begun = performance.now();
    const { institutionId, people } = await loadSynthetic({
      db,
      items,
      name: wanted,
      account,
      password,
      now: clock.now(),
      onProgress: (step, done, of) => console.error(tell.say(`load.${step}`, { done, of })),
    });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.error(tell.say('load.done', { items, people, seconds }));
    console.log(
      JSON.stringify({
        institutionId,
        name: wanted,
        account,
        password: passwordStdin ? null : password,
        items,
        people,
      }),
    );
  });
}
