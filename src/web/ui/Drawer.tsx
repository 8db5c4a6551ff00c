// A drawer for quick acts, and a dialog for questions; both keep the page behind and give the focus back when they close.
import { type ReactNode, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from '../language.ts';
import { Button } from './Button.tsx';
import { useLayer } from './layers.ts';
import './drawer.css';

interface DrawerProps {
  title: ReactNode;
  subtitle?: ReactNode;
  open: boolean;
  onClose: () => void;
  /** Buttons, the primary one first. */
  acts?: ReactNode;
  width?: number;
  children: ReactNode;
}

interface PanelProps extends Omit<DrawerProps, 'open'> {
  shape: 'drawer' | 'dialog';
}

function Panel({ title, subtitle, onClose, acts, width, children, shape }: PanelProps) {
  const { t } = useWords();
  const panel = useRef<HTMLDivElement>(null);
  const titleId = useId();
  useLayer(panel, onClose);
  return createPortal(
    <div className={`layer layer-${shape}`} ref={panel} tabIndex={-1}>
      <button type="button" className="layer-scrim" tabIndex={-1} aria-hidden="true" onClick={onClose} />
      <div className={shape} role="dialog" aria-modal="true" aria-labelledby={titleId} style={{ width }}>
        <header className="drawer-head">
          <div className="drawer-title">
            <h2 id={titleId}>{title}</h2>
            {subtitle && <div className="small quiet">{subtitle}</div>}
          </div>
          <Button kind="quiet" icon="close" label={t('act.close')} onPress={onClose} />
        </header>
        <div className="drawer-body" data-layer-body="">
          {children}
        </div>
        {acts && <footer className="drawer-acts">{acts}</footer>}
      </div>
    </div>,
    document.body,
  );
}

export function Drawer({ open, width = 480, ...rest }: DrawerProps) {
  return open ? <Panel {...rest} width={width} shape="drawer" /> : null;
}

interface ConfirmProps {
  title: string;
  children: ReactNode;
  open: boolean;
  act: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

export function Confirm({ title, children, open, act, isDangerous, isBusy, onConfirm, onClose }: ConfirmProps) {
  const { t } = useWords();
  if (!open) return null;
  const acts = (
    <>
      <Button kind={isDangerous ? 'danger' : 'primary'} isBusy={isBusy ?? false} onPress={onConfirm}>
        {act}
      </Button>
      <Button onPress={onClose}>{t('act.cancel')}</Button>
    </>
  );
  return (
    <Panel title={title} onClose={onClose} acts={acts} width={440} shape="dialog">
      {children}
    </Panel>
  );
}
