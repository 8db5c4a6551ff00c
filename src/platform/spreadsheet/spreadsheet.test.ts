// Tables come back as they were written, foreign files are recognised, and hostile ones are refused.
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readTable } from './read-table.ts';
import { DEFAULT_LIMITS, type TableSheet } from './table.ts';
import { decodeText } from './text-reader.ts';
import { type SheetColumn, writeDelimitedText, writeWorkbook } from './write-table.ts';

const COLUMNS: SheetColumn[] = [
  { key: 'title', header: 'title', type: 'text' },
  { key: 'weight', header: 'weight', type: 'percent' },
  { key: 'minutes', header: 'minutes', type: 'number' },
  { key: 'due', header: 'due', type: 'date' },
];

const sheetsOf = async (bytes: Uint8Array, filename = 'table.csv'): Promise<readonly TableSheet[]> => {
  const result = await readTable(bytes, filename);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.sheets;
};

const refusalOf = async (bytes: Uint8Array, limits = DEFAULT_LIMITS): Promise<string> => {
  const result = await readTable(bytes, 'table.csv', limits);
  return result.ok ? 'none' : result.refusal.code;
};

/** A zip archive of the given entries, written by hand so that it can lie. */
const zip = (entries: Record<string, Buffer>, flags = 0): Buffer => {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const packed = deflateRawSync(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(1, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
};

const bookOf = (sheetXml: string): Buffer =>
  zip({
    'xl/workbook.xml': Buffer.from(
      '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': Buffer.from(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': Buffer.from(sheetXml),
  });

describe('workbooks', () => {
  it('give back texts, numbers, percentages and dates as they were written', async () => {
    const bytes = await writeWorkbook([
      {
        name: '事项',
        columns: COLUMNS,
        rows: [{ title: '建设实验室', weight: 33.33, minutes: -5, due: '2026-02-28' }, { title: null }],
      },
    ]);
    const [sheet] = await sheetsOf(bytes, 'x.xlsx');
    expect(sheet?.name).toBe('事项');
    expect(sheet?.header).toEqual(['title', 'weight', 'minutes', 'due']);
    expect(sheet?.rows).toEqual([
      { row: 2, cells: { title: '建设实验室', weight: 33.33, minutes: -5, due: new Date('2026-02-28T00:00:00Z') } },
    ]);
  });

  it('carry any text without loss, and never as a formula', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 5 }),
        async (texts) => {
          // Control characters cannot stand in a workbook; the rest must come back to the letter.
          const titles = [...texts, '=1+1', '+x', '-y', '@z', 'a\r\nb', '_x0041_', ' ends ']
            .map((text) => text.replace(/[^\P{Cc}\t\n\r]/gu, ''))
            .filter((text) => text !== '');
          const bytes = await writeWorkbook([
            { name: 'S', columns: COLUMNS, rows: titles.map((title) => ({ title })) },
          ]);
          const [sheet] = await sheetsOf(bytes, 'x.xlsx');
          expect(sheet?.rows.map((row) => row.cells.title)).toEqual(titles);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('are read with inline strings, prefixes, formula results, booleans and missing references', async () => {
    const xml = `<?xml version="1.0"?><x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>
      <x:c t="inlineStr"><x:is><x:r><x:t>b</x:t></x:r><x:r><x:t>&amp;c</x:t></x:r></x:is></x:c><x:c t="inlineStr"><x:is><x:t>d</x:t></x:is></x:c></x:row>
      <x:row r="4"><x:c r="A4" t="str"><x:f>1+1</x:f><x:v>two</x:v></x:c><x:c r="C4" t="b"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const [sheet] = await sheetsOf(bookOf(xml), 'x.xlsx');
    expect(sheet?.header).toEqual(['a', 'b&c', 'd']);
    expect(sheet?.rows).toEqual([{ row: 4, cells: { a: 'two', 'b&c': null, d: 'true' } }]);
  });

  it('are refused where they unpack beyond the budget, whatever they declare', async () => {
    const bomb = bookOf(`<worksheet><sheetData>${' '.repeat(3_000_000)}</sheetData></worksheet>`);
    expect(bomb.length).toBeLessThan(10_000);
    expect(await refusalOf(bomb, { ...DEFAULT_LIMITS, unpackedBytes: 2_000_000 })).toBe('unpacks_too_large');
  });

  it('are refused with a code where they are locked, damaged, old, empty, or no table at all', async () => {
    const whole = bookOf('<worksheet/>');
    expect(await refusalOf(zip({ 'xl/workbook.xml': Buffer.from('') }, 1))).toBe('encrypted_file');
    expect(await refusalOf(whole.subarray(0, whole.length - 30))).toBe('damaged_file');
    expect(await refusalOf(bookOf('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'))).toBe('damaged_file');
    expect(await refusalOf(bookOf('<worksheet><sheetData><row'))).toBe('damaged_file');
    expect(await refusalOf(zip({ 'word/document.xml': Buffer.from('') }))).toBe('unknown_format');
    expect(await refusalOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))).toBe('old_spreadsheet_format');
    expect(await refusalOf(Buffer.from('%PDF-1.7'))).toBe('unknown_format');
    expect(await refusalOf(Buffer.alloc(0))).toBe('file_empty');
    expect(await refusalOf(Buffer.alloc(100), { ...DEFAULT_LIMITS, bytes: 99 })).toBe('file_too_large');
  });

  it('cost no more than a refusal when their bytes are changed at random', async () => {
    const bytes = await writeWorkbook([{ name: 'S', columns: COLUMNS, rows: [{ title: '一', weight: 1 }] }]);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), async (at, byte, length) => {
        const changed = Buffer.from(bytes.subarray(0, Math.max(1, length)));
        if (at < changed.length) changed[at] = byte;
        const result = await readTable(changed, 'x.xlsx');
        expect(typeof result.ok).toBe('boolean');
      }),
      { numRuns: 300 },
    );
  });
});

describe('delimited text', () => {
  const chinese = 'account,name\r\nwang1,王建国\r\nli2,李晓梅\r\n';

  it('is recognised as UTF-8 with or without a mark, GB18030, UTF-16 and Windows-1252', () => {
    expect(decodeText(Buffer.from(chinese))).toEqual({ text: chinese, encoding: 'utf-8' });
    expect(decodeText(Buffer.from(`\ufeff${chinese}`))).toEqual({ text: chinese, encoding: 'utf-8' });
    expect(decodeText(iconv.encode(chinese, 'gb18030'))).toEqual({ text: chinese, encoding: 'gb18030' });
    expect(decodeText(iconv.encode(chinese, 'utf-16le', { addBOM: true }))).toEqual({
      text: chinese,
      encoding: 'utf-16le',
    });
    for (const latin of [
      'Müller;Universität zu Köln',
      'François Lefèvre, Université',
      'café',
      'José Muñoz à Málaga',
      '£100 – “quoted”',
    ]) {
      expect(decodeText(iconv.encode(latin, 'windows-1252'))).toEqual({ text: latin, encoding: 'windows-1252' });
    }
  });

  it.each([',', ';', '\t'])('is split at the delimiter that its header uses (%j)', async (delimiter) => {
    const [sheet] = await sheetsOf(
      Buffer.from(`"a${delimiter}b"${delimiter}c\n1${delimiter}"x\ny"\n\n2${delimiter}\n`),
      'dir/people.csv',
    );
    expect(sheet?.name).toBe('people');
    expect(sheet?.header).toEqual([`a${delimiter}b`, 'c']);
    expect(sheet?.rows).toEqual([
      { row: 2, cells: { [`a${delimiter}b`]: '1', c: 'x\ny' } },
      { row: 4, cells: { [`a${delimiter}b`]: '2', c: null } },
    ]);
  });

  it('guards what a program would run with an apostrophe and takes it off again', async () => {
    const titles = ['=cmd()', '+1', '-1', '@x', "'=y", 'plain', "'plain", 'a,"b"\nc'];
    const bytes = writeDelimitedText({
      name: 'S',
      columns: COLUMNS,
      rows: titles.map((title) => ({ title, minutes: -1 })),
    });
    expect(bytes.toString()).toContain("'=cmd()");
    expect(bytes.toString()).not.toMatch(/^[=+@]/m);
    const [sheet] = await sheetsOf(bytes);
    expect(sheet?.rows.map((row) => row.cells.title)).toEqual(titles);
    expect(sheet?.rows[0]?.cells.minutes).toBe('-1');
  });

  it('is refused with a code where a column repeats, the header is missing, or there are too many rows or columns', async () => {
    expect(await refusalOf(Buffer.from('a,a\n1,2\n'))).toBe('duplicate_column');
    expect(await refusalOf(Buffer.from('\na,b\n1,2\n'))).toBe('no_header');
    expect(await refusalOf(Buffer.from('\n\n'))).toBe('no_header');
    expect(await refusalOf(Buffer.from('a\n1\n2\n3\n'), { ...DEFAULT_LIMITS, rows: 2 })).toBe('too_many_rows');
    expect(await refusalOf(Buffer.from('a,b,c\n1\n'), { ...DEFAULT_LIMITS, columns: 2 })).toBe('too_many_columns');
    expect(await refusalOf(Buffer.from('a,b\n"1,2\n'))).toBe('damaged_file');
    expect(await refusalOf(Buffer.from([0, 1, 2, 3, 0]))).toBe('unknown_format');
  });
});
