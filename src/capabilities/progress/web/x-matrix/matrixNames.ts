// What the matrix says in the reader's language: names of its heads, and every mark as a sentence.
import { useMemo } from 'react';
import { useTwin, useWords } from '../../../../web/language.ts';
import type { LightColour } from '../../../../web/ui/Light.tsx';
import type { Head, MatrixData, MatrixMark } from './matrixGrid.ts';

type Reason = MatrixMark['reasons'][number];

export interface MatrixNames {
  title: (id: string) => string;
  code: (id: string) => string;
  person: (id: string) => string;
  light: (id: string) => LightColour | null;
  /** A head with all that is known of it. */
  sentence: (head: Head) => string;
  /** Two heads and how they are linked. */
  crossing: (row: Head, column: Head, mark: MatrixMark | null) => string;
  reason: (reason: Reason) => string;
}

export function useMatrixNames(data: MatrixData): MatrixNames {
  const { t, language } = useWords();
  const twin = useTwin();
  return useMemo(() => {
    const say = (key: string, params: Record<string, unknown> = {}) =>
      t(`x-matrix:${key}`, { lng: language, ...params });
    const separator = t('list.separator', { lng: language });
    const people = new Map(data.people.map((one) => [one.id, twin(one.name, one.nameEn)]));
    const rows = new Map(data.rows.map((row) => [row.id, row]));
    const indicators = new Map(data.indicators.map((one) => [one.id, one]));
    const titles = new Map<string, string>([
      ...data.rows.map((row): [string, string] => [
        row.id,
        twin(row.title, row.titleEn) || t('item.placeholder', { lng: language }),
      ]),
      ...data.indicators.map((one): [string, string] => [one.id, twin(one.name, one.nameEn)]),
      ...data.units.map((one): [string, string] => [one.id, twin(one.name, one.nameEn)]),
    ]);
    const title = (id: string) => titles.get(id) ?? '';
    const person = (id: string) => people.get(rows.get(id)?.personId ?? '') ?? '';
    const figures = (id: string) => {
      const one = indicators.get(id);
      return one && one.target !== null
        ? say('target', { base: one.base ?? '—', target: one.target, unit: one.unit })
        : '';
    };
    const endName = (end: Reason['from']) =>
      end ? [end.code, twin(end.title, end.titleEn)].filter(Boolean).join(' ') : '';
    return {
      title,
      code: (id) => rows.get(id)?.code ?? '',
      person,
      light: (id) => rows.get(id)?.light ?? null,
      sentence: (head) => {
        const row = rows.get(head.id);
        const parts = [say(`arm.${head.kind}`), row?.code ?? '', title(head.id), person(head.id), figures(head.id)];
        if (row) parts.push(t(`light.${row.light}`, { lng: language }));
        return parts.filter(Boolean).join(separator);
      },
      crossing: (row, column, mark) =>
        [
          title(row.id),
          title(column.id),
          mark
            ? say(`strength.${mark.corner === 'work_unit' ? `unit_${mark.strength}` : mark.strength}`)
            : say('strength.none'),
        ].join(separator),
      reason: (one) =>
        say(`reason.${one.kind}${one.kind === 'parent' && one.weight === null ? '_plain' : ''}`, {
          from: endName(one.from),
          to: endName(one.to),
          weight: one.weight ?? '',
        }),
    };
  }, [data, t, language, twin]);
}
