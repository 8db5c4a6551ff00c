// What a row of a drawing says in words: for screen readers, and for the table that stands in for the picture.
import { useMemo } from 'react';
import { type Formats, useFormats } from '../../../../web/formats.ts';
import { type Twin, useTwin, useWords, type Words } from '../../../../web/language.ts';
import type { Bar, DrawingData } from './drawingRows.ts';
import { lookOf } from './NodeMark.tsx';

export interface Names {
  unit: (id: string) => string;
  person: (id: string) => string;
  title: (bar: Pick<Bar, 'title' | 'titleEn'>) => string;
}

export function useNames(drawing: Pick<DrawingData, 'units' | 'people'>): Names {
  const { t } = useWords();
  const twin = useTwin();
  return useMemo(() => {
    const units = new Map(drawing.units.map((unit) => [unit.id, twin(unit.name, unit.nameEn)]));
    const people = new Map(drawing.people.map((person) => [person.id, twin(person.name, person.nameEn)]));
    return {
      unit: (id) => units.get(id) ?? '',
      person: (id) => people.get(id) ?? '',
      title: (bar) => twin(bar.title, bar.titleEn) || t('item.placeholder'),
    };
  }, [drawing.units, drawing.people, twin, t]);
}

export interface BarWords {
  slack: (bar: Bar) => string;
  /** The same in few words, for a column. */
  short: (bar: Bar) => string;
  nodes: (bar: Bar) => string;
  sentence: (bar: Bar) => string;
}

function barWordsOf(t: Words, twin: Twin, formats: Formats): BarWords {
  const slack = (bar: Bar): string => {
    if (bar.slack === null) return '';
    if (bar.slack < 0) return t('drawing:slack.broken', { count: -bar.slack });
    return bar.slack === 0 ? t('drawing:slack.none') : t('drawing:slack.left', { count: bar.slack });
  };
  const short = (bar: Bar): string =>
    bar.slack !== null && bar.slack < 0 ? t('drawing:slack.short', { count: -bar.slack }) : slack(bar);
  const nodes = (bar: Bar): string =>
    bar.nodes
      .map((node) =>
        t('drawing:node.tip', {
          title: twin(node.title, node.titleEn),
          day: formats.fullDay(node.date),
          state: t(`drawing:node.${lookOf(node)}`),
        }),
      )
      .join(t('drawing:and'));
  const sentence = (bar: Bar): string => {
    const parts = [
      t('drawing:bar.planned', { from: formats.fullDay(bar.start), to: formats.fullDay(bar.originalDue ?? bar.due) }),
    ];
    if (bar.originalDue !== null && bar.originalDue !== bar.due)
      parts.push(t('drawing:bar.approved', { to: formats.fullDay(bar.due) }));
    if (bar.finishedOn) parts.push(t('drawing:bar.finished', { on: formats.fullDay(bar.finishedOn) }));
    else parts.push(t('drawing:bar.verified', { value: formats.value(bar.verified) }));
    if (bar.critical) parts.push(t('drawing:bar.critical'));
    parts.push(slack(bar), nodes(bar));
    return parts.filter(Boolean).join(t('drawing:and'));
  };
  return { slack, short, nodes, sentence };
}

export function useBarWords(): BarWords {
  const { t } = useWords();
  const twin = useTwin();
  const formats = useFormats();
  return useMemo(() => barWordsOf(t, twin, formats), [t, twin, formats]);
}
