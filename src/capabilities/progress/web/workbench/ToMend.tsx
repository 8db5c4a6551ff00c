// One line where something does not add up in what I answer for; nothing where everything does.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { remote } from '../../../../web/api.ts';
import { useWords } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import type { listFindings } from '../../../linkage/adds-up.contract.ts';

const findings = remote<typeof listFindings>('GET', '/findings');

export function ToMend() {
  const { t } = useWords();
  const { person } = useMe();
  const { data } = useQuery({
    ...reading(findings, { query: { personId: person.id, limit: 1 } }),
    staleTime: 60_000,
  });
  if (!data || data.total === 0) return null;
  return (
    <p className="to-mend">
      <Link to="/adds-up" search={{ personId: person.id }}>
        {t('adds-up:mineCount', { count: data.total })} →
      </Link>
    </p>
  );
}
