// Laying a template on a decomposition under way: which, what it brings on which days, and whether it replaces what is there.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Drawer } from '../../../../web/ui/Drawer.tsx';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { Check } from '../../../../web/ui/Segmented.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { KeepTemplateDrawer } from './KeepTemplateDrawer.tsx';
import { applyEndpoint, type LaidView, layPreview, templatesQuery } from './planQueries.ts';
import './plan-ahead.css';

interface LayTemplateProps {
  itemId: string;
  title: string;
  version: number;
  hasParts: boolean;
  mayEdit: boolean;
  /** Nothing typed waits to be stored. */
  isSaved: boolean;
}

/** The two acts with templates on a decomposition: lay one on it, keep it as one. */
export function TemplateActs(props: LayTemplateProps) {
  const { t } = useWords();
  const [act, setAct] = useState<'lay' | 'keep' | null>(null);
  return (
    <span className="template-acts">
      {props.mayEdit && (
        <Button kind="quiet" disabled={!props.isSaved} onPress={() => setAct('lay')}>
          {t('plan-ahead:lay.act')}
        </Button>
      )}
      <Button kind="quiet" onPress={() => setAct('keep')}>
        {t('plan-ahead:keep.act')}
      </Button>
      {act === 'lay' && <LayDrawer {...props} onClose={() => setAct(null)} />}
      {act === 'keep' && <KeepTemplateDrawer {...props} onClose={() => setAct(null)} />}
    </span>
  );
}

function LayDrawer({ itemId, version, onClose }: LayTemplateProps & { onClose: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const templates = useQuery(templatesQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const [replace, setReplace] = useState(false);
  const id = chosen ?? templates.data?.items[0]?.id ?? null;
  const preview = useQuery({ ...layPreview(id ?? '', itemId), enabled: id !== null, gcTime: 0 });
  const act = useAct(applyEndpoint, {
    onDone: () => {
      say(t('plan-ahead:lay.done'));
      onClose();
    },
  });
  return (
    <Drawer open onClose={onClose} title={t('plan-ahead:lay.title')}>
      <div className="plan-form">
        <p className="small quiet">{t('plan-ahead:lay.teach')}</p>
        <Refusal error={templates.error ?? preview.error ?? act.error} />
        <Field label={t('plan-ahead:lay.which')}>
          {(control) => (
            <Select
              control={control}
              value={id}
              choices={(templates.data?.items ?? []).map((one) => ({
                value: one.id,
                label: twin(one.name, one.nameEn),
              }))}
              onChange={setChosen}
            />
          )}
        </Field>
        {preview.isPending ? <Skeleton rows={6} /> : preview.data && <LaidPreview laid={preview.data} />}
        <Check checked={replace} onChange={setReplace}>
          {t('plan-ahead:lay.replace')}
        </Check>
        <div className="form-acts">
          <Button
            kind="primary"
            isBusy={act.isPending}
            disabled={id === null}
            onPress={() => id && act.mutate({ params: { id }, body: { itemId, replace }, ifMatch: version })}
          >
            {t('plan-ahead:lay.act')}
          </Button>
        </div>
      </div>
    </Drawer>
  );
}

export function LaidPreview({ laid }: { laid: LaidView }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay, percent } = useFormats();
  return (
    <>
      {laid.nodes.length > 0 && (
        <ul className="laid-nodes" aria-label={t('plan-ahead:lay.nodes')}>
          {laid.nodes.map((node) => (
            <li key={`${node.date} ${node.title}`}>
              <span>{twin(node.title, node.titleEn)}</span>
              <span className="small quiet">{fullDay(node.date)}</span>
              <span className="small quiet numbers">{percent(node.weight)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="small quiet">
        {laid.indicators.length > 0 &&
          t('plan-ahead:lay.indicators', {
            names: laid.indicators.map((one) => twin(one.name, one.nameEn)).join(t('plan-ahead:comma')),
          })}{' '}
        {laid.parts.length > 0 &&
          t('plan-ahead:lay.parts', {
            n: laid.parts.filter((part) => part.comes).length,
            count: laid.parts.filter((part) => part.comes).length,
          })}
      </p>
    </>
  );
}
