// Something that is shown this once: written out, with a button that copies it where the browser lets it.
import { useRef } from 'react';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Notice } from '../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import '../../../../web/ui/input.css';
import './channel-settings.css';

export function SecretOnce({ label, text }: { label: string; text: string }) {
  const { t } = useWords();
  const say = useToast();
  const field = useRef<HTMLInputElement>(null);
  const copy = async () => {
    field.current?.select();
    try {
      // Known to browsers over https and on this machine alone.
      await navigator.clipboard.writeText(text);
      say(t('channel-settings:copied'));
    } catch {
      say(t('channel-settings:copyByHand'));
    }
  };
  return (
    <Notice kind="good">
      <p>{t('channel-settings:once')}</p>
      <div className="secret-once">
        <input
          ref={field}
          className="input secret-once-text"
          readOnly
          aria-label={label}
          value={text}
          onFocus={(event) => event.target.select()}
        />
        <Button onPress={() => void copy()}>{t('channel-settings:copy')}</Button>
      </div>
    </Notice>
  );
}
