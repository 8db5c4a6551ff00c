// The report, the act that everybody does in the same hour: over HTTP, its statements through `pg`, and a bare function beside them.
import { localDay } from '../../src/capabilities/institution/zone.rules.ts';
import { findValueDifferences, refreshItemValues } from '../../src/capabilities/progress/rollup.store.ts';
import { inTenant } from '../../src/platform/database/connect.ts';
import { type Bar, judge, median, perSecond } from './bars.ts';
import { type Load, loadHttp, loadPg } from './loads.ts';
import type { Leaf, Stage } from './stage.ts';
import { repeatable } from './statements.ts';

const REPORTED = [12.5, 87.25, 40, 66.75];
const bodyOf = (progress: number) => ({ progress, selfRatedLight: 'green', done: '本期完成情况', next: '下期安排' });

export type ReportRuns = { leaves: readonly Leaf[]; runs: number; seconds: number };

export async function measureReports(stage: Stage, { leaves, runs, seconds }: ReportRuns): Promise<Bar[]> {
  const day = localDay(stage.clock.now(), 'Asia/Shanghai');
  const where = { institutionId: stage.institutionId, today: day };
  const ids = leaves.map((leaf) => leaf.id);
  await inTenant(stage.opened.db, stage.institutionId, (tx) => refreshItemValues({ tx, ...where }, ids));
  await makeBareFunction(stage);
  const few = leaves.slice(0, 16);
  const http: Load[] = [];
  const sql: Load[] = [];
  const bare: Load[] = [];
  let trips = 0;
  await overHttp(stage, few, 1);
  for (let run = 0; run < runs; run += 1) {
    http.push(await overHttp(stage, few, seconds));
    const scripts = await recordReports(stage, few);
    trips = scripts.trips;
    sql.push(await throughPg(stage, few.length, seconds, (at) => scripts.next(at)));
    bare.push(await throughPg(stage, few.length, seconds, (at) => `select bench.touch('${few[at]?.id}')`));
  }
  const many = await overHttp(stage, leaves, seconds);
  const manyScripts = await recordReports(stage, leaves);
  const manySql = await throughPg(stage, leaves.length, seconds, (at) => manyScripts.next(at));
  const lost = await inTenant(stage.opened.db, stage.institutionId, (tx) =>
    findValueDifferences({ tx, ...where }, [...new Set(leaves.map((leaf) => leaf.chain[0] ?? leaf.id))]),
  );
  const rate = (loads: readonly Load[]) => median(loads.map((load) => load.rate));
  const failures = http.reduce((sum, load) => sum + load.failures, 0);
  return [
    judge('report_sql', rate(sql) / rate(bare), `${perSecond(rate(sql))} / ${perSecond(rate(bare))}`),
    judge(
      'report_http',
      rate(http) / rate(sql),
      `${perSecond(rate(http))} / ${perSecond(rate(sql))}; ${trips} round trips a report, ${failures} failures`,
    ),
    judge(
      'report_http_64',
      many.failures + lost.length,
      `${perSecond(many.rate)} / ${perSecond(manySql.rate)} = ${(many.rate / manySql.rate).toFixed(3)}; ${many.failures} failed, ${lost.length} values differ from the rules`,
    ),
  ];
}

async function overHttp(stage: Stage, leaves: readonly Leaf[], seconds: number): Promise<Load> {
  const requests = await Promise.all(
    leaves.map(async ({ id, personId }) => {
      const headers = { ...(await stage.as(personId)), 'content-type': 'application/json' };
      const path = `/api/items/${id}/reports`;
      return REPORTED.map((progress) => ({
        method: 'POST',
        path,
        headers,
        body: JSON.stringify(bodyOf(progress)),
      }));
    }),
  );
  const { url } = stage.product;
  return loadHttp({ url, seconds, connections: leaves.length, of: (at) => requests[at % leaves.length] ?? [] });
}

/** Three reports in succession on each leaf; what follows them is made from the second and the third. */
async function recordReports(stage: Stage, leaves: readonly Leaf[]) {
  const texts: (() => string)[] = [];
  let trips = 0;
  for (const { id, personId } of leaves) {
    const headers = await stage.as(personId);
    const acts = [];
    for (const progress of [50, 20, 80]) {
      // the ids of two acts are told apart by their millisecond
      await new Promise((resolve) => setTimeout(resolve, 3));
      acts.push(await stage.record({ method: 'POST', path: `/items/${id}/reports`, headers, body: bodyOf(progress) }));
    }
    trips = acts[2]?.statements.length ?? 0;
    texts.push(repeatable(acts));
  }
  return { trips, next: (at: number): string => texts[at]?.() ?? '' };
}

function throughPg(stage: Stage, connections: number, seconds: number, next: (at: number) => string): Promise<Load> {
  const connection = stage.places.app;
  return loadPg({ connection, seconds, connections, of: (at) => (client) => client.query(next(at)) });
}

/** The least that a roll-up over six levels costs: each row locked, then written, from the leaf to the root. */
async function makeBareFunction({ owner, institutionId }: Stage): Promise<void> {
  await owner.query('drop schema if exists bench cascade; create schema bench; grant usage on schema bench to public');
  await owner.query('create table bench.rows (id uuid primary key, value numeric, changes int) with (fillfactor = 80)');
  await owner.query('create table bench.chains (id uuid primary key, chain uuid[] not null)');
  await owner.query('insert into bench.rows select id, 0, 0 from public.items where institution_id = $1', [
    institutionId,
  ]);
  await owner.query('insert into bench.chains select id, path from public.items where institution_id = $1', [
    institutionId,
  ]);
  await owner.query(`
    create function bench.touch(leaf uuid) returns void language plpgsql security definer as $$
    declare
      chain uuid[];
    begin
      select c.chain into chain from bench.chains c where c.id = leaf;
      for place in reverse cardinality(chain) .. 1 loop
        perform 1 from bench.rows r where r.id = chain[place] for update;
        update bench.rows r set value = place, changes = changes + 1 where r.id = chain[place];
      end loop;
    end $$`);
  await owner.query('grant execute on function bench.touch to public; analyze bench.rows; analyze bench.chains');
}
