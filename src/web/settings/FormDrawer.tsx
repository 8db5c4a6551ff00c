// A form in a drawer whose words are kept until they are sent; used wherever one thing of a list is made or changed.
import { type FormEvent, type ReactNode, useId } from 'react';
import { type Draft, useDraft } from '../drafts.ts';
import { useWords } from '../language.ts';
import { Button } from '../ui/Button.tsx';
import { Drawer } from '../ui/Drawer.tsx';
import { Notice, Refusal } from '../ui/Feedback.tsx';

interface FormDrawerProps<T extends object> {
  title: string;
  subtitle?: string | undefined;
  /** Names the object and the act. */
  draftKey: string;
  /** Must keep its identity while the drawer is open. */
  initial: T;
  act?: string;
  error: unknown;
  isBusy: boolean;
  isReady?: (value: T) => boolean;
  /** Once the server has taken it, call forgetDraft(draftKey) and close. */
  onSubmit: (value: T) => void;
  onClose: () => void;
  /** Other acts beside the primary one. */
  others?: ReactNode;
  children: (draft: Draft<T>) => ReactNode;
}

export function FormDrawer<T extends object>(props: FormDrawerProps<T>) {
  const { t } = useWords();
  const id = useId();
  const draft = useDraft<T>(props.draftKey, props.initial);
  const isReady = props.isReady?.(draft.value) ?? true;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !props.isBusy) props.onSubmit(draft.value);
  };
  return (
    <Drawer
      open
      title={props.title}
      subtitle={props.subtitle}
      onClose={props.onClose}
      acts={
        <>
          <Button kind="primary" isBusy={props.isBusy} disabled={!isReady} submits form={id}>
            {props.act ?? t('act.save')}
          </Button>
          <Button onPress={props.onClose}>{t('act.cancel')}</Button>
          {props.others}
        </>
      }
    >
      <form id={id} onSubmit={submit}>
        {draft.restored && <Notice>{t('field.draftKept')}</Notice>}
        <Refusal error={props.error} />
        {props.children(draft)}
      </form>
    </Drawer>
  );
}
