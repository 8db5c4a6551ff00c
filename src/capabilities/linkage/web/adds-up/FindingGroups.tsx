// The findings, grouped by kind or by unit or in one list, each with the link that leads to the place that mends it.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Table, type TableColumn } from '../../../../web/ui/Table.tsx';
import type { AddsUpSearch, Finding } from './addsUpQueries.ts';
import { mendPlace } from './mendPlace.ts';
import { useFindingWords } from './useFindingWords.ts';

export function MendLink({ finding, children }: { finding: Finding; children: ReactNode }) {
  const { itemId, page } = finding.mend;
  return page === 'decomposition' ? (
    <Link to="/items/$id/decomposition" params={{ id: itemId }} search={mendPlace(finding)} className="mend">
      {children}
    </Link>
  ) : (
    <Link to="/items/$id" params={{ id: itemId }} className="mend">
      {children}
    </Link>
  );
}

interface Group {
  key: string;
  title: string;
  hint: string;
  findings: Finding[];
}

/** Rows come sorted, so that a group is what follows each other. */
function groupsOf(findings: readonly Finding[], keyOf: (finding: Finding) => Omit<Group, 'findings'>): Group[] {
  const groups: Group[] = [];
  for (const finding of findings) {
    const group = keyOf(finding);
    const last = groups.at(-1);
    if (last?.key === group.key) last.findings.push(finding);
    else groups.push({ ...group, findings: [finding] });
  }
  return groups;
}

interface FindingGroupsProps {
  findings: readonly Finding[];
  by: AddsUpSearch['by'];
  counts: Readonly<Record<string, number>>;
}

export function FindingGroups({ findings, by, counts }: FindingGroupsProps) {
  const { t } = useWords();
  const twin = useTwin();
  const words = useFindingWords();
  const groups = groupsOf(findings, ({ code, unit, level }) => {
    if (by === 'unit') return { key: unit.id, title: twin(unit.name, unit.nameEn), hint: '' };
    if (by === 'level') return { key: String(level), title: words.level(level), hint: '' };
    if (by === 'item') return { key: 'all', title: '', hint: '' };
    const title = t('adds-up:group', { kind: words.kind(code), count: counts[code] ?? 0 });
    return { key: code, title, hint: t(`adds-up:mending.${code}`) };
  });
  return groups.map((group) => (
    <section key={group.key} className="finding-group">
      {group.title && <h2>{group.title}</h2>}
      {group.hint && <p className="small quiet">{group.hint}</p>}
      <FindingTable label={group.title || t('adds-up:title')} findings={group.findings} by={by} />
    </section>
  ));
}

function FindingTable({
  label,
  findings,
  by,
}: {
  label: string;
  findings: readonly Finding[];
  by: AddsUpSearch['by'];
}) {
  const { t } = useWords();
  const twin = useTwin();
  const words = useFindingWords();
  const place = ({ unit, responsiblePerson }: Finding) =>
    `${twin(unit.name, unit.nameEn)} · ${twin(responsiblePerson.name, responsiblePerson.nameEn)}`;
  const columns: TableColumn<Finding>[] = [
    {
      key: 'item',
      header: t('adds-up:column.item'),
      cell: (row) => (
        <>
          <Link to="/items/$id" params={{ id: row.itemId }} className="finding-item">
            {row.itemCode && <span className="code">{row.itemCode} </span>}
            {twin(row.title, row.titleEn) || t('item.placeholder')}
          </Link>
          <span className="narrow-only finding-narrow">
            {words.sentence(row)} <span className="small quiet">{place(row)}</span>
          </span>
        </>
      ),
    },
    {
      key: 'what',
      header: t('adds-up:column.what'),
      width: '40%',
      wideOnly: true,
      cell: (row) => (
        <>
          {by && <b className="finding-kind">{words.kind(row.code)}</b>} {words.sentence(row)}
        </>
      ),
    },
    { key: 'place', header: t('adds-up:column.place'), width: '22%', wideOnly: true, cell: place },
    {
      key: 'mend',
      header: <span className="visually-hidden">{t('adds-up:column.mend')}</span>,
      width: 72,
      cell: (row) => (
        <MendLink finding={row}>
          {t('adds-up:mend')}
          <span className="visually-hidden">{` ${row.itemCode ?? ''} ${words.kind(row.code)}`}</span>
        </MendLink>
      ),
    },
  ];
  return <Table label={label} rows={findings} rowKey={(row) => row.key} columns={columns} />;
}
