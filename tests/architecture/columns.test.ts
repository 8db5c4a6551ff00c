// Holds the contract to the migrated database: a column is shown by its entity, or named here as one that stays inside.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { RoleGrant } from '../../src/capabilities/identity/identity.contract.ts';
import * as institution from '../../src/capabilities/institution/institution.contract.ts';
import * as linkage from '../../src/capabilities/linkage/item.contract.ts';
import { Evidence, Report } from '../../src/capabilities/progress/progress.contract.ts';
import { Cycle } from '../../src/capabilities/promotion/cycle.contract.ts';
import { Sheet } from '../../src/capabilities/promotion/sheet.contract.ts';

const SCHEMA = readFileSync(join(import.meta.dirname, '../../database/schema.sql'), 'utf8');

function columnsOf(table: string): { name: string; required: boolean }[] {
  const text = new RegExp(`^create table ${table} \\(\\n(.*?)^\\)`, 'ms').exec(SCHEMA)?.[1];
  if (text === undefined) throw new Error(`no table ${table}`);
  return text
    .split('\n')
    .map((line) => /^ {2}"?(\w+)"? (?!key\b|\()(\S.*)$/.exec(line))
    .filter((found) => found !== null && !/^(primary|constraint|unique|foreign|check|exclude)$/.test(found[1] ?? ''))
    .map((found) => ({ name: found?.[1] ?? '', required: /\bnot null\b/.test(found?.[2] ?? '') }));
}

const camel = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

type Held = {
  table: string;
  entity: z.ZodObject;
  /** Column -> the field that shows it. */
  renamed?: Record<string, string>;
  /** Columns that nobody outside needs. */
  inside?: readonly string[];
};

const DAYS = { from_day: 'from', to_day: 'to' };
const HELD: Held[] = [
  { table: 'levels', entity: institution.Level },
  { table: 'units', entity: institution.Unit, inside: ['created_at'] },
  { table: 'people', entity: institution.Person, inside: ['created_at'] },
  {
    table: 'posts',
    entity: institution.Post,
    renamed: DAYS,
    inside: ['proposed_by', 'confirmed_by', 'handed_over_at', 'created_at'],
  },
  { table: 'sectors', entity: institution.Sector },
  { table: 'disciplines', entity: institution.Discipline },
  { table: 'delegations', entity: institution.Delegation, renamed: DAYS, inside: ['revoked_at', 'created_at'] },
  { table: 'closed_days', entity: institution.ClosedDay },
  { table: 'role_grants', entity: RoleGrant, renamed: DAYS, inside: ['created_at'] },
  {
    table: 'items',
    entity: linkage.Item,
    inside: [
      'path',
      'position',
      'author_id',
      'accepted_by',
      'major_risk',
      'excused',
      'excused_due',
      'ever_late',
      'created_at',
      'changed_at',
    ],
  },
  {
    table: 'nodes',
    entity: linkage.Node,
    inside: ['item_id', 'position', 'condition_of', 'created_at', 'changed_at'],
  },
  {
    table: 'indicators',
    entity: linkage.Indicator,
    renamed: { commit_value: 'commit' },
    inside: ['item_id', 'position', 'created_at', 'changed_at'],
  },
  {
    table: 'reports',
    entity: Report,
    renamed: {
      percentage: 'progress',
      period_kind: 'period',
      period_from: 'period',
      period_to: 'period',
      created_at: 'submittedAt',
    },
    inside: ['freezing'],
  },
  { table: 'evidence', entity: Evidence },
  {
    table: 'cycles',
    entity: Cycle,
    renamed: { ...DAYS, reopened_at: 'reopened', reopened_by: 'reopened', reopen_reason: 'reopened' },
    inside: ['changed_by', 'changed_at'],
  },
  {
    table: 'sheets',
    entity: Sheet,
    // when, by whom and in which round stands in its rounds; the rest decides whether another may come
    inside: [
      'issued_at',
      'answer_by',
      'replied_by',
      'judged_at',
      'judged_by',
      'run_on',
      'spell_since',
      'ended_on',
      'left_on',
    ],
  },
];

describe.each(HELD)('$table', ({ table, entity, renamed = {}, inside = [] }) => {
  const columns = columnsOf(table).filter(({ name }) => name !== 'institution_id');

  it('shows each column, or keeps it inside knowingly', () => {
    const hidden = columns.filter(
      ({ name }) => !((renamed[name] ?? camel(name)) in entity.shape) && !inside.includes(name),
    );
    expect(columns.length).toBeGreaterThan(4);
    expect(hidden.map(({ name }) => name)).toEqual([]);
    expect([...inside, ...Object.keys(renamed)].filter((name) => !columns.some((one) => one.name === name))).toEqual(
      [],
    );
  });

  it('lets a field be unset wherever its column may be', () => {
    const strict = columns.filter(({ name, required }) => {
      const field = entity.shape[renamed[name] ?? camel(name)] as z.ZodType | undefined;
      return field && !required && !inside.includes(name) && !field.safeParse(null).success;
    });
    expect(strict.map(({ name }) => name)).toEqual([]);
  });
});

it('keeps versions with the columns of what they are versions of', () => {
  for (const table of ['items', 'nodes', 'cycles']) {
    const present = columnsOf(table).map(({ name }) => name);
    const kept = columnsOf(`${table.slice(0, -1)}_versions`).map(({ name }) => name);
    expect(kept).toEqual([...present, 'valid_to']);
  }
});
