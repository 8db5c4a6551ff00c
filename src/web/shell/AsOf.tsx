// The day on which the product is read: today, or any day chosen here, kept in the address so that it can be shared.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../formats.ts';
import { useWords } from '../language.ts';
import { useMe } from '../session.ts';
import { Button } from '../ui/Button.tsx';
import { DatePicker } from '../ui/DatePicker.tsx';
import { Icon } from '../ui/icons.tsx';
import { Popover } from '../ui/Popover.tsx';

export function AsOf() {
  const { t } = useWords();
  const { day, moment } = useFormats();
  const me = useMe();
  const { asOf } = useSearch({ from: '/shell' });
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const read = (chosen: string | null) => {
    setOpen(false);
    const kept = chosen && chosen !== me.today ? chosen : undefined;
    void navigate({ to: '.', search: (search) => ({ ...search, asOf: kept }) });
  };
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      label={t('asOf.choose')}
      trigger={
        <button type="button" className={asOf ? 'top-quiet as-of as-of-other' : 'top-quiet as-of'}>
          <Icon name="clock" />
          <span className="visually-hidden">{t('asOf.choose')}</span>
          <span className="as-of-words">
            {asOf ? t('asOf.on', { day: day(asOf, me.today) }) : t('asOf.now', { time: moment(me.now) })}
          </span>
        </button>
      }
    >
      <p className="small quiet as-of-hint">{t('asOf.hint')}</p>
      <DatePicker value={asOf ?? me.today} onChange={read} label={t('asOf.choose')} width={220} />
      {asOf && (
        <p className="as-of-back">
          <Button onPress={() => read(null)}>{t('asOf.backToToday')}</Button>
        </p>
      )}
    </Popover>
  );
}
