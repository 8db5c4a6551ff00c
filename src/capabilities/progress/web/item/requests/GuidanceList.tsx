// Advice given on an item, newest first: who said it, when, and about which submission; nobody has to answer it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { type Guidance, guidanceQuery } from './requestQueries.ts';
import './requests.css';

export function GuidanceNotes({ notes, linked }: { notes: readonly Guidance[]; linked?: boolean }) {
  const { t } = useWords();
  const twin = useTwin();
  const { moment } = useFormats();
  return notes.map((note) => (
    <blockquote key={note.id} className="guidance-note">
      <p>{note.text}</p>
      <footer className="small quiet">
        {twin(note.author.name, note.author.nameEn)} · {moment(note.createdAt)}
        {linked && note.submission && (
          <>
            {' · '}
            <Link to="/review" search={{ queue: 'sent', id: note.submission.id }}>
              {t('requests:guidanceOn', { kind: t(`submissionKind.${note.submission.kind}`) })}
            </Link>
          </>
        )}
      </footer>
    </blockquote>
  ));
}

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
