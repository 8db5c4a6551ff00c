// Real processes: the server starts, refuses, shares its database with commands, and ends without leaving anything behind.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD } from '../../tests/support/institution.ts';
import { findRunning } from '../platform/database/embedded.ts';

const folder = mkdtempSync(join(tmpdir(), 'liandong-start-'));
const CLOCK = '2026-07-01T08:00:00+08:00';

type Ended = { code: number | null; out: string; err: string };
type Running = { child: ChildProcess; text: () => string; ended: Promise<Ended> };

function run(script: string, args: string[], environment: Record<string, string> = {}, input = ''): Running {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      LANG: 'en_US.UTF-8',
      LIANDONG_DATA: folder,
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...environment,
    },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, text: () => out + err, ended };
}

const command = (args: string[], input = '') => run('cli.ts', args, { LIANDONG_CLOCK: CLOCK }, input).ended;

async function startServer(environment: Record<string, string> = {}): Promise<Running & { address: string }> {
  const server = run('server.ts', [], environment);
  const address = await new Promise<string>((resolve, reject) => {
    server.child.stdout?.on('data', () => {
      const found = /is open at (\S+)/.exec(server.text())?.[1];
      if (found) resolve(found);
    });
    server.ended.then(({ err }) => reject(new Error(err)));
  });
  return { ...server, address };
}

type Shown = Record<string, unknown>;

/** Calls the interface with these headers; anything but a success is a failure of the test. */
const caller =
  (address: string, headers: Record<string, string>) =>
  async (method: string, path: string, body?: object): Promise<Shown> => {
    const sent = body ? { body: JSON.stringify(body) } : {};
    const type = body ? { 'content-type': 'application/json' } : {};
    const reply = await fetch(new URL(`/api${path}`, address), { method, headers: { ...headers, ...type }, ...sent });
    const shown = (await reply.json()) as Shown;
    if (!reply.ok) throw new Error(`${method} ${path}: ${JSON.stringify(shown)}`);
    return shown;
  };

async function signIn(address: string, account: string): Promise<Record<string, string>> {
  const reply = await fetch(new URL('/api/session', address), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password: PASSWORD }),
  });
  const { csrfToken } = (await reply.json()) as { csrfToken: string };
  return { cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf-token': csrfToken };
}

describe('a start', { timeout: 120_000 }, () => {
  let server: Running & { address: string };
  let token = '';
  let left = { itemId: '', nextId: '' };

  beforeAll(async () => {
    const init = ['init', '--name', '示范大学', '--template', 'A', '--account', 'admin', '--password-stdin'];
    expect(await command(init, `${PASSWORD}\n`)).toMatchObject({ code: 0 });
    server = await startServer({ LIANDONG_CLOCK: CLOCK });
  }, 120_000);

  afterAll(async () => {
    server?.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it('is alive and ready, tells its metrics, and keeps its secret from other eyes', async () => {
    await expect
      .poll(async () => (await fetch(new URL('/readyz', server.address))).json(), { timeout: 20_000 })
      .toEqual({ status: 'ok', database: 'ok', migrations: 'ok', worker: 'ok' });
    expect(await (await fetch(new URL('/healthz', server.address))).json()).toEqual({ status: 'ok' });
    const metrics = await (await fetch(new URL('/metrics', server.address))).text();
    expect(metrics).toContain('liandong_http_request_seconds_count{method="GET",route="/healthz",status="200"}');
    expect(metrics).toContain('liandong_background_lag_seconds{work="seal"}');
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  });

  it('shares its database and its clock with commands: a token is printed alone and works at once', async () => {
    const made = await command(['token', 'add', '--account', 'admin', '--name', 'check']);
    token = made.out.trim();
    expect(made).toMatchObject({ code: 0, out: `${token}\n` });
    const me = await fetch(new URL('/api/me', server.address), { headers: { authorization: `Bearer ${token}` } });
    expect(await me.json()).toMatchObject({ person: { account: 'admin' }, today: '2026-07-01', clockShifted: true });
  });

  it('seals what happens and verifies clean from the command line', async () => {
    const verified = await command(['verify']);
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.out).toMatch(/^Clean: \d+ events/);
  });

  it('is refused on the same data a second time, with a sentence', async () => {
    const second = await run('server.ts', []).ended;
    expect(second.code).toBe(1);
    expect(second.err).toContain('a second start on the same data is refused');
  });

  it('lets somebody sign for work whose post ends while nothing runs', async () => {
    const asAdmin = caller(server.address, { authorization: `Bearer ${token}` });
    const { items: units } = (await asAdmin('GET', '/units')) as { items: { id: string }[] };
    const office = { code: 'OF', name: '办公室', kind: 'office', parentId: units[0]?.id };
    const unit = await asAdmin('POST', '/units', office);
    const person = async (account: string) => {
      const { id } = await asAdmin('POST', '/people', { name: account, account, password: PASSWORD });
      const post = { personId: id, unitId: unit.id, level: 3, title: account, head: account === 'writer' };
      return { id, post: await asAdmin('POST', '/posts', { ...post, from: '2026-06-01' }) };
    };
    const [writer, next] = [await person('writer'), await person('next')];
    await asAdmin('POST', '/roles', { personId: writer.id, role: 'office' });
    const asWriter = caller(server.address, await signIn(server.address, 'writer'));
    const dates = { start: '2026-07-01', due: '2026-12-31' };
    const words = { title: '起草', requirement: '按期', standard: '成稿' };
    const where = { horizon: 'annual', level: 3, leadUnitId: unit.id, responsiblePersonId: writer.id };
    const { id } = await asWriter('POST', '/items', { ...where, ...words, ...dates });
    for (const act of ['register', 'assign', 'accept']) await asWriter('POST', `/items/${id}/${act}`);
    await asAdmin('PATCH', `/posts/${writer.post.id}`, { to: '2026-07-02', successorId: next.id });
    left = { itemId: String(id), nextId: String(next.id) };
  });

  it('keeps every acknowledged write through kills under load, and verifies clean after', async () => {
    const written: string[] = [];
    for (let round = 1; round <= 3; round += 1) {
      const { address, child, ended } = server;
      let killed = false;
      const writers = Array.from({ length: 8 }, async () => {
        while (!killed) {
          const made = await fetch(new URL('/api/tokens', address), {
            method: 'POST',
            headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
            body: JSON.stringify({ name: `round ${round}`, scopes: ['read'] }),
          }).catch(() => null);
          const body: { id: string } | undefined =
            made?.status === 201 ? await made.json().catch(() => undefined) : undefined;
          if (body) written.push(body.id);
          if (body && written.length >= round * 60) {
            killed = true;
            child.kill('SIGKILL');
          }
          if (made === null) return;
        }
      });
      await Promise.all(writers);
      await ended;
      server = await startServer({ LIANDONG_CLOCK: CLOCK });
    }
    const kept = await fetch(new URL('/api/tokens?limit=500', server.address), {
      headers: { authorization: `Bearer ${token}` },
    });
    const ids = ((await kept.json()) as { items: { id: string }[] }).items.map((one) => one.id);
    expect(written.filter((id) => !ids.includes(id))).toEqual([]);
    expect(await command(['verify'])).toMatchObject({ code: 0 });
  });

  it('ends on SIGTERM with 0 within ten seconds and leaves no database behind', async () => {
    const begun = performance.now();
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(await findRunning(folder)).toBeNull();
  });

  it('does what fell due while nothing ran, in order, before it answers anybody', async () => {
    server = await startServer({ LIANDONG_CLOCK: '2026-07-06T08:00:00+08:00' });
    const asWriter = caller(server.address, await signIn(server.address, 'writer'));
    expect(await asWriter('GET', `/items/${left.itemId}`)).toMatchObject({
      responsiblePersonId: left.nextId,
      state: 'assigned',
      assignedOn: '2026-07-03',
    });
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });

  it('is refused where the clock would lie before what history holds', async () => {
    const early = await run('server.ts', [], { LIANDONG_CLOCK: '2020-01-01T00:00:00Z' }).ended;
    expect(early.code).toBe(1);
    expect(early.err).toContain('lies before the last event of the data');
  });

  it('is refused for a wrong setting, which it names', async () => {
    const wrong = await run('server.ts', [], { PORT: 'many' }).ended;
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('PORT');
  });

  it('of an empty database prints a one-time token for the first run', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'liandong-empty-'));
    const first = await startServer({ LIANDONG_DATA: empty });
    expect(first.text()).toMatch(/one-time token \S{20,}/);
    first.child.kill('SIGINT');
    expect((await first.ended).code).toBe(0);
    rmSync(empty, { recursive: true, force: true });
  });
});

describe('the command line', { timeout: 60_000 }, () => {
  it('answers wrong usage with 2 and asks for help with 0', async () => {
    expect((await command(['load'])).code).toBe(2);
    expect((await command(['verify', '--nothing'])).code).toBe(2);
    const help = await command(['load', '--help']);
    expect(help).toMatchObject({ code: 0 });
    expect(help.out).toContain('--items');
  });

  it('speaks the language of LANG', async () => {
    const chinese = await run('cli.ts', ['--help'], { LANG: 'zh_CN.UTF-8' }).ended;
    expect(chinese.out).toContain('联动');
  });
});
