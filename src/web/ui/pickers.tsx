// Choosing a person or a unit by typing part of the name; the server searches, the directory's words tell namesakes apart.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { people, units } from '../../capabilities/institution/institution.contract.ts';
import { remote } from '../api.ts';
import { useTwin, useWords } from '../language.ts';
import { reading } from '../queries.ts';
import type { ControlProps } from './Field.tsx';
import { Select } from './Select.tsx';
import { useSettled } from './settled.ts';

const listPeople = remote<typeof people.list>('GET', '/people');
const readPerson = remote<typeof people.read>('GET', '/people/{id}');
const listUnits = remote<typeof units.list>('GET', '/units');
const readUnit = remote<typeof units.read>('GET', '/units/{id}');

interface PickerProps {
  value: string | null;
  onChange: (id: string | null) => void;
  control?: ControlProps;
  label?: string;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  width?: number | string;
}

const sharedOf = ({ control, label, clearable, disabled, width }: PickerProps) => ({
  ...(control ? { control } : {}),
  ...(label ? { label } : {}),
  ...(clearable === undefined ? {} : { clearable }),
  ...(disabled === undefined ? {} : { disabled }),
  ...(width === undefined ? {} : { width }),
});

export function PersonPicker(props: PickerProps & { unitId?: string }) {
  const { t } = useWords();
  const twin = useTwin();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const found = useQuery(
    reading(listPeople, {
      query: { limit: 30, ...(q ? { q } : {}), ...(props.unitId ? { unitId: props.unitId } : {}) },
    }),
  );
  const chosen = useQuery({
    ...reading(readPerson, { params: { id: props.value ?? '' } }),
    enabled: props.value !== null,
  });
  const rows = [...(found.data?.items ?? [])];
  if (chosen.data && !rows.some((row) => row.id === chosen.data.id)) rows.unshift(chosen.data);
  const choices = rows.map((person) => {
    const post = person.posts[0];
    const name = twin(person.name, person.nameEn);
    const place = post ? `${twin(post.unitName, post.unitNameEn)} ${twin(post.title, post.titleEn)}` : '';
    return {
      value: person.id,
      text: `${name} ${place}`,
      label: (
        <span className="pick">
          {name}
          {place && <span className="quiet small"> {place}</span>}
        </span>
      ),
    };
  });
  return (
    <Select
      {...sharedOf(props)}
      value={props.value}
      onChange={props.onChange}
      choices={choices}
      onSearch={setTyped}
      isLoading={found.isFetching}
      placeholder={props.placeholder ?? t('pick.person')}
    />
  );
}

export function UnitPicker(props: PickerProps) {
  const { t } = useWords();
  const twin = useTwin();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const found = useQuery(reading(listUnits, { query: { limit: 50, ...(q ? { q } : {}) } }));
  const chosen = useQuery({
    ...reading(readUnit, { params: { id: props.value ?? '' } }),
    enabled: props.value !== null,
  });
  const rows = [...(found.data?.items ?? [])];
  if (chosen.data && !rows.some((row) => row.id === chosen.data.id)) rows.unshift(chosen.data);
  const choices = rows.map((unit) => ({ value: unit.id, label: twin(unit.name, unit.nameEn) }));
  return (
    <Select
      {...sharedOf(props)}
      value={props.value}
      onChange={props.onChange}
      choices={choices}
      onSearch={setTyped}
      isLoading={found.isFetching}
      placeholder={props.placeholder ?? t('pick.unit')}
    />
  );
}
