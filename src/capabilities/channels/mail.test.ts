// E-mail against a real mail server: both languages and both parts, once each, again where it was refused for now, given up where for good.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../../tests/support/database.ts';
import { type Letter, openPostOffice, type PostOffice } from '../../../tests/support/post-office.ts';
import { type Stage, setStage } from '../../../tests/support/stage.ts';
import { productWords } from '../../../tests/support/words.ts';
import { type OpenDatabase, openDatabase } from '../../platform/database/connect.ts';
import { sealEvents } from '../../platform/events/seal.ts';
import { startOutgoing } from '../../platform/jobs/outgoing.ts';
import { startQueue } from '../../platform/jobs/queue.ts';
import type { Rounds } from '../../platform/jobs/rounds.ts';
import { inMoment } from '../progress/midnight.store.ts';
import { sendDigests } from './digest.actions.ts';
import { messageGauge, messagePart } from './mail.jobs.ts';

type Delivery = {
  id: string;
  person: { id: string };
  state: string;
  attempts: number;
  failure: string | null;
  kind: string;
  notBefore: string;
  abilities: { sendAgain: boolean };
};

const DAY = '2026-03-05';
let stage: Stage;
let post: PostOffice;
let opened: OpenDatabase;
let outgoing: Rounds;
const failures: unknown[] = [];

beforeAll(async () => {
  stage = await setStage({ now: new Date(`${DAY}T09:30:00+08:00`) });
  post = await openPostOffice();
  const { owner, connections } = await useDatabase();
  for (const [who, language] of [
    ['teacher', 'zh-CN'],
    ['professor', 'en'],
    ['administrator', 'en'],
  ] as const)
    await owner
      .updateTable('people')
      .set({ email: `${who}@example.edu`, language })
      .where('institution_id', '=', stage.home.id)
      .where('id', '=', stage.home.people[who])
      .execute();
  opened = openDatabase({ connection: connections.app });
  const config = { publicUrl: 'https://liandong.example.edu', smtpUrl: post.url };
  const place = { db: opened.db, now: () => stage.server.clock.now(), say: productWords(), config };
  outgoing = startOutgoing({
    parts: [messagePart(place)],
    openQueue: () => startQueue({ pool: opened.pool }),
    onFailure: (error) => failures.push(error),
  });
});
afterAll(async () => {
  await outgoing.stop();
  await opened.close();
  await post.close();
  await stage.close();
  expect(failures).toEqual([]);
});

const seal = () => sealEvents(opened.db, stage.home.id, () => stage.server.clock.now());

/** Puts a report before the gate and has it returned: its author is told at once. */
async function returnReportOf(title: string): Promise<void> {
  const { id: parent } = await stage.plant({ who: 'professor', unit: 'OPT', level: 5 });
  const { id } = await stage.plant({ who: 'teacher', unit: 'OPT', level: 6, horizon: 'task', parent, title });
  const report = { progress: 10, selfRatedLight: 'green', done: '已开工', next: '继续' };
  const sent = await (await stage.as('teacher')).post<{ id: string }>(`/items/${id}/reports`, report);
  expect(sent.status).toBe(201);
  const verdict = await stage.decide('professor', sent.body.id, { verdict: 'returned', reason: '请补数据' });
  expect(verdict.status).toBe(200);
  await seal();
}

/** The deliveries to somebody, oldest first, as the administrator sees them. */
async function deliveriesTo(who: 'teacher' | 'professor' | 'administrator'): Promise<Delivery[]> {
  const all = await (await stage.as('administrator')).get<{ items: Delivery[] }>('/deliveries');
  expect(all.status).toBe(200);
  return all.body.items.filter((one) => one.person.id === stage.home.people[who]).reverse();
}

const lastTo = async (who: 'teacher' | 'professor' | 'administrator') => (await deliveriesTo(who)).at(-1);
const about = (title: string) => (letter: Letter) => letter.mail.subject?.includes(title) ?? false;
const until = (look: () => Promise<unknown>) => expect.poll(look, { timeout: 20_000, interval: 100 });

describe('e-mail', () => {
  it('says the same in the text and the page, in the reader’s language, with what programs need', async () => {
    await returnReportOf('光源系统');
    const { mail } = await post.arrival(({ mail: { subject = '' } }) => subject.includes('光源系统'));
    expect(mail.subject).toBe('professor退回了《光源系统》的进展反馈，请看理由');
    for (const part of [mail.text ?? '', String(mail.html)]) {
      expect(part).toContain('professor退回了《光源系统》的进展反馈，请看理由');
      expect(part).toContain('https://liandong.example.edu/items/');
      expect(part).toContain('https://liandong.example.edu/settings/messages');
    }
    expect(mail.from?.text).toContain('liandong@liandong.example.edu');
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('x-liandong-attempt')).toBe('1');
    expect(mail.headers.has('x-liandong-again')).toBe(false);
    expect(mail.messageId).toBe(`<${mail.headers.get('x-liandong-delivery')}@liandong.example.edu>`);
    expect(mail.headerLines.some(({ key }) => key === 'list-unsubscribe')).toBe(true);
  });

  it('is tried again where it was refused for now, as the same message, and says so', async () => {
    let refusals = 0;
    post.behave(() => {
      refusals += 1;
      return refusals === 1 ? 451 : 'accept';
    });
    await returnReportOf('真空腔体');
    await until(() => lastTo('teacher')).toMatchObject({ state: 'sent', attempts: 2, failure: null });
    const kept = post.letters.filter(about('真空腔体'));
    expect(kept).toHaveLength(1);
    expect(kept[0]?.mail.headers.get('x-liandong-again')).toBe('yes');
    expect(kept[0]?.mail.text).toContain('又发了一次');
    expect(kept[0]?.mail.messageId).toContain((await lastTo('teacher'))?.id ?? '-');
  });

  it('is given up where it was refused for good; an administrator sees it and sends it again', async () => {
    post.behave(() => 550);
    await returnReportOf('束流诊断');
    await until(() => lastTo('teacher')).toMatchObject({
      state: 'failed',
      attempts: 1,
      failure: 'smtp_550',
      abilities: { sendAgain: true },
    });
    expect((await (await stage.as('teacher')).get('/deliveries')).status).toBe(403);
    const gauge = messageGauge(opened.db, () => stage.server.clock.now());
    expect(await gauge.read()).toEqual({ waiting: 0, failed: 1, oldest_seconds: 0 });
    post.behave(() => 'accept');
    const { id = '' } = (await lastTo('teacher')) ?? {};
    const administrator = await stage.as('administrator');
    expect((await administrator.post(`/deliveries/${id}/send-again`)).status).toBe(200);
    expect((await administrator.post(`/deliveries/${id}/send-again`)).status).toBe(409);
    await until(() => lastTo('teacher')).toMatchObject({ id, state: 'sent', attempts: 2 });
    expect(post.letters.filter(about('束流诊断'))).toHaveLength(1);
    const state = await administrator.get('/mail');
    expect(state.body).toMatchObject({ waiting: 0, failed: 0, sentToday: 3 });
  });

  it('keeps quiet from eight in the evening to eight in the morning', async () => {
    stage.goTo(`${DAY}T21:00:00+08:00`);
    await returnReportOf('夜间事项');
    await until(() => lastTo('teacher')).toMatchObject({ state: 'waiting', notBefore: '2026-03-06T00:00:00.000Z' });
    expect(post.letters.filter(about('夜间事项'))).toHaveLength(0);
    stage.goTo('2026-03-06T08:00:00+08:00');
    await post.arrival(about('夜间事项'));
    await until(() => lastTo('teacher')).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('brings the digest once a day, in the reader’s language, and nothing else to whoever wants no more', async () => {
    await (await stage.as('teacher')).put('/me/notifications', { email: 'digest' });
    const { id: parent } = await stage.plant({ who: 'dean', unit: 'PHY', level: 4, title: '平台建设' });
    await stage.plant({
      who: 'professor',
      unit: 'OPT',
      level: 5,
      parent,
      due: '2026-03-09',
      title: 'Prototype <b>&</b> tests',
    });
    const at = { institutionId: stage.home.id, now: stage.server.clock.now(), today: '2026-03-06' };
    const sent = await inMoment(opened.db, at, sendDigests);
    expect(sent).toBeGreaterThan(0);
    expect(await inMoment(opened.db, at, sendDigests)).toBe(0);
    const { mail } = await post.arrival(about('Reminders of 6 March'));
    expect(mail.to).toMatchObject({ text: expect.stringContaining('professor@example.edu') });
    expect(mail.text).toContain('1 item due within 1 working day');
    expect(mail.text).toContain('“Prototype <b>&</b> tests”, due 9 March');
    expect(String(mail.html)).toContain('Prototype &lt;b&gt;&amp;&lt;/b&gt; tests');
    await returnReportOf('只进收件箱');
    await until(
      async () => (await (await stage.as('teacher')).get<{ unread: number }>('/notifications')).body.unread,
    ).toBeGreaterThan(3);
    await until(() => lastTo('professor')).toMatchObject({ kind: 'digest', state: 'sent' });
    expect((await deliveriesTo('teacher')).filter((one) => one.kind === 'verdict')).toHaveLength(4);
    expect(post.letters.filter(about('只进收件箱'))).toHaveLength(0);
  });

  it('can be tried out by an administrator, on the way of all e-mail', async () => {
    // This server was started without a mail server of its own.
    const refused = await (await stage.as('administrator')).post<{ code: string }>('/mail/test');
    expect([refused.status, refused.body.code]).toEqual([409, 'mail_off']);
  });
});
