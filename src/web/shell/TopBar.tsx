// The top bar: the mark, the institution and its year, finding, the day that is read, and the person's own menu.
import { Link } from '@tanstack/react-router';
import { useFormats } from '../formats.ts';
import { useTwin, useWords } from '../language.ts';
import { useMe } from '../session.ts';
import { Icon } from '../ui/icons.tsx';
import { AsOf } from './AsOf.tsx';
import { Bell } from './Bell.tsx';
import { Brand } from './Brand.tsx';
import { PersonMenu } from './PersonMenu.tsx';

export function TopBar({ onFind }: { onFind: () => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const { fullDay } = useFormats();
  const { institution, today, clockShifted } = useMe();
  return (
    <header className="top-bar no-print">
      <Link to="/" className="brand">
        <Brand levels={institution.levels.length} />
        <span className="brand-words">
          <b>联动</b> <span className="brand-latin">Liandong</span>
        </span>
        <span className="visually-hidden">{t('brand.home')}</span>
      </Link>
      <span className="top-institution clip">
        {t('brand.institutionYear', {
          institution: twin(institution.name, institution.nameEn),
          year: today.slice(0, 4),
        })}
      </span>
      <button type="button" className="find" onClick={onFind} aria-keyshortcuts="Control+K">
        <Icon name="find" />
        <span className="find-words clip">{t('find.placeholder')}</span>
        <span className="kbd">Ctrl K</span>
      </button>
      {clockShifted && (
        <span className="clock-tag" data-tip={t('state.clockShifted', { day: fullDay(today) })}>
          {t('state.clockTag')}
          <span className="visually-hidden">{t('state.clockShifted', { day: fullDay(today) })}</span>
        </span>
      )}
      <AsOf />
      <Bell />
      <PersonMenu />
    </header>
  );
}
