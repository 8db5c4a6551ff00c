// Keeping an item as a template: a name, with its parts or without, for oneself or, by the office, for everybody.
import { useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { keepEndpoint } from './planQueries.ts';
import './plan-ahead.css';

interface KeepTemplateDrawerProps {
  itemId: string;
  title: string;
  hasParts: boolean;
  onClose: () => void;
}

export function KeepTemplateDrawer({ itemId, title, hasParts, onClose }: KeepTemplateDrawerProps) {
  const { t } = useWords();
  const say = useToast();
  const { roles } = useMe();
  const [name, setName] = useState(title.slice(0, 200));
  const [nameEn, setNameEn] = useState('');
  const [subtree, setSubtree] = useState(hasParts);
  const [shared, setShared] = useState(false);
  const act = useAct(keepEndpoint, {
    stales: ['/templates'],
    onDone: () => {
      say(t('plan-ahead:keep.done'));
      onClose();
    },
  });
  const keep = () =>
    act.mutate({
      body: {
        name: name.trim(),
        nameEn: nameEn.trim() || null,
        fromItemId: itemId,
        subtree,
        ...(shared && { shared }),
      },
    });
  return (
    <Drawer open onClose={onClose} title={t('plan-ahead:keep.act')}>
      <div className="plan-form">
        <p className="small quiet">{t('plan-ahead:keep.teach')}</p>
        <Refusal error={act.error} />
        <Field label={t('plan-ahead:keep.name')} error={errorAt(act.error, 'name')}>
          {(control) => <TextInput control={control} value={name} onChange={setName} />}
        </Field>
        <Field label={t('plan-ahead:keep.nameEn')} optional={t('field.optional')}>
          {(control) => <TextInput control={control} value={nameEn} onChange={setNameEn} />}
        </Field>
        {hasParts && (
          <Check checked={subtree} onChange={setSubtree}>
            {t('plan-ahead:keep.subtree')}
          </Check>
        )}
        {roles.includes('office') && (
          <Check checked={shared} onChange={setShared}>
            {t('plan-ahead:keep.shared')}
          </Check>
        )}
        <div className="form-acts">
          <Button kind="primary" isBusy={act.isPending} disabled={name.trim() === ''} onPress={keep}>
            {t('plan-ahead:keep.act')}
          </Button>
        </div>
      </div>
    </Drawer>
  );
}
