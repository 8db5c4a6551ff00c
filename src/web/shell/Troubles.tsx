// What is shown where an address leads nowhere, or where a page failed to open.
import { Link } from '@tanstack/react-router';
import { useWords } from '../language.ts';
import { Empty, Refusal } from '../ui/Feedback.tsx';

export function NotFound() {
  const { t } = useWords();
  return (
    <Empty isPage title={t('trouble.notFound')} act={<Link to="/">{t('trouble.toWorkbench')}</Link>}>
      {t('trouble.notFoundText')}
    </Empty>
  );
}

/** The same as a whole page, where no frame stands around it. */
export function NotFoundPage() {
  return (
    <main className="trouble">
      <NotFound />
    </main>
  );
}

export function Broken({ error, reset }: { error: unknown; reset?: () => void }) {
  return (
    <main className="trouble">
      <Refusal error={error} onRetry={() => (reset ? reset() : window.location.reload())} />
    </main>
  );
}
