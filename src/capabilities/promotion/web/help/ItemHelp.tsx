// The help asked for on an item, on its page: open requests first, each opening in a drawer; and the button to ask.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { AskHelpDrawer } from './AskHelpDrawer.tsx';
import { HelpDrawer } from './HelpDrawer.tsx';
import { Limit } from './HelpTable.tsx';
import { itemHelpQuery } from './helpQueries.ts';
import './help.css';

interface ItemHelpProps {
  item: { id: string; title: string | null; titleEn: string | null; placeholder: boolean };
}

export function ItemHelp({ item }: ItemHelpProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { data } = useQuery(itemHelpQuery(item.id));
  const [open, setOpen] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const rows = data?.items ?? [];
  const mayAsk = data?.abilities.ask === true;
  if (rows.length === 0 && !mayAsk) return null;
  return (
    <section className="item-part" id="help">
      <h2>{t('help-page:item.title')}</h2>
      {rows.length === 0 && <p className="quiet">{t('help-page:item.none')}</p>}
      <ul className="help-of-item">
        {rows.map((row) => (
          <li key={row.id}>
            <button type="button" className="help-open" onClick={() => setOpen(row.id)}>
              {row.asks ?? t('help-page:silent')}
            </button>
            <span className="small quiet">
              {t('help-page:item.toWhom', { name: twin(row.addressee.name, row.addressee.nameEn) })} ·{' '}
              {t(`help-page:state.${row.state}`)} · <Limit row={row} />
            </span>
          </li>
        ))}
      </ul>
      {mayAsk && (
        <span className="no-print">
          <Button icon="plus" onPress={() => setAsking(true)}>
            {t('help-page:ask')}
          </Button>
        </span>
      )}
      <HelpDrawer id={open} onClose={() => setOpen(null)} />
      {isAsking && (
        <AskHelpDrawer
          item={{
            id: item.id,
            title: twin(item.title ?? '', item.titleEn) || t('item.placeholder'),
            placeholder: item.placeholder,
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
