// What every sheet of an organisation needs: ids by code and account, new ones too, and the names that rows must have.
import type { Actor } from '../identity/scope.ts';
import { Ledger } from './ledger.rules.ts';
import type { OrganisationStanding } from './organisation-standing.store.ts';
import type { EntityRow, Findings } from './sheet-rows.rules.ts';

export type ImportContext = { actor: Actor; today: string; newId: () => string };

export const lower = (text: string): string => text.toLowerCase();

export class OrganisationFrame {
  readonly ledger = new Ledger();
  readonly standing: OrganisationStanding;
  readonly context: ImportContext;
  readonly findings: Findings;
  readonly unitIds: Map<string, string>;
  readonly personIds: Map<string, string>;
  readonly disciplineIds: Map<string, string>;
  readonly ranks: Set<number>;

  constructor(standing: OrganisationStanding, context: ImportContext, findings: Findings) {
    this.standing = standing;
    this.context = context;
    this.findings = findings;
    this.unitIds = new Map(standing.units.map((unit) => [unit.code, unit.id]));
    this.personIds = new Map(standing.people.map((person) => [lower(person.account), person.id]));
    this.disciplineIds = new Map(standing.disciplines.map((discipline) => [discipline.code, discipline.id]));
    this.ranks = new Set(standing.levels.map((level) => level.rank));
  }

  know(ids: Map<string, string>, key: string): void {
    if (!ids.has(key)) ids.set(key, this.context.newId());
  }

  onlyOnce(rows: readonly EntityRow[] | undefined, field: string, keyOf: (row: EntityRow) => string): EntityRow[] {
    const first = new Map<string, number>();
    return (rows ?? []).filter((row) => {
      const key = keyOf(row);
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, row.row);
      else this.findings.add(row, field, 'row_twice', { row: earlier });
      return earlier === undefined;
    });
  }

  /** The id that a reference names; undefined where the column is missing, null where the cell is blank or, with an error, unknown. */
  refer(row: EntityRow, field: string, ids: Map<string, string>, code: string): string | null | undefined {
    const word = row.text(field);
    if (word === undefined || word === null) return word;
    const id = ids.get(ids === this.personIds ? lower(word) : word);
    if (id === undefined) this.findings.add(row, field, code, { value: word });
    return id ?? null;
  }

  person(row: EntityRow, field: string): string | null | undefined {
    return this.refer(row, field, this.personIds, 'account_unknown');
  }

  unit(row: EntityRow, field: string): string | null | undefined {
    return this.refer(row, field, this.unitIds, 'unit_code_unknown');
  }

  /** A name that a new row must have and no row may lose. */
  demandName(row: EntityRow, isNew: boolean): string | undefined {
    const name = row.text('name');
    if (name === null || (isNew && name === undefined)) this.findings.add(row, 'name', 'value_missing');
    return name ?? undefined;
  }
}
