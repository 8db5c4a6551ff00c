// A day from a calendar in the reader's language; its code is fetched only where a date is really asked for.
import { lazy, Suspense } from 'react';
import type { ControlProps } from './Field.tsx';

export interface DatePickerProps {
  /** YYYY-MM-DD. */
  value: string | null;
  onChange: (value: string | null) => void;
  control?: ControlProps;
  label?: string;
  placeholder?: string;
  min?: string | null;
  max?: string | null;
  clearable?: boolean;
  disabled?: boolean;
  width?: number | string;
}

const Calendar = lazy(() => import('./Calendar.tsx'));

export function DatePicker(props: DatePickerProps) {
  return (
    <Suspense fallback={<span className="date-waiting" style={{ width: props.width ?? '100%' }} />}>
      <Calendar {...props} />
    </Suspense>
  );
}
