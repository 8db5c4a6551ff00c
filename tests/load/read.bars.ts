// What people look at all day: an item with its children, the workbench, the chessboard; each over HTTP and as its statements alone.
import type { CannonRequest } from 'autocannon';
import { type Bar, type BarId, judge, median, perSecond } from './bars.ts';
import { loadHttp, loadPg, replayed } from './loads.ts';
import { type Leaf, personWith, type Stage } from './stage.ts';
import type { Statement } from './statements.ts';

const BOARD_SPAN = 3;

export type ReadRuns = { leaves: readonly Leaf[]; runs: number; seconds: number };

/** One look of one caller: the paths that are asked for together. */
type Look = { personId: string; paths: string[] };

export async function measureReads(stage: Stage, { leaves, runs, seconds }: ReadRuns): Promise<Bar[]> {
  const sixteen = leaves.slice(0, 16);
  const office = await personWith(stage, 'office');
  // the item three levels above a leaf: it has children, and the leaf's person may see it
  const items = sixteen.map(({ personId, chain }) => ({ personId, id: chain[3] ?? '' }));
  const looks: [BarId, Look[]][] = [
    ['item_read', items.map(({ personId, id }) => ({ personId, paths: [`/items/${id}`, `/items/${id}/children`] }))],
    ['workbench', sixteen.map(({ personId }) => ({ personId, paths: ['/workbench'] }))],
    ['board', sixteen.map(() => ({ personId: office, paths: ['/board?limit=2500'] }))],
  ];
  const bars: Bar[] = [];
  for (const [id, of] of looks) {
    // a whole board takes long enough that a short span would end before sixteen of them are drawn
    const span = id === 'board' ? seconds * BOARD_SPAN : seconds;
    bars.push(await measureLook(stage, id, of, { runs, seconds: span }));
  }
  return bars;
}

async function measureLook(
  stage: Stage,
  id: BarId,
  looks: readonly Look[],
  { runs, seconds }: { runs: number; seconds: number },
): Promise<Bar> {
  const scripts: Statement[][] = [];
  const requests: CannonRequest[][] = [];
  for (const { personId, paths } of looks) {
    const headers = await stage.as(personId);
    // the first look marks the token as used; the second is what every further one costs
    for (const path of paths) await stage.record({ path, headers });
    const statements: Statement[] = [];
    for (const path of paths) statements.push(...(await stage.record({ path, headers })).statements);
    scripts.push(statements);
    requests.push(paths.map((path) => ({ method: 'GET', path: `/api${path}`, headers })));
  }
  const trips = scripts[0]?.length ?? 0;
  const connections = looks.length;
  const rates: { http: number; sql: number }[] = [];
  let failures = 0;
  for (let run = 0; run < runs; run += 1) {
    const http = await loadHttp({
      url: stage.product.url,
      seconds,
      connections,
      of: (at) => requests[at % connections] ?? [],
    });
    const sql = await loadPg({
      connection: stage.places.app,
      seconds,
      connections,
      of: (at) => replayed(scripts[at] ?? []),
    });
    rates.push({ http: http.rate / (looks[0]?.paths.length ?? 1), sql: sql.rate });
    failures += http.failures;
  }
  const answered = rates.every(({ http, sql }) => http > 0 && sql > 0);
  const ratio = answered ? median(rates.map(({ http, sql }) => http / sql)) : null;
  const [http, sql] = [median(rates.map((one) => one.http)), median(rates.map((one) => one.sql))];
  return judge(id, ratio, `${perSecond(http)} / ${perSecond(sql)}; ${trips} round trips, ${failures} failures`);
}
