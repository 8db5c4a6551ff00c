// The frame of the settings: the sections that the reader may open, and the one that is open.
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useWords } from '../language.ts';
import { useMe } from '../session.ts';
import { useNarrow } from '../ui/narrow.ts';
import { Select } from '../ui/Select.tsx';
import { groups, sectionsFor } from './sections.ts';
import './settings.css';

export function SettingsFrame() {
  const { t } = useWords();
  const { abilities } = useMe();
  const isNarrow = useNarrow();
  const navigate = useNavigate();
  const here = useRouterState({ select: (state) => state.location.pathname });
  const open = sectionsFor(abilities);
  return (
    <div className="settings">
      {isNarrow ? (
        <Select
          label={t('settings:sections')}
          value={open.find((section) => here.startsWith(section.to))?.to ?? null}
          onChange={(chosen) => {
            const section = open.find((one) => one.to === chosen);
            if (section) void navigate({ to: section.to });
          }}
          choices={open.map((section) => ({ value: section.to, label: t(`settings:section.${section.words}`) }))}
        />
      ) : (
        <nav className="settings-nav" aria-label={t('settings:sections')}>
          {groups.map((group) => {
            const inGroup = open.filter((section) => section.group === group);
            if (inGroup.length === 0) return null;
            return (
              <div key={group} className="settings-group">
                <p className="small quiet">{t(`settings:group.${group}`)}</p>
                {inGroup.map((section) => (
                  <Link
                    key={section.to}
                    to={section.to}
                    className="settings-link"
                    activeProps={{ className: 'settings-link settings-link-on', 'aria-current': 'page' }}
                  >
                    {t(`settings:section.${section.words}`)}
                  </Link>
                ))}
              </div>
            );
          })}
        </nav>
      )}
      <div className="settings-body">
        <Outlet />
      </div>
    </div>
  );
}
