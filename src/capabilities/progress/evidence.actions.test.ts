// Evidence: kept by its content, seen where an item that carries it is seen, verified by somebody else than its uploader.
import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonKey } from '../../../tests/support/institution.ts';
import { ok, type Problem, plantLine, type Stage, type Sub, setStage } from '../../../tests/support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

type Shown = {
  id: string;
  sha256: string | null;
  kind: string;
  abilities: { verify: boolean };
  verifiedBy: { id: string } | null;
};

async function upload(who: PersonKey, name: string, content: string, type = 'text/plain') {
  const boundary = 'b0undary';
  const body = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n${content}\r\n--${boundary}--\r\n`;
  return (await stage.as(who)).post<Shown & Problem>('/evidence', body, {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}

const seenBy = async (id: string, people: readonly PersonKey[]) => {
  const seen: PersonKey[] = [];
  for (const who of people) {
    const reply = await (await stage.as(who)).get(`/evidence/${id}`);
    expect([200, 404]).toContain(reply.status);
    if (reply.status === 200) seen.push(who);
  }
  return seen;
};
const SOME: PersonKey[] = [
  'teacher',
  'professor',
  'dean',
  'officer',
  'auditor',
  'outsider',
  'deanTwo',
  'administrator',
];

describe('evidence', () => {
  it('that hangs on nothing is its uploader’s alone; attached, it is seen where its item is seen', async () => {
    const line = await plantLine(stage);
    const file = ok(await upload('teacher', '纪要.txt', '会议纪要'), 201);
    expect(file.sha256).toBe(createHash('sha256').update('会议纪要').digest('hex'));
    expect(await seenBy(file.id, SOME)).toEqual(['teacher']);
    const report = { selfRatedLight: 'green', done: '', next: '', progress: 10, evidenceIds: [file.id] };
    ok<Sub>(await (await stage.as('teacher')).post(`/items/${line.teacher.id}/reports`, report), 201);
    expect(await seenBy(file.id, SOME)).toEqual(['teacher', 'professor', 'dean', 'officer', 'auditor']);
    for (const part of ['', '/content']) {
      const unseen = await (await stage.as('outsider')).get<Problem>(`/evidence/${file.id}${part}`);
      const nothing = await (await stage.as('outsider')).get<Problem>(`/evidence/${uuid()}${part}`);
      const face = ({ status, body }: typeof unseen) => ({ status, code: body.code, detail: body.detail });
      expect(face(unseen)).toEqual(face(nothing));
    }
  });

  it('of somebody else cannot be attached before it is seen through the item', async () => {
    const line = await plantLine(stage);
    const file = ok(await upload('outsider', 'x.txt', 'x'), 201);
    const report = { selfRatedLight: 'green', done: '', next: '', progress: 10, evidenceIds: [file.id] };
    const reply = await (await stage.as('teacher')).post<Problem>(`/items/${line.teacher.id}/reports`, report);
    expect(reply).toMatchObject({ status: 422, body: { code: 'evidence_unknown' } });
  });

  it('comes back as a download under its own name, byte for byte', async () => {
    const file = ok(await upload('teacher', '附件 1.txt', 'héllo 你好'), 201);
    const reply = await (await stage.as('teacher')).get<string>(`/evidence/${file.id}/content`);
    expect(reply.status).toBe(200);
    expect(reply.body).toBe('héllo 你好');
    expect(String(reply.headers['content-disposition'])).toMatch(/^attachment/);
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
  });

  it('is refused for what it is, not for its name: pages and programs', async () => {
    const page = await upload('teacher', 'notes.txt', '<!doctype html><html><script>alert(1)</script></html>');
    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.status).toBeLessThan(500);
    const svg = await upload(
      'teacher',
      'picture.png',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      'image/png',
    );
    expect(svg.status).toBeGreaterThanOrEqual(400);
    expect(svg.status).toBeLessThan(500);
  });

  it('may be a link of the web or a record, and nothing else', async () => {
    const teacher = await stage.as('teacher');
    expect(ok<Shown>(await teacher.post('/evidence', { url: 'https://example.org/a' }), 201).kind).toBe('link');
    expect(ok<Shown>(await teacher.post('/evidence', { record: { papers: 3 } }), 201).kind).toBe('record');
    expect((await teacher.post('/evidence', { url: 'javascript:alert(1)' })).status).toBeGreaterThanOrEqual(400);
    expect((await teacher.post('/evidence', {})).status).toBe(400);
  });

  it('is verified by somebody who sees it and is not its uploader; again answers as the first time', async () => {
    const line = await plantLine(stage);
    const file = ok(await upload('teacher', 'v.txt', 'v'), 201);
    const report = { selfRatedLight: 'green', done: '', next: '', progress: 10, evidenceIds: [file.id] };
    ok(await (await stage.as('teacher')).post(`/items/${line.teacher.id}/reports`, report), 201);
    const verify = async (who: PersonKey) => (await stage.as(who)).post<Shown & Problem>(`/evidence/${file.id}/verify`);
    expect((await verify('teacher')).body.code).toBe('evidence_not_yours_to_verify');
    expect((await verify('auditor')).status).toBe(403);
    expect((await verify('outsider')).status).toBe(404);
    expect(ok(await verify('professor')).verifiedBy?.id).toBe(stage.home.people.professor);
    expect(ok(await verify('professor')).verifiedBy?.id).toBe(stage.home.people.professor);
  });
});
