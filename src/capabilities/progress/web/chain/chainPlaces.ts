// Where boxes and flows of a chain stand: columns by level, heights by weight, every box as near to its parent as it fits; pure.
import type { Box } from './chainBoxes.ts';

export interface Column {
  level: number;
  step: number;
  x: number;
  width: number;
}
export interface PlacedBox {
  box: Box;
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Flow {
  key: string;
  from: string;
  to: string;
  level: number;
  thickness: number;
  /** Levels that it passes without anybody on them. */
  skips: boolean;
  path: string;
}
export interface Stub {
  key: string;
  box: string;
  x: number;
  y: number;
  thickness: number;
  share: number;
}
export interface Picture {
  columns: Column[];
  boxes: PlacedBox[];
  flows: Flow[];
  stubs: Stub[];
  height: number;
}

export const boxHeight = 42;
export const boxGap = 8;
const gapBetween = 52;
const stubLength = 20;
/** A picture of few boxes is not stretched beyond this. */
const tallest = 3.4;

interface Frame {
  width: number;
  /** The height that a picture may fill. */
  height: number;
  from: number;
  levels: number;
}

export function placeChain(boxes: readonly Box[], frame: Frame): Picture {
  const columns = columnsOf(boxes, frame);
  const scale = scaleOf(boxes, columns, frame.height);
  const placed = placeBoxes(boxes, columns, scale);
  const height = Math.max(frame.height / 2, ...placed.map((one) => one.y + one.height)) + boxGap;
  return { columns, boxes: placed, height, ...drawFlows(placed, scale) };
}

const inColumn = (column: Pick<Column, 'level' | 'step'>) => (box: Box) =>
  box.level === column.level && box.step === column.step;

/** One column a level from the top item's down, more where a level stands below itself. */
function columnsOf(boxes: readonly Box[], { width, from, levels }: Frame): Column[] {
  const places: { level: number; step: number }[] = [];
  for (let level = from; level <= levels; level += 1) {
    const steps = Math.max(0, ...boxes.filter((box) => box.level === level).map((box) => box.step));
    for (let step = 0; step <= steps; step += 1) places.push({ level, step });
  }
  const each = (width - stubLength * 2 - gapBetween * (places.length - 1)) / places.length;
  return places.map((place, at) => ({ ...place, x: at * (each + gapBetween), width: each }));
}

/** Pixels for a percent: as many as let the fullest column fit. */
function scaleOf(boxes: readonly Box[], columns: readonly Column[], height: number): number {
  const fits = (scale: number) =>
    columns.every((column) => {
      const here = boxes.filter(inColumn(column));
      return here.reduce((sum, box) => sum + Math.max(boxHeight, box.share * scale) + boxGap, 0) <= height;
    });
  let [low, high] = [0.6, tallest];
  if (fits(high)) return high;
  for (let round = 0; round < 20; round += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function placeBoxes(boxes: readonly Box[], columns: readonly Column[], scale: number): PlacedBox[] {
  const found = new Map<Box, PlacedBox>();
  const used = new Map<Box, number>();
  for (const column of columns) {
    const here = boxes.filter(inColumn(column));
    let bottom = 0;
    const placed = here.map((box): PlacedBox => {
      const height = Math.max(boxHeight, box.share * scale);
      const parent = box.parent ? found.get(box.parent) : undefined;
      const before = (box.parent ? used.get(box.parent) : 0) ?? 0;
      if (box.parent) used.set(box.parent, before + box.share);
      const ideal = parent ? parent.y + (before + box.share / 2) * scale - height / 2 : 0;
      const y = Math.max(bottom, ideal);
      bottom = y + height + boxGap;
      const one = { box, x: column.x, y, width: column.width, height };
      found.set(box, one);
      return one;
    });
    pullUp(placed, found);
  }
  const top = Math.min(...[...found.values()].map((one) => one.y));
  return [...found.values()].map((one) => ({ ...one, y: one.y - top }));
}

/** A column pushed down by its own boxes is centred on its parents again. */
function pullUp(placed: readonly PlacedBox[], found: Map<Box, PlacedBox>): void {
  const [first] = placed;
  const last = placed.at(-1);
  const parents = placed.flatMap((one) => (one.box.parent ? (found.get(one.box.parent) ?? []) : []));
  if (!first || !last || parents.length === 0) return;
  const wanted = (Math.min(...parents.map((one) => one.y)) + Math.max(...parents.map((one) => one.y + one.height))) / 2;
  const shift = Math.min(0, wanted - (first.y + last.y + last.height) / 2);
  for (const one of placed) found.set(one.box, { ...one, y: one.y + shift });
}

const thin = (share: number, scale: number): number => Math.max(1.5, share * scale);

/** Flows leave a box in the order of its children from its top; what is lost leaves below them and ends. */
function drawFlows(placed: readonly PlacedBox[], scale: number): Pick<Picture, 'flows' | 'stubs'> {
  const byKey = new Map(placed.map((one) => [one.box.key, one]));
  const left = new Map<string, number>();
  const flows: Flow[] = [];
  for (const { box, ...to } of placed) {
    const from = box.parent ? byKey.get(box.parent.key) : undefined;
    if (!from || !box.parent) continue;
    const thickness = thin(box.share, scale);
    const used = left.get(from.box.key) ?? startOf(from, scale);
    left.set(from.box.key, used + thickness);
    const [x1, x2] = [from.x + from.width, to.x];
    const [y1, y2] = [from.y + used + thickness / 2, to.y + to.height / 2];
    const bend = Math.max(24, (x2 - x1) * 0.5);
    flows.push({
      key: box.key,
      from: from.box.key,
      to: box.key,
      level: box.level,
      thickness,
      skips: box.level - from.box.level > 1,
      path: `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`,
    });
  }
  const stubs = placed.flatMap(({ box, ...at }): Stub[] => {
    const share = Object.values(box.lost).reduce((sum, part) => sum + part, 0);
    if (share <= 0) return [];
    const thickness = Math.max(3, share * scale);
    const used = left.get(box.key) ?? startOf({ box, ...at }, scale);
    return [{ key: box.key, box: box.key, x: at.x + at.width, y: at.y + used + thickness / 2, thickness, share }];
  });
  return { flows, stubs };
}

/** Where the flows of a box begin, so that all of them together stand in its middle. */
const startOf = ({ box, height }: PlacedBox, scale: number): number => Math.max(0, (height - box.share * scale) / 2);
