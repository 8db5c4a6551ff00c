// A choice of one or several from a list that can be searched by typing; a box of the same size stands in until its code is here.
import { lazy, type ReactNode, Suspense } from 'react';
import type { ControlProps } from './Field.tsx';

export interface Choice {
  value: string;
  label: ReactNode;
  /** What typing searches, where the label is not plain text. */
  text?: string;
  disabled?: boolean;
}

export interface SharedSelectProps {
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

export interface SelectProps extends SharedSelectProps {
  value: string | null;
  onChange: (value: string | null) => void;
}

export interface MultiSelectProps extends SharedSelectProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
}

const OneChoice = lazy(async () => ({ default: (await import('./ChoiceList.tsx')).OneChoice }));
const ManyChoices = lazy(async () => ({ default: (await import('./ChoiceList.tsx')).ManyChoices }));

function Waiting({ placeholder, width }: Pick<SharedSelectProps, 'placeholder' | 'width'>) {
  return (
    <span className="input select-waiting clip" style={{ width: width ?? '100%' }}>
      {placeholder}
    </span>
  );
}

export function Select(props: SelectProps) {
  return (
    <Suspense fallback={<Waiting {...props} />}>
      <OneChoice {...props} />
    </Suspense>
  );
}

export function MultiSelect(props: MultiSelectProps) {
  return (
    <Suspense fallback={<Waiting {...props} />}>
      <ManyChoices {...props} />
    </Suspense>
  );
}
