// Signing in over HTTP: cookies, CSRF, throttling, tokens, passwords.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { createTestInstitution, PASSWORD, START, type TestInstitution } from '../../../tests/support/institution.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';

let house: TestInstitution;
let server: TestServer;

beforeAll(async () => {
  house = await createTestInstitution();
  server = await startTestServer();
});
afterAll(() => server.close());

type Problem = { code: string; detail: string };
const tryPassword = (account: string, password: string) =>
  server.client({ 'accept-language': 'en' }).post<Problem>('/session', { account, password, institution: house.id });

describe('signing in', () => {
  it('sets a cookie out of reach of scripts and answers the person and the CSRF token', async () => {
    const body = { account: 'TEACHER', password: PASSWORD, institution: house.id };
    const reply = await server.client({}).post<{ person: { account: string }; csrfToken: string }>('/session', body);
    expect(reply.status).toBe(200);
    expect(reply.body.person.account).toBe('teacher');
    const cookie = String(reply.headers['set-cookie']);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).not.toContain('Secure');
  });

  it('answers a wrong password and an unknown account alike', async () => {
    const wrong = await tryPassword('teacher', 'not-the-password');
    const unknown = await tryPassword('nobody-here', 'not-the-password');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'sign_in_refused']);
    expect([unknown.status, unknown.body.code, unknown.body.detail]).toEqual([
      401,
      'sign_in_refused',
      wrong.body.detail,
    ]);
  });

  it('hears the account no more after ten failures, then again when ten minutes have passed', async () => {
    for (let i = 0; i < 10; i += 1) expect((await tryPassword('clerk', 'wrong-guess')).status).toBe(401);
    const refused = await tryPassword('clerk', PASSWORD);
    expect([refused.status, refused.body.code]).toEqual([429, 'sign_in_throttled']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await tryPassword('dean', PASSWORD)).status).toBe(200);
    server.clock.set(new Date(START.getTime() + 10 * 60_000 + 1000));
    expect((await tryPassword('clerk', PASSWORD)).status).toBe(200);
    server.clock.set(START);
  });

  it('decides no more than ten of many guesses made at once', async () => {
    const replies = await Promise.all(Array.from({ length: 24 }, () => tryPassword('viceDean', 'wrong-guess')));
    expect(replies.filter((reply) => reply.status === 401)).toHaveLength(10);
    expect(replies.filter((reply) => reply.status === 429)).toHaveLength(14);
  });

  it('ends the browser’s earlier session, and every session by signing out', async () => {
    const first = await server.signIn(house.id, 'director');
    const body = { account: 'director', password: PASSWORD, institution: house.id };
    await server.client({ cookie: first.cookie }).post('/session', body);
    expect((await first.get('/me')).status).toBe(401);
    const second = await server.signIn(house.id, 'director');
    expect((await second.del('/session')).status).toBe(204);
    expect((await second.get('/me')).status).toBe(401);
  });

  it('forgets a session that rested for twelve hours, and any after thirty days', async () => {
    const client = await server.signIn(house.id, 'director');
    const hours = (n: number) => server.clock.set(new Date(START.getTime() + n * 3_600_000));
    for (let at = 11; at < 30 * 24; at += 11) {
      hours(at);
      expect((await client.get('/me')).status).toBe(200);
    }
    hours(30 * 24);
    expect((await client.get('/me')).status).toBe(401);
    server.clock.set(START);
    const rested = await server.signIn(house.id, 'director');
    hours(12);
    expect((await rested.get('/me')).status).toBe(401);
    server.clock.set(START);
  });
});

describe('the caller', () => {
  it('must send the CSRF token with every change', async () => {
    const client = await server.signIn(house.id, 'teacher');
    const bare = server.client({ cookie: client.cookie });
    const refused = await bare.patch<Problem>('/me', { language: 'en' });
    expect([refused.status, refused.body.code]).toEqual([403, 'csrf_mismatch']);
    expect((await bare.get('/me')).status).toBe(200);
    expect((await client.patch('/me', { language: 'en' })).status).toBe(200);
  });

  it('sees his posts, roles, levels and abilities', async () => {
    const client = await server.signIn(house.id, 'officer');
    const { body } = await client.get<{
      roles: string[];
      posts: { level: number }[];
      institution: { levels: unknown[] };
      abilities: Record<string, boolean>;
      today: string;
    }>('/me');
    expect(body.roles).toEqual(['office']);
    expect(body.posts).toMatchObject([{ level: 3, head: true, unitName: '发展规划处' }]);
    expect(body.institution.levels).toHaveLength(6);
    expect(body.abilities).toMatchObject({ draftRoot: true, manageInstitution: true });
    expect(body.today).toBe('2026-03-04');
  });

  it('is nobody without a session', async () => {
    const reply = await server.client({}).get<Problem>('/me');
    expect([reply.status, reply.body.code]).toEqual([401, 'sign_in_needed']);
  });
});

describe('a password that somebody else chose', () => {
  it('is changed before anything else', async () => {
    const { owner } = await useDatabase();
    const client = await server.signIn(house.id, 'supervisor');
    await owner
      .updateTable('credentials')
      .set({ must_change: true })
      .where('person_id', '=', house.people.supervisor)
      .execute();
    expect((await client.get<{ mustChangePassword: boolean }>('/me')).body.mustChangePassword).toBe(true);
    const refused = await client.get<Problem>('/units');
    expect([refused.status, refused.body.code]).toEqual([403, 'password_change_needed']);
    await client.put('/session/password', { current: PASSWORD, password: 'quiet-lamps-over-sand' });
    expect((await client.get('/units')).status).toBe(200);
  });
});

describe('an API token', () => {
  it('is shown once, needs no CSRF token, and ends when revoked', async () => {
    const client = await server.signIn(house.id, 'professor');
    const made = await client.post<{ id: string; token: string }>('/tokens', { name: 'script' });
    expect(made.status).toBe(201);
    const bearer = server.client({ authorization: `Bearer ${made.body.token}` });
    expect((await bearer.patch('/me', { language: 'en' })).status).toBe(200);
    const list = await client.get<{ items: Record<string, unknown>[] }>('/tokens');
    expect(list.body.items).toHaveLength(1);
    expect(JSON.stringify(list.body)).not.toContain(made.body.token);
    expect((await client.del(`/tokens/${made.body.id}`)).status).toBe(204);
    expect((await bearer.get('/me')).status).toBe(401);
  });

  it('that may only read changes nothing', async () => {
    const client = await server.signIn(house.id, 'professor');
    const made = await client.post<{ token: string }>('/tokens', { name: 'reader', scopes: ['read'] });
    const bearer = server.client({ authorization: `Bearer ${made.body.token}` });
    expect((await bearer.get('/me')).status).toBe(200);
    const refused = await bearer.patch<Problem>('/me', { language: 'en' });
    expect([refused.status, refused.body.code]).toEqual([403, 'token_read_only']);
  });

  it('ends on the day it was given', async () => {
    const client = await server.signIn(house.id, 'professor');
    const expiresAt = new Date(START.getTime() + 3_600_000).toISOString();
    const made = await client.post<{ token: string }>('/tokens', { name: 'short', expiresAt });
    const bearer = server.client({ authorization: `Bearer ${made.body.token}` });
    server.clock.set(new Date(START.getTime() + 3_600_001));
    expect((await bearer.get('/me')).status).toBe(401);
    server.clock.set(START);
  });
});

describe('changing the password', () => {
  it('needs the current one, refuses weak ones with the reason, and ends the other sessions', async () => {
    const other = await server.signIn(house.id, 'teacherTwo');
    const client = await server.signIn(house.id, 'teacherTwo');
    const change = (current: string, password: string) =>
      client.put<Problem & { params: { reason: string } }>('/session/password', { current, password });
    expect((await change('wrong-one-here', 'quiet-lamps-over-sand')).body.code).toBe('current_password_wrong');
    expect((await change(PASSWORD, 'short-1')).body.detail).toContain('10 characters');
    expect((await change(PASSWORD, 'my-teacherTwo-word')).body.params.reason).toBe('account');
    expect((await change(PASSWORD, 'qwertyuiop')).body.params.reason).toBe('common');
    expect((await change(PASSWORD, 'quiet-lamps-over-sand')).status).toBe(204);
    expect((await client.get('/me')).status).toBe(200);
    expect((await other.get('/me')).status).toBe(401);
    expect((await tryPassword('teacherTwo', PASSWORD)).status).toBe(401);
    expect((await tryPassword('teacherTwo', 'quiet-lamps-over-sand')).status).toBe(200);
  });
});

describe('a repeated request', () => {
  it('with the same key answers as the first time and acts once', async () => {
    const client = await server.signIn(house.id, 'deanTwo');
    const headers = { 'idempotency-key': 'one-token-please' };
    const first = await client.post<{ id: string; token: string }>('/tokens', { name: 'once' }, { headers });
    const second = await client.post<{ id: string; token: string }>('/tokens', { name: 'once' }, { headers });
    expect(second.body).toEqual(first.body);
    const { owner } = await useDatabase();
    const kept = await owner
      .selectFrom('idempotency_keys')
      .select('reply')
      .where('key', '=', 'one-token-please')
      .execute();
    // a repeat is answered from what is kept sealed
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(first.body.token);
    expect((await client.get<{ items: unknown[] }>('/tokens')).body.items).toHaveLength(1);
    const other = await client.post<Problem>('/tokens', { name: 'twice' }, { headers });
    expect([other.status, other.body.code]).toEqual([422, 'key_reused']);
  });
});
