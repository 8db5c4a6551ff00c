// Where the item itself stands: its line, its unit and person, and the dates that bind everything below.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { LinkageStrip } from '../../../../web/ui/LinkageStrip.tsx';
import type { Item } from './decompositionQueries.ts';

export function PlaceHead({ item, children }: { item: Item; children?: ReactNode }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const { institution } = useMe();
  const level = institution.levels.find((one) => one.rank === item.level);
  const facts = [
    level ? twin(level.name, level.nameEn) : '',
    twin(item.leadUnit.name, item.leadUnit.nameEn),
    twin(item.responsiblePerson.name, item.responsiblePerson.nameEn),
    t('decomposition:binds', { from: fullDay(item.start), to: fullDay(item.approvedDue) }),
  ].filter(Boolean);
  return (
    <>
      <p className="item-back no-print">
        <Link to="/items/$id" params={{ id: item.id }}>
          ← {t('decomposition:toItem')}
        </Link>
      </p>
      <header className="page-head">
        <div>
          <p className="small quiet">
            {item.code && <span className="code">{item.code} </span>}
            {t('decomposition:of')}
          </p>
          <h1>{twin(item.title, item.titleEn) || t('item.placeholder')}</h1>
          <p className="place-facts">
            <LinkageStrip steps={item.strip} levelNames={institution.levels.map((one) => twin(one.name, one.nameEn))} />
            <span className="page-sub">{facts.join(' · ')}</span>
          </p>
        </div>
        {children}
      </header>
    </>
  );
}
