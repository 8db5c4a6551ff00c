// The file store: whole content under its own hash, programs and active pages refused by what they hold.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { writeWorkbook } from '../spreadsheet/write-table.ts';
import { openFileStore } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'liandong-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const store = openFileStore(folder, 1_000_000);

async function* inPieces(...pieces: (string | Buffer)[]) {
  for (const piece of pieces) yield Buffer.from(piece);
}
const put = (content: string | Buffer, name?: string) => store.put(inPieces(content), name);

describe('the file store', () => {
  it('keeps content under its own hash, once however often it is brought', async () => {
    const first = await store.put(inPieces('量子材料', '实验室'));
    const second = await put('量子材料实验室');
    expect(second).toEqual(first);
    expect(first).toMatchObject({ size: 21, mediaType: 'text/plain' });
    expect(readdirSync(join(folder, first.sha256.slice(0, 2)))).toEqual([first.sha256.slice(2)]);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
    const opened = await store.open(first.sha256);
    expect(opened?.size).toBe(21);
    const chunks: Buffer[] = [];
    for await (const chunk of opened?.content ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('量子材料实验室');
    expect(await store.rehash(first.sha256)).toBe(first.sha256);
  });

  it('opens nothing for an unknown hash, nor for a name that would leave the folder', async () => {
    expect(await store.open('0'.repeat(64))).toBeNull();
    expect(await store.open('../../etc/passwd')).toBeNull();
  });

  it('knows documents by their content, whatever they are called', async () => {
    const workbook = await writeWorkbook([
      { name: 'a', columns: [{ key: 'a', header: 'a', type: 'text' }], rows: [{ a: 'b' }] },
    ]);
    expect((await put(Buffer.from(workbook), 'table.exe')).mediaType).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect((await put('%PDF-1.7\n%âãÏÓ\n1 0 obj\n')).mediaType).toBe('application/pdf');
    expect((await put('code,title\nA-1,课程', 'a.csv')).mediaType).toBe('text/csv');
    expect((await put(iconv.encode('教学检查记录，一切如期。', 'gb18030'))).mediaType).toBe('text/plain');
  });

  it.each([
    ['a page', '<!DOCTYPE html><p>'],
    ['a page behind a byte order mark and a comment', '\uFEFF<!-- x -->\n<HTML><body>'],
    ['a drawing that can hold a script', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a shell program', '#!/bin/sh\nrm -rf .'],
    ['a Windows program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)])],
    ['a Linux program', Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(100)])],
    ['bytes without a meaning', Buffer.from([1, 2, 3, 0xfe, 0xff, 0, 7])],
  ])('refuses %s, called a picture', async (_what, content) => {
    await expect(put(content, 'photo.png')).rejects.toMatchObject({ refusal: { code: 'evidence_type_refused' } });
  });

  it('refuses an empty file and one that is too large, and leaves nothing behind', async () => {
    await expect(put('')).rejects.toMatchObject({ refusal: { code: 'evidence_empty' } });
    await expect(put('a'.repeat(1_000_001))).rejects.toMatchObject({ refusal: { code: 'too_large' } });
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  it('keeps nothing of an upload that broke off', async () => {
    async function* broken() {
      yield Buffer.from('half');
      throw new Error('the line broke');
    }
    await expect(store.put(broken())).rejects.toThrow('the line broke');
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });
});
