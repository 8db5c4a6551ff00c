// A small panel under a button, for one setting or a short menu; Escape and a press elsewhere close it.
import { cloneElement, type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import './popover.css';

interface PopoverProps {
  /** A button; it is told whether the panel is open and opens it. */
  trigger: ReactElement<{ onClick?: () => void; 'aria-expanded'?: boolean; 'aria-haspopup'?: 'dialog' }>;
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

export function Popover({ trigger, label, open, onOpenChange, children }: PopoverProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!open) return;
    const button = anchor.current?.querySelector('button');
    anchor.current?.querySelector<HTMLElement>('.popover input, .popover button, .popover a')?.focus();
    const onPress = (event: PointerEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      // What floats outside of the page's root, a calendar for instance, belongs to the panel that opened it.
      if (!target || anchor.current?.contains(target) || !target.closest('#root, .layer')) return;
      onOpenChange(false);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      onOpenChange(false);
      event.preventDefault();
      button?.focus();
    };
    document.addEventListener('pointerdown', onPress);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPress);
      document.removeEventListener('keydown', onKey);
    };
  }, [open, onOpenChange]);
  return (
    <span ref={anchor} className="popover-anchor">
      {cloneElement(trigger, { onClick: () => onOpenChange(!open), 'aria-expanded': open, 'aria-haspopup': 'dialog' })}
      {open && (
        <div className="popover" role="dialog" aria-label={label}>
          {children}
        </div>
      )}
    </span>
  );
}
