// A small panel under a button, for one setting or a short menu; Escape and a click elsewhere close it.
import { Popover as AntPopover } from 'antd';
import type { ReactElement, ReactNode } from 'react';

interface PopoverProps {
  trigger: ReactElement;
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

export function Popover({ trigger, label, open, onOpenChange, children }: PopoverProps) {
  return (
    <AntPopover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      open={open}
      onOpenChange={onOpenChange}
      destroyOnHidden
      content={
        <div role="dialog" aria-label={label}>
          {children}
        </div>
      }
    >
      {trigger}
    </AntPopover>
  );
}
