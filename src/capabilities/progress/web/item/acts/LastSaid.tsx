// What the other side said last: why an item came back, or what its superior answered, read from its history.
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../../web/language.ts';
import { useMe } from '../../../../../web/session.ts';
import { historyQuery } from '../itemQueries.ts';

interface LastSaidProps {
  itemId: string;
  act: 'item.returned' | 'item.assigned';
}

export function LastSaid({ itemId, act }: LastSaidProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const { moment } = useFormats(institution.timeZone);
  const { data } = useQuery(historyQuery(itemId));
  const event = data?.items.find((one) => one.act === act);
  if (!event?.reason) return null;
  return (
    <blockquote className="last-said">
      <p className="small quiet">
        {event.actor && twin(event.actor.name, event.actor.nameEn)} {t(`item-page:history.act.${act}`)} ·{' '}
        {moment(event.at)}
      </p>
      <p>{event.reason}</p>
    </blockquote>
  );
}
