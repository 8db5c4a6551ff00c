// The sheet in the writer's hands: every change is undoable, kept on this machine at once and stored on the server a moment later.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call } from '../../../../web/api.ts';
import { useDraft } from '../../../../web/drafts.ts';
import { Refused } from '../../../../web/refusal.ts';
import { draftQuery, writeEndpoint } from './decompositionQueries.ts';
import { type Merged, mergeSheets } from './mergeSheets.ts';
import { merged, type Outgoing, outgoing } from './outgoing.ts';
import { type Draft, type Sheet, sheetOf } from './sheet.ts';
import { type Paths, pathsByReply, pathsOf, withIds } from './sheetIds.ts';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'held' | 'refused' | 'offline' | 'conflict';

export interface SheetHands {
  sheet: Sheet;
  /** The server's last answer: findings, difference, abilities. */
  draft: Draft;
  /** The row, node and indicator keys by which the paths of the last answer count. */
  paths: Paths;
  save: SaveState;
  error: unknown;
  restored: boolean;
  canUndo: boolean;
  change: (next: (present: Sheet) => Sheet) => void;
  undo: () => void;
  /** After a conflict: what the other changed meanwhile, read once; null while it is being read. */
  theirs: Merged | null;
  /** After a conflict: theirs laid under mine, or theirs instead of mine. */
  takeOver: () => void;
  takeTheirs: () => void;
  retry: () => void;
}

/** What was typed, and the stored sheet from which it started: without that nobody could tell who changed what. */
interface Kept {
  sheet: Sheet | null;
  base: Sheet | null;
  version: number | null;
}

const pause = 900;
const pauseOffline = 5000;
const undoable = 60;
const nothingKept: Kept = { sheet: null, base: null, version: null };

/** How a failed save stands. */
function failure(error: unknown): SaveState {
  if (!(error instanceof Refused)) return 'offline';
  return error.status === 412 || error.status === 428 ? 'conflict' : 'refused';
}

interface Opening {
  sheet: Sheet;
  base: Sheet;
  baseVersion: number;
  save: SaveState;
  theirs: Merged | null;
}

/** What was kept goes on where it stopped, unless somebody else has stored something since. */
function opening(kept: Kept, first: Draft): Opening {
  const stored = sheetOf(first);
  const goingOn = (sheet: Sheet, save: SaveState): Opening => ({
    sheet,
    save,
    base: stored,
    baseVersion: first.version,
    theirs: null,
  });
  if (!kept.sheet) return goingOn(stored, 'saved');
  if (!kept.base || kept.version === null || kept.version === first.version) return goingOn(kept.sheet, 'waiting');
  const theirs = mergeSheets(kept.base, kept.sheet, stored);
  if (theirs.differences.length === 0) return goingOn(theirs.sheet, 'waiting');
  return { sheet: kept.sheet, base: kept.base, baseVersion: kept.version, save: 'conflict', theirs };
}

export function useSheet(itemId: string, first: Draft): SheetHands {
  const client = useQueryClient();
  const kept = useDraft<Kept>(`decomposition.${itemId}`, nothingKept);
  const [began] = useState(() => opening(kept.value, first));
  const [sheet, setSheet] = useState<Sheet>(began.sheet);
  const [draft, setDraft] = useState(first);
  const [paths, setPaths] = useState(() => pathsOf(sheetOf(first)));
  const [past, setPast] = useState<readonly Sheet[]>([]);
  const [save, setSave] = useState<SaveState>(began.save);
  const [theirs, setTheirs] = useState<Merged | null>(began.theirs);
  const [error, setError] = useState<unknown>(null);
  const isSaving = useRef(false);
  // In a conflict the base is older than what the server holds.
  const latest = useRef({ sheet, base: began.base, baseVersion: began.baseVersion, stored: first, keep: kept });
  latest.current.sheet = sheet;
  latest.current.keep = kept;

  const settle = useCallback(
    (sent: Outgoing, reply: Draft, sentSheet: Sheet) => {
      Object.assign(latest.current, { stored: reply, base: sheetOf(reply), baseVersion: reply.version });
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

  /** Theirs becomes what mine starts from. */
  const goOn = useCallback((next: Sheet) => {
    const { stored } = latest.current;
    Object.assign(latest.current, { sheet: next, base: sheetOf(stored), baseVersion: stored.version });
    setDraft(stored);
    setSheet(next);
    setTheirs(null);
    setError(null);
  }, []);

  /** Reads what the other stored; an act beside the decomposition, which raised the version alone, is no conflict. */
  const compare = useCallback(async () => {
    const stored = await client.fetchQuery({ ...draftQuery(itemId), staleTime: 0 });
    latest.current.stored = stored;
    const found = mergeSheets(latest.current.base, latest.current.sheet, sheetOf(stored));
    if (found.differences.length > 0) return setTheirs(found);
    goOn(found.sheet);
    setSave('waiting');
  }, [client, itemId, goOn]);

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
          ifMatch: latest.current.stored.version,
        });
        settle(sent, reply, present);
      } catch (failed) {
        setError(failed);
        setPaths(sent);
        setSave(failure(failed));
        if (failure(failed) === 'conflict') await compare().catch(() => setSave('offline'));
      } finally {
        isSaving.current = false;
      }
    },
    [itemId, settle, compare],
  );

  // Every change of the sheet starts the pause anew; what could not reach the server is tried again by itself.
  useEffect(() => {
    if ((save !== 'waiting' && save !== 'offline') || !draft.abilities.edit) return;
    const timer = window.setTimeout(() => void store(sheet), save === 'offline' ? pauseOffline : pause);
    return () => window.clearTimeout(timer);
  }, [save, draft.abilities.edit, store, sheet]);

  const put = useCallback((next: Sheet) => {
    setSheet(next);
    const { base, baseVersion } = latest.current;
    latest.current.keep.set({ sheet: next, base, version: baseVersion });
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
    const next = sheetOf(latest.current.stored);
    goOn(next);
    latest.current.keep.forget();
    setPaths(pathsOf(next));
    setSave('saved');
  }, [goOn]);

  const takeOver = useCallback(() => {
    // What I went on typing while reading what changed belongs to mine too.
    goOn(mergeSheets(latest.current.base, latest.current.sheet, sheetOf(latest.current.stored)).sheet);
    setSave('waiting');
  }, [goOn]);

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
      theirs,
      takeOver,
      takeTheirs,
      retry: () => void store(latest.current.sheet),
    }),
    [sheet, draft, paths, save, error, restored, past.length, change, undo, theirs, takeOver, takeTheirs, store],
  );
}
