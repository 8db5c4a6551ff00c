// A button; one primary a screen. While it works it keeps its width and refuses a second press.
import { Button as AntButton } from 'antd';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

export interface ButtonProps {
  children?: ReactNode;
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  icon?: IconName;
  /** The accessible name where there is no text inside. */
  label?: string;
  isBusy?: boolean;
  disabled?: boolean;
  submits?: boolean;
  wide?: boolean;
  large?: boolean;
  tip?: string;
  /** For buttons that open something: whether it is open. */
  expanded?: boolean;
  pressed?: boolean;
  onPress?: () => void;
}

const types = { primary: 'primary', plain: 'default', quiet: 'text', danger: 'default' } as const;

export function Button(props: ButtonProps) {
  const { kind = 'plain', icon } = props;
  return (
    <AntButton
      type={types[kind]}
      danger={kind === 'danger'}
      htmlType={props.submits ? 'submit' : 'button'}
      loading={props.isBusy ?? false}
      disabled={props.disabled ?? false}
      block={props.wide ?? false}
      size={props.large ? 'large' : 'middle'}
      autoInsertSpace={false}
      {...(icon ? { icon: <Icon name={icon} /> } : {})}
      {...(props.label ? { 'aria-label': props.label } : {})}
      {...(props.tip ? { 'data-tip': props.tip } : {})}
      {...(props.expanded === undefined ? {} : { 'aria-expanded': props.expanded })}
      {...(props.pressed === undefined ? {} : { 'aria-pressed': props.pressed })}
      {...(props.onPress ? { onClick: props.onPress } : {})}
    >
      {props.children}
    </AntButton>
  );
}
