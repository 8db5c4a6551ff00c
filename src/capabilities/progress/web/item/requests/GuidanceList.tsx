// Advice given on an item, newest first: who said it, when, and about which submission; nobody has to answer it.
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../../../../web/language.ts';
import { GuidanceNotes } from '../../../../gatekeeping/web/review/GuidanceNotes.tsx';
import { guidanceQuery } from './requestQueries.ts';

export function GuidanceList({ itemId }: { itemId: string }) {
  const { t } = useWords();
  const { data } = useQuery(guidanceQuery(itemId));
  if (!data || data.items.length === 0) return null;
  return (
    <section className="item-part" id="guidance">
      <h2>{t('requests:guidance')}</h2>
      <GuidanceNotes notes={data.items} linked />
    </section>
  );
}
