// Conditions under which something passed and that became dated notes: open ones first, with the act of whoever may say that they are met.
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { useAct } from '../../../../../web/queries.ts';
import { useMe } from '../../../../../web/session.ts';
import { Button } from '../../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../../web/ui/Toast.tsx';
import { type Item, submissionsQuery } from '../itemQueries.ts';
import { type SubmissionRow, verifyConditionEndpoint } from './requestQueries.ts';
import './requests.css';

type Condition = SubmissionRow['conditions'][number];

export function ConditionList({ item }: { item: Item }) {
  const { t } = useWords();
  const { data } = useQuery(submissionsQuery(item.id));
  const notes = (data?.items ?? [])
    .filter((row) => row.state === 'passed_with_conditions')
    .flatMap((row) => row.conditions.filter((one) => !one.asNode).map((condition) => ({ row, condition })));
  if (notes.length === 0) return null;
  const key = (condition: Condition) => `${condition.verifiedOn ? 1 : 0}${condition.date ?? '9999'}`;
  notes.sort((one, other) => (key(one.condition) < key(other.condition) ? -1 : 1));
  return (
    <section className="item-part" id="conditions">
      <h2>{t('requests:conditions')}</h2>
      <ul className="conditions-list">
        {notes.map(({ row, condition }) => (
          <ConditionRow key={`${row.id} ${condition.n}`} row={row} condition={condition} />
        ))}
      </ul>
    </section>
  );
}

function ConditionRow({ row, condition }: { row: SubmissionRow; condition: Condition }) {
  const { t } = useWords();
  const twin = useTwin();
  const { today } = useMe();
  const { fullDay } = useFormats();
  const say = useToast();
  const verify = useAct(verifyConditionEndpoint, { onDone: () => say(t('requests:conditionMet')) });
  const { date, setBy, verifiedOn, verifiedBy } = condition;
  const isLate = verifiedOn === null && date !== null && date < today;
  return (
    <li>
      <span>
        {twin(condition.title, condition.titleEn)}{' '}
        <span className="quiet small">
          {t(`submissionKind.${row.kind}`)}
          {setBy && ` · ${t('requests:setBy', { person: twin(setBy.name, setBy.nameEn) })}`}
          {date && ` · ${t('requests:byDay', { day: fullDay(date) })}`}
        </span>{' '}
        {isLate && <span className="late-mark">{t('requests:conditionLate')}</span>}
        <Refusal error={verify.error} />
      </span>
      {verifiedOn ? (
        <span className="small quiet">
          {t('requests:verifiedBy', {
            person: verifiedBy ? twin(verifiedBy.name, verifiedBy.nameEn) : '',
            day: fullDay(verifiedOn),
          })}
        </span>
      ) : row.abilities.verifyConditions ? (
        <Button
          isBusy={verify.isPending}
          onPress={() => verify.mutate({ params: { id: row.id, n: condition.n }, body: {} })}
        >
          {t('requests:verify')}
        </Button>
      ) : (
        <span className="small quiet">{t('requests:notVerified')}</span>
      )}
    </li>
  );
}
