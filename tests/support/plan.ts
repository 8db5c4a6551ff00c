// Grows a small plan through the interface, as people would: six levels, each registered, assigned and signed for, with nodes at the bottom.
import type { TestInstitution } from './institution.ts';
import type { Client, TestServer } from './server.ts';

export const LINE = ['president', 'leader', 'director', 'dean', 'professor', 'teacher'] as const;
export type LinePerson = (typeof LINE)[number];
const UNIT = {
  president: 'TOP',
  leader: 'TOP',
  director: 'RES',
  dean: 'PHY',
  professor: 'OPT',
  teacher: 'OPT',
} as const;
const TITLES: Record<LinePerson, [string, string]> = {
  president: ['建设一流光学学科', 'Build a first-rate discipline of optics'],
  leader: ['组织光学学科建设', 'Organise the building of optics'],
  director: ['落实光学平台资源', 'Secure resources for the optics platform'],
  dean: ['建成极端光学平台', 'Set up the platform for extreme optics'],
  professor: ['飞秒光源研制', 'Develop the femtosecond source'],
  teacher: ['完成光源论证与验收', 'Carry the source through review and acceptance'],
};

export type Plan = {
  /** Item ids from the root down to the leaf, by the person who answers for each. */
  ids: Record<LinePerson, string>;
  nodeIds: string[];
};
type Made = { id: string; version: number };
type Submission = { id: string; route: { personId: string; open: boolean }[] };

export type Cast = (who: string) => Promise<Client>;

/** Signs people in once each. */
export function castOf(server: TestServer, home: TestInstitution): Cast {
  const known = new Map<string, Promise<Client>>();
  return (who) => {
    const client = known.get(who) ?? server.signIn(home.id, who);
    known.set(who, client);
    return client;
  };
}

function demand<T>(reply: { status: number; body: T }): T {
  if (reply.status >= 300) throw new Error(`${reply.status}: ${JSON.stringify(reply.body)}`);
  return reply.body;
}

export function draftFor(home: TestInstitution, who: LinePerson, over: Record<string, unknown> = {}) {
  const [title, titleEn] = TITLES[who];
  return {
    horizon: who === 'teacher' ? 'task' : 'annual',
    level: LINE.indexOf(who) + 1,
    title,
    titleEn,
    requirement: '按计划完成建设任务。',
    requirementEn: 'Complete the work as planned.',
    standard: '通过专家组验收。',
    standardEn: 'Accepted by the panel of experts.',
    leadUnitId: home.units[UNIT[who]],
    responsiblePersonId: home.people[who],
    start: '2026-03-01',
    due: '2026-12-31',
    ...over,
  };
}

/** Passes every open step by whoever holds it; answers their names. */
export async function passThrough(cast: Cast, home: TestInstitution, submissionId: string): Promise<string[]> {
  const names = new Map(Object.entries(home.people).map(([name, id]) => [id, name]));
  const decided: string[] = [];
  for (;;) {
    const submission = demand(await (await cast('officer')).get<Submission>(`/submissions/${submissionId}`));
    const open = submission.route.find((step) => step.open);
    if (!open) return decided;
    const who = names.get(open.personId) ?? '';
    demand(await (await cast(who)).post(`/submissions/${submissionId}/verdict`, { verdict: 'passed' }));
    decided.push(who);
  }
}

async function decompose(
  cast: Cast,
  home: TestInstitution,
  who: LinePerson,
  itemId: string,
  body: object,
): Promise<{ children: Made[]; nodes: { id: string }[] }> {
  const client = await cast(who);
  const item = demand(await client.get<Made>(`/items/${itemId}`));
  const draft = demand(
    await client.put<{ children: Made[]; nodes: { id: string }[] }>(`/items/${itemId}/decomposition`, body, {
      headers: { 'if-match': `"${item.version}"` },
    }),
  );
  await passThrough(cast, home, demand(await client.post<Submission>(`/items/${itemId}/decomposition/submit`, {})).id);
  return draft;
}

async function handOn(cast: Cast, superior: string, who: string, itemId: string): Promise<void> {
  demand(await (await cast(superior)).post(`/items/${itemId}/assign`, {}));
  demand(await (await cast(who)).post(`/items/${itemId}/accept`));
}

/**
 * A key work carried down to the teacher, everything signed; the leaf has two nodes of weight 40 and 60, or is only assigned.
 * `downTo` stops with somebody who has signed and broken nothing down yet.
 */
export async function growPlan(
  cast: Cast,
  home: TestInstitution,
  options: { until?: 'assigned'; downTo?: LinePerson } = {},
): Promise<Plan> {
  const office = await cast('officer');
  const root = demand(await office.post<Made>('/items', draftFor(home, 'president', { sectorId: home.sectorId })));
  demand(await office.post(`/items/${root.id}/register`));
  await handOn(cast, 'officer', 'president', root.id);
  const ids = { president: root.id } as Plan['ids'];
  for (const [at, who] of LINE.slice(0, -1).entries()) {
    const next = LINE[at + 1] ?? 'teacher';
    const { children } = await decompose(cast, home, who, ids[who], {
      children: [draftFor(home, next, { weight: 100 })],
    });
    const child = children[0];
    if (!child) throw new Error('the draft lost its child');
    ids[next] = child.id;
    const isLast = next === 'teacher';
    if (isLast && options.until) {
      demand(await (await cast(who)).post(`/items/${child.id}/assign`, {}));
      return { ids, nodeIds: [] };
    }
    await handOn(cast, who, next, child.id);
    if (next === options.downTo) return { ids, nodeIds: [] };
  }
  const nodes = [
    { title: '方案论证', titleEn: 'Design review', date: '2026-04-10', weight: 40 },
    { title: '样机验收', titleEn: 'Prototype accepted', date: '2026-11-10', weight: 60 },
  ];
  const { nodes: made } = await decompose(cast, home, 'teacher', ids.teacher, { children: [], nodes });
  return { ids, nodeIds: made.map((node) => node.id) };
}
