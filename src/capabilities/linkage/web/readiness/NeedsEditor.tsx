// Naming beforehand what a node needs: one line each, of a kind; what is taken out is asked for no longer.
import { useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../web/ui/Feedback.tsx';
import { TextInput } from '../../../../web/ui/Input.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { type NeedKind, type NodeView, nameEndpoint, needKinds } from './readinessQueries.ts';
import './readiness.css';

type Line = { key: string; id: string | null; kind: NeedKind; text: string; textEn: string | null };
let made = 0;
const fresh = (): Line => {
  made += 1;
  return { key: `new-${made}`, id: null, kind: 'resource', text: '', textEn: null };
};

export function NeedsEditor({ node, onDone }: { node: NodeView; onDone: () => void }) {
  const { t } = useWords();
  const say = useToast();
  const [lines, setLines] = useState<Line[]>(() => {
    const named = node.needs.flatMap((need) =>
      need.id === null || need.text === ''
        ? []
        : [{ key: need.id, id: need.id, kind: need.kind, text: need.text, textEn: need.textEn }],
    );
    return named.length > 0 ? named : [fresh()];
  });
  const change = (key: string, next: Partial<Line>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...next } : line)));
  const act = useAct(nameEndpoint, {
    onDone: () => {
      say(t('readiness:named'));
      onDone();
    },
  });
  const save = () =>
    act.mutate({
      params: { id: node.nodeId },
      body: {
        needs: lines
          .filter((line) => line.text.trim() !== '')
          .map(({ id, kind, text, textEn }) => ({ ...(id !== null && { id }), kind, text: text.trim(), textEn })),
      },
    });
  return (
    <div className="needs-editor">
      <p className="small quiet">{t('readiness:nameTeach')}</p>
      <Refusal error={act.error} />
      {lines.map((line, at) => (
        <div key={line.key} className="needs-line">
          <Select
            label={t('readiness:kindOf', { n: at + 1 })}
            value={line.kind}
            choices={needKinds.map((value) => ({ value, label: t(`readiness:kind.${value}`) }))}
            onChange={(kind) => kind && change(line.key, { kind: kind as NeedKind })}
          />
          <TextInput
            label={t('readiness:textOf', { n: at + 1 })}
            value={line.text}
            // other words are another need, so an English twin of the old ones goes
            onChange={(text) => change(line.key, { text, textEn: null })}
          />
          <Button
            kind="quiet"
            icon="close"
            label={t('readiness:drop', { n: at + 1 })}
            onPress={() => setLines((before) => before.filter((one) => one.key !== line.key))}
          />
        </div>
      ))}
      <Button kind="quiet" icon="plus" onPress={() => setLines((before) => [...before, fresh()])}>
        {t('readiness:add')}
      </Button>
      <div className="form-acts">
        <Button kind="primary" isBusy={act.isPending} onPress={save}>
          {t('act.save')}
        </Button>
      </div>
    </div>
  );
}
