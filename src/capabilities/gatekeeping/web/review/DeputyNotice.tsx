// Above the queue: who decides in my place today and until when, with the way to end it; and for whom I decide.
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Notice, Refusal } from '../../../../web/ui/Feedback.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { type Delegation, delegationsQuery, endDelegationEndpoint, personQuery } from './reviewQueries.ts';

export function DeputyNotice() {
  const me = useMe();
  const { data } = useQuery(delegationsQuery);
  const active = (data?.items ?? []).filter((one) => one.from <= me.today && one.to >= me.today);
  return active.map((one) =>
    one.personId === me.person.id ? (
      <MyDeputy key={one.id} delegation={one} />
    ) : one.delegateId === me.person.id ? (
      <Deputised key={one.id} delegation={one} />
    ) : null,
  );
}

function useName(id: string): string {
  const twin = useTwin();
  const { data } = useQuery(personQuery(id));
  return data ? twin(data.name, data.nameEn) : '…';
}

function MyDeputy({ delegation }: { delegation: Delegation }) {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const say = useToast();
  const name = useName(delegation.delegateId);
  const end = useAct(endDelegationEndpoint, {
    stales: ['/delegations'],
    onDone: () => say(t('settings:delegations.takenBack')),
  });
  return (
    <Notice>
      <span className="deputy">
        <span>{t('review:deputy.mine', { person: name, day: fullDay(delegation.to) })}</span>
        {delegation.abilities.remove && (
          <Button isBusy={end.isPending} onPress={() => end.mutate({ params: { id: delegation.id } })}>
            {t('review:deputy.end')}
          </Button>
        )}
      </span>
      <Refusal error={end.error} />
    </Notice>
  );
}

function Deputised({ delegation }: { delegation: Delegation }) {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const name = useName(delegation.personId);
  return <Notice>{t('review:deputy.for', { person: name, day: fullDay(delegation.to) })}</Notice>;
}
