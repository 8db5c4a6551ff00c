// The nodes that may be claimed as done in this report, each with the evidence that proves it.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { FieldGroup } from '../../../../web/ui/Field.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { EvidencePicker } from '../evidence/EvidencePicker.tsx';
import type { FormStart } from './reportDraft.ts';

interface NodesToClaimProps {
  nodes: FormStart['nodes'];
  claimed: Record<string, string[]>;
  error: string | null;
  onChange: (claimed: Record<string, string[]>) => void;
}

export function NodesToClaim({ nodes, claimed, error, onChange }: NodesToClaimProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { day, value } = useFormats();
  if (nodes.length === 0) return null;
  const open = nodes.filter((node) => node.state !== 'verified');
  const verified = nodes.length - open.length;
  const toggle = (id: string, isClaimed: boolean) => {
    const { [id]: _left, ...rest } = claimed;
    onChange(isClaimed ? { ...rest, [id]: [] } : rest);
  };
  return (
    <FieldGroup legend={t('report:nodes')}>
      <ul className="claims">
        {open.map((node) => {
          const evidence = claimed[node.id];
          const waits = node.state !== 'planned';
          return (
            <li key={node.id} className="claim-node">
              <Check
                checked={waits || evidence !== undefined}
                disabled={waits}
                onChange={(isClaimed) => toggle(node.id, isClaimed)}
              >
                {twin(node.title, node.titleEn)}{' '}
                <span className="quiet small">
                  {t('report:nodeFacts', { weight: value(node.weight), day: day(node.date) })}
                  {waits && ` · ${t('report:nodeWaits')}`}
                </span>
              </Check>
              {evidence && (
                <EvidencePicker
                  label={t('report:nodeEvidence', { node: twin(node.title, node.titleEn) })}
                  ids={evidence}
                  onChange={(ids) => onChange({ ...claimed, [node.id]: ids })}
                />
              )}
            </li>
          );
        })}
      </ul>
      {verified > 0 && <p className="small quiet">{t('report:nodesVerified', { count: verified })}</p>}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </FieldGroup>
  );
}
