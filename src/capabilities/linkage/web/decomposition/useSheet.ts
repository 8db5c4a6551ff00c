// The sheet in the writer's hands: every change is undoable, kept on this machine at once and stored on the server a moment later.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../../../../web/api.ts';
import { useDraft } from '../../../../web/drafts.ts';
import { Refused } from '../../../../web/refusal.ts';
import { draftQuery, writeEndpoint } from './decompositionQueries.ts';
import { merged, type Outgoing, outgoing } from './outgoing.ts';
import { type Draft, type Sheet, sheetOf } from './sheet.ts';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'held' | 'refused' | 'offline' | 'conflict';

export interface SheetHands {
  sheet: Sheet;
  /** The server's last answer: findings, difference, abilities. */
  draft: Draft;
  /** The row, node and indicator keys by which the paths of the last answer count. */
  paths: Pick<Outgoing, 'rowKeys' | 'nodeKeys' | 'indicatorKeys'>;
  save: SaveState;
  error: unknown;
  restored: boolean;
  canUndo: boolean;
  change: (next: (present: Sheet) => Sheet) => void;
  undo: () => void;
  /** After a conflict: my sheet over the other's, or the other's instead of mine. */
  keepMine: () => void;
  takeTheirs: () => void;
  retry: () => void;
}

interface Kept {
  sheet: Sheet | null;
}

const pause = 900;
const pauseOffline = 5000;
const undoable = 60;
const nothingKept: Kept = { sheet: null };

const pathsOf = (sheet: Sheet): SheetHands['paths'] => ({
  rowKeys: sheet.rows.map((row) => row.key),
  nodeKeys: sheet.nodes.map((node) => node.key),
  indicatorKeys: sheet.indicators.map((indicator) => indicator.key),
});

/** How a failed save stands. */
function failure(error: unknown): SaveState {
  if (!(error instanceof Refused)) return 'offline';
  return error.status === 412 || error.status === 428 ? 'conflict' : 'refused';
}

export function useSheet(itemId: string, first: Draft): SheetHands {
  const client = useQueryClient();
  const kept = useDraft<Kept>(`decomposition.${itemId}`, nothingKept);
  const [sheet, setSheet] = useState<Sheet>(() => kept.value.sheet ?? sheetOf(first));
  const [draft, setDraft] = useState(first);
  const [paths, setPaths] = useState(() => pathsOf(sheetOf(first)));
  const [past, setPast] = useState<readonly Sheet[]>([]);
  const [save, setSave] = useState<SaveState>(kept.restored && kept.value.sheet ? 'waiting' : 'saved');
  const [error, setError] = useState<unknown>(null);
  const isSaving = useRef(false);
  const latest = useRef({ sheet, version: first.version, keep: kept });
  latest.current.sheet = sheet;
  latest.current.keep = kept;

  const settle = useCallback(
    (sent: Outgoing, reply: Draft, sentSheet: Sheet) => {
      latest.current.version = reply.version;
      setDraft(reply);
      setError(null);
      client.setQueryData(draftQuery(itemId).queryKey, reply);
      const isCurrent = latest.current.sheet === sentSheet;
      const next = merged(latest.current.sheet, sent, reply);
      setSheet(next);
      setPaths(pathsByReply(next, reply));
      if (!isCurrent) return setSave('waiting');
      if (sent.heldBack > 0) return setSave('held');
      latest.current.keep.forget();
      setSave('saved');
    },
    [client, itemId],
  );

  const store = useCallback(
    async (present: Sheet) => {
      if (isSaving.current) return;
      isSaving.current = true;
      setSave('saving');
      const sent = outgoing(present);
      try {
        const reply = await call(writeEndpoint, {
          params: { id: itemId },
          body: sent.body,
          ifMatch: latest.current.version,
        });
        settle(sent, reply, present);
      } catch (failed) {
        setError(failed);
        setPaths(sent);
        setSave(failure(failed));
      } finally {
        isSaving.current = false;
      }
    },
    [itemId, settle],
  );

  // Every change of the sheet starts the pause anew; what could not reach the server is tried again by itself.
  useEffect(() => {
    if ((save !== 'waiting' && save !== 'offline') || !draft.abilities.edit) return;
    const timer = window.setTimeout(() => void store(sheet), save === 'offline' ? pauseOffline : pause);
    return () => window.clearTimeout(timer);
  }, [save, draft.abilities.edit, store, sheet]);

  const put = useCallback((next: Sheet) => {
    setSheet(next);
    latest.current.keep.set({ sheet: next });
    setSave((present) => (present === 'conflict' ? present : 'waiting'));
  }, []);

  const change = useCallback(
    (next: (present: Sheet) => Sheet) => {
      const before = latest.current.sheet;
      const after = next(before);
      if (after === before) return;
      latest.current.sheet = after;
      setPast((present) => [...present.slice(1 - undoable), before]);
      put(after);
    },
    [put],
  );

  const undo = useCallback(() => {
    const before = past.at(-1);
    if (!before) return;
    setPast(past.slice(0, -1));
    put(withIds(before, latest.current.sheet));
  }, [past, put]);

  const takeTheirs = useCallback(() => {
    void client.fetchQuery({ ...draftQuery(itemId), staleTime: 0 }).then((theirs) => {
      latest.current.version = theirs.version;
      latest.current.keep.forget();
      const next = sheetOf(theirs);
      setDraft(theirs);
      setSheet(next);
      setPaths(pathsOf(next));
      setError(null);
      setSave('saved');
    });
  }, [client, itemId]);

  const keepMine = useCallback(() => {
    void client.fetchQuery({ ...draftQuery(itemId), staleTime: 0 }).then((theirs) => {
      latest.current.version = theirs.version;
      setSheet(withoutGone(latest.current.sheet, theirs));
      setError(null);
      setSave('waiting');
    });
  }, [client, itemId]);

  const restored = kept.restored && kept.value.sheet !== null;
  return useMemo(
    () => ({
      sheet,
      draft,
      paths,
      save,
      error,
      restored,
      canUndo: past.length > 0,
      change,
      undo,
      keepMine,
      takeTheirs,
      retry: () => void store(latest.current.sheet),
    }),
    [sheet, draft, paths, save, error, restored, past.length, change, undo, keepMine, takeTheirs, store],
  );
}

/** The server lists children in its own order; paths of its findings count by that. */
function pathsByReply(sheet: Sheet, reply: Draft): SheetHands['paths'] {
  const keyOf = (id: string) => sheet.rows.find((row) => row.id === id)?.key ?? id;
  return { ...pathsOf(sheet), rowKeys: reply.children.map((child) => keyOf(child.id)) };
}

/** An undone sheet keeps the ids that rows were given since. */
function withIds(before: Sheet, now: Sheet): Sheet {
  const ids = new Map(now.rows.map((row) => [row.key, row]));
  return {
    ...before,
    rows: before.rows.map((row) => {
      const present = ids.get(row.key);
      // A row that was deleted on the server meanwhile comes back as a new one.
      return present
        ? { ...row, id: present.id, code: present.code }
        : row.state === 'draft'
          ? { ...row, id: null }
          : row;
    }),
  };
}

/** Rows whose item is gone on the server become new ones; nothing that was typed is lost. */
function withoutGone(sheet: Sheet, theirs: Draft): Sheet {
  const known = new Set(theirs.children.map((child) => child.id));
  return {
    ...sheet,
    rows: sheet.rows.map((row) => (row.id && !known.has(row.id) ? { ...row, id: null, code: null } : row)),
  };
}
