// The rounds of a negotiation side by side: a row a term, a column for what was proposed, for each round and for the end.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { useFieldNames, useTermWords } from './TermValue.tsx';
import type { Talk } from './talkQueries.ts';
import { fieldsShown, type Stage, stagesOf, valueAt } from './talkTerms.ts';

export function RoundsTable({ talk }: { talk: Talk }) {
  const { t } = useWords();
  const nameOf = useFieldNames(talk);
  const words = useTermWords(talk);
  const stages = stagesOf(talk);
  return (
    <div className="rounds-frame">
      <table className="rounds" aria-label={t('talks:rounds')}>
        <thead>
          <tr>
            <th scope="col">{t('talks:term')}</th>
            {stages.map((stage) => (
              <th key={stage.key} scope="col" className={`rounds-${stage.kind}`}>
                <StageHead talk={talk} stage={stage} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fieldsShown(talk).map((field) => (
            <tr key={field}>
              <th scope="row">{nameOf(field)}</th>
              {stages.map((stage) => {
                const isNew = stage.changed.has(field);
                return (
                  <td key={stage.key} className={isNew ? 'rounds-new' : undefined}>
                    {words(field, valueAt(stage.terms, field))}
                    {isNew && stage.kind === 'round' && (
                      <span className="visually-hidden">{t('talks:changedHere')}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
          <tr className="rounds-reasons">
            <th scope="row">{t('talks:reason')}</th>
            {stages.map((stage) => (
              <td key={stage.key}>{reasonOf(talk, stage) ?? ''}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function reasonOf(talk: Talk, stage: Stage): string | null {
  if (stage.kind === 'proposed') return talk.note;
  return stage.round ? stage.round.reason : (talk.settled?.reason ?? null);
}

function StageHead({ talk, stage }: { talk: Talk; stage: Stage }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today } = useMe();
  const { round, kind } = stage;
  const end = kind === 'agreed' || kind === 'decided' ? talk.settled : null;
  const by = round?.by ?? end?.by ?? talk.openedBy;
  const on = round?.at ?? end?.on ?? talk.openedOn;
  // whoever is responsible began: before the first round there is only how the item stood
  const [first] = talk.rounds;
  const stood = first?.side === 'receiver' && first.by.id === talk.openedBy.id && !round && !end;
  const title = end
    ? t(end.silent ? 'talks:end.silent' : `talks:end.${end.what}`)
    : t(round ? 'talks:round' : stood ? 'talks:stood' : 'talks:proposed', { n: round?.n ?? 0 });
  return (
    <>
      {title}
      {!stood && (
        <span className="small quiet rounds-who">
          {twin(by.name, by.nameEn)} · {day(on, today)}
        </span>
      )}
    </>
  );
}
