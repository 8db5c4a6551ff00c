// The files under way: each with its share, each to be stopped, each to be tried again when the network or the server refused.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { freshKey, remote } from '../../../../web/api.ts';
import { upload } from '../../../../web/upload.ts';
import type { createEvidence } from '../../progress.contract.ts';

export const createEndpoint = remote<typeof createEvidence>('POST', '/evidence');

export interface Upload {
  key: string;
  file: File;
  share: number;
  error: unknown;
}

export interface Uploads {
  list: readonly Upload[];
  add: (files: Iterable<File>) => void;
  stop: (key: string) => void;
  retry: (key: string) => void;
}

const wasStopped = (error: unknown) => error instanceof DOMException && error.name === 'AbortError';

export function useUploads(onStored: (id: string) => void): Uploads {
  const client = useQueryClient();
  const [list, setList] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const stored = useRef(onStored);
  stored.current = onStored;
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const controller of all.values()) controller.abort();
    };
  }, []);
  const drop = (key: string) => setList((present) => present.filter((one) => one.key !== key));
  const change = (key: string, next: Partial<Upload>) =>
    setList((present) => present.map((one) => (one.key === key ? { ...one, ...next } : one)));
  const start = async (key: string, file: File) => {
    const controller = new AbortController();
    running.current.set(key, controller);
    try {
      const reply = await upload(createEndpoint, file, {
        signal: controller.signal,
        onProgress: (share) => change(key, { share }),
      });
      client.setQueryData(['/evidence/{id}', { id: reply.id }, {}], reply);
      drop(key);
      stored.current(reply.id);
    } catch (error) {
      if (wasStopped(error)) drop(key);
      else change(key, { error });
    } finally {
      running.current.delete(key);
    }
  };
  return {
    list,
    add: (files) => {
      const fresh = Array.from(files, (file): Upload => ({ key: freshKey(), file, share: 0, error: null }));
      setList((present) => [...present, ...fresh]);
      for (const { key, file } of fresh) void start(key, file);
    },
    stop: (key) => {
      const controller = running.current.get(key);
      if (controller) controller.abort();
      else drop(key);
    },
    retry: (key) => {
      const file = list.find((one) => one.key === key)?.file;
      if (!file) return;
      change(key, { error: null, share: 0 });
      void start(key, file);
    },
  };
}
