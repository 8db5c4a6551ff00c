// Drawers and dialogs above the page: the lowest keep still while one is above, and the focus returns where it came from.
import { type RefObject, useEffect } from 'react';

const layers: HTMLElement[] = [];

function settle(): void {
  const root = document.getElementById('root');
  if (root) root.inert = layers.length > 0;
  layers.forEach((layer, at) => {
    layer.inert = at < layers.length - 1;
  });
}

const focusable = 'input:not([type=hidden]), textarea, select, button, a[href], [tabindex="0"]';

/** Holds the page below still while `panel` is open; Escape closes the topmost one only. */
export function useLayer(panel: RefObject<HTMLElement | null>, onClose: () => void): void {
  useEffect(() => {
    const layer = panel.current;
    if (!layer) return;
    const before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    layers.push(layer);
    settle();
    if (!layer.contains(document.activeElement)) {
      const body = layer.querySelector<HTMLElement>('[data-layer-body]');
      (body?.querySelector<HTMLElement>(focusable) ?? layer).focus({ preventScroll: true });
    }
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      settle();
      before?.focus({ preventScroll: true });
    };
  }, [panel]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || layers.at(-1) !== panel.current) return;
      // An open list inside the panel takes the key for itself.
      if (event.target instanceof Element && event.target.closest('[aria-expanded="true"]')) return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [panel, onClose]);
}
