// A server, a small institution on it and items planted in any state, so that a test can begin in the middle of the work.
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { expect } from 'vitest';
import { inTenant } from '../../src/platform/database/connect.ts';
import { useDatabase } from './database.ts';
import { createTestInstitution, type PersonKey, START, type TestInstitution } from './institution.ts';
import { type Client, type Reply, startTestServer, type TestServer } from './server.ts';

export type UnitCode = keyof TestInstitution['units'];
export type PlantNode = { date: string; weight: number; title?: string };
export type Plant = {
  who: PersonKey;
  unit: UnitCode;
  level: number;
  parent?: string | null;
  state?: string;
  horizon?: string;
  weight?: number;
  start?: string;
  due?: string;
  title?: string;
  disciplineId?: string | null;
  supervisor?: PersonKey;
  leader?: PersonKey;
  author?: PersonKey;
  placeholder?: boolean;
  frequency?: 'week' | 'month' | 'quarter';
  ownNodesWeight?: number;
  coUnits?: { unit: UnitCode; share: number; person?: PersonKey }[];
  nodes?: PlantNode[];
};
export type Planted = { id: string; code: string; nodeIds: string[] };

export type Step = {
  personId: string | null;
  kind: string;
  open: boolean;
  verdict: string | null;
  expired: boolean;
  due: string | null;
  decidedBy: { id: string } | null;
};
export type Sub = {
  id: string;
  kind: string;
  state: string;
  version: number;
  route: Step[];
  noIndependentGate: boolean;
  conditions: { title: string }[];
  snapshot: Record<string, unknown>;
  abilities: Record<string, boolean>;
  submittedOn: string;
};
export type NodeShown = {
  id: string;
  title: string;
  state: string;
  doneOn: string | null;
  weight: number;
  date: string;
};
export type ItemShown = {
  id: string;
  code: string | null;
  version: number;
  state: string;
  weight: number | null;
  progress: { planned: number | null; reported: number | null; verified: number | null; waiting: number | null };
  light: { computed: string; why: { rule: string }[] };
  nodes: NodeShown[];
  finishedOn: string | null;
  abilities: Record<string, boolean>;
};
export type Problem = {
  code: string;
  status: number;
  detail: string;
  errors?: { path: string; code: string; detail: string }[];
};

export type Stage = {
  server: TestServer;
  home: TestInstitution;
  as(who: PersonKey): Promise<Client>;
  /** The key of a person by id. */
  nameOf(id: string | null): string;
  plant(item: Plant): Promise<Planted>;
  /** Keys of the persons of a submission's route, in order. */
  routeOf(submission: Sub): string[];
  /** Passes every step in order and answers who did. */
  passAll(submissionId: string): Promise<string[]>;
  decide(who: PersonKey, submissionId: string, verdict?: object): Promise<Reply<Sub & Problem>>;
  item(id: string, who?: PersonKey): Promise<ItemShown>;
  submission(id: string, who?: PersonKey): Promise<Sub>;
  /** Moves the product's clock; everybody signs in again after it. */
  goTo(at: string): void;
  close(): Promise<void>;
};

/** The body of a reply that must have this status. */
export function ok<T>(reply: Reply<T>, status = 200): T {
  expect(reply.status, JSON.stringify(reply.body)).toBe(status);
  return reply.body;
}

export async function setStage(options: { now?: Date } = {}): Promise<Stage> {
  return stageOn(await startTestServer(options), await createTestInstitution(options));
}

/** A stage in a house that stands already. */
export function stageOn(server: TestServer, home: TestInstitution): Stage {
  const clients = new Map<string, Promise<Client>>();
  const as = (who: PersonKey): Promise<Client> => {
    const known = clients.get(who) ?? server.signIn(home.id, who);
    clients.set(who, known);
    return known;
  };
  const names = new Map(Object.entries(home.people).map(([name, id]) => [id, name]));
  const nameOf = (id: string | null): string => (id === null ? 'nobody' : (names.get(id) ?? id));
  const submission = async (id: string, who: PersonKey = 'officer') =>
    ok<Sub>(await (await as(who)).get(`/submissions/${id}`));
  const decide = async (who: PersonKey, id: string, verdict: object = { verdict: 'passed' }) =>
    (await as(who)).post<Sub & Problem>(`/submissions/${id}/verdict`, verdict);
  return {
    server,
    home,
    as,
    nameOf,
    plant: (item) => plantItem(home, item),
    routeOf: (sub) => sub.route.map((step) => nameOf(step.personId)),
    async passAll(id) {
      const decided: string[] = [];
      for (;;) {
        const open = (await submission(id)).route.find((step) => step.open);
        if (!open) return decided;
        const who = nameOf(open.personId);
        decided.push(who);
        ok(await decide(who as PersonKey, id));
      }
    },
    decide,
    item: async (id, who = 'officer') => ok<ItemShown>(await (await as(who)).get(`/items/${id}`)),
    submission,
    goTo(at) {
      server.clock.set(new Date(at));
      clients.clear();
    },
    close: () => server.close(),
  };
}

let planted = 0;

async function plantItem(home: TestInstitution, item: Plant): Promise<Planted> {
  const { db } = await useDatabase();
  const id = uuid();
  planted += 1;
  const code = `P${planted}`;
  const state = item.state ?? 'in_progress';
  const isDraft = state === 'draft';
  const begun = !['draft', 'registered', 'assigned'].includes(state);
  const due = item.due ?? '2026-12-31';
  const at = new Date(START.getTime() - 60_000);
  const responsible = home.people[item.who];
  const nodes = (item.nodes ?? []).map((node, position) => ({
    institution_id: home.id,
    id: uuid(),
    item_id: id,
    position,
    title: node.title ?? `节点${position + 1}`,
    date: node.date,
    original_date: node.date,
    weight: node.weight,
    created_at: at,
    changed_at: at,
  }));
  await inTenant(db, home.id, async (tx) => {
    await tx
      .insertInto('items')
      .values({
        institution_id: home.id,
        id,
        code: isDraft ? null : code,
        horizon: item.horizon ?? 'annual',
        level: item.level,
        parent_id: item.parent ?? null,
        path: [],
        title: item.title ?? `事项${planted}`,
        discipline_id: item.disciplineId ?? null,
        lead_unit_id: home.units[item.unit],
        responsible_person_id: responsible,
        leader_in_charge_id: item.leader ? home.people[item.leader] : null,
        supervisor_id: item.supervisor ? home.people[item.supervisor] : null,
        author_id: item.author ? home.people[item.author] : null,
        weight: item.weight ?? null,
        own_nodes_weight: item.ownNodesWeight ?? null,
        start: item.start ?? '2026-03-01',
        original_due: isDraft ? null : due,
        approved_due: due,
        frequency: item.frequency ?? 'month',
        placeholder: item.placeholder ?? false,
        state,
        accept_by: isDraft || state === 'registered' ? null : '2026-03-09',
        accepted_on: begun ? '2026-03-03' : null,
        accepted_by: begun ? responsible : null,
        created_at: at,
        changed_at: at,
      })
      .execute();
    if (item.coUnits?.length)
      await tx
        .insertInto('item_co_units')
        .values(
          item.coUnits.map((one, position) => ({
            institution_id: home.id,
            item_id: id,
            unit_id: home.units[one.unit],
            person_id: one.person ? home.people[one.person] : null,
            share: one.share,
            position,
          })),
        )
        .execute();
    if (nodes.length > 0) await tx.insertInto('nodes').values(nodes).execute();
    await sql`select refresh_item_values(${home.id}, ${[id]}::uuid[], '2026-03-04'::date)`.execute(tx);
  });
  return { id, code, nodeIds: nodes.map((node) => node.id) };
}

/** The line from the school down to a teacher, planted in progress; each holds the whole of its parent. */
export async function plantLine(stage: Stage, over: Partial<Plant> = {}): Promise<Record<LineKey, Planted>> {
  const line = {} as Record<LineKey, Planted>;
  let parent: string | null = null;
  for (const [at, { who, unit }] of LINE.entries()) {
    const last = who === 'teacher';
    const made: Planted = await stage.plant({
      who,
      unit,
      level: at + 1,
      parent,
      weight: 100,
      ...(last && { horizon: 'task' }),
      ...over,
    });
    line[who] = made;
    parent = made.id;
  }
  return line;
}

export const LINE = [
  { who: 'president', unit: 'TOP' },
  { who: 'leader', unit: 'TOP' },
  { who: 'director', unit: 'RES' },
  { who: 'dean', unit: 'PHY' },
  { who: 'professor', unit: 'OPT' },
  { who: 'teacher', unit: 'OPT' },
] as const satisfies readonly { who: PersonKey; unit: UnitCode }[];
export type LineKey = (typeof LINE)[number]['who'];
