// Whom to sign in as in the demonstration: one account for every role and level, in both languages, each with something to do.
import { type RawBuilder, sql } from 'kysely';
import { type Db, inTenant } from '../platform/database/connect.ts';
import { readMark } from '../platform/marks.ts';
import { DEMONSTRATION_PASSWORD } from './demonstration.ts';
import { DEMONSTRATION_MARK } from './product-clock.ts';

type Seat = { account: string; name: string; nameEn: string | null; title: string };

const ROLES = {
  office: ['办公室', 'Office'],
  supervisor: ['督办', 'Supervisor'],
  auditor: ['审计', 'Auditor'],
  administrator: ['管理员', 'Administrator'],
} as const;

export async function demonstrationAccounts(db: Db): Promise<string[]> {
  const mark = await readMark(db, DEMONSTRATION_MARK);
  if (typeof mark !== 'object' || mark === null || !('institutionId' in mark)) return [];
  const institutionId = String(mark.institutionId);
  return inTenant(db, institutionId, async (tx) => {
    const { rows: byRole } = await sql<Seat & { role: keyof typeof ROLES }>`
      select distinct on (g.role) g.role, x.account, x.name, x.name_en as "nameEn", '' as title
      from role_grants g join people x on x.institution_id = g.institution_id and x.id = g.person_id
      where g.institution_id = ${institutionId} and g.state = 'confirmed' and g.to_day is null
      order by g.role, ${work(sql`g`)} desc, x.account
    `.execute(tx);
    const { rows: byLevel } = await sql<Seat & { level: string; levelEn: string }>`
      select l.name as level, l.name_en as "levelEn", s.*
      from levels l cross join lateral (${seat(institutionId, sql`p.level = l.rank and x.language = 'zh-CN'`)}) s
      where l.institution_id = ${institutionId} order by l.rank
    `.execute(tx);
    const { rows: english } = await sql<Seat>`${seat(institutionId, sql`x.language = 'en'`)}`.execute(tx);
    return [
      `密码 Password: ${DEMONSTRATION_PASSWORD}`,
      ...byRole.map((one) => line(ROLES[one.role].join(' '), one)),
      ...byLevel.map((one) => line(`${one.level} ${one.levelEn}`, one)),
      ...english.map((one) => line('英文界面 English', one)),
    ];
  });
}

type Fragment = RawBuilder<unknown>;

function seat(institutionId: string, condition: Fragment): Fragment {
  return sql`
    select x.account, x.name, x.name_en as "nameEn", p.title
    from posts p join people x on x.institution_id = p.institution_id and x.id = p.person_id
    where p.institution_id = ${institutionId} and p.state = 'confirmed' and p.to_day is null and ${condition}
    order by ${work(sql`p`)} desc, x.account limit 1
  `;
}

/** How much a person has to decide and to do, each counted up to a point: the one with a bit of everything shows most. */
function work(of: Fragment): Fragment {
  return sql`(
    least(5, (select count(*) from gate_steps step join submissions s on s.institution_id = step.institution_id and s.id = step.submission_id
      where step.institution_id = ${of}.institution_id and step.person_id = ${of}.person_id and s.state = 'pending' and step.opened_on is not null
        and step.verdict is null and not step.expired)) * 2
    + least(10, (select count(*) from items i where i.institution_id = ${of}.institution_id
      and i.responsible_person_id = ${of}.person_id and i.state in ('assigned', 'in_progress')))
  )`;
}

function line(role: string, { account, name, nameEn, title }: Seat): string {
  return `  ${account.padEnd(18)} ${role} · ${name}${nameEn ? ` ${nameEn}` : ''}${title ? ` · ${title}` : ''}`;
}
