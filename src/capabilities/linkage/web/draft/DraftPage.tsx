// Drafting a key work, or changing a draft: what is to be done, when it counts as done, who carries it, by when.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type FormEvent, useMemo, useState } from 'react';
import { remote } from '../../../../web/api.ts';
import { useDraft } from '../../../../web/drafts.ts';
import { useWords } from '../../../../web/language.ts';
import { reading, useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Notice, Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import type { changeItem, createItem, readItem } from '../../linkage.contract.ts';
import { SIX_STAGES_ID } from '../../six-stages.rules.ts';
import { applyEndpoint } from '../planning/planQueries.ts';
import { TemplateChoice } from '../planning/TemplateChoice.tsx';
import { DraftCarriers, DraftDates, DraftMore, DraftWords } from './DraftParts.tsx';
import { bodyOf, type DraftForm, draftOf, emptyDraft, type ItemView, type Missing, missingIn } from './draftForm.ts';
import './draft.css';

const readEndpoint = remote<typeof readItem>('GET', '/items/{id}');
const createEndpoint = remote<typeof createItem>('POST', '/items');
const changeEndpoint = remote<typeof changeItem>('PATCH', '/items/{id}');

export function NewDraftPage() {
  const { t } = useWords();
  const { today } = useMe();
  const { year, template } = useSearch({ from: '/shell/items/new' });
  const initial = useMemo(() => emptyDraft(today, year), [today, year]);
  return (
    <div className="draft-page">
      <div className="page-head">
        <div>
          <h1>{t('draft:newTitle')}</h1>
          <p className="page-sub">{t('draft:newSub')}</p>
        </div>
      </div>
      <DraftFields initial={initial} item={null} key={year} withTemplate={template ?? false} />
    </div>
  );
}

export function EditDraftPage() {
  const { t } = useWords();
  const { id } = useParams({ from: '/shell/items/$id/edit' });
  const { data, error, refetch } = useQuery({
    ...reading(readEndpoint, { params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const initial = useMemo(() => (data ? draftOf(data) : null), [data]);
  if (error) return <Refusal error={error} onRetry={() => void refetch()} />;
  if (!data || !initial) return <Skeleton rows={8} height={48} />;
  return (
    <div className="draft-page">
      <div className="page-head">
        <div>
          <h1>{t('draft:editTitle')}</h1>
          <p className="page-sub">{t('draft:editSub')}</p>
        </div>
      </div>
      <DraftFields initial={initial} item={data} />
    </div>
  );
}

export interface PartProps {
  draft: DraftForm;
  set: (change: Partial<DraftForm>) => void;
  /** What is wrong with a field: missing here, or refused by the server. */
  wrong: (field: string) => string | null | undefined;
}

interface DraftFieldsProps {
  initial: DraftForm;
  item: ItemView | null;
  /** Begins with the first template chosen. */
  withTemplate?: boolean;
}

function DraftFields({ initial, item, withTemplate = false }: DraftFieldsProps) {
  const { t } = useWords();
  const say = useToast();
  const navigate = useNavigate();
  const draftKey = item ? `draft.${item.id}` : `draft.new.${initial.start}`;
  const { value: draft, set, restored, forget } = useDraft(draftKey, initial);
  const [templateId, setTemplateId] = useState<string | null>(withTemplate ? SIX_STAGES_ID : null);
  const [tried, setTried] = useState(false);
  const done = (saved: ItemView) => {
    forget();
    say(t('draft:saved'));
    void navigate({ to: '/items/$id', params: { id: saved.id } });
  };
  const create = useAct(createEndpoint, { onDone: done });
  const change = useAct(changeEndpoint, { onDone: done });
  const begin = useAct(applyEndpoint, { stales: ['/plans'], onDone: ({ item: saved }) => saved && done(saved) });
  const act = item ? change : templateId === null ? create : begin;
  const missing = missingIn(draft);
  const wrong = (field: string) =>
    tried && missing.includes(field as Missing) ? t(`draft:missing.${field}`) : errorAt(act.error, field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0 || act.isPending) return;
    const body = bodyOf(draft);
    if (item) change.mutate({ params: { id: item.id }, body, ifMatch: item.version });
    else if (templateId === null) create.mutate({ body });
    else begin.mutate({ params: { id: templateId }, body: { draft: body } });
  };
  const parts: PartProps = { draft, set, wrong };
  return (
    <form className="draft-form" onSubmit={submit} noValidate>
      {restored && <Notice>{t('field.draftKept')}</Notice>}
      <Refusal error={act.error} />
      {!item && <TemplateChoice value={templateId} onChange={setTemplateId} />}
      <DraftWords {...parts} />
      <DraftCarriers {...parts} />
      <DraftDates {...parts} />
      <DraftMore {...parts} />
      <div className="draft-foot">
        <Button kind="primary" submits isBusy={act.isPending}>
          {t('draft:save')}
        </Button>
        <span className="quiet small">{t('draft:next')}</span>
      </div>
    </form>
  );
}
