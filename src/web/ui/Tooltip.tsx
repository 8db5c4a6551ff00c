// One tooltip for the whole page: anything with data-tip shows it on hover and focus, at no cost to rows that scroll by.
import { useEffect, useState } from 'react';
import './tooltip.css';

interface Tip {
  text: string;
  x: number;
  y: number;
  below: boolean;
}

function tipFor(target: EventTarget | null): Tip | null {
  const holder = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
  const text = holder?.dataset.tip;
  if (!holder || !text) return null;
  const box = holder.getBoundingClientRect();
  const below = box.top < 90;
  const x = Math.min(window.innerWidth - 160, Math.max(160, box.left + box.width / 2));
  return { text, x, y: below ? box.bottom + 6 : box.top - 6, below };
}

export function TooltipHost() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => {
    let timer = 0;
    const show = (event: Event) => {
      window.clearTimeout(timer);
      const next = tipFor(event.target);
      // A short wait keeps tips from flickering while the pointer crosses a table.
      timer = window.setTimeout(() => setTip(next), next ? 260 : 0);
    };
    const hide = () => {
      window.clearTimeout(timer);
      setTip(null);
    };
    document.addEventListener('pointerover', show);
    document.addEventListener('focusin', show);
    document.addEventListener('pointerdown', hide);
    document.addEventListener('keydown', hide);
    window.addEventListener('scroll', hide, { capture: true, passive: true });
    return () => {
      hide();
      document.removeEventListener('pointerover', show);
      document.removeEventListener('focusin', show);
      document.removeEventListener('pointerdown', hide);
      document.removeEventListener('keydown', hide);
      window.removeEventListener('scroll', hide, { capture: true });
    };
  }, []);
  if (!tip) return null;
  return (
    // The same words are in the accessible name of what it belongs to, so it is hidden from screen readers.
    <div className={tip.below ? 'tip tip-below' : 'tip'} aria-hidden="true" style={{ left: tip.x, top: tip.y }}>
      {tip.text}
    </div>
  );
}
