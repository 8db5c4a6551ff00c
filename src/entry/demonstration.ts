// The demonstration: a university's own workbook through the real import, then seven months of activity up to its last morning.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importFile } from '../capabilities/documents/import.actions.ts';
import { confirmRole, grantRole } from '../capabilities/identity/grants.actions.ts';
import { openScopeFor } from '../capabilities/identity/open-scope.ts';
import { hashPassword } from '../capabilities/identity/password.ts';
import { createInstitution, institutionExists } from '../capabilities/institution/found.actions.ts';
import { confirmPost } from '../capabilities/institution/posts.actions.ts';
import { type Db, inTenant } from '../platform/database/connect.ts';
import { type Connection, withClient } from '../platform/database/roles.ts';
import { appendEvent } from '../platform/events/append.ts';
import { sealEvents } from '../platform/events/seal.ts';
import { openFileStore, type StoredFile } from '../platform/files/store.ts';
import { readMark, writeMark } from '../platform/marks.ts';
import { StartRefused } from '../platform/start-refused.ts';
import { EVIDENCE_TEXTS } from './demonstration-texts.ts';
import { DEMONSTRATION_MARK, DEMONSTRATION_START } from './product-clock.ts';
import { lookAhead } from './simulation/ahead-story.ts';
import { prepareBulk } from './simulation/bulk.ts';
import { tellCycles } from './simulation/cycle-story.ts';
import { tellHelp } from './simulation/help-story.ts';
import { playNegotiations } from './simulation/negotiation-story.ts';
import { playPlan } from './simulation/play.ts';
import { tellSheets } from './simulation/sheet-story.ts';
import { stateSupports } from './simulation/support-links.ts';

export const DEMONSTRATION_PASSWORD = 'six-levels-one-chain';
const WORKBOOK = join(import.meta.dirname, '../../examples/university.xlsx');
const NAME = '示范理工大学';
const NAME_EN = 'Demonstration University of Technology';
const ADMINISTRATOR = 'jiaguangyan1';
const OFFICE = 'tanguangxuan1';
const NEXT_SUPERVISOR = 'mayiyan1';
/** The Sunday before the first working week of the year: the house is set up, nobody works yet. */
const SET_UP_AT = new Date('2026-01-04T09:00:00+08:00');
const FIRST_DAY = '2026-01-05';
const LAST_ACT = new Date(DEMONSTRATION_START.getTime() - 5 * 60_000);

type Opening = { db: Db; owner: Connection | null; dataFolder: string; log: (sentence: string) => void };

/** Loads it once. A load that was interrupted is begun again from nothing; other people's data are never mixed with it. */
export async function openDemonstration(opening: Opening): Promise<void> {
  const { db, log } = opening;
  const mark = await readMark(db, DEMONSTRATION_MARK);
  if (isMark(mark, 'ready')) return;
  if (isMark(mark, 'loading')) await startOver(opening);
  if (await institutionExists(db)) {
    throw new StartRefused(
      '数据目录中已有其他单位的数据，演示未启动；请用 LIANDONG_DATA 指定另一个目录。The data folder holds another institution: the demonstration is refused. Name another folder by LIANDONG_DATA.',
    );
  }
  log('正在载入示范大学，约需一分钟……Loading the demonstration university, about a minute...');
  await writeMark(db, DEMONSTRATION_MARK, { state: 'loading' });
  const institutionId = await loadUniversity(opening);
  await writeMark(db, DEMONSTRATION_MARK, { state: 'ready', institutionId });
}

const isMark = (mark: unknown, state: string): boolean =>
  typeof mark === 'object' && mark !== null && 'state' in mark && mark.state === state;

/** Only a database that was empty when its load began is ever emptied. */
async function startOver({ owner, log }: Opening): Promise<void> {
  if (owner === null)
    throw new StartRefused('演示数据载入曾中断，请换一个空数据库。The load was interrupted: use an empty database.');
  log('上次载入中断，重新开始。The last load was interrupted; starting over.');
  await withClient(owner, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations'`,
    );
    await client.query(`truncate ${rows.map((row) => row.name).join(', ')}`);
  });
}

export type University = { institutionId: string; administratorId: string; officeId: string };

/** The house as its workbook has it: people who can sign in, roles confirmed, the plan in drafts. */
export async function bringUniversity(db: Db): Promise<University> {
  const file = { bytes: readFileSync(WORKBOOK), name: 'university.xlsx' };
  const founded = await createInstitution(
    db,
    { name: NAME, nameEn: NAME_EN, template: 'A', account: ADMINISTRATOR, password: DEMONSTRATION_PASSWORD },
    { now: SET_UP_AT },
  );
  const { institutionId, administratorId } = founded;
  await bring({ db, institutionId, personId: administratorId, minutes: 5 }, 'organisation', file);
  await setPasswords(db, institutionId, administratorId);
  const officeId = await personOf(db, institutionId, OFFICE);
  await confirmProposals(db, institutionId, officeId);
  await bring({ db, institutionId, personId: officeId, minutes: 60 }, 'plan', file);
  return { institutionId, administratorId, officeId };
}

async function loadUniversity({ db, dataFolder, log }: Opening): Promise<string> {
  const { institutionId, administratorId, officeId } = await bringUniversity(db);
  await playPlan({
    db,
    institutionId,
    firstDay: FIRST_DAY,
    end: LAST_ACT,
    richness: 'full',
    files: await storeFiles(dataFolder),
    onProgress: (done, of) => log(`事项 items ${done} / ${of}`),
  });
  await stateSupports(db, institutionId, officeId);
  await playNegotiations(db, institutionId, officeId);
  await lookAhead({ db, institutionId, officeId, now: LAST_ACT });
  await leaveProposal(db, institutionId, administratorId);
  await tellSheets({ db, institutionId, officeId, end: LAST_ACT });
  await tellCycles({ db, institutionId, officeId, end: LAST_ACT, every: true });
  await tellHelp({ db, institutionId, officeId });
  await sealEvents(db, institutionId, () => DEMONSTRATION_START);
  return institutionId;
}

type Bringer = { db: Db; institutionId: string; personId: string; minutes: number };
const after = (minutes: number) => new Date(SET_UP_AT.getTime() + minutes * 60_000);

async function bring(
  by: Bringer,
  kind: 'organisation' | 'plan',
  file: Parameters<typeof importFile>[2],
): Promise<void> {
  const caller = { institutionId: by.institutionId, personId: by.personId, now: after(by.minutes) };
  const outcome = await openScopeFor(by.db, caller, async (scope) => {
    await prepareBulk(scope.tx);
    return importFile(scope, kind, file, false);
  });
  const [wrong] = outcome.errors;
  if (wrong) throw new Error(`the demonstration's workbook does not fit: ${JSON.stringify(wrong)}`);
}

/** One password for everybody, hashed once: nine hundred hashes would take minutes and protect nothing that is not printed anyway. */
async function setPasswords(db: Db, institutionId: string, by: string): Promise<void> {
  const hash = await hashPassword(DEMONSTRATION_PASSWORD);
  await openScopeFor(db, { institutionId, personId: by, now: after(10) }, async (scope) => {
    await sql`
      insert into credentials (institution_id, person_id, password_hash, must_change, changed_at)
      select institution_id, id, ${hash}, false, ${scope.now} from people where institution_id = ${institutionId}
      on conflict (institution_id, person_id) do update set password_hash = excluded.password_hash, must_change = false
    `.execute(scope.tx);
    await appendEvent(scope, { act: 'institution.passwords_set', objectKind: 'institution', objectId: institutionId });
  });
}

async function personOf(db: Db, institutionId: string, account: string): Promise<string> {
  return inTenant(db, institutionId, async (tx) => {
    const { id } = await tx
      .selectFrom('people')
      .select('id')
      .where('institution_id', '=', institutionId)
      .where('account', '=', account)
      .executeTakeFirstOrThrow();
    return id;
  });
}

/** The second person: the first of the office, who proposed none of it. */
async function confirmProposals(db: Db, institutionId: string, personId: string): Promise<void> {
  await openScopeFor(db, { institutionId, personId, now: after(30) }, async (scope) => {
    const proposed = (table: 'role_grants' | 'posts') =>
      scope.tx
        .selectFrom(table)
        .select('id')
        .where('institution_id', '=', institutionId)
        .where('state', '=', 'proposed')
        .where('person_id', '<>', personId)
        .orderBy('id')
        .execute();
    for (const grant of await proposed('role_grants')) await confirmRole(scope, grant.id, null);
    for (const post of await proposed('posts')) await confirmPost(scope, post.id, null);
  });
}

/** A grant of the day before that waits for its second person: something for the office to confirm. */
async function leaveProposal(db: Db, institutionId: string, administratorId: string): Promise<void> {
  const personId = await personOf(db, institutionId, NEXT_SUPERVISOR);
  const now = new Date(DEMONSTRATION_START.getTime() - 18 * 3_600_000);
  await openScopeFor(db, { institutionId, personId: administratorId, now }, (scope) =>
    grantRole(scope, { personId, role: 'supervisor' }),
  );
}

async function storeFiles(dataFolder: string): Promise<StoredFile[]> {
  const store = openFileStore(join(dataFolder, 'files'));
  const stored: StoredFile[] = [];
  for (const text of EVIDENCE_TEXTS) stored.push(await store.put(onePiece(text), 'evidence.txt'));
  return stored;
}

async function* onePiece(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
