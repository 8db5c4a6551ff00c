// Text on one line, on several lines, secret, and numbers with at most two decimals.
import { Input as AntInput, InputNumber } from 'antd';
import type { ControlProps } from './Field.tsx';

interface TextInputProps {
  value: string;
  onChange: (value: string) => void;
  control?: ControlProps;
  /** The accessible name where there is no Field around. */
  label?: string;
  placeholder?: string;
  kind?: 'text' | 'password' | 'email' | 'url' | 'search';
  autoComplete?: string;
  autoFocus?: boolean;
  disabled?: boolean;
  maxLength?: number;
  large?: boolean;
}

export function TextInput({ value, onChange, control, label, kind = 'text', large, ...rest }: TextInputProps) {
  const shared = {
    ...control,
    ...rest,
    ...(label ? { 'aria-label': label } : {}),
    size: large ? ('large' as const) : ('middle' as const),
    value,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return kind === 'password' ? <AntInput.Password {...shared} /> : <AntInput {...shared} type={kind} />;
}

interface TextAreaProps {
  value: string;
  onChange: (value: string) => void;
  control?: ControlProps;
  label?: string;
  placeholder?: string;
  rows?: number;
  autoFocus?: boolean;
  disabled?: boolean;
  maxLength?: number;
}

export function TextArea({ value, onChange, control, label, rows = 3, ...rest }: TextAreaProps) {
  return (
    <AntInput.TextArea
      {...control}
      {...rest}
      {...(label ? { 'aria-label': label } : {})}
      value={value}
      autoSize={{ minRows: rows, maxRows: 12 }}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface NumberInputProps {
  value: number | null;
  onChange: (value: number | null) => void;
  control?: ControlProps;
  label?: string;
  min?: number;
  max?: number;
  decimals?: number;
  suffix?: string;
  disabled?: boolean;
}

export function NumberInput({ value, onChange, control, label, decimals = 2, ...rest }: NumberInputProps) {
  return (
    <InputNumber<number>
      {...control}
      {...rest}
      {...(label ? { 'aria-label': label } : {})}
      value={value}
      precision={decimals}
      controls={false}
      changeOnWheel={false}
      style={{ width: '100%' }}
      onChange={onChange}
    />
  );
}
