// The frame of every signed-in screen: top bar, places at the side or, on a phone, at the bottom.
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useSearch } from '@tanstack/react-router';
import { Fragment, useEffect, useState } from 'react';
import type { readWorkbench } from '../../capabilities/linkage/board.contract.ts';
import { remote } from '../api.ts';
import { useFormats } from '../formats.ts';
import { speak, useWords } from '../language.ts';
import { useLive } from '../live.ts';
import { reading } from '../queries.ts';
import { useMe } from '../session.ts';
import { Notice } from '../ui/Feedback.tsx';
import { Icon } from '../ui/icons.tsx';
import { useNarrow } from '../ui/narrow.ts';
import { useOnline } from './online.ts';
import { Palette } from './Palette.tsx';
import { type Place, places } from './places.ts';
import { TopBar } from './TopBar.tsx';
import './shell.css';

const workbench = reading(remote<typeof readWorkbench>('GET', '/workbench'), {});

// Another day is read on the board, on drawings, chains and items; what is to be done is always of today.
const keepsDay: ReadonlySet<Place['to']> = new Set(['/board', '/drawing', '/chain']);

function countFor(place: Place, counts: Record<string, number> | undefined): number {
  if (!place.count || !counts) return 0;
  if (place.count.of !== 'all') return counts[place.count.of] ?? 0;
  return counts.all ?? Object.entries(counts).reduce((sum, [kind, count]) => (kind === 'all' ? sum : sum + count), 0);
}

function Places({ inBottomBar }: { inBottomBar?: boolean }) {
  const { t } = useWords();
  const { count: write } = useFormats();
  const { data } = useQuery(workbench);
  const { asOf } = useSearch({ from: '/shell' });
  return (
    <nav className={inBottomBar ? 'bottom-bar no-print' : 'side-nav no-print'} aria-label={t('nav.label')}>
      {places
        .filter((place) => !(inBottomBar && place.wideOnly))
        .map((place) => {
          const count = countFor(place, data?.counts);
          return (
            <Fragment key={place.to}>
              {place.heading && !inBottomBar && <p className="place-heading">{t(`nav.${place.heading}`)}</p>}
              <Link
                to={place.to}
                search={{ asOf: keepsDay.has(place.to) ? asOf : undefined }}
                className="place"
                activeOptions={{ exact: place.exact ?? false, includeSearch: false }}
                activeProps={{ className: 'place place-on', 'aria-current': 'page' }}
              >
                <Icon name={place.icon} />
                <span className="place-name">{t(`nav.${place.words}`)}</span>
                {count > 0 && (
                  <span className={place.count?.tone === 'now' ? 'place-count place-count-now' : 'place-count'}>
                    <span aria-hidden="true">{count > 99 ? '99+' : write(count)}</span>
                    <span className="visually-hidden">{t('nav.waiting', { count })}</span>
                  </span>
                )}
              </Link>
            </Fragment>
          );
        })}
    </nav>
  );
}

function Notices() {
  const { t } = useWords();
  const me = useMe();
  const { fullDay } = useFormats();
  const { asOf } = useSearch({ from: '/shell' });
  const isOnline = useOnline();
  return (
    <div className="shell-notices">
      {!isOnline && <Notice kind="warn">{t('state.offline')}</Notice>}
      {asOf && asOf !== me.today && (
        <Notice>
          {t(asOf < me.today ? 'asOf.past' : 'asOf.future', { day: fullDay(asOf) })}{' '}
          <Link to="." search={(search) => ({ ...search, asOf: undefined })}>
            {t('asOf.backToToday')}
          </Link>
        </Notice>
      )}
    </div>
  );
}

export function Shell() {
  const { t, language } = useWords();
  const me = useMe();
  const isNarrow = useNarrow();
  const [isFinding, setFinding] = useState(false);
  useLive();
  const preferred = me.person.language;
  useEffect(() => {
    if (preferred !== language) void speak(preferred);
  }, [preferred, language]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setFinding((open) => !open);
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <TopBar onFind={() => setFinding(true)} />
      {!isNarrow && <Places />}
      <main id="main" className="page" tabIndex={-1}>
        <Notices />
        <Outlet />
      </main>
      {isNarrow && <Places inBottomBar />}
      {isFinding && <Palette onClose={() => setFinding(false)} />}
    </div>
  );
}
