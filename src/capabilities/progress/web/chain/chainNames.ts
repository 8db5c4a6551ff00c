// What a chain says of its boxes in the reader's language: names by id, marks and losses in words.
import { useMemo } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import type { Box, ChainData, ChainMark, ChainNode } from './chainBoxes.ts';

export interface ChainNames {
  level: (rank: number) => string;
  person: (id: string | null) => string;
  unit: (id: string | null) => string;
  title: (node: ChainNode) => string;
  mark: (mark: ChainMark) => string;
  /** The name of a box: its item, or how many it stands for; in short the items alone. */
  box: (box: Box, isShort?: boolean) => string;
  /** All of a box in one sentence, for those who hear it. */
  sentence: (box: Box) => string;
}

export function useChainNames(data: ChainData): ChainNames {
  const { t, language } = useWords();
  const twin = useTwin();
  const { institution } = useMe();
  const { percent, count } = useFormats();
  return useMemo(() => {
    // named by language, so that everything is said anew where it changes
    const say = (key: string, params: Record<string, unknown> = {}) =>
      t(`chain-view:${key}`, { lng: language, ...params });
    const people = new Map(data.people.map((person) => [person.id, twin(person.name, person.nameEn)]));
    const units = new Map(data.units.map((unit) => [unit.id, twin(unit.name, unit.nameEn)]));
    const levels = new Map(institution.levels.map((level) => [level.rank, twin(level.name, level.nameEn)]));
    const title = (node: ChainNode) =>
      node.id === null
        ? say('unseen', { count: node.count, n: count(node.count) })
        : twin(node.title, node.titleEn) || t('item.placeholder', { lng: language });
    const mark = (one: ChainMark) => say(`mark.${one.kind}`, { count: one.days, n: count(one.days) });
    const box = (one: Box, isShort = false) => {
      const [node] = one.nodes;
      if (!one.isFolded && node) return title(node);
      const items = say('items', { count: one.items, n: count(one.items) });
      return isShort
        ? items
        : say('folded', { items, people: say('people', { count: one.people, n: count(one.people) }) });
    };
    const sentence = (one: Box) => {
      const [node] = one.nodes;
      const lost = Object.entries(one.lost).map(([kind, share]) =>
        say('lostPart', { share: percent(share), why: say(`loss.${kind}`) }),
      );
      const marks = one.isFolded
        ? [
            ...(one.silent > 0 ? [say('silentCount', { count: one.silent, n: count(one.silent) })] : []),
            ...(one.slow > 0 ? [say('slowCount', { count: one.slow, n: count(one.slow) })] : []),
          ]
        : (node?.marks ?? []).map(mark);
      const who = one.isFolded || !node?.personId ? [] : [people.get(node.personId) ?? ''];
      return [
        levels.get(one.level) ?? '',
        box(one),
        ...who,
        say('share', { share: percent(one.share) }),
        ...lost,
        ...marks,
      ].join(t('list.separator', { lng: language }));
    };
    return {
      level: (rank) => levels.get(rank) ?? String(rank),
      person: (id) => (id ? (people.get(id) ?? '') : ''),
      unit: (id) => (id ? (units.get(id) ?? '') : ''),
      title,
      mark,
      box,
      sentence,
    };
  }, [data, t, language, twin, institution, percent, count]);
}
