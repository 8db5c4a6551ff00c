// Why a submission should be read before it is decided, as the server found it; nothing where it is plain.
import { useWords } from '../../../../web/language.ts';
import type { SubmissionRow } from './reviewQueries.ts';

export function Remarks({ row }: { row: Pick<SubmissionRow, 'remarks'> }) {
  const { t } = useWords();
  // that a request is always read needs no mark: its kind says so
  const remarks = (row.remarks ?? []).filter((remark) => remark !== 'always_read');
  if (remarks.length === 0) return null;
  return (
    <span className="remarks">
      {remarks.map((remark) => (
        <span key={remark} className="remark">
          {t(`review:remark.${remark}`)}
        </span>
      ))}
    </span>
  );
}
