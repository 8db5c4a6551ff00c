// Where boxes and flows of a chain stand: columns by level, heights by weight, every box as near to its parent as it fits; pure.
import type { Box } from './chainBoxes.ts';

export interface Column {
  level: number;
  step: number;
  boxes: Box[];
  x: number;
  width: number;
  isSlim: boolean;
  /** The least height of a box, and the gap below it. */
  least: number;
  gap: number;
}
export interface PlacedBox {
  box: Box;
  /** One line instead of two, where many stand below each other. */
  isSlim: boolean;
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
const slimHeight = 27;
const boxGap = 8;
const slimGap = 5;
/** From so many on, the boxes of a column are slim. */
const many = 13;
const gapBetween = 44;
const narrowGap = 34;
/** Room for what is lost at the very end. */
const stubLength = 58;
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
  const scale = scaleOf(columns, frame.height);
  const placed = placeBoxes(columns, scale);
  const height = Math.max(frame.height / 2, ...placed.map((one) => one.y + one.height)) + boxGap;
  return { columns, boxes: placed, height, ...drawFlows(placed, scale) };
}

/** One column a level from the top item's down, more where a level stands below itself. */
function columnsOf(boxes: readonly Box[], { width, from, levels }: Frame): Column[] {
  const places: Pick<Column, 'level' | 'step' | 'boxes'>[] = [];
  for (let level = from; level <= levels; level += 1) {
    const steps = Math.max(0, ...boxes.filter((box) => box.level === level).map((box) => box.step));
    for (let step = 0; step <= steps; step += 1) {
      places.push({ level, step, boxes: boxes.filter((box) => box.level === level && box.step === step) });
    }
  }
  const gap = places.length > 6 ? narrowGap : gapBetween;
  const each = (width - stubLength - gap * (places.length - 1)) / places.length;
  return places.map((place, at) => {
    const isSlim = place.boxes.length >= many;
    const [least, between] = isSlim ? [slimHeight, slimGap] : [boxHeight, boxGap];
    return { ...place, x: at * (each + gap), width: each, isSlim, least, gap: between };
  });
}

const heightOf = ({ boxes, least, gap }: Column, scale: number): number =>
  boxes.reduce((sum, box) => sum + Math.max(least, box.share * scale) + gap, 0);

/** Pixels for a percent: as many as let the fullest column fit; one that never does sets the height for all. */
function scaleOf(columns: readonly Column[], height: number): number {
  const room = Math.max(height, ...columns.map((column) => heightOf(column, 0) * 1.04));
  const fits = (scale: number) => columns.every((column) => heightOf(column, scale) <= room);
  if (fits(tallest)) return tallest;
  let [low, high] = [0, tallest];
  for (let round = 0; round < 20; round += 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function placeBoxes(columns: readonly Column[], scale: number): PlacedBox[] {
  const found = new Map<Box, PlacedBox>();
  const used = new Map<Box, number>();
  for (const column of columns) {
    let bottom = 0;
    const placed = column.boxes.map((box): PlacedBox => {
      const height = Math.max(column.least, box.share * scale);
      const parent = box.parent ? found.get(box.parent) : undefined;
      const before = (box.parent ? used.get(box.parent) : 0) ?? 0;
      if (box.parent) used.set(box.parent, before + box.share);
      const ideal = parent ? parent.y + (before + box.share / 2) * scale - height / 2 : 0;
      const y = Math.max(bottom, ideal);
      bottom = y + height + column.gap;
      const one = { box, isSlim: column.isSlim, x: column.x, y, width: column.width, height };
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
  const byBox = new Map(placed.map((one) => [one.box, one]));
  const left = new Map<Box, number>();
  const flows = placed.flatMap((to): Flow[] => {
    const { box } = to;
    let entered = Math.max(0, (to.height - box.share * scale) / 2);
    return [...box.feeds].flatMap(([feeder, share]): Flow[] => {
      const from = byBox.get(feeder);
      if (!from) return [];
      const thickness = thin(share, scale);
      const used = left.get(feeder) ?? startOf(from, scale);
      left.set(feeder, used + share * scale);
      const y1 = from.y + used + (share * scale) / 2;
      const y2 = to.y + entered + (share * scale) / 2;
      entered += share * scale;
      return [
        {
          key: `${feeder.key} ${box.key}`,
          from: feeder.key,
          to: box.key,
          level: box.level,
          thickness,
          skips: box.level - feeder.level > 1,
          path: ribbon(from.x + from.width, y1, to.x, y2, thickness),
        },
      ];
    });
  });
  const stubs = placed.flatMap(({ box, ...at }): Stub[] => {
    const share = Object.values(box.lost).reduce((sum, part) => sum + part, 0);
    if (share <= 0) return [];
    const thickness = Math.max(3, share * scale);
    const used = left.get(box) ?? startOf({ box, ...at }, scale);
    const y = at.y + Math.min(used + thickness / 2, at.height - thickness / 2);
    return [{ key: box.key, box: box.key, x: at.x + at.width, y, thickness, share }];
  });
  return { flows, stubs };
}

/** A filled band, not a thick line: a line bent over a short way swells at its ends and lies over its neighbours. */
function ribbon(x1: number, y1: number, x2: number, y2: number, thickness: number): string {
  const half = thickness / 2;
  const bend = (x2 - x1) * 0.5;
  const upper = `M${x1} ${y1 - half}C${x1 + bend} ${y1 - half} ${x2 - bend} ${y2 - half} ${x2} ${y2 - half}`;
  return `${upper}V${y2 + half}C${x2 - bend} ${y2 + half} ${x1 + bend} ${y1 + half} ${x1} ${y1 + half}Z`;
}

/** Where the flows of a box begin, so that all of them together stand in its middle. */
const startOf = ({ box, height }: PlacedBox, scale: number): number => Math.max(0, (height - box.share * scale) / 2);
