// The negotiations of an item on its page: the latest rounds side by side, earlier ones on a press, and the way to begin one.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { isMine } from './answers.ts';
import { BeginDrawer, type NegotiableItem } from './BeginDrawer.tsx';
import { RoundsTable } from './RoundsTable.tsx';
import { TalkDrawer } from './TalkDrawer.tsx';
import { TalkState, TalkTurn } from './TalkState.tsx';
import { itemTalksQuery } from './talkQueries.ts';
import './negotiation.css';

/** Nothing is shown where nobody has negotiated and the reader cannot begin. */
export function ItemNegotiations({ item }: { item: NegotiableItem }) {
  const { t } = useWords();
  const { data } = useQuery(itemTalksQuery(item.id));
  const [open, setOpen] = useState<'answer' | 'begin' | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const talks = data?.items ?? [];
  const mayBegin = data?.abilities?.begin === true;
  const [latest] = talks;
  if (!latest && !mayBegin) return null;
  return (
    <section className="item-part" id="negotiation">
      <div className="talk-head">
        <h2>{t('talks:title')}</h2>
        {mayBegin && (
          <Button kind="quiet" onPress={() => setOpen('begin')}>
            {t('talks:begin')}
          </Button>
        )}
      </div>
      {!latest && <p className="small quiet">{t('talks:noneYet')}</p>}
      {(showsAll ? talks : talks.slice(0, 1)).map((talk) => (
        <div key={talk.id} className="talk">
          <TalkState talk={talk} />
          <TalkTurn talk={talk} />
          <RoundsTable talk={talk} />
        </div>
      ))}
      <div className="talk-foot">
        {latest && isMine(latest) && (
          <Button kind="plain" onPress={() => setOpen('answer')}>
            {t('talks:act.answer')}
          </Button>
        )}
        {!showsAll && talks.length > 1 && (
          <Button kind="quiet" onPress={() => setShowsAll(true)}>
            {t('talks:earlier', { count: talks.length - 1 })}
          </Button>
        )}
      </div>
      <TalkDrawer talk={open === 'answer' && latest ? latest : null} onClose={() => setOpen(null)} />
      {open === 'begin' && <BeginDrawer item={item} onClose={() => setOpen(null)} />}
    </section>
  );
}
