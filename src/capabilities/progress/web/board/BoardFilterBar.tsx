// The filters of the board, all kept in the address so that a view can be sent to somebody.
import { type ReactNode, useRef, useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import type { BoardSearch } from '../../../../web/routes.tsx';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Icon } from '../../../../web/ui/icons.tsx';
import { LightMark, lightColours } from '../../../../web/ui/Light.tsx';
import { useNarrow } from '../../../../web/ui/narrow.ts';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import type { BoardData } from './boardRows.ts';

interface FilterBarProps {
  board: BoardData | undefined;
  search: BoardSearch;
  change: (next: { [K in keyof BoardSearch]?: BoardSearch[K] | undefined }) => void;
  /** Null where nothing is filtered. */
  clear: (() => void) | null;
}

function TypedFilter({ search, change }: Pick<FilterBarProps, 'search' | 'change'>) {
  const { t } = useWords();
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef(0);
  const type = (value: string) => {
    setTyped(value);
    window.clearTimeout(timer.current);
    // Filtering thousands of rows at every key would make typing stutter; once written, the address is the truth again.
    timer.current = window.setTimeout(() => {
      change({ q: value || undefined });
      setTyped(null);
    }, 180);
  };
  return (
    <TextInput
      value={typed ?? search.q ?? ''}
      onChange={type}
      kind="search"
      label={t('board:filter.q')}
      placeholder={t('board:filter.q')}
    />
  );
}

function FilterSelects({ board, search, change }: Pick<FilterBarProps, 'board' | 'search' | 'change'>) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const named = (rows: readonly { id: string; name: string; nameEn: string | null }[] | undefined) =>
    (rows ?? []).map((row) => ({ value: row.id, label: twin(row.name, row.nameEn) }));
  const select = (
    key: 'sector' | 'unit' | 'light' | 'level' | 'person',
    choices: { value: string; label: ReactNode; text?: string }[],
    width: number,
  ) => (
    <div className="filter-select" style={{ '--share': `${width}px` }}>
      <Select
        label={t(`board:filter.${key}`)}
        placeholder={t(`board:filter.${key}`)}
        clearable
        value={search[key] === undefined ? null : String(search[key])}
        onChange={(value) =>
          change(key === 'level' ? { level: value ? Number(value) : undefined } : { [key]: value ?? undefined })
        }
        choices={choices}
      />
    </div>
  );
  const lights = lightColours.map((colour) => ({
    value: colour,
    text: t(`light.${colour}`),
    label: (
      <span className="light">
        <LightMark colour={colour} /> {t(`light.${colour}`)}
      </span>
    ),
  }));
  return (
    <>
      {select('sector', named(board?.sectors), 124)}
      {select('unit', named(board?.units), 140)}
      {select('light', lights, 116)}
      {select(
        'level',
        institution.levels.map((level) => ({ value: String(level.rank), label: twin(level.name, level.nameEn) })),
        116,
      )}
      {select('person', named(board?.people), 116)}
    </>
  );
}

function ViewChoice({ search, change }: Pick<FilterBarProps, 'search' | 'change'>) {
  const { t } = useWords();
  return (
    <Segmented
      label={t('board:view.label')}
      value={search.view ?? 'tree'}
      onChange={(view) => change({ view: view === 'columns' ? 'columns' : undefined })}
      choices={[
        {
          value: 'tree' as const,
          label: (
            <>
              <Icon name="tree" />
              {t('board:view.tree')}
            </>
          ),
        },
        {
          value: 'columns' as const,
          label: (
            <>
              <Icon name="columns" />
              {t('board:view.columns')}
            </>
          ),
        },
      ]}
    />
  );
}

export function BoardFilterBar({ board, search, change, clear }: FilterBarProps) {
  const { t } = useWords();
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(false);
  const troubled = (
    <Button
      pressed={search.troubled ?? false}
      kind={search.troubled ? 'primary' : 'plain'}
      onPress={() => change({ troubled: search.troubled ? undefined : true })}
    >
      {t('board:filter.troubled')}
    </Button>
  );
  // comes with a figure that counts one horizon alone, and goes with a press
  const horizon = search.horizon && (
    <Button pressed kind="primary" onPress={() => change({ horizon: undefined })}>
      {t(`horizon.${search.horizon}`)}
    </Button>
  );
  const clearing = clear && (
    <Button kind="quiet" icon="close" label={t('board:empty.clear')} tip={t('board:empty.clear')} onPress={clear} />
  );
  if (!isNarrow) {
    return (
      <search className="filter-bar no-print">
        <ViewChoice search={search} change={change} />
        {troubled}
        {horizon}
        <div className="filter-typed">
          <TypedFilter search={search} change={change} />
        </div>
        <FilterSelects board={board} search={search} change={change} />
        {clearing}
      </search>
    );
  }
  return (
    <search className="filter-bar no-print">
      <ViewChoice search={search} change={change} />
      {troubled}
      {horizon}
      <Button icon="filter" label={t('board:filter.open')} expanded={isOpen} onPress={() => setOpen(true)} />
      <Drawer title={t('board:filter.open')} open={isOpen} onClose={() => setOpen(false)} acts={clearing}>
        <div className="filter-sheet">
          <TypedFilter search={search} change={change} />
          <FilterSelects board={board} search={search} change={change} />
        </div>
      </Drawer>
    </search>
  );
}
