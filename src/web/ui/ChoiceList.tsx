// The list behind Select and MultiSelect: Ant Design's, fetched when a page first asks for a choice.
import { Select as AntSelect } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../language.ts';
import { ComponentLibrary } from './ComponentLibrary.tsx';
import type { MultiSelectProps, SelectProps, SharedSelectProps } from './Select.tsx';

interface Option {
  value: string;
  label: ReactNode;
  text: string;
  disabled: boolean;
}

function useShared(props: SharedSelectProps) {
  const { t } = useWords();
  const { onSearch } = props;
  return {
    ...props.control,
    ...(props.label ? { 'aria-label': props.label } : {}),
    options: props.choices.map(
      (choice): Option => ({
        value: choice.value,
        label: choice.label,
        text: choice.text ?? String(choice.label),
        disabled: choice.disabled ?? false,
      }),
    ),
    showSearch: onSearch
      ? { filterOption: false as const, onSearch }
      : { filterOption: (typed: string, option?: Option) => matches(option?.text ?? '', typed) },
    allowClear: props.clearable ?? false,
    disabled: props.disabled ?? false,
    loading: props.isLoading ?? false,
    placeholder: props.placeholder ?? t('select.choose'),
    notFoundContent: props.emptyText ?? t('select.nothing'),
    style: { width: props.width ?? '100%' },
    popupMatchSelectWidth: 240,
  };
}

const matches = (text: string, typed: string) => text.toLowerCase().includes(typed.trim().toLowerCase());

export function OneChoice(props: SelectProps) {
  const shared = useShared(props);
  return (
    <ComponentLibrary>
      <AntSelect<string, Option> {...shared} value={props.value} onChange={(value) => props.onChange(value ?? null)} />
    </ComponentLibrary>
  );
}

export function ManyChoices(props: MultiSelectProps) {
  const shared = useShared(props);
  return (
    <ComponentLibrary>
      <AntSelect<string[], Option>
        {...shared}
        mode="multiple"
        maxTagCount="responsive"
        value={[...props.value]}
        onChange={(value) => props.onChange(value)}
      />
    </ComponentLibrary>
  );
}
