// Sends one file and tells how far it is; fetch cannot say how much of an upload has gone, so this uses the older request.
import type { ReplyOf } from '../platform/http/endpoint.ts';
import { type Described, headersFor, type Remote, refusalOf } from './api.ts';
import { Unreachable } from './refusal.ts';

interface UploadOptions {
  /** From 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Rejects with an AbortError when the signal says so, with Refused or Unreachable otherwise. */
export async function upload<E extends Described>(
  endpoint: Remote<E>,
  file: File,
  { onProgress, signal }: UploadOptions,
): Promise<ReplyOf<E>> {
  const headers = await headersFor(endpoint, {}, false);
  const request = new XMLHttpRequest();
  const answered = new Promise<Response>((resolve, reject) => {
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status }));
    request.onerror = () => reject(new Unreachable('the upload was cut off'));
    request.onabort = () => reject(new DOMException('the upload was stopped', 'AbortError'));
  });
  request.open(endpoint.method, `/api${endpoint.path}`);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  signal.addEventListener('abort', () => request.abort(), { once: true });
  const form = new FormData();
  form.set('file', file);
  request.send(form);
  const response = await answered;
  if (!response.ok) throw await refusalOf(response);
  return (await response.json()) as ReplyOf<E>;
}
