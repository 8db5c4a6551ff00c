// Proposing other terms where no negotiation is open: by the superior on a draft, by either side on a registered item.
import { useMemo } from 'react';
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
import { RoundsTable } from './RoundsTable.tsx';
import { type Spoken, TermFields } from './TermFields.tsx';
import { proposeEndpoint, type Talk, talkStales } from './talkQueries.ts';
import { type Edits, proposalOf } from './talkTerms.ts';
import './negotiation.css';

/** What of an item a proposal is written beside; rows of a sheet and items both have it. */
export interface NegotiableItem {
  id: string;
  version: number;
  state: string;
  title: string | null;
  titleEn: string | null;
  requirement: string | null;
  requirementEn: string | null;
  standard: string | null;
  standardEn: string | null;
  weight: number | null;
  start: string;
  due: string;
  leadUnitId: string;
  responsiblePersonId: string;
  responsiblePerson: { id: string; name: string; nameEn: string | null };
  placeholder: boolean;
  indicators: readonly {
    id: string;
    name: string;
    nameEn?: string | null | undefined;
    unit?: string | undefined;
    target?: number | null | undefined;
  }[];
}

function spokenOf(item: NegotiableItem): Spoken {
  const { title, titleEn, requirement, requirementEn, standard, standardEn, weight, start, due, responsiblePersonId } =
    item;
  return {
    table: {
      title,
      titleEn,
      requirement,
      requirementEn,
      standard,
      standardEn,
      weight,
      start,
      due,
      responsiblePersonId,
      targets: item.indicators.map((one) => ({ indicatorId: one.id, target: one.target ?? null })),
    },
    indicators: item.indicators.map((one) => ({
      id: one.id,
      name: one.name,
      nameEn: one.nameEn ?? null,
      unit: one.unit ?? '',
    })),
    people: [item.responsiblePerson],
    unitId: item.leadUnitId,
    placeholder: item.placeholder,
  };
}

const NOTHING: { edits: Edits; reason: string } = { edits: {}, reason: '' };

interface BeginDrawerProps {
  item: NegotiableItem;
  /** How the last negotiation of the item ended. */
  before?: Talk | null;
  onClose: () => void;
}

export function BeginDrawer({ item, before, onClose }: BeginDrawerProps) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const spoken = useMemo(() => spokenOf(item), [item]);
  const draft = useDraft(`negotiation.begin.${item.id}`, NOTHING);
  const { edits, reason } = draft.value;
  const act = useAct(proposeEndpoint, {
    stales: talkStales,
    onDone: () => {
      draft.forget();
      say(t('talks:said.countered'));
      onClose();
    },
  });
  const isDraft = item.state === 'draft';
  const send = () =>
    act.mutate({
      params: { id: item.id },
      body: { proposal: proposalOf(spoken.table, edits), reason },
      ifMatch: item.version,
    });
  return (
    <Drawer
      title={t('talks:begin')}
      subtitle={twin(item.title, item.titleEn) || t('item.placeholder')}
      open
      width={560}
      onClose={onClose}
      acts={
        <Button kind="primary" isBusy={act.isPending} disabled={reason.trim() === ''} onPress={send}>
          {t('talks:act.propose')}
        </Button>
      }
    >
      <div className="talk">
        <p className="small quiet">{t(isDraft ? 'talks:beginDraft' : 'talks:beginStanding')}</p>
        {before && <RoundsTable talk={before} />}
        <Refusal error={act.error} />
        <TermFields
          spoken={spoken}
          edits={edits}
          error={act.error}
          onChange={(change) => draft.set({ edits: { ...edits, ...change } })}
        />
        <Field label={t('talks:reason')} hint={t('talks:reasonHint')} error={errorAt(act.error, 'reason')}>
          {(control) => (
            <TextArea control={control} rows={2} value={reason} onChange={(next) => draft.set({ reason: next })} />
          )}
        </Field>
      </div>
    </Drawer>
  );
}
