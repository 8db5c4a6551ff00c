// A section of the settings: its name, one sentence on what it is for, its one act, and what it holds.
import type { ReactNode } from 'react';
import { Refusal, Skeleton } from '../ui/Feedback.tsx';

interface SettingsPageProps {
  title: string;
  lead: ReactNode;
  act?: ReactNode;
  error?: unknown;
  isWaiting?: boolean;
  onRetry?: () => void;
  children: ReactNode;
}

export function SettingsPage({ title, lead, act, error, isWaiting, onRetry, children }: SettingsPageProps) {
  return (
    <section>
      <div className="page-head">
        <div>
          <h1>{title}</h1>
          <p className="page-sub">{lead}</p>
        </div>
        {act}
      </div>
      <Refusal error={error} {...(onRetry ? { onRetry } : {})} />
      {isWaiting ? <Skeleton rows={8} /> : children}
    </section>
  );
}
