// Guidance notes as quotes: what was said, by whom and when, and about which submission where that is not plain.
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import type { Guidance } from './reviewQueries.ts';
import './guidance.css';

export function GuidanceNotes({ notes, linked }: { notes: readonly Guidance[]; linked?: boolean }) {
  const { t } = useWords();
  const twin = useTwin();
  const { moment } = useFormats(useMe().institution.timeZone);
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
