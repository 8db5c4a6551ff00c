// Whom to sign in as in the demonstration: one account for every role and level, in both languages, each with something to do.
import { sql } from 'kysely';
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
      where g.institution_id = ${institutionId} and g.state = 'confirmed' and g.to_day is null order by g.role, g.created_at, x.account
    `.execute(tx);
    const { rows: byLevel } = await sql<Seat & { rank: number; level: string; levelEn: string }>`
      select l.rank, l.name as level, l.name_en as "levelEn", s.*
      from levels l cross join lateral (${seats(sql`p.level = l.rank and x.language = 'zh-CN'`)}) s
      where l.institution_id = ${institutionId} order by l.rank
    `.execute(tx);
    const { rows: english } = await sql<Seat>`${seats(sql`x.language = 'en'`)}`.execute(tx);
    return [
      `密码 Password: ${DEMONSTRATION_PASSWORD}`,
      ...byRole.map((seat) => line(ROLES[seat.role].join(' '), seat)),
      ...byLevel.map((seat) => line(`${seat.level} ${seat.levelEn}`, seat)),
      ...english.map((seat) => line('英文界面 English', seat)),
    ];
  });

  /** The one who has most to decide and to do. */
  function seats(condition: ReturnType<typeof sql>) {
    return sql`
      select x.account, x.name, x.name_en as "nameEn", p.title
      from posts p join people x on x.institution_id = p.institution_id and x.id = p.person_id
      where p.institution_id = ${institutionId} and p.state = 'confirmed' and p.to_day is null and ${condition}
      order by least(5, (select count(*) from gate_steps g join submissions s on s.institution_id = g.institution_id and s.id = g.submission_id
          where g.institution_id = p.institution_id and g.person_id = p.person_id and s.state = 'pending' and g.opened_on is not null
            and g.verdict is null and not g.expired)) * 2
        + least(10, (select count(*) from items i where i.institution_id = p.institution_id and i.responsible_person_id = p.person_id
          and i.state in ('assigned', 'in_progress'))) desc, x.account
      limit 1
    `;
  }
}

function line(role: string, { account, name, nameEn, title }: Seat): string {
  return `  ${account.padEnd(18)} ${role} · ${name}${nameEn ? ` ${nameEn}` : ''}${title ? ` · ${title}` : ''}`;
}
