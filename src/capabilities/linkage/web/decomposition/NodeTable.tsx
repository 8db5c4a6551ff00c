// The item's own nodes: dated, weighted milestones that it proves itself, with their own difference from 100.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { DatePicker } from '../../../../web/ui/DatePicker.tsx';
import { NumberInput, TextInput } from '../../../../web/ui/Input.tsx';
import { evenWeights, normaliseWeights } from '../../weights.rules.ts';
import { partIds } from './openPlace.ts';
import { type Bounds, freshRowKey, type Sheet, type SheetNode, totalOf } from './sheet.ts';
import { withNode, withNodeWeights } from './sheetEdits.ts';

interface NodeTableProps {
  sheet: Sheet;
  bounds: Bounds;
  mayEdit: boolean;
  change: (next: (present: Sheet) => Sheet) => void;
}

const whole = 100;

export function NodeTable({ sheet, bounds, mayEdit, change }: NodeTableProps) {
  const { t } = useWords();
  const { value } = useFormats();
  const weighed = sheet.nodes.filter((node) => node.weight !== 0);
  const difference = Math.round((whole - totalOf(weighed.map((node) => node.weight))) * 100) / 100;
  const add = () =>
    change((present) => ({
      ...present,
      nodes: [
        ...present.nodes,
        { key: freshRowKey(), id: null, title: '', titleEn: '', date: null, weight: null, state: 'planned' },
      ],
    }));
  return (
    <section className="own-nodes" id={partIds.nodes}>
      <div className="section-head">
        <h2>
          {t('decomposition:nodes')}{' '}
          {weighed.length > 0 && (
            <span className={difference === 0 ? 'adds-exact' : 'adds-off'}>
              {difference === 0
                ? t('decomposition:nodesExact')
                : t('decomposition:nodesOff', { difference: value(difference) })}
            </span>
          )}
        </h2>
        {mayEdit && weighed.length > 1 && difference !== 0 && (
          <Button kind="quiet" onPress={() => change((present) => withNodeWeights(present, normaliseWeights))}>
            {t('decomposition:normalise')}
          </Button>
        )}
        {mayEdit && weighed.length > 1 && (
          <Button
            kind="quiet"
            onPress={() => change((present) => withNodeWeights(present, (given) => evenWeights(given.length)))}
          >
            {t('decomposition:splitEvenly')}
          </Button>
        )}
      </div>
      <p className="small quiet">{t('decomposition:nodesHint')}</p>
      {sheet.nodes.length > 0 && (
        <ol className="node-rows">
          {sheet.nodes.map((node, at) => (
            <NodeRow key={node.key} node={node} at={at} bounds={bounds} mayEdit={mayEdit} change={change} />
          ))}
        </ol>
      )}
      {mayEdit && (
        <Button icon="plus" kind="quiet" onPress={add}>
          {t('decomposition:addNode')}
        </Button>
      )}
    </section>
  );
}

interface NodeRowProps extends Omit<NodeTableProps, 'sheet'> {
  node: SheetNode;
  at: number;
}

function NodeRow({ node, at, bounds, mayEdit, change }: NodeRowProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay, value } = useFormats();
  const isVerified = node.state === 'verified';
  const set = (next: Partial<SheetNode>) => change((present) => withNode(present, node.key, next));
  if (!mayEdit || isVerified) {
    return (
      <li className="node-row node-row-fixed">
        <span>{twin(node.title, node.titleEn)}</span>
        <span className="quiet">{fullDay(node.date)}</span>
        <span className="numbers">{value(node.weight)}</span>
        <span className="small quiet">{t(`decomposition:nodeState.${node.state}`)}</span>
      </li>
    );
  }
  return (
    <li className="node-row">
      <TextInput
        label={t('decomposition:nodeTitle', { n: at + 1 })}
        placeholder={t('decomposition:nodePlaceholder')}
        value={node.title}
        onChange={(title) => set({ title })}
      />
      <DatePicker
        label={t('decomposition:nodeDate', { n: at + 1 })}
        value={node.date}
        min={bounds.start}
        max={bounds.due}
        onChange={(date) => set({ date })}
      />
      <NumberInput
        label={t('decomposition:nodeWeight', { n: at + 1 })}
        value={node.weight}
        min={0}
        max={100}
        onChange={(weight) => set({ weight })}
      />
      <Button
        kind="quiet"
        icon="close"
        label={t('decomposition:removeNode', { n: at + 1 })}
        onPress={() =>
          change((present) => ({ ...present, nodes: present.nodes.filter((one) => one.key !== node.key) }))
        }
      />
    </li>
  );
}
