// The one act of the page: put the decomposition before the gate, with a reason where the parts differ from the target.
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Notice, Refusal } from '../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { isOff, sumsOf } from './childTargets.ts';
import { type Item, submitEndpoint } from './decompositionQueries.ts';
import type { Trouble } from './findings.ts';
import { GapWords } from './GridFoot.tsx';
import { isStanding, type Sheet } from './sheet.ts';
import type { SheetHands } from './useSheet.ts';

interface SendButtonProps {
  item: Item;
  hands: SheetHands;
  troubles: readonly Trouble[];
}

export function SendButton({ item, hands, troubles }: SendButtonProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const isStored = hands.save === 'saved';
  const blocking = troubles.filter((one) => one.blocks);
  const isReady = isStored && blocking.length === 0 && hands.draft.abilities.submit === true;
  const why = blocking.length > 0 ? 'findings' : isStored ? 'notYet' : 'saving';
  return (
    <>
      <Button
        kind="primary"
        disabled={!isReady}
        {...(isReady ? {} : { tip: t(`decomposition:cannotSend.${why}`) })}
        onPress={() => setOpen(true)}
      >
        {t('decomposition:send')}
      </Button>
      {isOpen && <SendDrawer item={item} hands={hands} onClose={() => setOpen(false)} />}
    </>
  );
}

function SendDrawer({ item, hands, onClose }: Pick<SendButtonProps, 'item' | 'hands'> & { onClose: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const navigate = useNavigate();
  const { value } = useFormats();
  const { sheet, draft } = hands;
  const send = useAct(submitEndpoint, {
    onDone: (reply) => {
      const person = reply.route.find((step) => step.open)?.person;
      say(person ? t('decomposition:sentTo', { person: twin(person.name, person.nameEn) }) : t('decomposition:sent'));
      void navigate({ to: '/items/$id', params: { id: item.id } });
    },
  });
  const standing = sheet.rows.filter(isStanding);
  const changed = standing.filter((row) => row.changes.length > 0).length;
  return (
    <Drawer
      open
      onClose={onClose}
      title={t('decomposition:send')}
      subtitle={`${item.code ?? ''} ${twin(item.title, item.titleEn)}`}
      acts={
        <>
          <Button
            kind="primary"
            isBusy={send.isPending}
            onPress={() =>
              send.mutate({
                params: { id: item.id },
                body: {},
                ifMatch: draft.version,
              })
            }
          >
            {t('decomposition:send')}
          </Button>
          <Button onPress={onClose}>{t('act.cancel')}</Button>
        </>
      }
    >
      <Refusal error={send.error} />
      <ul className="send-summary">
        <li>{t('decomposition:summary.new', { count: sheet.rows.length - standing.length })}</li>
        {changed > 0 && <li>{t('decomposition:summary.changed', { count: changed })}</li>}
        {sheet.nodes.length > 0 && <li>{t('decomposition:summary.nodes', { count: sheet.nodes.length })}</li>}
        {sheet.ownNodesWeight !== null && sheet.rows.length > 0 && (
          <li>{t('decomposition:summary.own', { weight: value(sheet.ownNodesWeight) })}</li>
        )}
        {sheet.indicators.length > 0 && (
          <li>{t('decomposition:summary.indicators', { count: sheet.indicators.length })}</li>
        )}
      </ul>
      <Notice>{t('decomposition:afterPassing')}</Notice>
      <GapSummary sheet={sheet} />
    </Drawer>
  );
}

/** What the parts do not carry, or carry too much, goes to the gate together with its reason. */
function GapSummary({ sheet }: { sheet: Sheet }) {
  const { t } = useWords();
  const twin = useTwin();
  const off = sumsOf(sheet).filter(isOff);
  if (off.length === 0) return null;
  return (
    <section className="gap-summary">
      <h3>{t('decomposition:gapReason')}</h3>
      <ul>
        {off.map((sum) => (
          <li key={sum.indicator.key}>
            {twin(sum.indicator.name, sum.indicator.nameEn)} <GapWords sum={sum} />
          </li>
        ))}
      </ul>
      <p>{sheet.gapReason}</p>
    </section>
  );
}
