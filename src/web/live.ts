// What happens elsewhere reaches open pages: a stream of events makes what is shown stale, softly, and nothing where there is no stream.
import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { staleReads } from './queries.ts';

type Told = { act: string; objectKind: string; itemId: string | null; own: boolean };

/** Reads that are gathered for this long and then fetched once, so that a busy hour does not become a busy page. */
const SOON = 3000;
const SELDOM = 20_000;
/** A window out of sight gives its connection back: browsers keep few to one server. */
const OUT_OF_SIGHT = 10_000;

/** What an event makes stale: soon what concerns the reader and the item itself, seldom what shows the whole and the items around it. */
export function staleBy(told: Told): { soon: string[]; seldom: string[] } {
  const soon = ['/workbench'];
  if (told.objectKind === 'sheet') soon.push('/sheets');
  if (told.objectKind === 'help_request') soon.push('/help-requests');
  if (told.objectKind === 'cycle') soon.push('/cycles');
  if (/^(submission|gate)\./.test(told.act)) soon.push('/submissions');
  return { soon, seldom: ['/board', '/cockpit', ...(told.itemId === null ? [] : ['/items/{id}'])] };
}

/** Whether a read is of this very item, by the key under which it is kept. */
export const isOfItem = (key: readonly unknown[], items: ReadonlySet<string>): boolean => {
  const [path, params] = key;
  const id = typeof params === 'object' && params !== null && 'id' in params ? String(params.id) : '';
  return String(path).startsWith('/items/{id}') && items.has(id);
};

/** Gathers what went stale and fetches it together after a while. */
function gather(client: QueryClient, after: number) {
  const paths = new Set<string>();
  const items = new Set<string>();
  let timer: number | undefined;
  const flush = () => {
    timer = undefined;
    const [duePaths, dueItems] = [[...paths], new Set(items)];
    paths.clear();
    items.clear();
    void staleReads(client, duePaths);
    if (dueItems.size > 0) void client.invalidateQueries({ predicate: ({ queryKey }) => isOfItem(queryKey, dueItems) });
  };
  return {
    add(more: readonly string[], itemId: string | null = null) {
      for (const path of more) paths.add(path);
      if (itemId !== null) items.add(itemId);
      timer ??= window.setTimeout(flush, after);
    },
    stop: () => window.clearTimeout(timer),
  };
}

/** Open while the window is in sight; goes on from where it was. Falls back without a word to asking now and then. */
function follow(client: QueryClient): () => void {
  const soon = gather(client, SOON);
  const seldom = gather(client, SELDOM);
  let source: EventSource | null = null;
  let last: string | null = null;
  let hiding: number | undefined;
  const everything = () => {
    soon.add(['/workbench', '/items/{id}', '/notifications', '/submissions', '/sheets', '/help-requests', '/cycles']);
    seldom.add(['/board', '/cockpit']);
  };
  const open = () => {
    window.clearTimeout(hiding);
    if (source) return;
    source = new EventSource(last === null ? '/api/events' : `/api/events?after=${encodeURIComponent(last)}`);
    const keep = (event: MessageEvent) => {
      if (event.lastEventId) last = event.lastEventId;
    };
    source.onmessage = (event: MessageEvent<string>) => {
      keep(event);
      const told = JSON.parse(event.data) as Told;
      // One's own acts have made their reads stale already.
      if (told.own) return;
      const stale = staleBy(told);
      soon.add(stale.soon, told.itemId);
      seldom.add(stale.seldom);
    };
    source.addEventListener('ready', keep);
    source.addEventListener('reset', (event) => {
      keep(event);
      everything();
    });
    source.addEventListener('notification', () => soon.add(['/notifications']));
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const onSight = () => {
    if (document.visibilityState === 'visible') open();
    else hiding = window.setTimeout(close, OUT_OF_SIGHT);
  };
  document.addEventListener('visibilitychange', onSight);
  if (document.visibilityState === 'visible') open();
  return () => {
    document.removeEventListener('visibilitychange', onSight);
    window.clearTimeout(hiding);
    soon.stop();
    seldom.stop();
    close();
  };
}

/** For the frame of every signed-in page. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    if (typeof EventSource === 'undefined') return;
    return follow(client);
  }, [client]);
}
