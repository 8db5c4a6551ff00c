// The value set by hand on an item's page: what it is, why, until when, who signed; asked for, signed and ended in place.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Confirm } from '../../../../web/ui/Drawer.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { OverrideDrawer } from './OverrideDrawer.tsx';
import { endEndpoint, type OverrideView, overrideQuery, signEndpoint } from './overrideQueries.ts';
import './override.css';

function Words({ override }: { override: NonNullable<OverrideView['override']> }) {
  const { t } = useWords();
  const twin = useTwin();
  const { value, fullDay } = useFormats();
  const { proposedBy, signedBy } = override;
  return (
    <>
      <p className="override-words">
        {t(`override:${override.state}`, {
          value: value(override.value),
          day: fullDay(override.until),
          person: twin(proposedBy.name, proposedBy.nameEn),
          signer: signedBy ? twin(signedBy.name, signedBy.nameEn) : '',
        })}
      </p>
      <p className="small quiet override-words">{t('override:because', { reason: override.reason })}</p>
    </>
  );
}

export function OverrideLine({ itemId, version }: { itemId: string; version: number }) {
  const { t } = useWords();
  const say = useToast();
  const { today } = useMe();
  const { data } = useQuery(overrideQuery(itemId));
  const [open, setOpen] = useState<'ask' | 'end' | null>(null);
  const sign = useAct(signEndpoint, { onDone: () => say(t('override:done.signed')) });
  const end = useAct(endEndpoint, {
    onDone: () => {
      say(t('override:done.ended'));
      setOpen(null);
    },
  });
  if (!data || (data.override === null && !data.abilities.propose)) return null;
  return (
    <div className="override">
      {data.override && <Words override={data.override} />}
      <Refusal error={sign.error} />
      <div className="override-acts no-print">
        {data.abilities.sign && (
          <Button
            kind="primary"
            isBusy={sign.isPending}
            onPress={() => sign.mutate({ params: { id: itemId }, ifMatch: version })}
          >
            {t('override:act.sign')}
          </Button>
        )}
        {data.override === null && (
          <Button kind="quiet" onPress={() => setOpen('ask')}>
            {t('override:act.propose')}
          </Button>
        )}
        {data.abilities.end && (
          <Button kind="quiet" onPress={() => setOpen('end')}>
            {t(data.override?.state === 'proposed' ? 'override:act.takeBack' : 'override:act.end')}
          </Button>
        )}
      </div>
      {open === 'ask' && (
        <OverrideDrawer itemId={itemId} today={today} version={version} onClose={() => setOpen(null)} />
      )}
      <Confirm
        open={open === 'end'}
        title={t('override:endTitle')}
        act={t('override:act.end')}
        isBusy={end.isPending}
        onConfirm={() => end.mutate({ params: { id: itemId }, ifMatch: version })}
        onClose={() => setOpen(null)}
      >
        <p>{t('override:endText')}</p>
        <Refusal error={end.error} />
      </Confirm>
    </div>
  );
}
