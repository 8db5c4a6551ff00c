// What a file is by its content, never by its name: documents, pictures, sound and plain text pass, programs and active pages do not.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';

const ALLOWED: ReadonlySet<string> = new Set([
  'application/pdf',
  'application/rtf',
  // the older office formats of every maker
  'application/x-cfb',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'application/zip',
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/tiff',
  'image/bmp',
  'image/heic',
  'image/avif',
  'audio/mpeg',
  'audio/mp4',
  'audio/x-m4a',
  'audio/wav',
  'audio/ogg',
  'audio/aac',
  'audio/flac',
  'audio/amr',
  'video/mp4',
  'video/quicktime',
  'video/webm',
]);
const HEAD_BYTES = 64 * 1024;
// What a browser would run as a page or a shell as a program, wherever it begins.
const ACTIVE_TEXT =
  /<\s*(!doctype\s+html|html|svg|script|iframe|object|embed|body|head)\b|xmlns\s*=\s*["']http:\/\/www\.w3\.org\/(1999\/xhtml|2000\/svg)/i;
const PROGRAM_TEXT = /^(?:\uFEFF)?(?:#!|@echo\s+off)/i;

/** The media type under which the file may be kept, or null for what is refused. */
export async function recogniseMedia(path: string, name: string): Promise<string | null> {
  const found = await fileTypeFromFile(path);
  if (found && found.mime !== 'application/xml') return ALLOWED.has(found.mime) ? found.mime : null;
  const text = await readHeadAsText(path);
  if (text === null || PROGRAM_TEXT.test(text) || ACTIVE_TEXT.test(text)) return null;
  if (found) return 'application/xml';
  return /\.(csv|tsv)$/i.test(name) ? 'text/csv' : 'text/plain';
}

async function readHeadAsText(path: string): Promise<string | null> {
  if (!(await isText(path))) return null;
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return null;
    return new TextDecoder('gb18030').decode(head) + head.toString('utf8');
  } finally {
    await file.close();
  }
}

/** UTF-8 or GB18030 from the first byte to the last, without the control characters that only programs hold. */
async function isText(path: string): Promise<boolean> {
  const readings = ['utf-8', 'gb18030'].map((encoding) => ({
    decoder: new TextDecoder(encoding, { fatal: true }),
    holds: true,
  }));
  for await (const chunk of createReadStream(path)) {
    const bytes: Buffer = chunk;
    if (bytes.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b))) return false;
    for (const reading of readings) reading.holds &&= decodes(reading.decoder, bytes, true);
    if (!readings.some((reading) => reading.holds)) return false;
  }
  return readings.some((reading) => reading.holds && decodes(reading.decoder, Buffer.alloc(0), false));
}

function decodes(decoder: TextDecoder, bytes: Buffer, more: boolean): boolean {
  try {
    decoder.decode(bytes, { stream: more });
    return true;
  } catch {
    return false;
  }
}
