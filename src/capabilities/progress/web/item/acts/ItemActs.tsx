// The acts on an item that the server says are mine, the one to do now first; each opens in a drawer.
import { useState } from 'react';
import { useWords } from '../../../../../web/language.ts';
import { useMe } from '../../../../../web/session.ts';
import { Button } from '../../../../../web/ui/Button.tsx';
import { Popover } from '../../../../../web/ui/Popover.tsx';
import type { Item } from '../itemQueries.ts';
import { AskMenu } from '../requests/AskMenu.tsx';
import { kindsToAsk } from '../requests/ask.ts';
import { ActDrawer } from './ActDrawer.tsx';
import { useActPage } from './actPages.ts';
import { type ItemAct, itemActs } from './itemActs.ts';

const besidePrimary = 2;
// Nothing waits for these, so they never call as the act to do now.
const unhurried: ReadonlySet<ItemAct> = new Set(['guide', 'archive']);

export function ItemActs({ item }: { item: Item }) {
  const { t } = useWords();
  const [act, setAct] = useState<ItemAct | null>(null);
  const [isMoreOpen, setMoreOpen] = useState(false);
  const openPage = useActPage();
  const me = useMe();
  const acts = itemActs(item, me.institution.levels.at(-1)?.rank ?? 0);
  if (acts.length === 0 && kindsToAsk(item).length === 0) return null;
  const start = (chosen: ItemAct) => {
    setMoreOpen(false);
    if (!openPage(chosen, item.id)) setAct(chosen);
  };
  const shown = acts.slice(0, 1 + besidePrimary);
  const more = acts.slice(1 + besidePrimary);
  return (
    <div className="acts no-print">
      {shown.map((name, at) => (
        <Button key={name} kind={at === 0 && !unhurried.has(name) ? 'primary' : 'plain'} onPress={() => start(name)}>
          {t(`item-page:act.${name}`)}
        </Button>
      ))}
      {more.length > 0 && (
        <Popover
          label={t('act.more')}
          open={isMoreOpen}
          onOpenChange={setMoreOpen}
          trigger={
            <button type="button" className="acts-more">
              {t('act.more')}
            </button>
          }
        >
          <div className="acts-list">
            {more.map((name) => (
              <Button key={name} kind="quiet" onPress={() => start(name)}>
                {t(`item-page:act.${name}`)}
              </Button>
            ))}
          </div>
        </Popover>
      )}
      <AskMenu item={item} />
      <ActDrawer act={act} itemId={item.id} onClose={() => setAct(null)} />
    </div>
  );
}
