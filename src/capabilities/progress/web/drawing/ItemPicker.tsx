// Choosing an item by its code or a part of its title; the server searches what the reader may see.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import type { ControlProps } from '../../../../web/ui/Field.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { useSettled } from '../../../../web/ui/settled.ts';
import { itemSearch } from './drawingQueries.ts';

interface ItemPickerProps {
  value: string | null;
  onChange: (id: string | null) => void;
  /** Items that cannot be meant. */
  without: ReadonlySet<string>;
  control?: ControlProps;
}

export function ItemPicker({ value, onChange, without, control }: ItemPickerProps) {
  const { t } = useWords();
  const twin = useTwin();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed);
  const found = useQuery(itemSearch(q));
  const choices = (found.data?.items ?? [])
    .filter((item) => !without.has(item.id) && item.state !== 'cancelled')
    .map((item) => {
      const title = twin(item.title, item.titleEn) || t('item.placeholder');
      return {
        value: item.id,
        text: `${item.code ?? ''} ${title}`,
        label: (
          <span className="pick">
            <span className="code">{item.code}</span> {title}
          </span>
        ),
      };
    });
  return (
    <Select
      {...(control ? { control } : {})}
      value={value}
      onChange={onChange}
      choices={choices}
      onSearch={setTyped}
      isLoading={found.isFetching}
      placeholder={t('drawing:links.pick')}
    />
  );
}
