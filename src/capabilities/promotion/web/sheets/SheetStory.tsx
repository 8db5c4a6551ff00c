// What happened with a sheet, oldest first: issued, climbed, answered, judged, ended.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import type { Sheet } from './sheetQueries.ts';
import { type Chapter, localDay, storyOf } from './sheetStory.ts';
import { useNames } from './sheetWords.ts';

export function SheetStory({ sheet }: { sheet: Sheet }) {
  const { t } = useWords();
  const { institution } = useMe();
  return (
    <section>
      <h3>{t('sheets:part.story')}</h3>
      <ol className="sheets-story">
        {storyOf(sheet, (instant) => localDay(instant, institution.timeZone)).map((chapter) => (
          <Line key={`${chapter.kind} ${chapter.at} ${chapter.n}`} chapter={chapter} />
        ))}
      </ol>
    </section>
  );
}

function Line({ chapter }: { chapter: Chapter }) {
  const { t } = useWords();
  const twin = useTwin();
  const namesOf = useNames();
  const { day, moment } = useFormats();
  const { today } = useMe();
  const at = chapter.at.includes('T') ? moment(chapter.at) : day(chapter.at, today);
  const { people, by, words, category } = chapter;
  return (
    <li>
      <time className="small quiet" dateTime={chapter.at}>
        {at}
      </time>
      <span>
        {by && <b>{twin(by.name, by.nameEn)} </b>}
        {t(`sheets:story.${chapter.kind}`, {
          people: namesOf(people),
          due: day(chapter.limit, today),
          day: day(chapter.replyBy, today),
        })}
        {chapter.late && <span className="sheets-late"> {t('sheets:late')}</span>}
        {category && <span className="small quiet"> {t(`sheets:cause.${category}`)}</span>}
        {words.map((said) => (
          <span key={said} className="sheets-said">
            {said}
          </span>
        ))}
      </span>
    </li>
  );
}
