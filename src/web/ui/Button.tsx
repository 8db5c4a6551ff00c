// A button; one primary a screen. While it works it keeps its width and refuses a second press.
import type { ReactNode, Ref } from 'react';
import { Icon, type IconName } from './icons.tsx';
import './button.css';

export interface ButtonProps {
  children?: ReactNode;
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  icon?: IconName;
  /** The accessible name where there is no text inside. */
  label?: string;
  isBusy?: boolean;
  disabled?: boolean;
  submits?: boolean;
  /** The id of the form that it submits, where it stands outside of it. */
  form?: string;
  wide?: boolean;
  large?: boolean;
  tip?: string;
  /** For buttons that open something: whether it is open. */
  expanded?: boolean;
  pressed?: boolean;
  onPress?: () => void;
  ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { kind = 'plain', icon, isBusy = false } = props;
  const className = [
    'button',
    `button-${kind}`,
    props.large && 'button-large',
    props.wide && 'button-wide',
    isBusy && 'button-busy',
    icon && !props.children && 'button-square',
  ];
  return (
    <button
      ref={props.ref}
      type={props.submits ? 'submit' : 'button'}
      form={props.form}
      className={className.filter(Boolean).join(' ')}
      disabled={props.disabled}
      aria-busy={isBusy || undefined}
      aria-label={props.label}
      aria-expanded={props.expanded}
      aria-pressed={props.pressed}
      data-tip={props.tip}
      onClick={(event) => {
        // A busy submit button must not send the form a second time.
        if (isBusy) event.preventDefault();
        else props.onPress?.();
      }}
    >
      {icon && <Icon name={icon} />}
      {props.children !== undefined && <span className="button-words">{props.children}</span>}
    </button>
  );
}
