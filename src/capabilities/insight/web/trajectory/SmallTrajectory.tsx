// One key work as a small picture: the planned line, what was verified, the range to come; all on one scale so that eyes can compare.

import type { Card } from './trajectoryQueries.ts';
import { timeOf } from './trajectoryShapes.ts';

const width = 220;
const height = 72;
const floor = height - 1;

interface SmallTrajectoryProps {
  card: Card;
  /** The days that every picture begins and ends with. */
  from: string;
  to: string;
  today: string;
  label: string;
}

export function SmallTrajectory({ card, from, to, today, label }: SmallTrajectoryProps) {
  const span = Math.max(1, timeOf(to) - timeOf(from));
  const x = (day: string) => Math.min(width, Math.max(0, ((timeOf(day) - timeOf(from)) / span) * width)).toFixed(1);
  const y = (value: number) => (floor - (value / 100) * (height - 3)).toFixed(1);
  const path = (points: readonly { day: string; value: number }[]) =>
    points.map(({ day, value }, at) => `${at === 0 ? 'M' : 'L'}${x(day)} ${y(value)}`).join('');
  const steps = card.points
    .filter((point) => point.verified !== null)
    .map((point, at) => `${at === 0 ? `M${x(point.day)} ` : `H${x(point.day)}V`}${y(point.verified ?? 0)}`)
    .join('');
  const fan = card.outlook.fan.filter((point) => point.day <= to);
  const area =
    fan.length > 1
      ? `${path(fan.map(({ day, high }) => ({ day, value: high })))}${path(fan.toReversed().map(({ day, low }) => ({ day, value: low }))).replace('M', 'L')}Z`
      : '';
  return (
    <svg className="small-trajectory" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line className="small-floor" x1="0" x2={width} y1={floor} y2={floor} />
      <line className="small-top" x1="0" x2={width} y1="2" y2="2" />
      <line className="small-today" x1={x(today)} x2={x(today)} y1="0" y2={floor} />
      {area && <path className="small-fan" d={area} />}
      <path className="small-plan" d={path(card.plan.map(({ day, line }) => ({ day, value: line })))} />
      {steps && <path className="small-real" d={steps} />}
      <path
        className={card.overtaken ? 'small-due small-overtaken' : 'small-due'}
        d={`M${x(card.approvedDue)} 0v${floor}`}
      />
    </svg>
  );
}
