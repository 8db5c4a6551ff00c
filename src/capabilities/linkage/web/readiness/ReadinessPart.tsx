// Readiness on the item's page: for each node that is not done what it needs, since when it is asked for and what was answered.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { NeedsEditor } from './NeedsEditor.tsx';
import { useNeedWords } from './needWords.ts';
import { ReadinessForm } from './ReadinessForm.tsx';
import { ReadinessMark } from './ReadinessMark.tsx';
import { type NeedView, type NodeView, type ReadinessView, readinessQuery } from './readinessQueries.ts';
import './readiness.css';

function Need({ need }: { need: NeedView }) {
  const { t } = useWords();
  const words = useNeedWords();
  const state = need.answer ?? 'open';
  return (
    <li className={`need need-${state}`}>
      <span className="need-kind quiet">{t(`readiness:kind.${need.kind}`)}</span>
      <span>{words(need)}</span>
      <span className="need-answer">{t(`readiness:answer.${state}`)}</span>
      {need.note && <span className="need-note small">{need.note}</span>}
    </li>
  );
}

function NodePart({ node, onName }: { node: NodeView; onName: (() => void) | undefined }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today } = useMe();
  const named = node.needs.filter((need) => need.id !== null || node.readiness !== null);
  return (
    <li className="readiness-node">
      <p className="readiness-node-head">
        <span className="readiness-node-title">{twin(node.title, node.titleEn)}</span>
        <span className="small quiet">{day(node.date, today)}</span>
        {node.readiness ? (
          <ReadinessMark readiness={node.readiness} named />
        ) : (
          <span className="small quiet">
            {node.state === 'claimed'
              ? t('readiness:claimed')
              : t(node.asksFrom > today ? 'readiness:asksFrom' : 'readiness:notCarried', {
                  day: day(node.asksFrom, today),
                })}
          </span>
        )}
        {onName && (
          <Button
            kind="quiet"
            onPress={onName}
            label={t('readiness:nameFor', { node: twin(node.title, node.titleEn) })}
          >
            {t('readiness:name')}
          </Button>
        )}
      </p>
      {named.length > 0 && (
        <ul className="needs">
          {named.map((need) => (
            <Need key={need.id ?? need.kind} need={need} />
          ))}
        </ul>
      )}
    </li>
  );
}

function WaitsFor({ view }: { view: ReadinessView }) {
  const { t } = useWords();
  const twin = useTwin();
  if (view.waitsFor.length === 0 || view.readiness === null) return null;
  const names = view.waitsFor.map((one) =>
    one.id === null ? t('readiness:hiddenItem') : `${one.code ?? ''} ${twin(one.title, one.titleEn)}`.trim(),
  );
  return (
    <p className="readiness-waits small">{t('readiness:waitsFor', { items: names.join(t('readiness:comma')) })}</p>
  );
}

export function ReadinessPart({ itemId, asOf }: { itemId: string; asOf: string | undefined }) {
  const { t } = useWords();
  const twin = useTwin();
  const { data } = useQuery(readinessQuery(itemId, asOf));
  const [naming, setNaming] = useState<string | null>(null);
  const [answering, setAnswering] = useState(false);
  if (!data || data.items.length === 0) return null;
  const node = data.items.find((one) => one.nodeId === naming);
  return (
    <section className="item-part readiness-part">
      <h2>
        {t('readiness:title')}
        {data.abilities.answer && data.items.some((one) => one.readiness !== null) && (
          <Button onPress={() => setAnswering(true)}>{t('readiness:answerNow')}</Button>
        )}
      </h2>
      <p className="small quiet">{t('readiness:teach', { n: data.daysBefore })}</p>
      <WaitsFor view={data} />
      <ul className="readiness-nodes">
        {data.items.map((one) => (
          <NodePart
            key={one.nodeId}
            node={one}
            onName={data.abilities.nameNeeds ? () => setNaming(one.nodeId) : undefined}
          />
        ))}
      </ul>
      <Drawer
        open={node !== undefined}
        onClose={() => setNaming(null)}
        title={t('readiness:nameTitle')}
        subtitle={node ? twin(node.title, node.titleEn) : undefined}
      >
        {node && <NeedsEditor node={node} onDone={() => setNaming(null)} />}
      </Drawer>
      <Drawer open={answering} onClose={() => setAnswering(false)} title={t('readiness:answerTitle')}>
        <ReadinessForm itemId={itemId} onDone={() => setAnswering(false)} />
      </Drawer>
    </section>
  );
}
