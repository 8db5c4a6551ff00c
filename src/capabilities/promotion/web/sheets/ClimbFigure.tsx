// How far a sheet has climbed, drawn along the levels of the institution: filled where it is, hatched where the limit passed.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { climbSteps, type Holder, holdersOf } from './climbSteps.ts';
import type { Sheet } from './sheetQueries.ts';

type Person = Sheet['addressees'][number]['person'];

function HolderLine({ holder, sheet }: { holder: Holder<Person>; sheet: Sheet }) {
  const { t } = useWords();
  const twin = useTwin();
  const { day } = useFormats();
  const { today } = useMe();
  const waits = holder.letPass === null && sheet.state === 'open';
  return (
    <li className="climb-holder">
      <span className="climb-who">{twin(holder.person.name, holder.person.nameEn)}</span>
      <span className="small quiet">{t(`sheets:climb.why.${holder.why}`, { day: day(holder.on, today) })}</span>
      {holder.letPass !== null && (
        <span className="small sheets-late">{t('sheets:climb.let', { day: day(holder.letPass, today) })}</span>
      )}
      {waits && <span className="small">{t('sheets:climb.waits', { day: day(sheet.replyBy, today) })}</span>}
    </li>
  );
}

export function ClimbFigure({ sheet }: { sheet: Sheet }) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const holders = holdersOf(sheet.addressees, sheet.climbHistory);
  const steps = climbSteps(institution.levels.length, holders);
  const unplaced = holders.filter((one) => one.level === null);
  const nameOf = (level: number) => {
    const found = institution.levels.find((one) => one.rank === level);
    return found ? twin(found.name, found.nameEn) : String(level);
  };
  return (
    <>
      <ol className="climb" aria-label={t('sheets:part.climb')}>
        {steps.map((step) => (
          <li key={step.level} className={`climb-step climb-step-${step.state}`}>
            <span className="climb-mark" style={{ '--tone': `var(--level-${step.level})` }} aria-hidden="true" />
            <span className="climb-level">
              {nameOf(step.level)}
              <span className="visually-hidden"> {t(`sheets:climb.state.${step.state}`)}</span>
            </span>
            {step.holders.length > 0 && (
              <ul>
                {step.holders.map((holder) => (
                  <HolderLine key={`${holder.person.id} ${holder.on} ${holder.why}`} holder={holder} sheet={sheet} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {unplaced.length > 0 && (
        <ul className="climb-unplaced">
          {unplaced.map((holder) => (
            <HolderLine key={`${holder.person.id} ${holder.on} ${holder.why}`} holder={holder} sheet={sheet} />
          ))}
        </ul>
      )}
      {sheet.atTop && sheet.state === 'open' && <p className="small quiet">{t('sheets:climb.top')}</p>}
    </>
  );
}
