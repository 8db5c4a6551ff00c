// What a page says when there is nothing yet, while it waits, and when the server refuses.
import type { ReactNode } from 'react';
import { useWords } from '../language.ts';
import { asRefusal } from '../refusal.ts';
import { Button } from './Button.tsx';
import { Icon } from './icons.tsx';
import './feedback.css';

interface EmptyProps {
  title: string;
  /** What this place is for and what to do so that something appears. */
  children?: ReactNode;
  act?: ReactNode;
  /** True where it is all that the page has to say. */
  isPage?: boolean;
}

/** An empty state teaches: a quiet strip, what belongs here, and the one act that fills it. */
export function Empty({ title, children, act, isPage }: EmptyProps) {
  return (
    <div className="empty">
      <svg className="empty-strip" viewBox="0 0 112 22" width="112" height="22" aria-hidden="true">
        {[0, 1, 2, 3, 4, 5].map((at) => (
          <rect key={at} x={at * 19} y={at * 1.6} width="15" height="12" rx="2" fill={`var(--level-${at + 1})`} />
        ))}
      </svg>
      {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
      {children && <div className="empty-text">{children}</div>}
      {act && <div className="empty-act">{act}</div>}
    </div>
  );
}

/** Keeps the shape of rows while they are fetched, so that nothing jumps. */
export function Skeleton({ rows = 6, height = 34 }: { rows?: number; height?: number }) {
  const { t } = useWords();
  return (
    <div className="skeleton" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, at) => at).map((at) => (
        <div key={at} className="skeleton-row" style={{ height }}>
          <i style={{ width: `${34 + ((at * 37) % 30)}%` }} />
          <i style={{ width: `${10 + ((at * 13) % 10)}%` }} />
          <i style={{ width: '12%' }} />
        </div>
      ))}
    </div>
  );
}

/** A refusal in the reader's language: what happened, field by field where known, and what to do next. */
export function Refusal({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t, has } = useWords();
  if (!error) return null;
  const refusal = asRefusal(error);
  // One field's sentence is often the whole sentence: it is not said twice.
  const entries = refusal.errors.filter((entry) => entry.detail && entry.detail !== refusal.detail);
  const next = `refusal.next.${refusal.code}`;
  const advice = has(next)
    ? t(next)
    : has(`refusal.next.status${refusal.status}`)
      ? t(`refusal.next.status${refusal.status}`)
      : '';
  return (
    <div className="refusal" role="alert">
      <Icon name="warn" />
      <div>
        <p className="refusal-detail">{refusal.detail || t(`refusal.${refusal.kind}`)}</p>
        {entries.length > 0 && (
          <ul className="refusal-list">
            {entries.map((entry) => (
              <li key={`${entry.path} ${entry.code}`}>{entry.detail}</li>
            ))}
          </ul>
        )}
        {advice && <p className="small quiet">{advice}</p>}
        {refusal.requestId && <p className="small quiet">{t('refusal.request', { id: refusal.requestId })}</p>}
        {onRetry && (
          <p className="refusal-act">
            <Button onPress={onRetry}>{t('act.retry')}</Button>
          </p>
        )}
      </div>
    </div>
  );
}

/** A quiet strip of words above a page: reading in the past, interim, offline. */
export function Notice({ kind = 'plain', children }: { kind?: 'plain' | 'warn' | 'good'; children: ReactNode }) {
  return (
    <div className={`notice notice-${kind}`} role="status">
      {children}
    </div>
  );
}
