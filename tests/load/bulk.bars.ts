// A thousand children in one decomposition beside plain inserts; an import of ten thousand rows beside COPY.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { type Bar, judge, median } from './bars.ts';
import { personWith, type Stage } from './stage.ts';

type Place = { unitId: string; unitCode: string; personId: string; account: string };

async function timed<Value>(act: () => Promise<Value>): Promise<{ seconds: number; value: Value }> {
  const begun = performance.now();
  const value = await act();
  return { seconds: (performance.now() - begun) / 1000, value };
}

/** The head of the first unit of a kind. */
async function headOf({ owner, institutionId, clock }: Stage, top: boolean): Promise<Place> {
  const { rows } = await owner.query<Place>(
    `select u.id as "unitId", u.code as "unitCode", x.id as "personId", x.account from units u
       join posts p on p.institution_id = u.institution_id and p.unit_id = u.id and p.head and p.state = 'confirmed'
         and (p.to_day is null or p.to_day > $2)
       join people x on x.institution_id = p.institution_id and x.id = p.person_id
     where u.institution_id = $1 and (case when $3 then u.parent_id is null else u.kind = 'college' end)
     order by p.acting, u.code limit 1`,
    [institutionId, clock.now(), top],
  );
  const [found] = rows;
  if (!found) throw new Error('a unit without a head');
  return found;
}

const CHILDREN = 1000;
type Submission = {
  id: string;
  state: string;
  route: { personId: string; verdict: string | null; decidedAt: string | null }[];
};

export async function measureDecomposition(stage: Stage, runs: number): Promise<Bar> {
  const made = { written: [] as number[], passed: [] as number[], plain: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    const root = await openRoot(stage, run);
    const { id, personId } = root;
    const headers = await stage.as(personId);
    const children = await childrenOf(stage, root);
    const written = await timed(async () => {
      const path = `/items/${id}/decomposition`;
      const draft = await stage.api<{ version: number }>({ path, headers });
      const versioned = { ...headers, 'if-match': `"${draft.version}"` };
      await stage.api({ method: 'PUT', path, headers: versioned, body: { children } });
      return stage.api<Submission>({ method: 'POST', path: `${path}/submit`, headers, body: {} });
    });
    const passed = await timed(() => passAll(stage, written.value));
    made.written.push(written.seconds);
    made.passed.push(passed.seconds);
    made.plain.push(await insertPlainly(stage, id));
  }
  const [written, passed, plain] = [median(made.written), median(made.passed), median(made.plain)];
  const parts = `${written.toFixed(2)} s to write and submit + ${passed.toFixed(2)} s to pass / ${plain.toFixed(2)} s`;
  return judge('decomposition', (written + passed) / plain, parts);
}

type Root = { id: string; personId: string; start: string; due: string };

async function openRoot(stage: Stage, run: number): Promise<Root> {
  const top = await headOf(stage, true);
  const office = await stage.as(await personWith(stage, 'office'));
  const year = stage.clock.now().getUTCFullYear();
  const span = { start: `${year}-01-02`, due: `${year + 1}-11-30` };
  const item = await stage.api<{ id: string }>({
    method: 'POST',
    path: '/items',
    headers: office,
    body: {
      horizon: 'annual',
      level: 1,
      title: `年度重点工作 ${run + 1}`,
      requirement: '要求',
      standard: '标准',
      leadUnitId: top.unitId,
      responsiblePersonId: top.personId,
      ...span,
    },
  });
  const act = (name: string, headers: Record<string, string>) =>
    stage.api({ method: 'POST', path: `/items/${item.id}/${name}`, headers, body: {} });
  await act('register', office);
  await act('assign', office);
  await act('accept', await stage.as(top.personId));
  return { id: item.id, personId: top.personId, ...span };
}

async function childrenOf(stage: Stage, { start, due }: Root) {
  const college = await headOf(stage, false);
  return Array.from({ length: CHILDREN }, (_, at) => ({
    horizon: 'annual',
    level: 4,
    title: `分解任务 ${at + 1}`,
    requirement: '按期完成',
    standard: '验收通过',
    leadUnitId: college.unitId,
    responsiblePersonId: college.personId,
    weight: 100 / CHILDREN,
    start,
    due,
  }));
}

async function passAll(stage: Stage, submission: Submission): Promise<void> {
  let now = submission;
  while (now.state === 'pending') {
    const step = now.route.find((one) => !one.verdict);
    if (!step) throw new Error('a submission waits for nobody');
    const headers = await stage.as(step.personId);
    now = await stage.api<Submission>({
      method: 'POST',
      path: `/submissions/${now.id}/verdict`,
      headers,
      body: { verdict: 'passed' },
    });
  }
}

const COLUMNS = `select quote_ident(attname) as name from pg_attribute
  where attrelid = 'public.items'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`;

async function columnsOf(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(COLUMNS);
  return rows.map((row) => row.name);
}

/** The same rows into a table of the same shape and indexes, without triggers and keys to other tables, in one transaction. */
async function insertPlainly({ owner, institutionId }: Stage, parentId: string): Promise<number> {
  await owner.query('drop table if exists bench.plain; create table bench.plain (like public.items including all)');
  const columns = await columnsOf(owner);
  const { rows } = await owner.query<unknown[]>({
    text: `select ${columns.map((name) => `${name}::text`).join(', ')} from items where institution_id = $1 and parent_id = $2`,
    values: [institutionId, parentId],
    rowMode: 'array',
  });
  if (rows.length !== CHILDREN) throw new Error(`${rows.length} children stand below the item`);
  const places = columns.map((_, at) => `$${at + 1}`).join(', ');
  const text = `insert into bench.plain (${columns.join(', ')}) values (${places})`;
  const { seconds } = await timed(async () => {
    await owner.query('begin');
    for (const values of rows) await owner.query(text, values);
    await owner.query('commit');
  });
  return seconds;
}

const BRANCHES = 99;
const ROWS = 10_000;

export async function measureImport(stage: Stage): Promise<Bar> {
  const headers = await stage.as(await personWith(stage, 'office'));
  // another code each time: the same file again would change nothing
  const code = `B${Date.now().toString(36)}`;
  const file = await planFile(stage, code);
  const send = async (dryRun: boolean) => {
    const body = new FormData();
    body.append('file', new Blob([file], { type: 'text/csv' }), 'plan.csv');
    const path = `/imports?kind=plan&dryRun=${dryRun}`;
    const outcome = await stage.api<{ created: unknown; errors: unknown[] }>({ method: 'POST', path, headers, body });
    if (outcome.errors.length > 0) throw new Error(`the import found ${JSON.stringify(outcome.errors[0])}`);
  };
  const before = stage.product.memory();
  let most = before ?? 0;
  const watch = setInterval(() => {
    most = Math.max(most, stage.product.memory() ?? 0);
  }, 100);
  const dry = await timed(() => send(true));
  const real = await timed(() => send(false));
  clearInterval(watch);
  const copied = await copyRows(stage, code);
  const memory = before === null ? '' : `; server's memory ${Math.round(before)} -> ${Math.round(most)} MB`;
  const parts = `${dry.seconds.toFixed(1)} s dry run + ${real.seconds.toFixed(1)} s / ${copied.toFixed(2)} s${memory}`;
  return judge('import', (dry.seconds + real.seconds) / copied, parts);
}

async function planFile(stage: Stage, root: string): Promise<string> {
  const [top, college] = [await headOf(stage, true), await headOf(stage, false)];
  const year = stage.clock.now().getUTCFullYear();
  const span = `${year}-01-02,${year + 1}-11-30`;
  const row = (code: string, parent: string, level: number, { unitCode, account }: Place) =>
    `${code},${parent},${level === 6 ? 'task' : 'annual'},${level},导入事项 ${code},${unitCode},${account},${span}`;
  const lines = ['code,parentCode,horizon,level,title,leadUnitCode,responsible,start,due', row(root, '', 1, top)];
  for (let branch = 1; branch <= BRANCHES; branch += 1) lines.push(row(`${root}-${branch}`, root, 4, college));
  for (let leaf = 0; lines.length <= ROWS; leaf += 1) {
    const parent = `${root}-${1 + (leaf % BRANCHES)}`;
    lines.push(row(`${parent}-${1 + Math.floor(leaf / BRANCHES)}`, parent, 6, college));
  }
  return lines.join('\n');
}

/** The rows that the import wrote, by COPY into a table of the same shape and indexes; the median of three times. */
async function copyRows({ owner, institutionId }: Stage, code: string): Promise<number> {
  const columns = (await columnsOf(owner)).join(', ');
  await owner.query('drop table if exists bench.copied; create table bench.copied (like public.items including all)');
  const chunks: Buffer[] = [];
  const source = owner.query(
    copyTo(
      `copy (select ${columns} from items where institution_id = ${pg.escapeLiteral(institutionId)} and (code = '${code}' or code like '${code}-%')) to stdout`,
    ),
  );
  for await (const chunk of source) chunks.push(chunk as Buffer);
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    await owner.query('truncate bench.copied');
    const target = owner.query(copyFrom(`copy bench.copied (${columns}) from stdin`));
    const { seconds } = await timed(() => pipeline(Readable.from(chunks), target));
    if (target.rowCount !== ROWS) throw new Error(`COPY brought ${target.rowCount} rows`);
    times.push(seconds);
  }
  return median(times);
}
