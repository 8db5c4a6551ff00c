// Disciplines with their responsible professors, and sectors with their leaders: the two groupings that run across units.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { SearchBox } from '../../../../web/settings/SearchBox.tsx';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { Empty } from '../../../../web/ui/Feedback.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import { DisciplineDrawer } from './DisciplineDrawer.tsx';
import { allDisciplines, allPeople, allSectors, allUnits, type Discipline, type Sector } from './institutionQueries.ts';
import { SectorDrawer } from './SectorDrawer.tsx';

/** Names of people by id, from the directory that is read once. */
function usePersonName(): (id: string | null) => string {
  const twin = useTwin();
  const { data } = useQuery(allPeople);
  return (id) => {
    const person = data?.find((one) => one.id === id);
    return person ? twin(person.name, person.nameEn) : '';
  };
}

const holds = (words: string, row: { code: string; name: string; nameEn: string | null }) =>
  `${row.code} ${row.name} ${row.nameEn ?? ''}`.toLowerCase().includes(words.trim().toLowerCase());

export function DisciplinesPage() {
  const { t } = useWords();
  const twin = useTwin();
  const { today, abilities } = useMe();
  const personName = usePersonName();
  const { data, error, isPending, refetch } = useQuery(allDisciplines);
  const [words, setWords] = useState('');
  const [editing, setEditing] = useState<Discipline | 'new' | null>(null);
  const present = (discipline: Discipline) =>
    discipline.responsibleProfessors.filter((one) => one.from <= today && (one.to === null || one.to >= today));
  return (
    <SettingsPage
      title={t('settings:section.disciplines')}
      lead={t('settings:disciplines.lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
      act={
        abilities.manageInstitution && (
          <Button icon="plus" onPress={() => setEditing('new')}>
            {t('settings:disciplines.add')}
          </Button>
        )
      }
    >
      <div className="settings-bar">
        <SearchBox value={words} onChange={setWords} />
      </div>
      <Table
        label={t('settings:section.disciplines')}
        rows={(data ?? []).filter((row) => holds(words, row))}
        rowKey={(row) => row.id}
        onChoose={setEditing}
        empty={<Empty title={t('settings:nothingFound')}>{t('settings:nothingFoundText')}</Empty>}
        columns={[
          {
            key: 'code',
            header: t('settings:code'),
            width: 110,
            wideOnly: true,
            cell: (row) => <span className="code">{row.code}</span>,
          },
          {
            key: 'name',
            header: t('settings:name'),
            cell: (row) => (
              <button type="button" className="link-button" onClick={() => setEditing(row)}>
                {twin(row.name, row.nameEn)}
              </button>
            ),
          },
          {
            key: 'professors',
            header: t('settings:disciplines.professors'),
            cell: (row) =>
              present(row)
                .map((one) => personName(one.personId))
                .join(t('list.separator')) || (
                <span className="tag tag-waiting">{t('settings:disciplines.nobody')}</span>
              ),
          },
        ]}
      />
      {editing && <DisciplineDrawer discipline={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsPage>
  );
}

export function SectorsPage() {
  const { t } = useWords();
  const twin = useTwin();
  const { abilities } = useMe();
  const personName = usePersonName();
  const units = useQuery(allUnits);
  const { data, error, isPending, refetch } = useQuery(allSectors);
  const [editing, setEditing] = useState<Sector | 'new' | null>(null);
  const unitName = (id: string | null) => {
    const unit = units.data?.find((one) => one.id === id);
    return unit ? twin(unit.name, unit.nameEn) : '—';
  };
  return (
    <SettingsPage
      title={t('settings:section.sectors')}
      lead={t('settings:sectors.lead')}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
      act={
        abilities.manageInstitution && (
          <Button icon="plus" onPress={() => setEditing('new')}>
            {t('settings:sectors.add')}
          </Button>
        )
      }
    >
      <Table
        label={t('settings:section.sectors')}
        rows={data ?? []}
        rowKey={(row) => row.id}
        onChoose={setEditing}
        empty={<Empty title={t('settings:sectors.none')}>{t('settings:sectors.noneText')}</Empty>}
        columns={[
          {
            key: 'code',
            header: t('settings:code'),
            width: 110,
            wideOnly: true,
            cell: (row) => <span className="code">{row.code}</span>,
          },
          {
            key: 'name',
            header: t('settings:name'),
            cell: (row) => (
              <button type="button" className="link-button" onClick={() => setEditing(row)}>
                {twin(row.name, row.nameEn)}
              </button>
            ),
          },
          { key: 'leader', header: t('settings:sectors.leader'), cell: (row) => personName(row.leaderId) || '—' },
          { key: 'unit', header: t('settings:sectors.leadUnit'), cell: (row) => unitName(row.leadUnitId) },
        ]}
      />
      {editing && <SectorDrawer sector={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </SettingsPage>
  );
}
