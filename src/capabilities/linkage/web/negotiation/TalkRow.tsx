// One negotiation as a row: the answer, the terms to type beside, how it stands, and the rounds on a press.
import { memo } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { type Answer, type Choice, choicesOf, isMine } from './answers.ts';
import { DayCell, NumberCell, PersonCell } from './TalkCells.tsx';
import type { TalkHands } from './TalkGrid.tsx';
import { TalkState } from './TalkState.tsx';
import { useFieldNames, useTermWords } from './TermValue.tsx';
import type { Talk } from './talkQueries.ts';
import { type Field, tableOf, targetFields, valueAt } from './talkTerms.ts';

interface TalkRowProps {
  talk: Talk;
  hasTargets: boolean;
  answer: Answer | undefined;
  refusal: string | null;
  hands: TalkHands;
}

function Row({ talk, hasTargets, answer, refusal, hands }: TalkRowProps) {
  const { t } = useWords();
  const twin = useTwin();
  const nameOf = useFieldNames(talk);
  const words = useTermWords(talk);
  const table = tableOf(talk);
  const edits = answer?.edits ?? {};
  const mayEdit = talk.abilities.counter === true || talk.abilities.decide === true;
  const title = twin(talk.item.title, talk.item.titleEn) || t('item.placeholder');
  const shared = (field: Field) => ({
    label: t('talks:cellOf', { field: nameOf(field), title }),
    tabled: words(field, valueAt(table, field)),
    isChanged: field in edits,
    mayEdit,
  });
  const nowAt = (field: Field) => (field in edits ? (edits[field] ?? null) : valueAt(table, field));
  const put = (field: Field) => (value: string | number | null) =>
    hands.edit(talk, { [field]: value === null ? valueAt(table, field) : value });
  const choice = answer?.choice ?? 'later';
  return (
    <tr className={`talk-row talk-choice-${choice}${refusal ? ' talk-row-refused' : ''}`}>
      <td className="talk-col-answer">
        {isMine(talk) ? (
          <select
            className="talk-choice"
            aria-label={t('talks:answerTo', { title })}
            value={choice}
            onChange={(event) => hands.choose(talk, event.target.value as Choice)}
          >
            {choicesOf(talk).map((one) => (
              <option key={one} value={one}>
                {t(`talks:choice.${one}`)}
              </option>
            ))}
          </select>
        ) : (
          <span className="small quiet">{t(talk.settled ? 'talks:over' : 'talks:waits')}</span>
        )}
      </td>
      <th scope="row" className="talk-col-item">
        <button type="button" className="talk-title" onClick={() => hands.open(talk)}>
          {talk.item.code && <span className="code">{talk.item.code} </span>}
          {title}
        </button>
        <span className="small quiet clip">
          {twin(talk.item.leadUnit.name, talk.item.leadUnit.nameEn)}
          {talk.item.parent && ` · ${twin(talk.item.parent.title, talk.item.parent.titleEn)}`}
        </span>
        {refusal && (
          <span className="small talk-refusal" role="alert">
            {refusal}
          </span>
        )}
      </th>
      <td className="talk-col-weight">
        <NumberCell
          {...shared('weight')}
          value={nowAt('weight') as number | null}
          decimals={2}
          onChange={put('weight')}
        />
      </td>
      {hasTargets && (
        <td className="talk-col-targets">
          {targetFields(table.targets).map((field) => (
            <span key={field} className="talk-target">
              <span className="small quiet clip">{nameOf(field)}</span>
              <NumberCell {...shared(field)} value={nowAt(field) as number | null} decimals={4} onChange={put(field)} />
            </span>
          ))}
        </td>
      )}
      <td className="talk-col-start">
        <DayCell {...shared('start')} value={nowAt('start') as string | null} onChange={put('start')} />
      </td>
      <td className="talk-col-due">
        <DayCell {...shared('due')} value={nowAt('due') as string | null} onChange={put('due')} />
      </td>
      <td className="talk-col-person">
        <PersonCell
          {...shared('responsiblePersonId')}
          name={words('responsiblePersonId', valueAt(table, 'responsiblePersonId'))}
          value={nowAt('responsiblePersonId') as string | null}
          unitId={talk.item.leadUnit.id}
          onChange={put('responsiblePersonId')}
        />
      </td>
      <td className="talk-col-state">
        <TalkState talk={talk} />
        {talk.rounds.length > 0 && (
          <button type="button" className="talk-rounds small" onClick={() => hands.open(talk)}>
            {t('talks:roundCount', { count: talk.rounds.length })}
          </button>
        )}
      </td>
    </tr>
  );
}

/** Typing in one row of hundreds draws that row alone. */
export const TalkRow = memo(Row);
