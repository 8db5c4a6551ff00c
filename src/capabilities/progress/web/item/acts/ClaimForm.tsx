// Claiming that nodes are done, each with its evidence; what is claimed waits at the gate until somebody else passes it.
import { useMemo } from 'react';
import { useDraft } from '../../../../../web/drafts.ts';
import { useFormats } from '../../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { useAct } from '../../../../../web/queries.ts';
import { Field } from '../../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../../web/ui/Input.tsx';
import { Check } from '../../../../../web/ui/Segmented.tsx';
import { EvidencePicker } from '../../evidence/EvidencePicker.tsx';
import type { ActFormProps } from './ActDrawer.tsx';
import { requestEndpoint } from './actEndpoints.ts';
import { ActFormFrame, useDone } from './forms.tsx';

interface Claims {
  /** Evidence by the id of the node that it proves. */
  nodes: Record<string, string[]>;
  summary: string;
}

export function ClaimForm({ item, onDone }: ActFormProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay, percent } = useFormats();
  const initial = useMemo<Claims>(() => ({ nodes: {}, summary: '' }), []);
  const draft = useDraft(`claim.${item.id}`, initial);
  const done = useDone('claimNode', onDone);
  const send = useAct(requestEndpoint, {
    onDone: () => {
      draft.forget();
      done();
    },
  });
  const { nodes, summary } = draft.value;
  const open = item.nodes.filter((node) => node.state === 'planned');
  const toggle = (id: string, isClaimed: boolean) => {
    const { [id]: _left, ...rest } = nodes;
    draft.set({ nodes: isClaimed ? { ...rest, [id]: [] } : rest });
  };
  const nodesDone = open
    .filter((node) => nodes[node.id])
    .map((node) => ({ nodeId: node.id, evidenceIds: nodes[node.id] ?? [] }));
  return (
    <ActFormFrame
      act={t('item-page:act.claimNode')}
      lead={t('item-page:lead.claimNode')}
      error={send.error}
      isBusy={send.isPending}
      restored={draft.restored}
      disabled={nodesDone.length === 0}
      onSubmit={() =>
        send.mutate({
          params: { id: item.id },
          body: { kind: 'node', nodesDone, ...(summary ? { summary } : {}) },
          ifMatch: item.version,
        })
      }
    >
      {open.map((node) => {
        const evidence = nodes[node.id];
        return (
          <div key={node.id} className="claim">
            <Check checked={evidence !== undefined} onChange={(isClaimed) => toggle(node.id, isClaimed)}>
              {twin(node.title, node.titleEn)}{' '}
              <span className="quiet small">
                {percent(node.weight)} · {fullDay(node.date)}
              </span>
            </Check>
            {evidence && (
              <EvidencePicker
                label={t('item-page:evidence.title')}
                ids={evidence}
                onChange={(ids) => draft.set({ nodes: { ...nodes, [node.id]: ids } })}
              />
            )}
          </div>
        );
      })}
      <Field label={t('item-page:form.claimSummary')} optional={t('field.optional')}>
        {(control) => <TextArea control={control} value={summary} onChange={(text) => draft.set({ summary: text })} />}
      </Field>
    </ActFormFrame>
  );
}
