// Conditions under which something passed and that stand as dated notes: open ones first, with the act of whoever says that they are met.
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { useAct } from '../../../../../web/queries.ts';
import { useMe } from '../../../../../web/session.ts';
import { Button } from '../../../../../web/ui/Button.tsx';
import { Refusal } from '../../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../../web/ui/Toast.tsx';
import { chainQuery, type Item } from '../itemQueries.ts';
import { verifyConditionEndpoint } from './requestQueries.ts';
import './requests.css';

type Condition = Item['conditions'][number];

export function ConditionList({ item }: { item: Item }) {
  const { t } = useWords();
  const { person } = useMe();
  const chain = useQuery(chainQuery(item.id)).data?.items ?? [];
  if (item.conditions.length === 0) return null;
  const key = (condition: Condition) => `${condition.verifiedOn ? 1 : 0}${condition.date}`;
  const notes = [...item.conditions].sort((one, other) => (key(one) < key(other) ? -1 : 1));
  const isAbove = chain.at(-2)?.responsiblePerson.id === person.id;
  const isDoer = item.responsiblePersonId === person.id;
  return (
    <section className="item-part" id="conditions">
      <h2>{t('requests:conditions')}</h2>
      <ul className="conditions-list">
        {notes.map((note) => (
          <ConditionRow
            key={`${note.submissionId} ${note.n}`}
            condition={note}
            mayVerify={!isDoer && (isAbove || note.setBy.id === person.id)}
          />
        ))}
      </ul>
    </section>
  );
}

function ConditionRow({ condition, mayVerify }: { condition: Condition; mayVerify: boolean }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const say = useToast();
  const verify = useAct(verifyConditionEndpoint, { onDone: () => say(t('requests:conditionMet')) });
  const { submissionId, n, date, setBy, verifiedOn, verifiedBy } = condition;
  return (
    <li>
      <span>
        {twin(condition.title, condition.titleEn)}{' '}
        <span className="quiet small">
          {t('requests:setBy', { person: twin(setBy.name, setBy.nameEn) })}
          {` · ${t('requests:byDay', { day: fullDay(date) })}`}
        </span>{' '}
        {condition.overdue && <span className="late-mark">{t('requests:conditionLate')}</span>}
        <Refusal error={verify.error} />
      </span>
      {verifiedOn ? (
        <span className="small quiet">
          {t('requests:verifiedBy', {
            person: verifiedBy ? twin(verifiedBy.name, verifiedBy.nameEn) : '',
            day: fullDay(verifiedOn),
          })}
        </span>
      ) : mayVerify ? (
        <Button isBusy={verify.isPending} onPress={() => verify.mutate({ params: { id: submissionId, n }, body: {} })}>
          {t('requests:verify')}
        </Button>
      ) : (
        <span className="small quiet">{t('requests:notVerified')}</span>
      )}
    </li>
  );
}
