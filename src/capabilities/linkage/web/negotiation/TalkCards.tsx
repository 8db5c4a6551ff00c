// The same list on a phone: what is proposed in two lines, the answer beside it, everything else in the drawer.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { type Answers, type Choice, choicesOf, isMine } from './answers.ts';
import type { TalkHands } from './TalkGrid.tsx';
import { TalkState } from './TalkState.tsx';
import type { Talk } from './talkQueries.ts';
import { tableOf } from './talkTerms.ts';

interface TalkCardsProps {
  talks: readonly Talk[];
  answers: Answers;
  refused: ReadonlyMap<string, string>;
  hands: TalkHands;
}

export function TalkCards({ talks, answers, refused, hands }: TalkCardsProps) {
  const { t } = useWords();
  return (
    <ol className="talk-cards" aria-label={t('talks:title')}>
      {talks.map((talk) => (
        <Card
          key={talk.id}
          talk={talk}
          choice={answers[talk.itemId]?.choice ?? 'later'}
          refusal={refused.get(talk.itemId) ?? null}
          hands={hands}
        />
      ))}
    </ol>
  );
}

function Card({
  talk,
  choice,
  refusal,
  hands,
}: {
  talk: Talk;
  choice: Choice;
  refusal: string | null;
  hands: TalkHands;
}) {
  const { t } = useWords();
  const twin = useTwin();
  const { value, day, figure } = useFormats();
  const { today } = useMe();
  const table = tableOf(talk);
  const title = twin(talk.item.title, talk.item.titleEn) || t('item.placeholder');
  const facts = [
    t('talks:weightOf', { weight: value(table.weight) }),
    ...table.targets.map((one) => figure(one.target)),
    `${day(table.start, today)} – ${day(table.due, today)}`,
    twin(talk.item.responsiblePerson.name, talk.item.responsiblePerson.nameEn),
  ];
  // typing beside values belongs to the drawer, where there is room
  const choices = choicesOf(talk).filter((one) => one !== 'counter');
  return (
    <li className={`talk-card talk-choice-${choice}`}>
      <button type="button" className="talk-title" onClick={() => hands.open(talk)}>
        {title}
      </button>
      <span className="small quiet">{facts.join(' · ')}</span>
      <span className="talk-card-foot">
        <TalkState talk={talk} />
        {isMine(talk) && (
          <select
            className="talk-choice"
            aria-label={t('talks:answerTo', { title })}
            value={choice}
            onChange={(event) => hands.choose(talk, event.target.value as Choice)}
          >
            {choices.map((one) => (
              <option key={one} value={one}>
                {t(`talks:choice.${one}`)}
              </option>
            ))}
          </select>
        )}
      </span>
      {refusal && (
        <span className="small talk-refusal" role="alert">
          {refusal}
        </span>
      )}
    </li>
  );
}
