// Removing one thing of a list: a question first, and the server's own sentence where it must stay.
import { useState } from 'react';
import { useWords } from '../language.ts';
import { Button } from '../ui/Button.tsx';
import { Confirm } from '../ui/Drawer.tsx';
import { Refusal } from '../ui/Feedback.tsx';

interface RemoveButtonProps {
  /** What goes, by its name. */
  name: string;
  act?: string;
  text?: string;
  error: unknown;
  isBusy: boolean;
  onRemove: () => void;
  onAsk?: () => void;
}

export function RemoveButton({ name, act, text, error, isBusy, onRemove, onAsk }: RemoveButtonProps) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        kind="danger"
        onPress={() => {
          onAsk?.();
          setAsking(true);
        }}
      >
        {act ?? t('settings:remove')}
      </Button>
      <Confirm
        title={t('settings:removeTitle', { name, act: act ?? t('settings:remove') })}
        open={isAsking}
        act={act ?? t('settings:remove')}
        isDangerous
        isBusy={isBusy}
        onConfirm={onRemove}
        onClose={() => setAsking(false)}
      >
        <Refusal error={error} />
        <p>{text ?? t('settings:removeText')}</p>
      </Confirm>
    </>
  );
}
