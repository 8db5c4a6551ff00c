// Drafting a key work, or changing a draft: what is to be done, when it counts as done, who carries it, by when.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
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
import { DraftCarriers, DraftDates, DraftMore, DraftWords } from './DraftParts.tsx';
import { bodyOf, type DraftForm, draftOf, emptyDraft, type ItemView, type Missing, missingIn } from './draftForm.ts';
import './draft.css';

const readEndpoint = remote<typeof readItem>('GET', '/items/{id}');
const createEndpoint = remote<typeof createItem>('POST', '/items');
const changeEndpoint = remote<typeof changeItem>('PATCH', '/items/{id}');

export function NewDraftPage() {
  const { t } = useWords();
  const { today } = useMe();
  const initial = useMemo(() => emptyDraft(today), [today]);
  return (
    <div className="draft-page">
      <div className="page-head">
        <div>
          <h1>{t('draft:newTitle')}</h1>
          <p className="page-sub">{t('draft:newSub')}</p>
        </div>
      </div>
      <DraftFields initial={initial} item={null} />
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

function DraftFields({ initial, item }: { initial: DraftForm; item: ItemView | null }) {
  const { t } = useWords();
  const say = useToast();
  const navigate = useNavigate();
  const { value: draft, set, restored, forget } = useDraft(item ? `draft.${item.id}` : 'draft.new', initial);
  const [tried, setTried] = useState(false);
  const done = (saved: ItemView) => {
    forget();
    say(t('draft:saved'));
    void navigate({ to: '/items/$id', params: { id: saved.id } });
  };
  const create = useAct(createEndpoint, { onDone: done });
  const change = useAct(changeEndpoint, { onDone: done });
  const act = item ? change : create;
  const missing = missingIn(draft);
  const wrong = (field: string) =>
    tried && missing.includes(field as Missing) ? t(`draft:missing.${field}`) : errorAt(act.error, field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0 || act.isPending) return;
    const body = bodyOf(draft);
    if (item) change.mutate({ params: { id: item.id }, body, ifMatch: item.version });
    else create.mutate({ body });
  };
  const parts: PartProps = { draft, set, wrong };
  return (
    <form className="draft-form" onSubmit={submit} noValidate>
      {restored && <Notice>{t('field.draftKept')}</Notice>}
      <Refusal error={act.error} />
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
