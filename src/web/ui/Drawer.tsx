// A drawer for quick acts, and a dialog for questions; both keep the page behind and give the focus back when they close.
import { Drawer as AntDrawer, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../language.ts';
import { Button } from './Button.tsx';
import { Icon } from './icons.tsx';
import { useNarrow } from './narrow.ts';
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

export function Drawer({ title, subtitle, open, onClose, acts, width = 480, children }: DrawerProps) {
  const isNarrow = useNarrow();
  return (
    <AntDrawer
      open={open}
      onClose={onClose}
      destroyOnHidden
      placement={isNarrow ? 'bottom' : 'right'}
      size={isNarrow ? '92%' : width}
      closeIcon={<Icon name="close" />}
      title={
        <div className="drawer-title">
          <h2>{title}</h2>
          {subtitle && <p className="small quiet">{subtitle}</p>}
        </div>
      }
      footer={acts ? <div className="drawer-acts">{acts}</div> : null}
    >
      {children}
    </AntDrawer>
  );
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
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      width={440}
      destroyOnHidden
      footer={
        <div className="drawer-acts">
          <Button kind={isDangerous ? 'danger' : 'primary'} isBusy={isBusy ?? false} onPress={onConfirm}>
            {act}
          </Button>
          <Button onPress={onClose}>{t('act.cancel')}</Button>
        </div>
      }
    >
      {children}
    </Modal>
  );
}
