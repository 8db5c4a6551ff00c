// The sections of an item's page that hold something, each one press away; the line stays in sight while the page is read.
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../../../web/language.ts';
import { itemTalksQuery } from '../../../linkage/web/negotiation/talkQueries.ts';
import { itemSheetsQuery } from '../../../promotion/web/sheets/sheetQueries.ts';
import { type Item, submissionsQuery } from './itemQueries.ts';
import { guidanceQuery } from './requests/requestQueries.ts';

export function SectionNav({ item }: { item: Item }) {
  const { t } = useWords();
  const submissions = useQuery(submissionsQuery(item.id)).data?.items ?? [];
  const guidance = useQuery(guidanceQuery(item.id)).data?.items ?? [];
  const talks = useQuery(itemTalksQuery(item.id)).data?.items ?? [];
  const sheets = useQuery(itemSheetsQuery(item.id)).data?.items ?? [];
  const sections = [
    { id: 'chain', count: item.progress.children },
    { id: 'nodes', count: item.nodes.length, hidden: item.nodes.length === 0 },
    { id: 'trajectory', count: 0, hidden: ['draft', 'registered', 'cancelled'].includes(item.state) },
    { id: 'indicators', count: item.indicators.length, hidden: item.indicators.length === 0 },
    { id: 'negotiation', count: talks.length, hidden: talks.length === 0 },
    { id: 'sheets', count: sheets.length, hidden: sheets.length === 0 },
    { id: 'conditions', count: item.conditions.length, hidden: item.conditions.length === 0 },
    { id: 'guidance', count: guidance.length, hidden: guidance.length === 0 },
    { id: 'reports', count: 0, hidden: item.state === 'draft' || item.state === 'registered' },
    { id: 'gates', count: 0, hidden: submissions.length === 0 },
    { id: 'history', count: 0 },
  ];
  return (
    <nav className="sections no-print" aria-label={t('requests:sections')}>
      {sections
        .filter((section) => !section.hidden)
        .map((section) => (
          <a key={section.id} href={`#${section.id}`}>
            {t(`requests:section.${section.id}`)}
            {section.count > 0 && <span className="quiet numbers"> {section.count}</span>}
          </a>
        ))}
    </nav>
  );
}
