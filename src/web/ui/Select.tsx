// A choice of one or several from a list that can be searched by typing.
import { Select as AntSelect } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../language.ts';
import type { ControlProps } from './Field.tsx';

export interface Choice {
  value: string;
  label: ReactNode;
  /** What typing searches, where the label is not plain text. */
  text?: string;
  disabled?: boolean;
}

interface SharedProps {
  choices: readonly Choice[];
  control?: ControlProps;
  label?: string;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  isLoading?: boolean;
  /** Set when the server searches: typing calls it and nothing is filtered here. */
  onSearch?: (text: string) => void;
  width?: number | string;
  /** What to show before typing fills a searched list. */
  emptyText?: ReactNode;
}

interface SelectProps extends SharedProps {
  value: string | null;
  onChange: (value: string | null) => void;
}

interface MultiSelectProps extends SharedProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
}

interface Option {
  value: string;
  label: ReactNode;
  text: string;
  disabled: boolean;
}

function useShared(props: SharedProps) {
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

export function Select(props: SelectProps) {
  const shared = useShared(props);
  return (
    <AntSelect<string, Option> {...shared} value={props.value} onChange={(value) => props.onChange(value ?? null)} />
  );
}

export function MultiSelect(props: MultiSelectProps) {
  const shared = useShared(props);
  return (
    <AntSelect<string[], Option>
      {...shared}
      mode="multiple"
      maxTagCount="responsive"
      value={[...props.value]}
      onChange={(value) => props.onChange(value)}
    />
  );
}
