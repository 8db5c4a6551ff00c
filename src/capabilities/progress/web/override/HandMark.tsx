// Says beside a value that it was set by hand.
import { useWords } from '../../../../web/language.ts';
import './override.css';

export function HandMark({ overridden }: { overridden: boolean }) {
  const { t } = useWords();
  if (!overridden) return null;
  return (
    <span className="hand-mark" data-tip={t('override:mark')}>
      <span aria-hidden="true">✎</span>
      <span className="visually-hidden">{t('override:mark')}</span>
    </span>
  );
}
