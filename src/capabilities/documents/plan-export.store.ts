// Reads the plan as the rows of its workbook, as far as the reader may see it.
import { sql } from 'kysely';
import type { Scope } from '../identity/scope.ts';
import { visibleTo } from '../linkage/standing.store.ts';
import type { ExportSheets } from './export-rows.rules.ts';

type Row = Record<string, string | number | boolean | null>;

/** Drafts without a code below others without one cannot be referred to in a table and stay out. */
export async function loadPlanSheets(scope: Scope): Promise<ExportSheets> {
  const { tx, institutionId } = scope;
  const seen = sql`i.institution_id = ${institutionId} and i.state <> 'cancelled' and (i.code is not null or i.parent_id is null or above.code is not null)
    and ${visibleTo(scope)}`;
  const account = (column: string) =>
    sql`(select p.account from people p where p.institution_id = i.institution_id and p.id = ${sql.ref(`i.${column}`)})`;
  const items = await sql<Row>`
    select i.code, above.code as "parentCode", i.horizon, i.level, i.title, i.title_en as "titleEn", i.requirement, i.requirement_en as "requirementEn",
      i.standard, i.standard_en as "standardEn", u.code as "leadUnitCode", ${account('responsible_person_id')} as responsible, i.interim,
      parts.codes as "coUnitCodes", parts.shares as "coUnitShares", parts.accounts as "coUnitAccounts", s.code as "sectorCode", d.code as "disciplineCode",
      ${account('leader_in_charge_id')} as "leaderInCharge", ${account('supervisor_id')} as supervisor, i.source, i.priority, i.weight,
      i.own_nodes_weight as "ownNodesWeight", i.start, i.approved_due as due, i.frequency, i.planned_minutes as "plannedMinutes", i.resources,
      i.placeholder, array_to_string(i.tags, ';') as tags, i.gap_reason as "gapReason", i.state
    from items i
    join units u on u.institution_id = i.institution_id and u.id = i.lead_unit_id
    left join items above on above.institution_id = i.institution_id and above.id = i.parent_id
    left join sectors s on s.institution_id = i.institution_id and s.id = i.sector_id
    left join disciplines d on d.institution_id = i.institution_id and d.id = i.discipline_id
    left join lateral (
      select string_agg(cu.code, ';' order by c.position) as codes, string_agg(trim_scale(c.share)::text, ';' order by c.position) as shares,
        string_agg(coalesce(p.account, '-'), ';' order by c.position) as accounts
      from item_co_units c join units cu on cu.institution_id = c.institution_id and cu.id = c.unit_id
      left join people p on p.institution_id = c.institution_id and p.id = c.person_id
      where c.institution_id = i.institution_id and c.item_id = i.id
    ) parts on true
    where ${seen} order by cardinality(i.path), i.position, i.code, i.id`.execute(tx);
  const nodes = await sql<Row>`
    select i.code as "itemCode", n.title, n.title_en as "titleEn", n.date, n.weight
    from nodes n join items i on i.institution_id = n.institution_id and i.id = n.item_id
    left join items above on above.institution_id = i.institution_id and above.id = i.parent_id
    where ${seen} and i.code is not null order by cardinality(i.path), i.position, i.code, n.position`.execute(tx);
  const indicators = await sql<Row>`
    select i.code as "itemCode", n.code, n.name, n.name_en as "nameEn", n.unit, n.base, n.commit_value as commit, n.target, n.challenge,
      n.band_low as "bandLow", n.band_high as "bandHigh", n.polarity, n.rule, up.code as "parentIndicatorCode"
    from indicators n join items i on i.institution_id = n.institution_id and i.id = n.item_id
    left join items above on above.institution_id = i.institution_id and above.id = i.parent_id
    left join indicators up on up.institution_id = n.institution_id and up.id = n.parent_indicator_id
    where ${seen} and i.code is not null order by cardinality(i.path), i.position, i.code, n.position`.execute(tx);
  return { items: items.rows, nodes: nodes.rows, indicators: indicators.rows };
}
