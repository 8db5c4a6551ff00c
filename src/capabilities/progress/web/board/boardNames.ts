// Looks up the names of the board by id in the reader's language; the board sends each name once.
import { useMemo } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import type { BoardData, BoardNode } from './boardRows.ts';

export interface Names {
  title: (node: BoardNode) => string;
  unit: (id: string) => string;
  person: (id: string) => string;
}

export function useNames(board: BoardData): Names {
  const { t, language } = useWords();
  const twin = useTwin();
  return useMemo(() => {
    const units = new Map(board.units.map((unit) => [unit.id, twin(unit.name, unit.nameEn)]));
    const people = new Map(board.people.map((person) => [person.id, twin(person.name, person.nameEn)]));
    return {
      title: (node) => twin(node.title, node.titleEn) || t('item.placeholder', { lng: language }),
      unit: (id) => units.get(id) ?? '',
      person: (id) => people.get(id) ?? '',
    };
  }, [board, twin, t, language]);
}
