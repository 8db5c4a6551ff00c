// "Ask for…": the requests that the reader may put before the gate on this item, each opening in a drawer.
import { useState } from 'react';
import { useWords } from '../../../../../web/language.ts';
import { Button } from '../../../../../web/ui/Button.tsx';
import { Popover } from '../../../../../web/ui/Popover.tsx';
import type { Item } from '../itemQueries.ts';
import { kindsToAsk, type RequestKind } from './ask.ts';
import { RequestDrawer } from './RequestDrawer.tsx';

export function AskMenu({ item }: { item: Item }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const [kind, setKind] = useState<RequestKind | null>(null);
  const kinds = kindsToAsk(item);
  if (kinds.length === 0 && kind === null) return null;
  const choose = (chosen: RequestKind) => {
    setOpen(false);
    setKind(chosen);
  };
  return (
    <>
      <Popover
        label={t('requests:menu')}
        open={isOpen}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className="acts-more">
            {t('requests:menu')}
          </button>
        }
      >
        <div className="acts-list">
          {kinds.map((name) => (
            <Button key={name} kind="quiet" onPress={() => choose(name)}>
              {t(`submissionKind.${name}`)}
            </Button>
          ))}
        </div>
      </Popover>
      <RequestDrawer kind={kind} item={item} onClose={() => setKind(null)} />
    </>
  );
}
