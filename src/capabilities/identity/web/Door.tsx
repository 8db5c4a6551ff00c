// The frame of the screens before anybody is signed in: a quiet panel, and the signature strip as the only picture.
import type { ReactNode } from 'react';
import { useWords } from '../../../web/language.ts';
import { Brand } from '../../../web/shell/Brand.tsx';
import { LanguageChoice } from '../../../web/shell/PersonMenu.tsx';
import './door.css';

const levels = ['school', 'leader', 'department', 'college', 'professor', 'person'] as const;
const last = levels.length - 1;

/** The work on its way: down through six levels to one person, and the truth back up along the dashed line. */
function Descent() {
  const { t } = useWords();
  const x = (at: number) => 8 + at * 40;
  const y = (at: number) => 20 + at * 58;
  return (
    <svg className="door-picture" viewBox="0 0 400 372" aria-hidden="true">
      <path className="door-return" d={`M${x(last) + 118} ${y(last) + 17}H384V${y(0) + 17}H${x(0) + 176}`} />
      <path className="door-arrow" d={`M${x(0) + 184} ${y(0) + 11}l-8 6 8 6`} />
      {levels.map((level, at) => (
        <g key={level}>
          {at < last && (
            <path className="door-down" d={`M${x(at) + 18} ${y(at) + 34}v41h22`} stroke={`var(--level-${at + 2})`} />
          )}
          <rect x={x(at)} y={y(at)} width="44" height="34" rx="4" fill={`var(--level-${at + 1})`} />
          <path
            d={`M${x(at) + 13} ${y(at) + 17.5}l6 6 12-12`}
            className="door-tick"
            stroke={`var(--level-${at + 1}-ink)`}
          />
          <text x={x(at) + 56} y={y(at) + 22} className="door-level">
            {t(`sign-in:level.${level}`)}
          </text>
        </g>
      ))}
    </svg>
  );
}

export function Door({ children, wide }: { children: ReactNode; wide?: boolean }) {
  const { t } = useWords();
  return (
    <div className="door">
      <aside className="door-side">
        <div className="door-brand">
          <Brand size={24} />
          <span>
            <b>联动</b> Liandong
          </span>
        </div>
        <Descent />
        <p className="door-words">{t('sign-in:motto')}</p>
      </aside>
      <main className="door-main">
        <div className="door-language">
          <LanguageChoice />
        </div>
        <div className={wide ? 'door-panel door-panel-wide' : 'door-panel'}>{children}</div>
      </main>
    </div>
  );
}
