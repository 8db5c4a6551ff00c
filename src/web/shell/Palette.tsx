// Ctrl-K: go to a page or find an item by code or words, without the mouse.
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { listItems } from '../../capabilities/linkage/linkage.contract.ts';
import { remote } from '../api.ts';
import { useTwin, useWords } from '../language.ts';
import { reading } from '../queries.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { LightMark } from '../ui/Light.tsx';
import { useSettled } from '../ui/settled.ts';
import { places } from './places.ts';

const findEndpoint = remote<typeof listItems>('GET', '/items');

interface Entry {
  key: string;
  mark: React.ReactNode;
  words: string;
  code?: string;
  go: () => void;
}

function useEntries(typed: string, onClose: () => void): Entry[] {
  const { t } = useWords();
  const twin = useTwin();
  const navigate = useNavigate();
  const q = useSettled(typed.trim());
  const found = useQuery({ ...reading(findEndpoint, { query: { q, limit: 8 } }), enabled: q.length > 0 });
  const pages = places
    .filter((place) => t(`nav.${place.words}`).toLowerCase().includes(typed.trim().toLowerCase()))
    .map(
      (place): Entry => ({
        key: place.to,
        mark: <Icon name={place.icon satisfies IconName} />,
        words: t(`nav.${place.words}`),
        go: () => {
          onClose();
          void navigate({ to: place.to });
        },
      }),
    );
  const items = (q && found.data ? found.data.items : []).map(
    (item): Entry => ({
      key: item.id,
      mark: <LightMark colour={item.light.computed} />,
      words: twin(item.title, item.titleEn) || t('item.placeholder'),
      code: item.code ?? '',
      go: () => {
        onClose();
        void navigate({ to: '/items/$id', params: { id: item.id } });
      },
    }),
  );
  return [...pages, ...items];
}

export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(typed, onClose);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const active = Math.min(at, entries.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(active + 1, entries.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(active - 1, 0));
    else if (event.key === 'Enter') entries[active]?.go();
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} className="palette" aria-label={t('find.open')} onClose={onClose}>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-label={t('find.placeholder')}
        placeholder={t('find.placeholder')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('find.results')} className="palette-list">
        {entries.map((entry, index) => (
          <button
            key={entry.key}
            id={`${id}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={index === active ? 'palette-entry palette-entry-on' : 'palette-entry'}
            onPointerMove={() => setAt(index)}
            onClick={entry.go}
          >
            {entry.mark}
            {entry.code && <span className="code">{entry.code}</span>}
            <span className="clip">{entry.words}</span>
          </button>
        ))}
        {entries.length === 0 && <p className="palette-none quiet">{t('find.none')}</p>}
      </div>
      <p className="palette-keys small quiet">{t('find.keys')}</p>
    </dialog>
  );
}
