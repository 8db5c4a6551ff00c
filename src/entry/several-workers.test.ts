// Real processes on one database: a worker killed in the middle of a delivery, then two servers and two workers that catch up three mornings at once.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { type Letter, openPostOffice, type PostOffice } from '../../tests/support/post-office.ts';
import { type Stage, setStage } from '../../tests/support/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'liandong-workers-'));
const children: ChildProcess[] = [];
let stage: Stage;
let post: PostOffice;

/** A Thursday, ten in the morning. */
const FIRST = '2026-03-05T10:00:00+08:00';
/** The Monday after: the mornings of Friday and of this Monday are still to come. */
const LATER = '2026-03-09T08:30:00+08:00';

async function startProcess(args: string[], clock: string): Promise<ChildProcess & { text: () => string }> {
  const { connections } = await useDatabase();
  const { host, port, database, user } = connections.app;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'server.ts'), ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      LANG: 'en_US.UTF-8',
      LIANDONG_DATA: folder,
      LIANDONG_SECRET: 'several-workers-share-one-secret-of-theirs',
      LIANDONG_CLOCK: clock,
      DATABASE_URL: `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
      DATABASE_POOL_SIZE: '6',
      SMTP_URL: post.url,
      PORT: '0',
      LOG_LEVEL: 'warn',
    },
  });
  children.push(child);
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  return Object.assign(child, { text: () => text });
}

const addressOf = (server: { text: () => string }) => /is open at (\S+)/.exec(server.text())?.[1];
const until = (look: () => unknown) => expect.poll(look, { timeout: 60_000, interval: 200 });

async function rowsOf<Row>(table: 'notifications' | 'deliveries' | 'sheets' | 'document_numbers'): Promise<Row[]> {
  const { owner } = await useDatabase();
  return (await owner.selectFrom(table).where('institution_id', '=', stage.home.id).selectAll().execute()) as Row[];
}

beforeAll(async () => {
  stage = await setStage({ now: new Date(FIRST) });
  post = await openPostOffice();
  const { owner } = await useDatabase();
  const people = await owner
    .selectFrom('people')
    .where('institution_id', '=', stage.home.id)
    .select(['id', 'account'])
    .execute();
  for (const { id, account } of people)
    await owner
      .updateTable('people')
      .set({ email: `${account}@example.edu` })
      .where('id', '=', id)
      .execute();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await post.close();
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('several workers', { timeout: 120_000 }, () => {
  const returned = (letter: Letter) =>
    letter.to === 'teacher@example.edu' && (letter.mail.subject ?? '').includes('光源');

  it('lose nothing when one is killed in the middle of a delivery: once in the inbox, again outside and marked', async () => {
    const { id: parent } = await stage.plant({ who: 'professor', unit: 'OPT', level: 5 });
    const { id } = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, horizon: 'task', parent, title: '光源' });
    for (const [who, unit, level] of [
      ['dean', 'PHY', 4],
      ['deanTwo', 'CHE', 4],
      ['director', 'RES', 3],
    ] as const)
      await stage.plant({ who, unit, level, title: `${who}的年度任务`, due: '2026-03-05' });
    const report = { progress: 10, selfRatedLight: 'green', done: '已开工', next: '继续' };
    const sent = await (await stage.as('teacher')).post<{ id: string }>(`/items/${id}/reports`, report);
    await stage.decide('professor', sent.body.id, { verdict: 'returned', reason: '请补数据' });

    post.behave(() => 'hang');
    const victim = await startProcess(['--worker'], FIRST);
    const { mail } = await post.arrival(returned);
    expect(mail.headers.has('x-liandong-again')).toBe(false);
    victim.kill('SIGKILL');
    post.behave(() => 'accept');

    const servers = [await startProcess(['--no-worker'], LATER), await startProcess([], LATER)];
    const workers = [await startProcess(['--worker'], LATER), await startProcess(['--worker'], LATER)];
    await until(() => servers.every(addressOf)).toBe(true);
    for (const server of servers) {
      await until(async () => (await fetch(new URL('/readyz', addressOf(server)))).status).toBe(200);
    }
    await until(() => post.letters.filter(returned).length).toBe(1);
    const again = post.letters.find(returned)?.mail;
    expect(again?.messageId).toBe(mail.messageId);
    expect(again?.headers.get('x-liandong-again')).toBe('yes');
    const inbox = await rowsOf<{ kind: string; person_id: string }>('notifications');
    expect(inbox.filter((row) => row.kind === 'verdict' && row.person_id === stage.home.people.teacher)).toHaveLength(
      1,
    );
    expect(workers.map((worker) => worker.exitCode)).toEqual([null, null]);
  });

  it('issue every sheet once, number them without a gap, and send nothing twice', async () => {
    await until(async () => (await rowsOf<{ state: string }>('deliveries')).every((row) => row.state === 'sent')).toBe(
      true,
    );
    const sheets = await rowsOf<{ item_id: string; colour: string; number: string | null }>('sheets');
    expect(new Set(sheets.map((sheet) => `${sheet.item_id} ${sheet.colour}`)).size).toBe(sheets.length);
    const serials = (await rowsOf<{ serial: number; number: string }>('document_numbers')).map((row) => row.serial);
    expect(serials.sort((a, b) => a - b)).toEqual([1, 2, 3]);
    expect(sheets.map((sheet) => sheet.number).filter((number) => number !== null)).toHaveLength(3);

    const inbox = await rowsOf<{ person_id: string; event_id: string | null; kind: string; day: string | null }>(
      'notifications',
    );
    const keys = inbox.map((row) => `${row.person_id} ${row.event_id ?? row.day}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(inbox.filter((row) => row.kind === 'sheet_issued').length).toBeGreaterThan(3);
    const letters = post.letters.map(({ mail }) => String(mail.headers.get('x-liandong-delivery')));
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters).toHaveLength((await rowsOf('deliveries')).length);
  });

  it('end within ten seconds of being told to', async () => {
    const ends = children
      .filter((child) => child.exitCode === null && child.signalCode === null)
      .map((child) => new Promise((resolve) => child.once('exit', resolve)));
    expect(ends).toHaveLength(4);
    for (const child of children) child.kill('SIGTERM');
    expect(await Promise.all(ends)).toEqual([0, 0, 0, 0]);
  });
});
