// The drawer of one act on one item; reads the item itself, so that lists can open it by id alone.
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { Drawer } from '../../../../../web/ui/Drawer.tsx';
import { Refusal, Skeleton } from '../../../../../web/ui/Feedback.tsx';
import { ReadinessForm } from '../../../../linkage/web/readiness/ReadinessForm.tsx';
import { type Item, itemQuery } from '../itemQueries.ts';
import { ClaimForm } from './ClaimForm.tsx';
import {
  AcceptForm,
  ArchiveForm,
  AssignForm,
  CauseForm,
  CloseOutForm,
  GuideForm,
  RegisterForm,
  ReturnForm,
} from './forms.tsx';
import type { ItemAct } from './itemActs.ts';
import './acts.css';

export interface ActFormProps {
  item: Item;
  onDone: () => void;
}

const ReportForm = lazy(async () => ({ default: (await import('../../report/ReportForm.tsx')).ReportForm }));

function ReportAct({ item, onDone }: ActFormProps) {
  return (
    <Suspense fallback={<Skeleton rows={8} height={48} />}>
      <ReportForm itemId={item.id} heading="h3" onDone={onDone} />
    </Suspense>
  );
}

const forms: Partial<Record<ItemAct, ComponentType<ActFormProps>>> = {
  accept: AcceptForm,
  return: ReturnForm,
  register: RegisterForm,
  assign: AssignForm,
  cause: CauseForm,
  readiness: ({ item, onDone }) => <ReadinessForm itemId={item.id} onDone={onDone} />,
  report: ReportAct,
  claimNode: ClaimForm,
  closeOut: CloseOutForm,
  archive: ArchiveForm,
  guide: GuideForm,
};

interface ActDrawerProps {
  act: ItemAct | null;
  itemId: string | null;
  onClose: () => void;
}

export function ActDrawer({ act, itemId, onClose }: ActDrawerProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { data: item, error } = useQuery({ ...itemQuery(itemId ?? ''), enabled: act !== null && itemId !== null });
  const Form = act === null ? undefined : forms[act];
  return (
    <Drawer
      open={act !== null}
      onClose={onClose}
      title={act ? t(`item-page:act.${act}`) : ''}
      subtitle={item ? `${item.code ?? ''} ${twin(item.title, item.titleEn)}` : undefined}
    >
      <Refusal error={error} />
      {act && !item && !error && <Skeleton rows={5} />}
      {item && Form && <Form item={item} onDone={onClose} />}
    </Drawer>
  );
}
