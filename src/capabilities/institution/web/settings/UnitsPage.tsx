// The organisation tree: units under one top unit, each with its kind, its head and the leader in charge of it.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { SearchBox } from '../../../../web/settings/SearchBox.tsx';
import { SettingsPage } from '../../../../web/settings/SettingsPage.tsx';
import { Button } from '../../../../web/ui/Button.tsx';
import { TreeTable } from '../../../../web/ui/TreeTable.tsx';
import { visibleRows } from '../../../../web/ui/treeRows.ts';
import { allUnits, type Unit } from './institutionQueries.ts';
import { UnitDrawer } from './UnitDrawer.tsx';

type UnitNode = Unit & { hasChildren: boolean };

/** The units whose names hold the words, with everything above them; all of them where nothing is sought. */
function narrowed(units: readonly Unit[], words: string): UnitNode[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const kept = new Set<string>();
  const sought = words.trim().toLowerCase();
  for (const unit of units) {
    if (!`${unit.code} ${unit.name} ${unit.nameEn ?? ''}`.toLowerCase().includes(sought)) continue;
    for (let at: Unit | undefined = unit; at; at = at.parentId ? byId.get(at.parentId) : undefined) kept.add(at.id);
  }
  const shown = units.filter((unit) => kept.has(unit.id));
  const parents = new Set(shown.map((unit) => unit.parentId));
  return shown.map((unit) => ({ ...unit, hasChildren: parents.has(unit.id) }));
}

export function UnitsPage() {
  const { t } = useWords();
  const twin = useTwin();
  const { data, error, isPending, refetch } = useQuery(allUnits);
  const [words, setWords] = useState('');
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [editing, setEditing] = useState<Unit | 'new' | null>(null);
  const nodes = useMemo(() => narrowed(data ?? [], words), [data, words]);
  const rows = useMemo(() => {
    const open = new Set(
      nodes.filter((node) => toggled.get(node.id) ?? (words !== '' || node.parentId === null)).map((node) => node.id),
    );
    return visibleRows(nodes, open);
  }, [nodes, toggled, words]);
  const top = data?.find((unit) => unit.parentId === null);
  return (
    <SettingsPage
      title={t('settings:section.units')}
      lead={t('settings:units.lead', { count: data?.length ?? 0 })}
      error={error}
      isWaiting={isPending}
      onRetry={() => void refetch()}
      act={
        top?.abilities.change && (
          <Button icon="plus" onPress={() => setEditing('new')}>
            {t('settings:units.add')}
          </Button>
        )
      }
    >
      <div className="settings-bar">
        <SearchBox value={words} onChange={setWords} />
      </div>
      <div className="units-tree">
        <TreeTable<UnitNode>
          label={t('settings:section.units')}
          rows={rows}
          minWidth={640}
          onToggle={(node, isOpen) => setToggled((present) => new Map([...present, [node.id, isOpen]]))}
          onChoose={setEditing}
          narrowRowHeight={60}
          narrowRow={(unit) => (
            <>
              {twin(unit.name, unit.nameEn)}
              <br />
              <span className="small quiet">
                {unit.code} · {t(`institution:unitKinds.${unit.kind}`)}
              </span>
            </>
          )}
          columns={[
            {
              key: 'name',
              header: t('settings:name'),
              width: 'minmax(260px, 1fr)',
              cell: (unit) => <span className="clip">{twin(unit.name, unit.nameEn)}</span>,
            },
            {
              key: 'code',
              header: t('settings:code'),
              width: '110px',
              cell: (unit) => <span className="code">{unit.code}</span>,
            },
            {
              key: 'kind',
              header: t('settings:kind'),
              width: '110px',
              cell: (unit) => t(`institution:unitKinds.${unit.kind}`),
            },
            {
              key: 'head',
              header: t('settings:units.head'),
              width: '150px',
              cell: (unit) => (unit.head ? twin(unit.head.name, unit.head.nameEn) : <span className="quiet">—</span>),
            },
          ]}
        />
      </div>
      {editing && (
        <UnitDrawer
          unit={editing === 'new' ? null : editing}
          parentId={editing === 'new' ? (top?.id ?? null) : editing.parentId}
          onClose={() => setEditing(null)}
        />
      )}
    </SettingsPage>
  );
}
