// What does not add up on this item, each line with the link that mends it, and the way to its whole subtree.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../../../web/language.ts';
import { MendLink } from '../../../linkage/web/adds-up/FindingGroups.tsx';
import { useFindingWords } from '../../../linkage/web/adds-up/useFindingWords.ts';
import { findingsQuery } from './itemQueries.ts';

export function ItemFindings({ id }: { id: string }) {
  const { t } = useWords();
  const { sentence } = useFindingWords();
  const { data } = useQuery(findingsQuery(id));
  const findings = data?.items ?? [];
  return (
    <section className="findings">
      {findings.length > 0 && (
        <>
          <h2>{t('item-page:findings')}</h2>
          <ul>
            {findings.map((finding) => (
              <li key={finding.key}>
                {sentence(finding)} <MendLink finding={finding}>{t('adds-up:mend')}</MendLink>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="no-print">
        <Link to="/adds-up" search={{ rootId: id }}>
          {t('item-page:addsUp')} →
        </Link>
      </p>
    </section>
  );
}
