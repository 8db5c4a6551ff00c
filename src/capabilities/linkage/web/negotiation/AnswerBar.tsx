// The foot of the table: agree to all at once, one reason for many, and a single button that sends what was chosen.
import { useWords } from '../../../../web/language.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { needReason, type Outgoing } from './answers.ts';

interface AnswerBarProps {
  rows: readonly Outgoing[];
  mine: number;
  reason: string;
  isBusy: boolean;
  error: unknown;
  onReason: (reason: string) => void;
  onAgreeAll: () => void;
  onSend: () => void;
}

export function AnswerBar({ rows, mine, reason, isBusy, error, onReason, onAgreeAll, onSend }: AnswerBarProps) {
  const { t } = useWords();
  const wants = needReason(rows);
  const agreed = rows.filter((row) => row.verdict === 'agree').length;
  const others = rows.length - agreed;
  const wrong = errorAt(error, 'reason');
  const summary = [
    agreed > 0 && t('talks:bar.agree', { count: agreed }),
    others > 0 && t('talks:bar.counter', { count: others }),
  ].filter(Boolean);
  return (
    <div className="answer-bar">
      <Button onPress={onAgreeAll}>{t('talks:bar.agreeAll', { count: mine })}</Button>
      {wants && (
        <span className="answer-reason">
          <TextInput
            value={reason}
            onChange={onReason}
            label={t('talks:bar.reason')}
            placeholder={t('talks:bar.reason')}
            maxLength={4000}
          />
          {wrong && (
            <span className="small field-error" role="alert">
              {wrong}
            </span>
          )}
        </span>
      )}
      <span className="answer-sum small" aria-live="polite">
        {summary.length > 0 ? summary.join(t('list.separator')) : t('talks:bar.none')}
      </span>
      <Button
        kind="primary"
        isBusy={isBusy}
        disabled={rows.length === 0 || (wants && reason.trim() === '')}
        onPress={onSend}
      >
        {t('talks:bar.send', { count: rows.length })}
      </Button>
    </div>
  );
}
