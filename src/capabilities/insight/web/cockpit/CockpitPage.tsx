// The cockpit: what needs me today, who is late (leaders too), what the meeting must discuss, who has reported, how key works stand.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { Refusal, Skeleton } from '../../../../web/ui/Feedback.tsx';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { LevelShares } from '../../../promotion/web/cycles/LevelShares.tsx';
import { type Cockpit, cockpitQuery } from './cockpitQueries.ts';
import { DelayTable } from './DelayTable.tsx';
import { FocusLines } from './FocusLines.tsx';
import { LightRows, LightTotals } from './LightRows.tsx';
import { WorkLines } from './WorkLines.tsx';
import '../../../promotion/web/cycles/cycles.css';
import './cockpit.css';

export function CockpitPage() {
  const { t } = useWords();
  const { fullDay } = useFormats();
  const { data, error, isPending, refetch } = useQuery(cockpitQuery);
  return (
    <div className="cockpit">
      <div className="page-head">
        <div>
          <h1>{t('cockpit:title')}</h1>
          <p className="page-sub">{data ? t(`cockpit:sub.${data.reach}`, { day: fullDay(data.today) }) : ' '}</p>
        </div>
      </div>
      <Refusal error={error} onRetry={() => void refetch()} />
      {isPending && <Skeleton rows={10} height={56} />}
      {data && <Parts cockpit={data} />}
    </div>
  );
}

interface PartProps {
  id: string;
  title: string;
  /** Opens all of it. */
  more?: ReactNode;
  children: ReactNode;
}

function Part({ id, title, more, children }: PartProps) {
  return (
    <section className="cockpit-part" aria-labelledby={`cockpit-${id}`}>
      <header className="cockpit-head">
        <h2 id={`cockpit-${id}`}>{title}</h2>
        {more && <span className="small">{more}</span>}
      </header>
      {children}
    </section>
  );
}

function Parts({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useWords();
  const { count } = useFormats();
  const { needsMe, delays, focus, lights } = cockpit;
  return (
    <>
      <Figures cockpit={cockpit} />
      <div className="cockpit-grid">
        <div className="cockpit-column">
          <Part
            id="work"
            title={t('cockpit:work.title')}
            more={
              needsMe.total > needsMe.items.length && (
                <Link to="/">{t('cockpit:work.all', { n: count(needsMe.total) })}</Link>
              )
            }
          >
            <WorkLines rows={needsMe.items} />
          </Part>
          {focus && (
            <Part
              id="focus"
              title={t('cockpit:focus.title')}
              more={
                <Link to="/cycles/$id" params={{ id: focus.cycleId }} search={{ view: 'focus' }}>
                  {t('cockpit:focus.all')}
                </Link>
              }
            >
              <FocusLines focus={focus} />
            </Part>
          )}
        </div>
        <div className="cockpit-column">
          <Part
            id="delays"
            title={t('cockpit:delays.title')}
            more={delays.total > 0 && <Link to="/delays">{t('cockpit:delays.all', { n: count(delays.total) })}</Link>}
          >
            {delays.items.length === 0 ? (
              <p className="quiet">{t('cockpit:delays.none')}</p>
            ) : (
              <>
                <DelayLevels byLevel={delays.byLevel} />
                <DelayTable rows={delays.items} isShort />
              </>
            )}
          </Part>
          <Part id="lights" title={t('cockpit:lights.title')} more={<Link to="/board">{t('cockpit:lights.all')}</Link>}>
            {lights.total === 0 ? <p className="quiet">{t('cockpit:lights.none')}</p> : <LightRows lights={lights} />}
          </Part>
        </div>
      </div>
    </>
  );
}

/** One line of figures; each opens what it counts. */
function Figures({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useWords();
  const { count } = useFormats();
  const { sheets, help, lights } = cockpit;
  return (
    <div className="cockpit-figures">
      <div className="cockpit-figure">
        <h2 className="small">{t('cockpit:lights.key')}</h2>
        <LightTotals lights={lights.all} />
      </div>
      <Reported cockpit={cockpit} />
      <div className="cockpit-figure">
        <h2 className="small">{t('cockpit:sheets.title')}</h2>
        <p className="cockpit-lights">
          {(['red', 'orange', 'yellow'] as const).map((colour) => (
            <Link key={colour} to="/sheets" search={{ colour, show: 'unsettled' }} className="cockpit-light">
              <LightMark colour={colour} />
              <span className="visually-hidden">{t(`light.${colour}`)} </span>
              {count(sheets[colour])}
            </Link>
          ))}
        </p>
        {sheets.overdue > 0 && (
          <Link to="/sheets" search={{ overdue: true }} className="small cockpit-late">
            {t('cockpit:sheets.overdue', { count: sheets.overdue, n: count(sheets.overdue) })}
          </Link>
        )}
      </div>
      <div className="cockpit-figure">
        <h2 className="small">{t('cockpit:help.title')}</h2>
        <p>
          <Link to="/help" className="cockpit-number">
            {count(help.toAnswer)}
          </Link>{' '}
          <span className="small">{t('cockpit:help.toAnswer')}</span>{' '}
          {help.toAnswerOverdue > 0 && (
            <Link to="/help" search={{ overdue: true }} className="small cockpit-late">
              {t('cockpit:help.overdue', { count: help.toAnswerOverdue, n: count(help.toAnswerOverdue) })}
            </Link>
          )}
        </p>
        <Link to="/help" search={{ mine: 'asked', state: 'open' }} className="small">
          {t('cockpit:help.asked', { count: help.askedOpen, n: count(help.askedOpen) })}
        </Link>
      </div>
    </div>
  );
}

function Reported({ cockpit }: { cockpit: Cockpit }) {
  const { t } = useWords();
  const { day } = useFormats();
  const { institution, today } = useMe();
  const { cycle } = cockpit;
  if (!cycle) return null;
  const names = institution.levels.map(({ rank, name, nameEn }) => ({ level: rank, name, nameEn }));
  const cells = cycle.levels.map((level) => ({ ...level, missed: 0 }));
  return (
    <div className="cockpit-figure cockpit-reported">
      <h2 className="small">
        <Link to="/cycles/$id" params={{ id: cycle.id }}>
          {t(`cockpit:cycle.${cycle.kind}`, { from: day(cycle.from, today), to: day(cycle.to, today) })}
        </Link>{' '}
        <span className="quiet">{t(`cockpit:cycle.state.${cycle.state}`)}</span>
      </h2>
      <LevelShares levels={names} cells={cells} size="large" />
    </div>
  );
}

/** Open delays level by level, the first at the left: leaders stand in the same row as everybody. */
function DelayLevels({ byLevel }: { byLevel: Cockpit['delays']['byLevel'] }) {
  const { t } = useWords();
  const twin = useTwin();
  const { count } = useFormats();
  const { institution } = useMe();
  return (
    <ul className="cockpit-levels">
      {institution.levels.map(({ rank, name, nameEn }) => {
        const open = byLevel.find((one) => one.level === rank)?.open ?? 0;
        return (
          <li key={rank} style={{ borderTopColor: `var(--level-${rank})` }}>
            <span className="small quiet clip">{twin(name, nameEn)}</span>
            {open > 0 ? (
              <Link
                to="/delays"
                search={{ level: rank }}
                className="cockpit-number"
                aria-label={t('cockpit:delays.ofLevel', { level: twin(name, nameEn), n: count(open) })}
              >
                {count(open)}
              </Link>
            ) : (
              <span className="cockpit-number quiet">0</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
