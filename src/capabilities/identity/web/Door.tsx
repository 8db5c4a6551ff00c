// The frame of the screens before anybody is signed in: a quiet panel, and the signature strip as the only picture.
import type { ReactNode } from 'react';
import { useWords } from '../../../web/language.ts';
import { Brand } from '../../../web/shell/Brand.tsx';
import { LanguageChoice } from '../../../web/shell/PersonMenu.tsx';
import './door.css';

const steps = [0, 1, 2, 3, 4, 5] as const;

/** The work on its way: down through six levels, and the truth back up. */
function Descent() {
  return (
    <svg className="door-picture" viewBox="0 0 360 300" aria-hidden="true">
      {steps.map((at) => {
        const x = 18 + at * 54;
        const y = 16 + at * 44;
        return (
          <g key={at}>
            {at < 5 && (
              <path
                d={`M${x + 22} ${y + 30}v14h54v0`}
                fill="none"
                stroke={`var(--level-${at + 2})`}
                strokeWidth="1.5"
              />
            )}
            <rect x={x} y={y} width="44" height="30" rx="5" fill={`var(--level-${at + 1})`} />
            <path d={`M${x + 12} ${y + 15.5}l6 6 13-13`} className="door-tick" stroke={`var(--level-${at + 1}-ink)`} />
          </g>
        );
      })}
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
