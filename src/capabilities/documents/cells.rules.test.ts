// Cells are read as people write them, in either language, and what cannot be read is named.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellValue } from '../../platform/spreadsheet/table.ts';
import { type Parsed, readCell } from './cells.rules.ts';
import {
  ENTITIES,
  type Field,
  type FieldKind,
  findChoice,
  findEntity,
  findField,
  guessEntity,
} from './sheet-fields.rules.ts';

const fieldOf = (kind: FieldKind, more: Partial<Field> = {}): Field => ({ key: 'f', kind, words: [], ...more });
const read = (kind: FieldKind, cell: CellValue, more: Partial<Field> = {}): Parsed | { code: string } => {
  const result = readCell(fieldOf(kind, more), cell);
  return result.ok ? result.value : { code: result.error.code };
};

describe('a cell', () => {
  it('that is blank is null, whatever its column holds', () => {
    for (const kind of ['text', 'integer', 'number', 'date', 'boolean', 'list', 'choice'] as const) {
      for (const blank of [null, '', '   ']) expect(read(kind, blank)).toBeNull();
    }
  });

  it.each([
    ['2026-03-01', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    ['2026.12.31', '2026-12-31'],
    ['2026年3月1日', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['2026-03-01T00:00:00Z', '2026-03-01'],
  ])('of a date may be written %s', (written, day) => {
    expect(read('date', written)).toBe(day);
  });

  it('of a date may be a date, and no day that does not exist', () => {
    expect(read('date', new Date('2026-02-28T00:00:00Z'))).toBe('2026-02-28');
    for (const wrong of ['2026-02-30', '2026-13-01', 'soon', '1 March 2026', '0026-01-01']) {
      expect(read('date', wrong)).toEqual({ code: 'date_unreadable' });
    }
    expect(read('date', new Date('x'))).toMatchObject({ code: expect.any(String) });
  });

  it('of a number may group thousands and bear a percent sign', () => {
    expect(read('number', '1,234.5')).toBe(1234.5);
    expect(read('number', '60%')).toBe(60);
    expect(read('number', 33.33)).toBe(33.33);
    expect(read('integer', '7')).toBe(7);
    expect(read('integer', 7.5)).toEqual({ code: 'number_not_whole' });
    for (const wrong of ['many', '1.2.3', '1e400', 'NaN'])
      expect(read('number', wrong)).toEqual({ code: 'number_unreadable' });
  });

  it('of yes or no is read in both languages', () => {
    for (const yes of ['是', 'yes', 'TRUE', '1', '√', 1]) expect(read('boolean', yes)).toBe(true);
    for (const no of ['否', 'No', 'false', '0', 0]) expect(read('boolean', no)).toBe(false);
    expect(read('boolean', 'perhaps')).toEqual({ code: 'boolean_unreadable' });
  });

  it('of a list is split at semicolons of both scripts', () => {
    expect(read('list', 'A; B；C、D')).toEqual(['A', 'B', 'C', 'D']);
    expect(read('list', 'x'.repeat(4001))).toEqual({ code: 'text_too_long' });
  });

  it('of a choice is known by its value or its words', () => {
    const kinds = ENTITIES.organisation
      .find((entity) => entity.name === 'units')
      ?.fields.find((field) => field.key === 'kind');
    expect(kinds && findChoice(kinds, '学院')).toBe('college');
    expect(kinds && findChoice(kinds, 'College')).toBe('college');
    expect(read('choice', 'castle', { choices: { college: ['学院'] } })).toEqual({ code: 'choice_unknown' });
  });

  it('of text is kept to the letter but for the space around it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const expected = text.trim() === '' ? null : text.includes('\0') ? { code: 'text_unreadable' } : text.trim();
        expect(read('text', text)).toEqual(expected);
      }),
    );
    expect(read('text', 'x'.repeat(201))).toEqual({ code: 'text_too_long' });
    expect(read('text', 101)).toBe('101');
    expect(read('text', 'half \ud83d a pair')).toEqual({ code: 'text_unreadable' });
  });
});

describe('sheets and columns', () => {
  it('are known by every one of their words, and no word of a sheet names two of its columns', () => {
    for (const kind of ['organisation', 'plan'] as const) {
      for (const entity of ENTITIES[kind]) {
        for (const word of [entity.name, ...entity.words]) expect(findEntity(kind, word)?.name).toBe(entity.name);
        for (const field of entity.fields) {
          for (const word of [field.key, ...field.words])
            expect([entity.name, word, findField(entity, word)?.key]).toEqual([entity.name, word, field.key]);
        }
      }
    }
  });

  it('of a file whose name says nothing are guessed from the header', () => {
    expect(guessEntity('organisation', ['账号', '姓名']).name).toBe('people');
    expect(guessEntity('organisation', ['编码', '名称', '上级单位', '类型']).name).toBe('units');
    expect(guessEntity('organisation', ['账号', '单位编码', '层级', '职务']).name).toBe('posts');
    expect(guessEntity('plan', ['code', 'title']).name).toBe('items');
    expect(guessEntity('plan', ['itemCode', 'title', 'date', 'weight']).name).toBe('nodes');
    expect(guessEntity('plan', ['nothing']).name).toBe('items');
  });
});
