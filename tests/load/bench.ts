// The measurements of docs/bench.md: starts the product on data of its own, measures it beside its own SQL in the same run, prints the bars.
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Fastify from 'fastify';
import { DEMONSTRATION_PASSWORD } from '../../src/entry/demonstration.ts';
import { findRunning } from '../../src/platform/database/embedded.ts';
import { withClient } from '../../src/platform/database/roles.ts';
import { type Bar, drawTable, perSecond } from './bars.ts';
import { measureDecomposition, measureImport } from './bulk.bars.ts';
import { loadHttp } from './loads.ts';
import { type Product, runLiandong, startProduct } from './product.ts';
import { measureReads } from './read.bars.ts';
import { measureReports } from './report.bars.ts';
import { chooseLeaves, openStage, type Stage } from './stage.ts';
import { DEMO, measureScript, measureSecondStart } from './start.bars.ts';

const ACCOUNT = 'admin';
const CALLER_FOLDER = process.env.LIANDONG_CWD ?? process.cwd();
const CONNECTIONS = { usual: 16, many: 64 };

const { values: options } = parseArgs({
  options: {
    items: { type: 'string', default: '2500' },
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    json: { type: 'string' },
    data: { type: 'string' },
  },
});
const [items, runs, seconds] = [Number(options.items), Number(options.runs), Number(options.seconds)];
if (![items, runs, seconds].every((number) => Number.isInteger(number) && number > 0)) {
  console.error('npm run bench -- [--items 2500] [--runs 3] [--seconds 2] [--json FILE] [--data FOLDER]');
  process.exit(2);
}

const say = (sentence: string) => console.error(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${sentence}`);

/** What an HTTP server of this kind can answer at all on this machine. */
async function measureCeiling(): Promise<number> {
  const app = Fastify({ logger: false });
  app.get('/', async () => ({ ok: true }));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const { rate } = await loadHttp({ url, seconds, connections: CONNECTIONS.usual, of: () => [{ path: '/' }] });
  await app.close();
  return rate;
}

async function measureStage(stage: Stage, institution: string, keep: (...bars: Bar[]) => void): Promise<void> {
  const leaves = await chooseLeaves(stage, CONNECTIONS.many);
  say('report');
  keep(...(await measureReports(stage, { leaves, runs, seconds })));
  say('item, workbench, board');
  keep(...(await measureReads(stage, { leaves, runs, seconds })));
  say('decomposition of 1,000 children');
  keep(await measureDecomposition(stage, runs));
  say('import of 10,000 rows');
  keep(await measureImport(stage));
  say('first page in the browser');
  keep(await measureScript(stage.product.url, institution, ACCOUNT));
}

/** Data that are kept (`--data`) hold the institution already from the run before. */
async function findOrLoad(dataFolder: string): Promise<string> {
  const name = `Bench ${items}`;
  const places = await findRunning(dataFolder);
  if (places === null) throw new Error('the server has no database of its own');
  const find = () =>
    withClient(places.owner, async (client) => {
      const text = 'select id from institutions where name = $1';
      return (await client.query<{ id: string }>(text, [name])).rows[0]?.id;
    });
  const known = await find();
  if (known !== undefined) return known;
  say(`a synthetic institution of ${items} items`);
  const load = ['load', '--items', String(items), '--name', name, '--account', ACCOUNT, '--password-stdin'];
  await runLiandong(dataFolder, load, DEMONSTRATION_PASSWORD);
  const loaded = await find();
  if (loaded === undefined) throw new Error('the synthetic institution is not there');
  return loaded;
}

async function measureAll(dataFolder: string, keep: (...bars: Bar[]) => void): Promise<void> {
  say('first start of the demonstration');
  let product: Product = await startProduct({ dataFolder, command: DEMO });
  say(`ready after ${product.readyAfter.toFixed(1)} s; second starts`);
  await product.stop();
  keep(await measureSecondStart(dataFolder, runs));
  product = await startProduct({ dataFolder, command: ['src/entry/server.ts', '--demo'] });
  try {
    const institutionId = await findOrLoad(dataFolder);
    const stage = await openStage(product, dataFolder, institutionId);
    await stage.owner.query('analyze');
    await measureStage(stage, institutionId, keep).finally(() => stage.close());
  } finally {
    await product.stop();
  }
}

const kept = options.data === undefined ? null : resolve(CALLER_FOLDER, options.data);
const dataFolder = kept ?? realpathSync(mkdtempSync(join(tmpdir(), 'liandong-bench-')));
const bars: Bar[] = [];
try {
  const ceiling = await measureCeiling();
  await measureAll(dataFolder, (...found) => {
    for (const bar of found) say(`  ${bar.what}: ${bar.value} (${bar.goal}) ${bar.detail}`);
    bars.push(...found);
  });
  console.log(
    `\n${items} items, ${CONNECTIONS.usual} connections, ${cpus().length} cores; an empty route: ${perSecond(ceiling)}\n`,
  );
  console.log(drawTable(bars));
} finally {
  if (kept === null) rmSync(dataFolder, { recursive: true, force: true });
  if (options.json !== undefined) {
    const path = resolve(CALLER_FOLDER, options.json);
    writeFileSync(
      path,
      `${JSON.stringify({ rows: bars.map(({ id, value, goal, holds }) => ({ id, value, goal, holds })) }, null, 2)}\n`,
    );
  }
}
