// Text on one line, on several lines, secret, and numbers with a fixed number of decimals.
import { type ChangeEvent, useState } from 'react';
import { useWords } from '../language.ts';
import type { ControlProps } from './Field.tsx';
import { Icon } from './icons.tsx';
import { readNumber, writeNumber } from './numbers.ts';
import './input.css';

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

export function TextInput({
  value,
  onChange,
  control,
  label,
  kind = 'text',
  large,
  autoFocus,
  ...rest
}: TextInputProps) {
  const { t } = useWords();
  const [isShown, setShown] = useState(false);
  const field = (
    <input
      {...control}
      {...rest}
      aria-label={label}
      className={large ? 'input input-large' : 'input'}
      type={kind === 'password' && isShown ? 'text' : kind}
      value={value}
      // Only doors and drawers ask for it, where the field is the reason for coming.
      ref={autoFocus ? focusOnce : undefined}
      onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value)}
    />
  );
  if (kind !== 'password') return field;
  return (
    <span className="input-secret">
      {field}
      <button
        type="button"
        className="input-show"
        aria-label={t(isShown ? 'field.hide' : 'field.show')}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        <Icon name={isShown ? 'shown' : 'hidden'} />
      </button>
    </span>
  );
}

/** A ref kept outside of components: it runs when the field appears and never again. */
function focusOnce(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
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

export function TextArea({ value, onChange, control, label, rows = 3, autoFocus, ...rest }: TextAreaProps) {
  return (
    <textarea
      {...control}
      {...rest}
      aria-label={label}
      className="input input-area"
      rows={rows}
      value={value}
      ref={autoFocus ? focusOnce : undefined}
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
  /** Written with the decimals that it has, not with all that it may have. */
  exact?: boolean;
  suffix?: string;
  disabled?: boolean;
}

/** What is typed stays as typed until the field is left; then it is rounded, kept between its bounds and written out. */
export function NumberInput({
  value,
  onChange,
  control,
  label,
  decimals = 2,
  min,
  max,
  exact = false,
  suffix,
  disabled,
}: NumberInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const bounds = { decimals, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
  const leave = () => {
    if (typed === null) return;
    const read = readNumber(typed, bounds);
    setTyped(null);
    if (read !== value) onChange(read);
  };
  return (
    <span className="input-number">
      <input
        {...control}
        aria-label={label}
        className="input"
        inputMode="decimal"
        autoComplete="off"
        disabled={disabled}
        value={typed ?? (exact ? (value?.toString() ?? '') : writeNumber(value, decimals))}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(readNumber(event.target.value, bounds));
        }}
        onBlur={leave}
      />
      {suffix && <span className="input-suffix">{suffix}</span>}
    </span>
  );
}
