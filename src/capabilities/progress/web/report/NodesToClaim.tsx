// The nodes that may be claimed as done in this report, those due first, each with the evidence that proves it.
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { FieldGroup } from '../../../../web/ui/Field.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { EvidencePicker } from '../evidence/EvidencePicker.tsx';
import { type FormStart, nodesByNeed } from './reportDraft.ts';

type Claimed = Record<string, string[]>;

interface NodesToClaimProps {
  start: FormStart;
  claimed: Claimed;
  error: string | null;
  onChange: (claimed: Claimed) => void;
}

export function NodesToClaim({ start, claimed, error, onChange }: NodesToClaimProps) {
  const { t } = useWords();
  const { today } = useMe();
  const { due, later } = nodesByNeed(start, today);
  // A node that was ticked before its time stays in sight; where nothing is due, the next one is what one may speak of.
  const [isOpen, setOpen] = useState(() => later.some((node) => claimed[node.id]));
  if (start.nodes.length === 0) return null;
  const shown = isOpen ? [...due, ...later] : due.length > 0 ? due : later.slice(0, 1);
  const folded = start.nodes.length - shown.length;
  return (
    <FieldGroup legend={t(due.length > 0 ? 'report:nodes' : 'report:nodesAhead')}>
      <ul className="claims">
        {shown.map((node) => (
          <NodeToClaim key={node.id} node={node} claimed={claimed} onChange={onChange} />
        ))}
      </ul>
      {folded > 0 && (
        <Button kind="quiet" icon="down" onPress={() => setOpen(true)}>
          {t('report:nodesLater', { count: folded })}
        </Button>
      )}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </FieldGroup>
  );
}

function NodeToClaim({
  node,
  claimed,
  onChange,
}: { node: FormStart['nodes'][number] } & Pick<NodesToClaimProps, 'claimed' | 'onChange'>) {
  const { t } = useWords();
  const twin = useTwin();
  const { day, value } = useFormats();
  const { today } = useMe();
  const evidence = claimed[node.id];
  const waits = node.state !== 'planned';
  const isOverdue = !waits && node.date < today;
  const name = twin(node.title, node.titleEn);
  const toggle = (isClaimed: boolean) => {
    const { [node.id]: _left, ...rest } = claimed;
    onChange(isClaimed ? { ...rest, [node.id]: [] } : rest);
  };
  return (
    <li className="claim-node">
      <Check checked={waits || evidence !== undefined} disabled={waits} onChange={toggle}>
        {name}{' '}
        <span className="quiet small">
          {t('report:nodeFacts', { weight: value(node.weight), day: day(node.date, today) })}
          {waits && ` · ${t('report:nodeWaits')}`}
        </span>
        {isOverdue && <span className="late-words small"> · {t('report:nodeOverdue')}</span>}
      </Check>
      {evidence && (
        <EvidencePicker
          label={t('report:nodeEvidence', { node: name })}
          ids={evidence}
          onChange={(ids) => onChange({ ...claimed, [node.id]: ids })}
        />
      )}
    </li>
  );
}
