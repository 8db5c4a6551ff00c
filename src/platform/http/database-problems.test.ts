// What the database says, in words of the product: a broken rule, unfit input, a database that is away for a while, or a failure.
import { describe, expect, it } from 'vitest';
import { refusalOfDatabaseError } from './problems.ts';

const failed = (code: string, message = 'x', detail?: string) =>
  refusalOfDatabaseError(Object.assign(new Error(message), { code, ...(detail !== undefined && { detail }) }));

describe('an error of the database', () => {
  it.each([
    ['LD422', 'invalid', 'tree_cycle'],
    ['LD409', 'conflict', 'tree_cycle'],
  ])('that a trigger raised as %s is the refusal it names', (code, kind, refusal) => {
    expect(failed(code, 'tree_cycle', '2026-01')).toEqual({ kind, code: refusal, params: { detail: '2026-01' } });
  });

  it.each(['22P02', '22003', '22021'])('of input that no column can hold (%s) is malformed', (code) => {
    expect(failed(code)?.kind).toBe('malformed');
  });

  it.each([
    '08006',
    '57P01',
    '57014',
    '53300',
    '53100',
    '40P01',
    '40001',
    'ECONNREFUSED',
  ])('that passes by itself (%s) says that the database is not there for the moment', (code) => {
    expect(failed(code)).toMatchObject({ kind: 'unavailable', code: 'database_unavailable' });
  });

  it('that no connection came free in time is said in the same way', () => {
    const error = new Error('timeout exceeded when trying to connect');
    expect(refusalOfDatabaseError(error)).toMatchObject({ kind: 'unavailable' });
  });

  it.each([
    ['23503', 'Key (unit_id)=(…) is not present in table "units".', 'invalid', 'reference_unknown'],
    ['23503', 'Key (id)=(…) is still referenced from table "items".', 'conflict', 'still_needed'],
    ['23505', 'Key (code)=(A) already exists.', 'conflict', 'taken_meanwhile'],
    ['23P01', 'conflicting key value', 'conflict', 'taken_meanwhile'],
    ['23514', 'Failing row contains (…)', 'invalid', 'value_out_of_range'],
  ])('that a constraint raised (%s, %s) is a refusal that shows nothing of the row', (code, detail, kind, refusal) => {
    expect(failed(code, 'x', detail)).toEqual({ kind, code: refusal, params: {} });
  });

  it('that nobody foresaw stays a failure', () => {
    expect(failed('42703')).toBeNull();
    expect(failed('23502')).toBeNull();
    expect(refusalOfDatabaseError(new Error('x'))).toBeNull();
  });
});
