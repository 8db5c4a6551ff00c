// Refusals speak the reader's language, down to the single field.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestInstitution } from '../../../tests/support/institution.ts';
import { type Client, startTestServer, type TestServer } from '../../../tests/support/server.ts';

type Problem = {
  status: number;
  code: string;
  detail: string;
  requestId: string;
  errors: { path: string; code: string; detail: string }[];
};
let server: TestServer;
let office: Client;
beforeAll(async () => {
  server = await startTestServer();
  const home = await createTestInstitution();
  office = await server.signIn(home.id, 'officer');
});
afterAll(() => server.close());

describe('a body of the wrong shape', () => {
  it.each([
    ['zh-CN', /无效/, /标出的字段/],
    ['en', /Invalid/, /marked fields/],
  ])('is refused in %s with the path of every field', async (language, field, whole) => {
    const reply = await office.post<Problem>(
      '/items',
      { title: 5, level: 1 },
      { headers: { 'accept-language': language } },
    );
    expect(reply.status).toBe(400);
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.body.detail).toMatch(whole);
    const horizon = reply.body.errors.find((one) => one.path === 'horizon');
    expect(horizon?.detail).toMatch(field);
    expect(reply.body.errors.map((one) => one.path)).toContain('title');
  });

  it.each([
    ['zh-CN', /数字/, /undefined/],
    ['en', /received number/, /received undefined/],
  ])('says in %s what was found at a path, however deep, and what is not there', async (language, found, absent) => {
    const headers = { 'accept-language': language };
    const body = { title: 5, coUnits: [{ unitId: 7 }] };
    const { errors } = (await office.post<Problem>('/items', body, { headers })).body;
    const detail = (path: string) => errors.find((one) => one.path === path)?.detail;
    expect(detail('title')).toMatch(found);
    expect(detail('coUnits.0.unitId')).toMatch(found);
    expect(detail('due')).toMatch(absent);
  });
});
