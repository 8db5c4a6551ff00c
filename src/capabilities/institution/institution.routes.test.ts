// The institution over HTTP: who may change it, second persons, unique heads, versions, levels while items stand on them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestInstitution, PASSWORD, START, type TestInstitution } from '../../../tests/support/institution.ts';
import { type Client, startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { createSetupToken } from './setup-token.ts';

type Problem = { code: string; detail: string; errors?: { path: string; code: string }[] };
type Entity = { id: string; version: number; state?: string; code: string } & Problem;
type List<T = Entity> = { items: T[]; nextCursor: string | null };

let house: TestInstitution;
let server: TestServer;
let admin: Client;
let office: Client;
let officeTwo: Client;
let teacher: Client;

beforeAll(async () => {
  house = await createTestInstitution();
  server = await startTestServer();
  [admin, office, officeTwo, teacher] = (await Promise.all(
    ['administrator', 'officer', 'officerTwo', 'teacher'].map((account) => server.signIn(house.id, account)),
  )) as [Client, Client, Client, Client];
});
afterAll(() => server.close());

describe('the directory', () => {
  it('shows everyone names, units and titles, but accounts only to those who manage them and the person', async () => {
    const seen = await teacher.get<List<{ id: string; account: string | null; posts: { title: string }[] }>>(
      '/people',
      {
        query: { q: 'teacher', sort: 'name' },
      },
    );
    const own = seen.body.items.find((person) => person.id === house.people.teacher);
    const other = seen.body.items.find((person) => person.id === house.people.teacherTwo);
    expect(own?.account).toBe('teacher');
    expect(other?.account).toBeNull();
    expect(other?.posts[0]?.title).toBe('讲师');
    const managed = await admin.get<List<{ account: string | null }>>('/people', { query: { account: 'teacherTwo' } });
    expect(managed.body.items.map((person) => person.account)).toEqual(['teacherTwo']);
    const probed = await teacher.get<List>('/people', { query: { account: 'teacherTwo' } });
    expect(probed.body.items).toEqual([]);
  });

  it('goes on page by page without losing or repeating anybody, in either order', async () => {
    for (const sort of ['name', '-name']) {
      const names: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body }: { body: List<Entity & { name: string }> } = await teacher.get('/people', {
          query: { limit: '4', sort, cursor },
        });
        names.push(...body.items.map((person) => person.name));
        cursor = body.nextCursor;
      }
      expect(names).toHaveLength(20);
      expect(new Set(names).size).toBe(20);
    }
    expect((await teacher.get<Problem>('/people', { query: { sort: 'secret' } })).body.code).toBe('sort_invalid');
    expect((await teacher.get<Problem>('/people', { query: { cursor: 'xyz' } })).body.code).toBe('cursor_invalid');
  });

  it('finds people in a unit and below it', async () => {
    const { body } = await teacher.get<List>('/people', { query: { unitId: house.units.PHY } });
    expect(body.items).toHaveLength(6);
  });

  it('refuses changes by anybody who does not manage, saying who may', async () => {
    for (const [path, body] of [
      ['/units', { name: 'x', kind: 'team', parentId: house.units.PHY }],
      ['/people', { name: 'x', account: 'x' }],
      ['/levels', { rank: 7, kind: 'person', name: 'x' }],
      ['/sectors', { name: 'x' }],
      ['/disciplines', { name: 'x', code: 'x' }],
      ['/closed-days', { day: '2026-09-09', name: 'x' }],
      ['/posts', { personId: house.people.teacher, unitId: house.units.OPT, level: 6, title: 'x' }],
      ['/roles', { personId: house.people.teacher, role: 'office' }],
    ] as const) {
      const reply = await teacher.post<Problem>(path, body);
      expect([path, reply.status, reply.body.code]).toEqual([path, 403, 'management_needed']);
    }
    expect((await teacher.put<Problem>('/settings', { values: { carryTo: 'team' } })).status).toBe(403);
  });
});

describe('a unit', () => {
  it('stands below another, never below itself, and is removed only when empty', async () => {
    const made = await office.post<Entity>('/units', { name: '量子系', kind: 'discipline', parentId: house.units.PHY });
    expect(made.status).toBe(201);
    const cycle = await office.patch<Problem>(`/units/${house.units.PHY}`, { parentId: made.body.id });
    expect([cycle.status, cycle.body.code]).toEqual([409, 'unit_cycle']);
    const orphan = await office.patch<Problem>(`/units/${made.body.id}`, { parentId: null });
    expect([orphan.status, orphan.body.code]).toEqual([422, 'unit_parent_needed']);
    const full = await office.del<Problem>(`/units/${house.units.PHY}`);
    expect([full.status, full.body.code]).toEqual([409, 'unit_not_empty']);
    expect((await office.del<Problem>(`/units/${house.units.TOP}`)).body.code).toBe('top_unit_stays');
    expect((await office.post<Problem>('/units', { name: 'x', kind: 'team' })).body.code).toBe('unit_parent_needed');
    const lost = await office.post<Problem>('/units', { name: 'x', kind: 'team', parentId: house.id });
    expect([lost.status, lost.body.code]).toEqual([422, 'unit_unknown']);
    const taken = await office.post<Problem>('/units', {
      name: 'x',
      kind: 'team',
      parentId: house.units.PHY,
      code: 'OPT',
    });
    expect([taken.status, taken.body.code]).toEqual([409, 'code_taken']);
    expect((await office.del(`/units/${made.body.id}`)).status).toBe(204);
    expect((await office.get(`/units/${made.body.id}`)).status).toBe(404);
  });

  it('changes only under the version that was read, and the same again is no change', async () => {
    const { body: unit } = await office.get<Entity>(`/units/${house.units.CAT}`);
    const headers = { 'if-match': `"${unit.version}"` };
    const first = await office.patch<Entity>(`/units/${unit.id}`, { nameEn: 'Catalysis' }, { headers });
    expect([first.status, first.body.version, first.headers.etag]).toEqual([
      200,
      unit.version + 1,
      `"${unit.version + 1}"`,
    ]);
    const stale = await office.patch<Problem>(`/units/${unit.id}`, { nameEn: 'Other' }, { headers });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_version']);
    const same = await office.patch<Entity>(`/units/${unit.id}`, { nameEn: 'Catalysis' });
    expect(same.body.version).toBe(unit.version + 1);
  });
});

describe('an account', () => {
  it('is made with a password that serves at once, is unique, and is not deleted once it has a history', async () => {
    const made = await admin.post<Entity>('/people', { name: '新人', account: 'Newcomer', password: PASSWORD });
    expect(made.status).toBe(201);
    const client = await server.signIn(house.id, 'newcomer');
    expect((await client.get('/units')).status).toBe(200);
    const twice = await admin.post<Problem>('/people', { name: '另一位', account: 'newcomer' });
    expect([twice.status, twice.body.code]).toEqual([409, 'account_taken']);
    const weak = await admin.post<Problem>('/people', { name: '弱', account: 'weakling', password: '1234567890' });
    expect([weak.status, weak.body.code, weak.body.errors?.[0]?.path]).toEqual([422, 'password_weak', 'password']);
    expect((await admin.patch(`/people/${made.body.id}`, { active: false })).status).toBe(200);
    expect((await client.get('/units')).status).toBe(401);
    expect((await admin.del(`/people/${made.body.id}`)).status).toBe(204);
    const held = await admin.patch<Problem>(`/people/${house.people.dean}`, { active: false });
    expect([held.status, held.body.code]).toEqual([409, 'person_has_posts']);
    const last = await admin.patch<Problem>(`/people/${house.people.administrator}`, { active: false });
    expect([last.status, last.body.code]).toEqual([409, 'last_administrator']);
  });
});

describe('the password of somebody of the office', () => {
  it('is set anew by the office, not by an administrator who is not of it', async () => {
    const path = `/people/${house.people.auditor}`;
    const refused = await admin.patch<Problem>(path, { password: 'lanterns-by-the-lake-7' });
    expect([refused.status, refused.body.code]).toEqual([403, 'password_by_office']);
    expect((await office.patch(path, { password: 'lanterns-by-the-lake-7' })).status).toBe(200);
    expect((await admin.patch(`/people/${house.people.outsider}`, { password: 'lanterns-by-the-lake-7' })).status).toBe(
      200,
    );
  });
});

describe('a post', () => {
  it('has one head and one acting head a unit at a time', async () => {
    const body = { personId: house.people.viceDean, unitId: house.units.PHY, level: 4, title: '院长', head: true };
    const second = await office.post<Problem>('/posts', body);
    expect([second.status, second.body.code]).toEqual([409, 'second_head']);
    const acting = await office.post<Entity>('/posts', { ...body, acting: true });
    expect([acting.status, acting.body.state]).toEqual([201, 'confirmed']);
    expect((await office.post<Problem>('/posts', { ...body, acting: true })).body.code).toBe('second_head');
    expect((await office.del(`/posts/${acting.body.id}`)).status).toBe(204);
  });

  it('at the first level waits for somebody of the office who neither proposed nor gains', async () => {
    const wish = { personId: house.people.officerTwo, unitId: house.units.TOP, level: 1, title: '校务委员' };
    const proposed = await office.post<Entity>('/posts', wish);
    expect([proposed.status, proposed.body.state]).toEqual([202, 'proposed']);
    const confirm = (client: Client) => client.post<Entity>(`/posts/${proposed.body.id}/confirm`);
    expect((await confirm(office)).body.code).toBe('proposer_cannot_confirm');
    expect((await confirm(officeTwo)).body.code).toBe('beneficiary_cannot_confirm');
    expect((await confirm(admin)).body.code).toBe('office_confirms');
    expect((await confirm(teacher)).status).toBe(404);
    const other = await admin.post<Entity>('/posts', { ...wish, personId: house.people.leader });
    const confirmed = await office.post<Entity>(`/posts/${other.body.id}/confirm`);
    expect([confirmed.status, confirmed.body.state]).toEqual([200, 'confirmed']);
    expect((await office.post<Entity>(`/posts/${other.body.id}/confirm`)).status).toBe(200);
    expect((await officeTwo.post<Problem>(`/posts/${other.body.id}/confirm`)).body.code).toBe('not_proposed');
  });

  it('of the top unit’s last head ends only with a named successor', async () => {
    const path = `/posts/${house.posts.president}`;
    const refused = await office.patch<Problem>(path, { to: '2026-03-31' });
    expect([refused.status, refused.body.code]).toEqual([409, 'top_unit_needs_successor']);
    const ended = await office.patch<Entity & { to: string }>(path, {
      to: '2026-03-31',
      successorId: house.people.secretary,
    });
    expect([ended.status, ended.body.to]).toEqual([200, '2026-03-31']);
  });
});

describe('roles', () => {
  it('wait for a second person once the office exists, and the last administrator stays', async () => {
    const proposed = await admin.post<Entity>('/roles', { personId: house.people.clerk, role: 'supervisor' });
    expect([proposed.status, proposed.body.state]).toEqual([202, 'proposed']);
    const confirmed = await office.post<Entity>(`/roles/${proposed.body.id}/confirm`);
    expect([confirmed.status, confirmed.body.state]).toEqual([200, 'confirmed']);
    expect((await admin.post<Problem>('/roles', { personId: house.people.clerk, role: 'supervisor' })).body.code).toBe(
      'role_held_already',
    );
    const own = await office.post<Entity>('/roles', { personId: house.people.teacher, role: 'auditor' });
    expect((await office.post<Problem>(`/roles/${own.body.id}/confirm`)).body.code).toBe('proposer_cannot_confirm');
    expect((await officeTwo.post<Entity>(`/roles/${own.body.id}/confirm`)).status).toBe(200);
    const { body } = await admin.get<List>('/roles', { query: { role: 'administrator' } });
    const last = await admin.del<Problem>(`/roles/${body.items[0]?.id}`);
    expect([last.status, last.body.code]).toEqual([409, 'last_administrator']);
    expect((await admin.del(`/roles/${confirmed.body.id}`)).status).toBe(204);
  });
});

describe('levels', () => {
  it('are renamed, put in and taken out, and stay numbered without a gap', async () => {
    const ranks = async () =>
      (await teacher.get<List<{ rank: number; name: string }>>('/levels')).body.items.map(
        (level) => `${level.rank} ${level.name}`,
      );
    const made = await admin.post<Entity>('/levels', { rank: 6, kind: 'team', name: '团队', nameEn: 'Team' });
    expect(made.status).toBe(201);
    expect((await ranks()).slice(4)).toEqual(['5 责任教授', '6 团队', '7 责任人']);
    const { body: post } = await teacher.get<{ level: number }>(`/posts/${house.posts.teacher}`);
    expect(post.level).toBe(7);
    expect((await admin.patch<Problem>(`/levels/${made.body.id}`, { rank: 2 })).body.code).toBe('rank_fixed');
    expect((await admin.patch(`/levels/${made.body.id}`, { name: '课题组' })).status).toBe(200);
    expect((await admin.del(`/levels/${made.body.id}`)).status).toBe(204);
    expect(await ranks()).toHaveLength(6);
    const { body } = await admin.get<List>('/levels');
    expect((await admin.del<Problem>(`/levels/${body.items[3]?.id}`)).body.code).toBe('level_has_posts');
    const school = await admin.patch<Problem>(`/levels/${body.items[1]?.id}`, { kind: 'school' });
    expect([school.status, school.body.code]).toEqual([409, 'level_has_posts']);
    expect((await admin.post<Problem>('/levels', { rank: 8, kind: 'team', name: 'x' })).body.code).toBe(
      'rank_leaves_gap',
    );
  });
});

describe('calendar and settings', () => {
  it('follow China’s official days, the institution’s own closed days and teaching weeks', async () => {
    const working = async () => {
      const query = { from: '2026-05-01', to: '2026-05-13' };
      const { body } = await teacher.get<{ items: { day: string; working: boolean; teachingWeek: number | null }[] }>(
        '/calendar',
        { query },
      );
      return body.items.filter((day) => day.working).map((day) => day.day.slice(8));
    };
    expect(await working()).toEqual(['06', '07', '08', '09', '11', '12', '13']);
    const made = await office.post<Entity>('/closed-days', {
      day: '2026-05-12',
      name: '校庆日',
      nameEn: 'Founding day',
    });
    expect(made.status).toBe(201);
    expect(await working()).toEqual(['06', '07', '08', '09', '11', '13']);
    expect((await office.post<Problem>('/closed-days', { day: '2026-05-12', name: 'x' })).body.code).toBe(
      'day_closed_already',
    );
    expect((await office.del(`/closed-days/${made.body.id}`)).status).toBe(204);
    expect(await working()).toContain('12');
  });

  it('hold from a day on, refuse unknown keys and unfit values, and are never set for the past', async () => {
    const change = (values: Record<string, unknown>, effectiveFrom?: string) =>
      office.put<{ values: Record<string, unknown> } & Problem>('/settings', { values, effectiveFrom });
    expect((await change({ nonsense: 1 })).body.code).toBe('setting_unknown');
    const unfit = await change({ 'gate.limitDays': 0 });
    expect([unfit.status, unfit.body.code, unfit.body.errors?.[0]?.path]).toEqual([
      422,
      'setting_unfit',
      'values.gate.limitDays',
    ]);
    expect((await change({ carryTo: 'team' }, '2026-03-03')).body.code).toBe('effective_in_past');
    expect((await change({ 'gate.limitDays': 7 }, '2026-04-01')).status).toBe(200);
    const on = async (day: string) =>
      (await teacher.get<{ values: Record<string, unknown> }>('/settings', { query: { on: day } })).body.values[
        'gate.limitDays'
      ];
    expect([await on('2026-03-31'), await on('2026-04-01')]).toEqual([5, 7]);
  });
});

describe('delegations and disciplines', () => {
  it('are one’s own, never to oneself, one at a time', async () => {
    const span = { from: '2026-03-10', to: '2026-03-20' };
    const give = (body: object) => teacher.post<Entity>('/delegations', { ...span, ...body });
    expect((await give({ delegateId: house.people.teacher })).body.code).toBe('delegate_is_self');
    expect((await give({ delegateId: house.people.teacherTwo, personId: house.people.dean })).body.code).toBe(
      'delegation_own_only',
    );
    const made = await give({ delegateId: house.people.teacherTwo });
    expect(made.status).toBe(201);
    expect((await give({ delegateId: house.people.dean })).body.code).toBe('delegation_overlaps');
    expect((await admin.get(`/delegations/${made.body.id}`)).status).toBe(404);
    expect((await admin.del(`/delegations/${made.body.id}`)).status).toBe(404);
    expect((await teacher.patch<Entity>(`/delegations/${made.body.id}`, { to: '2026-03-12' })).status).toBe(200);
    expect((await teacher.del(`/delegations/${made.body.id}`)).status).toBe(204);
  });

  it('name responsible professors with spans and delegates', async () => {
    const path = `/disciplines/${house.disciplineId}`;
    const before = await office.get<Entity>(path);
    const professors = [
      { personId: house.people.gatekeeper },
      { personId: house.people.professor, delegateId: house.people.teacher },
    ];
    const set = await office.patch<Entity & { responsibleProfessors: { from: string }[] }>(path, {
      responsibleProfessors: professors,
    });
    expect(set.status).toBe(200);
    expect(set.body.version).toBe(before.body.version + 1);
    expect(set.body.responsibleProfessors.map((one) => one.from)).toEqual(['2020-01-01', '2026-03-04']);
    const self = [{ personId: house.people.professor, delegateId: house.people.professor }];
    expect((await office.patch<Problem>(path, { responsibleProfessors: self })).body.code).toBe('delegate_is_self');
    const sector = await office.post<Entity>('/sectors', {
      name: '文科板块',
      leaderId: house.people.leader,
      leadUnitId: house.units.OFF,
    });
    expect(sector.status).toBe(201);
    expect((await office.del(`/sectors/${sector.body.id}`)).status).toBe(204);
  });
});

describe('the first-run wizard', () => {
  it('serves an empty database only, and says so', async () => {
    const { token, text } = createSetupToken(server.clock);
    const wizard = await startTestServer({ setupToken: token });
    const state = await wizard.client({}).get<{ needed: boolean }>('/setup');
    expect(state.body.needed).toBe(false);
    const body = { token: text, name: '另一所', template: 'B', account: 'first', password: PASSWORD };
    const refused = await wizard.client({}).post<Problem>('/setup', body);
    expect([refused.status, refused.body.code]).toEqual([409, 'already_set_up']);
    await wizard.close();
  });
});

it('keeps institutions apart: what another one has does not exist', async () => {
  const other = await createTestInstitution({ now: START });
  for (const path of [`/units/${other.units.PHY}`, `/people/${other.people.dean}`, `/posts/${other.posts.dean}`]) {
    const reply = await admin.get<Problem>(path);
    expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
  }
});
