// One request in a drawer: what it means, its fields, its reason, what would come of it, and one press to put it before the gate.
import { type FormEvent, useEffect, useMemo, useRef } from 'react';
import { useDraft } from '../../../../../web/drafts.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { useAct } from '../../../../../web/queries.ts';
import { errorAt } from '../../../../../web/refusal.ts';
import { Button } from '../../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../../web/ui/Drawer.tsx';
import { Notice, Refusal } from '../../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../../web/ui/Input.tsx';
import { useToast } from '../../../../../web/ui/Toast.tsx';
import { requestEndpoint } from '../acts/actEndpoints.ts';
import type { Item } from '../itemQueries.ts';
import { type Ask, isFilled, noAsk, type RequestKind, requestSent } from './ask.ts';
import { Consequence } from './Consequence.tsx';
import { RequestFields } from './RequestFields.tsx';
import './requests.css';

interface RequestDrawerProps {
  kind: RequestKind | null;
  item: Item;
  onClose: () => void;
  /** What the fields begin with, where another place has proposed it. */
  proposed?: Partial<Ask>;
}

export function RequestDrawer({ kind, item, onClose, proposed }: RequestDrawerProps) {
  const { t } = useWords();
  const twin = useTwin();
  return (
    <Drawer
      open={kind !== null}
      onClose={onClose}
      width={kind === 'change' ? 620 : 500}
      title={kind ? t(`requests:ask.${kind}`) : ''}
      subtitle={`${item.code ?? ''} ${twin(item.title, item.titleEn)}`}
    >
      {kind && <RequestForm key={kind} kind={kind} item={item} onDone={onClose} {...(proposed ? { proposed } : {})} />}
    </Drawer>
  );
}

interface RequestFormProps {
  kind: RequestKind;
  item: Item;
  onDone: () => void;
  proposed?: Partial<Ask>;
}

function RequestForm({ kind, item, onDone, proposed }: RequestFormProps) {
  const { t } = useWords();
  const say = useToast();
  const initial = useMemo<Ask>(() => ({ ...noAsk, ...proposed }), [proposed]);
  const draft = useDraft<Ask>(`request.${kind}.${item.id}`, initial);
  const ask = draft.value;
  const { set } = draft;
  const first = useRef({ proposed, set });
  // what was proposed just now comes before what an older draft of the same request held; its reason stays
  useEffect(() => {
    if (first.current.proposed) first.current.set(first.current.proposed);
  }, []);
  const send = useAct(requestEndpoint, {
    onDone: () => {
      draft.forget();
      say(t('item-page:done.closeOut'));
      onDone();
    },
  });
  const isReady = isFilled(kind, ask, item) && ask.reason.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !send.isPending)
      send.mutate({ params: { id: item.id }, body: requestSent(kind, ask, item), ifMatch: item.version });
  };
  return (
    <form onSubmit={submit} className="act-form">
      <div className="act-lead">{t(`requests:lead.${kind}`)}</div>
      {draft.restored && <Notice>{t('field.draftKept')}</Notice>}
      <Refusal error={send.error} />
      <RequestFields kind={kind} item={item} draft={draft} error={send.error} />
      <Field label={t('requests:reason')} hint={t('requests:reasonHint')} error={errorAt(send.error, 'reason')}>
        {(control) => (
          <TextArea control={control} rows={3} value={ask.reason} onChange={(reason) => draft.set({ reason })} />
        )}
      </Field>
      <Consequence kind={kind} ask={ask} item={item} />
      <div className="form-acts">
        <Button kind="primary" submits isBusy={send.isPending} disabled={!isReady}>
          {t('requests:send')}
        </Button>
      </div>
    </form>
  );
}
