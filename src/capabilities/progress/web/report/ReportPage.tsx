// The report form as a page of its own, for links and for the phone.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useWords } from '../../../../web/language.ts';
import { Refused } from '../../../../web/refusal.ts';
import { NotFound } from '../../../../web/shell/Troubles.tsx';
import { Skeleton } from '../../../../web/ui/Feedback.tsx';
import { itemQuery } from '../item/itemQueries.ts';
import { ReportForm } from './ReportForm.tsx';

export function ReportPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/shell/items/$id/report' });
  const { cycleId } = useSearch({ from: '/shell/items/$id/report' });
  const { data: item, error } = useQuery(itemQuery(id));
  if (error instanceof Refused && error.status === 404) return <NotFound />;
  const back = () => void navigate({ to: '/items/$id', params: { id } });
  return (
    <div className="report-page">
      <p className="item-back no-print">
        <Link to="/items/$id" params={{ id }}>
          ← {t('report:toItem')}
        </Link>
      </p>
      {item ? <ReportForm itemId={id} cycleId={cycleId} onDone={back} /> : <Skeleton rows={8} height={48} />}
    </div>
  );
}
