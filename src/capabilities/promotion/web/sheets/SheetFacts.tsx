// The facts of the day of issue, explained like a light: the reasons, the three values of that day, who answered for it then.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { LightMark } from '../../../../web/ui/Light.tsx';
import type { Sheet } from './sheetQueries.ts';
import { useReasons } from './sheetWords.ts';

export function SheetFacts({ sheet }: { sheet: Sheet }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay, value } = useFormats();
  const reasonsOf = useReasons();
  const { snapshot } = sheet;
  const reasons = reasonsOf(sheet);
  const facts: [string, string][] = [
    [t('sheets:fact.planned'), value(snapshot.planned)],
    [t('sheets:fact.verified'), value(snapshot.verified)],
    [t('sheets:fact.due'), fullDay(snapshot.approvedDue)],
    [t('sheets:fact.since'), fullDay(snapshot.leftGreenOn)],
    [t('sheets:fact.person'), twin(snapshot.responsiblePerson.name, snapshot.responsiblePerson.nameEn)],
    [t('sheets:fact.unit'), twin(snapshot.leadUnit.name, snapshot.leadUnit.nameEn)],
  ];
  const changed = snapshot.responsiblePerson.id !== sheet.personId;
  return (
    <section>
      <h3>{t('sheets:part.why', { day: fullDay(sheet.issuedOn) })}</h3>
      <ul className="sheets-why">
        {snapshot.why.map((reason, at) => (
          <li key={`${reason.rule} ${JSON.stringify(reason.inputs)}`}>
            <LightMark colour={reason.light} /> <span>{reasons[at]}</span>
          </li>
        ))}
      </ul>
      <dl className="sheets-facts">
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt className="small quiet">{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      {changed && (
        <p className="small">
          {t('sheets:fact.handedOver', {
            person: twin(snapshot.responsiblePerson.name, snapshot.responsiblePerson.nameEn),
            now: twin(sheet.person.name, sheet.person.nameEn),
          })}
        </p>
      )}
    </section>
  );
}
