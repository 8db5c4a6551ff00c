// The nodes of an item as a change would have them: what is verified or claimed stays, the rest may be reworded, moved, weighed anew or left out.
import { useFormats } from '../../../../../web/formats.ts';
import { useWords } from '../../../../../web/language.ts';
import { errorAt } from '../../../../../web/refusal.ts';
import { Button } from '../../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../../web/ui/DatePicker.tsx';
import { NumberInput, TextInput } from '../../../../../web/ui/Input.tsx';
import type { ChangePartProps } from './ChangeFields.tsx';
import { freshRowKey, type NodeDraft, nodesOf } from './changes.ts';

const whole = 100;
const emptyNode = { id: null, title: '', titleEn: '', date: null, weight: null, isFixed: false };

export function ChangeNodes({ item, changes, set, error }: ChangePartProps) {
  const { t } = useWords();
  const { value } = useFormats();
  const nodes = changes.nodes ?? nodesOf(item);
  const total = nodes.reduce((sum, node) => sum + (node.weight ?? 0), 0);
  const isOff = nodes.length > 0 && Math.abs(total - whole) >= 0.005;
  const problem = errorAt(error, 'changes.nodes');
  return (
    <>
      {nodes.map((node, at) => (
        <NodeRow
          key={node.key}
          node={node}
          at={at}
          item={item}
          change={(next) => set({ nodes: nodes.map((one, index) => (index === at ? { ...one, ...next } : one)) })}
          remove={() => set({ nodes: nodes.filter((_, index) => index !== at) })}
        />
      ))}
      <p className={isOff ? 'small ask-off' : 'small quiet'}>{t('requests:nodesTotal', { total: value(total) })}</p>
      {problem && <p className="field-error">{problem}</p>}
      <Button
        kind="quiet"
        icon="plus"
        onPress={() => set({ nodes: [...nodes, { ...emptyNode, key: freshRowKey(nodes) }] })}
      >
        {t('requests:nodeAdd')}
      </Button>
    </>
  );
}

interface NodeRowProps {
  node: NodeDraft;
  at: number;
  item: ChangePartProps['item'];
  change: (next: Partial<NodeDraft>) => void;
  remove: () => void;
}

function NodeRow({ node, at, item, change, remove }: NodeRowProps) {
  const { t } = useWords();
  const n = at + 1;
  return (
    <div className="ask-row ask-row-node">
      <TextInput
        label={t('requests:nodeTitle', { n })}
        value={node.title}
        disabled={node.isFixed}
        onChange={(title) => change({ title })}
      />
      <DatePicker
        label={t('requests:nodeDate', { n })}
        value={node.date}
        min={item.start}
        max={item.approvedDue}
        disabled={node.isFixed}
        width={130}
        onChange={(date) => change({ date })}
      />
      <NumberInput
        label={t('requests:nodeWeight', { n })}
        value={node.weight}
        min={0}
        max={whole}
        suffix="%"
        onChange={(weight) => change({ weight })}
      />
      <Button
        kind="quiet"
        icon="close"
        label={t('requests:nodeRemove', { n })}
        disabled={node.isFixed}
        onPress={remove}
      />
    </div>
  );
}
