// From a trajectory to the lines of its picture; days become points in time at noon UTC, so that no browser's zone moves them.
import type { ChartOption, ChartTones } from '../../../../web/ui/Chart.tsx';
import type { Trajectory } from './trajectoryQueries.ts';

export const timeOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const HUNDRED = 100;
/** The part of a picture's width within which two words above it would touch. */
const CLOSE = 0.12;

export interface TrajectoryWords {
  verified: string;
  reported: string;
  plan: string;
  step: string;
  middle: string;
  today: string;
  due: string;
  day: (time: number) => string;
  month: (time: number) => string;
  value: (value: number) => string;
}

const line = (name: string, data: [number, number | null][], style: object, more: object = {}) => ({
  type: 'line',
  name,
  data,
  showSymbol: false,
  lineStyle: style,
  itemStyle: { color: 'currentColor', ...('color' in style ? { color: style.color } : {}) },
  emphasis: { disabled: true },
  ...more,
});

/** The fan as two stacked lines: an unseen floor and the height above it. */
function fanSeries(fan: Trajectory['outlook']['fan'], tones: ChartTones) {
  if (fan.length === 0) return [];
  const unseen = { width: 0, color: 'transparent' };
  const stacked = { stack: 'fan', stackStrategy: 'all', tooltip: { show: false }, silent: true, z: 1 };
  return [
    line(
      'low',
      fan.map(({ day, low }) => [timeOf(day), low]),
      unseen,
      stacked,
    ),
    line(
      'fan',
      fan.map(({ day, low, high }) => [timeOf(day), high - low]),
      unseen,
      {
        ...stacked,
        areaStyle: { color: tones.accent, opacity: 0.13 },
      },
    ),
  ];
}

function marks(told: Trajectory, words: TrajectoryWords, tones: ChartTones) {
  const span = endOf(told) - timeOf(told.start);
  const areClose = Math.abs(timeOf(told.day) - timeOf(told.approvedDue)) < span * CLOSE;
  // Words of lines that stand side by side lean away from each other.
  const lean = (day: string, other: string) => (day < other ? 'right' : 'left');
  const upright = (day: string, other: string, name: string, color: string, type: string) => ({
    xAxis: timeOf(day),
    name,
    lineStyle: { color, type, width: 1 },
    label: { formatter: name, color, position: 'end', fontSize: 11, ...(areClose ? { align: lean(day, other) } : {}) },
  });
  return {
    silent: true,
    symbol: 'none',
    data: [
      upright(told.day, told.approvedDue, words.today, tones.quiet, 'solid'),
      upright(told.approvedDue, told.day, words.due, told.overtaken ? tones.late : tones.ink, 'dashed'),
    ],
  };
}

/** Days that every trial had passed long ago say nothing more: the picture ends a little after the due or the late edge. */
function endOf(told: Trajectory): number {
  const late = told.outlook.finish?.late ?? told.outlook.fan.at(-1)?.day ?? told.approvedDue;
  const farthest = Math.max(timeOf(told.approvedDue), timeOf(told.day), timeOf(late));
  const span = timeOf(told.approvedDue) - timeOf(told.start);
  // a forecast without end would press the year into a corner
  return Math.min(farthest, Math.max(timeOf(told.approvedDue), timeOf(told.day)) + span * 0.6);
}

const real = (told: Trajectory, key: 'verified' | 'reported'): [number, number | null][] =>
  told.points.map((point) => [timeOf(point.day), point[key]]);

/** The parts that carry the story are drawn strongest: what is verified, then what is foretold, then what was planned. */
export function trajectoryOption(told: Trajectory, words: TrajectoryWords, tones: ChartTones): ChartOption {
  const first = told.points[0]?.day ?? told.start;
  const fan = told.outlook.fan;
  const hasNodes = told.nodes.some((node) => node.weight > 0);
  const plan = (key: 'line' | 'step') => told.plan.map((point): [number, number] => [timeOf(point.day), point[key]]);
  return {
    textStyle: { fontFamily: tones.font, color: tones.ink },
    grid: { left: 36, right: 18, top: 22, bottom: 24 },
    xAxis: {
      type: 'time',
      min: Math.min(timeOf(told.start), timeOf(first)),
      max: endOf(told),
      axisLine: { lineStyle: { color: tones.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { color: tones.quiet, fontSize: 11, hideOverlap: true, formatter: words.month },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: HUNDRED,
      interval: 25,
      axisLabel: { color: tones.quiet, fontSize: 11 },
      splitLine: { lineStyle: { color: tones.grid } },
    },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: tones.line, width: 1 } },
      backgroundColor: tones.panel,
      borderColor: tones.grid,
      textStyle: { color: tones.ink, fontSize: 12 },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? words.value(value) : '—'),
    },
    series: [
      ...fanSeries(fan, tones),
      line(
        words.plan,
        plan('line'),
        { color: tones.quiet, width: 1, type: 'dashed' },
        { z: 2, markLine: marks(told, words, tones) },
      ),
      ...(hasNodes ? [line(words.step, plan('step'), { color: tones.line, width: 1 }, { step: 'end', z: 2 })] : []),
      line(
        words.reported,
        real(told, 'reported'),
        { color: tones.accent, width: 1.2, type: 'dotted' },
        { z: 3, step: 'end' },
      ),
      line(words.verified, real(told, 'verified'), { color: tones.accent, width: 2.2 }, { z: 4, step: 'end' }),
      ...(fan.length > 0
        ? [
            line(
              words.middle,
              fan.map(({ day, middle }) => [timeOf(day), middle]),
              { color: tones.accent, width: 1.2, type: 'dashed' },
              { z: 3 },
            ),
          ]
        : []),
    ],
  };
}
