// Typing a unit or a person into a cell: the server searches, arrows choose, Enter or Tab takes; nothing found keeps the words.
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import { useSettled } from '../../../../web/ui/settled.ts';
import { peopleEndpoint, unitsEndpoint } from './decompositionQueries.ts';
import type { Brief } from './sheet.ts';

interface Choice {
  brief: Brief;
  label: string;
  note: string;
  /** What choosing this one says about the other cell: a person's unit, a unit's head. */
  other: Brief | null;
}

interface CellPickerProps {
  kind: 'unit' | 'person';
  label: string;
  initial: string;
  /** The initial words are a key just typed: more follow, so they stay. */
  isTyping: boolean;
  /** Searches people of this unit first where one is known. */
  unitId: string | null;
  onTake: (brief: Brief | null, other: Brief | null, move: 'Enter' | 'Tab' | 'ShiftTab' | null) => void;
  onCancel: () => void;
}

const most = 12;

function useChoices(kind: 'unit' | 'person', typed: string, unitId: string | null): Choice[] {
  const twin = useTwin();
  const q = useSettled(typed.trim(), 160);
  const units = useQuery({
    ...reading(unitsEndpoint, { query: { limit: most, ...(q ? { q } : {}) } }),
    enabled: kind === 'unit',
    placeholderData: (before) => before,
  });
  const people = useQuery({
    ...reading(peopleEndpoint, { query: { limit: most, ...(q ? { q } : unitId ? { unitId } : {}) } }),
    enabled: kind === 'person',
    placeholderData: (before) => before,
  });
  if (kind === 'unit') {
    return (units.data?.items ?? []).map((unit) => ({
      brief: { id: unit.id, name: unit.name, nameEn: unit.nameEn },
      label: twin(unit.name, unit.nameEn),
      note: unit.code,
      other: unit.head,
    }));
  }
  return (people.data?.items ?? []).map((person) => {
    const post = person.posts.find((one) => one.unitId === unitId) ?? person.posts[0];
    return {
      brief: { id: person.id, name: person.name, nameEn: person.nameEn },
      label: twin(person.name, person.nameEn),
      note: post ? `${twin(post.unitName, post.unitNameEn)} ${twin(post.title, post.titleEn)}` : '',
      other: post ? { id: post.unitId, name: post.unitName, nameEn: post.unitNameEn } : null,
    };
  });
}

export function CellPicker({ kind, label, initial, isTyping, unitId, onTake, onCancel }: CellPickerProps) {
  const { t } = useWords();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(initial);
  const [at, setAt] = useState(0);
  const choices = useChoices(kind, typed, unitId);
  const active = Math.min(at, choices.length - 1);
  useLayoutEffect(() => {
    input.current?.focus();
    if (!isTyping) input.current?.select();
  }, [isTyping]);
  // The list may not be cut off by the grid's own scrolling, so it is placed on the window.
  useLayoutEffect(() => {
    const box = input.current?.getBoundingClientRect();
    if (!box || !list.current) return;
    const below = window.innerHeight - box.bottom > 300;
    list.current.style.left = `${Math.min(box.left, window.innerWidth - 340)}px`;
    list.current.style.top = below ? `${box.bottom + 2}px` : '';
    list.current.style.bottom = below ? '' : `${window.innerHeight - box.top + 2}px`;
  });
  const take = (choice: Choice | undefined, move: 'Enter' | 'Tab' | 'ShiftTab' | null) =>
    choice ? onTake(choice.brief, choice.other, move) : typed.trim() === '' ? onTake(null, null, move) : onCancel();
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'ArrowDown') setAt(Math.min(active + 1, choices.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(active - 1, 0));
    else if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter') take(choices[active], 'Enter');
    else if (event.key === 'Tab')
      take(typed === initial ? undefined : choices[active], event.shiftKey ? 'ShiftTab' : 'Tab');
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        ref={input}
        className="cell-input"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-label={label}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={onCancel}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className="cell-choices">
        {choices.map((choice, index) => (
          <button
            key={choice.brief.id}
            id={`${id}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={index === active ? 'cell-choice cell-choice-on' : 'cell-choice'}
            // Pressing must not take the focus from the field before the choice is known.
            onPointerDown={(event) => {
              event.preventDefault();
              take(choice, null);
            }}
          >
            {choice.label} <span className="small quiet">{choice.note}</span>
          </button>
        ))}
        {choices.length === 0 && <p className="cell-none small quiet">{t('select.nothing')}</p>}
      </div>
    </>
  );
}
