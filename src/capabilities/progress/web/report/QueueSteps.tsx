// Where one stands among the reports that one owes: a segment each, sent or still to come, and the way to any of them.
import { useWords } from '../../../../web/language.ts';

interface QueueStepsProps {
  owed: readonly { itemId: string; title: string }[];
  current: string;
  sent: ReadonlySet<string>;
  onGo: (itemId: string) => void;
}

export function QueueSteps({ owed, current, sent, onGo }: QueueStepsProps) {
  const { t } = useWords();
  if (owed.length < 2) return null;
  return (
    <ol className="queue-steps" aria-label={t('report:queue.label')}>
      {owed.map(({ itemId, title }, at) => {
        const state = sent.has(itemId) ? 'sent' : itemId === current ? 'current' : 'open';
        const words = t(`report:queue.${state}`, { n: at + 1, title });
        return (
          <li key={itemId}>
            <button
              type="button"
              className={`queue-step queue-step-${state}`}
              aria-current={itemId === current ? 'step' : undefined}
              aria-label={words}
              data-tip={words}
              disabled={sent.has(itemId)}
              onClick={() => onGo(itemId)}
            />
          </li>
        );
      })}
    </ol>
  );
}
