// Two short acts on the focus list: putting an item on it with a reason, and recording what was decided.
import { useState } from 'react';
import { useDraft } from '../../../../web/drafts.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { ItemPicker } from '../../../progress/web/drawing/ItemPicker.tsx';
import { decideEndpoint, type FocusEntry, pinEndpoint } from './focusQueries.ts';

const nothingSaid = { text: '' };

interface PinDrawerProps {
  cycleId: string;
  /** What stands on the list already. */
  listed: ReadonlySet<string>;
  onClose: () => void;
}

export function PinDrawer({ cycleId, listed, onClose }: PinDrawerProps) {
  const { t } = useWords();
  const say = useToast();
  const [itemId, setItemId] = useState<string | null>(null);
  const draft = useDraft(`focus-pin.${cycleId}`, nothingSaid);
  const pin = useAct(pinEndpoint, {
    stales: ['/cycles'],
    onDone: () => {
      draft.forget();
      say(t('focus-list:pinned'));
      onClose();
    },
  });
  const reason = draft.value.text.trim();
  const send = () => itemId && pin.mutate({ params: { id: cycleId }, body: { itemId, reason } });
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('focus-list:pin')}
      acts={
        <Button kind="primary" isBusy={pin.isPending} disabled={!itemId || !reason} onPress={send}>
          {t('focus-list:pin')}
        </Button>
      }
    >
      <p className="cycle-lead">{t('focus-list:pinLead')}</p>
      <Refusal error={pin.error} />
      <Field label={t('focus-list:item')} error={errorAt(pin.error, 'itemId')}>
        {(control) => <ItemPicker control={control} value={itemId} onChange={setItemId} without={listed} />}
      </Field>
      <Field label={t('focus-list:reason')} hint={t('focus-list:reasonHint')} error={errorAt(pin.error, 'reason')}>
        {(control) => (
          <TextArea control={control} rows={3} value={draft.value.text} onChange={(text) => draft.set({ text })} />
        )}
      </Field>
    </Drawer>
  );
}

export function DecideDrawer({ cycleId, entry, onClose }: { cycleId: string; entry: FocusEntry; onClose: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const draft = useDraft(`focus-decision.${cycleId}.${entry.item.id}`, nothingSaid);
  const decide = useAct(decideEndpoint, {
    stales: ['/cycles'],
    onDone: () => {
      draft.forget();
      say(t('focus-list:recorded'));
      onClose();
    },
  });
  const text = draft.value.text.trim();
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('focus-list:decide')}
      subtitle={`${entry.item.code ?? ''} ${twin(entry.item.title ?? '', entry.item.titleEn) || t('item.placeholder')}`}
      acts={
        <Button
          kind="primary"
          isBusy={decide.isPending}
          disabled={!text}
          onPress={() => decide.mutate({ params: { id: cycleId, itemId: entry.item.id }, body: { text } })}
        >
          {t('focus-list:record')}
        </Button>
      }
    >
      <Refusal error={decide.error} />
      <Field label={t('focus-list:what')} hint={t('focus-list:whatHint')} error={errorAt(decide.error, 'text')}>
        {(control) => (
          <TextArea
            control={control}
            rows={4}
            autoFocus
            value={draft.value.text}
            onChange={(words) => draft.set({ text: words })}
          />
        )}
      </Field>
    </Drawer>
  );
}
