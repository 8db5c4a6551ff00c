// Figures in order of time between their control limits; what lies outside the usual is a ring with its reason in words.
import { useCallback } from 'react';
import type { z } from 'zod';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Chart, type ChartOption, type ChartTones } from '../../../../web/ui/Chart.tsx';
import { Table } from '../../../../web/ui/Table.tsx';
import type { ControlView } from '../../control.contract.ts';
import { timeOf } from './trajectoryShapes.ts';

export type Control = z.output<typeof ControlView>;

interface ControlWords {
  value: string;
  figure: (value: number) => string;
  month: (time: number) => string;
}

function controlOption(told: Control, words: ControlWords, tones: ChartTones): ChartOption {
  const { limits } = told;
  const level = (y: number, color: string, type: string) => ({
    yAxis: y,
    lineStyle: { color, type, width: 1 },
    label: { show: false },
  });
  return {
    textStyle: { fontFamily: tones.font, color: tones.ink },
    grid: { left: 44, right: 18, top: 12, bottom: 24 },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: tones.line } },
      axisTick: { show: false },
      axisLabel: { color: tones.quiet, fontSize: 11, hideOverlap: true, formatter: words.month },
    },
    yAxis: {
      type: 'value',
      scale: true,
      splitNumber: 3,
      // the edges are wherever the limits lie, and no round figures
      axisLabel: { color: tones.quiet, fontSize: 11, showMinLabel: false, showMaxLabel: false },
      splitLine: { show: false },
      ...(limits
        ? {
            min: (seen: { min: number }) => Math.min(seen.min, limits.lower),
            max: (seen: { max: number }) => Math.max(seen.max, limits.upper),
          }
        : {}),
    },
    tooltip: {
      trigger: 'axis',
      backgroundColor: tones.panel,
      borderColor: tones.grid,
      textStyle: { color: tones.ink, fontSize: 12 },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? words.figure(value) : '—'),
    },
    series: [
      {
        type: 'line',
        name: words.value,
        data: told.points.map((point) => ({
          value: [timeOf(point.day), point.value],
          symbolSize: point.signals.length > 0 ? 11 : 5,
          itemStyle: {
            color: point.verified && point.signals.length === 0 ? tones.accent : tones.panel,
            borderColor: point.signals.length > 0 ? tones.late : tones.accent,
            borderWidth: point.signals.length > 0 ? 2 : 1.2,
          },
        })),
        symbol: 'circle',
        lineStyle: { color: tones.accent, width: 1 },
        emphasis: { disabled: true },
        markLine: {
          silent: true,
          symbol: 'none',
          data: limits
            ? [
                level(limits.centre, tones.quiet, 'solid'),
                level(limits.lower, tones.quiet, 'dashed'),
                level(limits.upper, tones.quiet, 'dashed'),
              ]
            : [],
        },
      },
    ],
  };
}

interface ControlChartProps {
  told: Control;
  label: string;
  valueWord: string;
  height?: number;
}

export function ControlChart({ told, label, valueWord, height = 130 }: ControlChartProps) {
  const { t, language } = useWords();
  const { fullDay, figure } = useFormats();
  const option = useCallback(
    (tones: ChartTones) => {
      const months = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
        month: 'short',
        day: 'numeric',
        timeZone: 'UTC',
      });
      return controlOption(told, { value: valueWord, figure, month: (time) => months.format(time) }, tones);
    },
    [told, valueWord, figure, language],
  );
  const short = (value: number) => figure(Math.round(value * 100) / 100);
  const reasons = (point: Control['points'][number]) =>
    point.signals.map((signal) => t(`control:signal.${signal}`)).join(t('list.separator'));
  return (
    <Chart
      label={label}
      height={height}
      option={option}
      legend={
        told.limits && (
          <>
            <span>{t('trajectory:weekly.centre', { n: short(told.limits.centre) })}</span>
            <span>
              {t('trajectory:weekly.limits', { lower: short(told.limits.lower), upper: short(told.limits.upper) })}
            </span>
            <span className="chart-key">
              <svg width="12" height="12" aria-hidden="true">
                <circle cx="6" cy="6" r="4.5" fill="none" stroke="var(--late)" strokeWidth="2" />
              </svg>
              {t('control:special')}
            </span>
          </>
        )
      }
      table={
        <Table
          label={label}
          rows={told.points}
          rowKey={(row) => `${row.day} ${row.value}`}
          columns={[
            { key: 'day', header: t('trajectory:column.day'), cell: (row) => fullDay(row.day) },
            { key: 'value', header: valueWord, numbers: true, cell: (row) => figure(row.value) },
            { key: 'signals', header: t('control:column'), cell: (row) => reasons(row) || t('control:common') },
          ]}
        />
      }
    />
  );
}
