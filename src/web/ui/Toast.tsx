// Short words after an act, said once to the eye and once to the screen reader; they never cover what was acted on.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { Icon } from './icons.tsx';
import './toast.css';

interface Toast {
  id: number;
  text: string;
}

type Say = (text: string) => void;

const ToastContext = createContext<Say>(() => undefined);
const shownFor = 4500;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const last = useRef(0);
  const say = useCallback<Say>((text) => {
    last.current += 1;
    const id = last.current;
    setToasts((present) => [...present.slice(-2), { id, text }]);
    window.setTimeout(() => setToasts((present) => present.filter((toast) => toast.id !== id)), shownFor);
  }, []);
  const list = useMemo(
    () => (
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <p key={toast.id} className="toast">
            <Icon name="check" />
            {toast.text}
          </p>
        ))}
      </div>
    ),
    [toasts],
  );
  return (
    <ToastContext value={say}>
      {children}
      {list}
    </ToastContext>
  );
}

/** `const say = useToast()`; then `say` the words. */
export const useToast = (): Say => useContext(ToastContext);
