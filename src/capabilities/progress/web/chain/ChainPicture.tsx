// The picture of a chain: a column a level, boxes as high as their weight, flows between them, and ends where weight is lost.
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import { ChainBox } from './ChainBox.tsx';
import { type Box, type ChainData, stepFrom } from './chainBoxes.ts';
import type { ChainNames } from './chainNames.ts';
import { type Column, type Picture, placeChain } from './chainPlaces.ts';
import { LevelHead } from './LevelHead.tsx';

export interface ChainParts {
  data: ChainData;
  boxes: readonly Box[];
  lit: ReadonlySet<string> | null;
  chosen: string | null;
  names: ChainNames;
  onPress: (key: string) => void;
}

const pictureHeight = 640;
const narrowest = 940;
/** What an A3 page across leaves for the picture beside the lists, in pixels of print. */
const paperWidth = 1330;

/** Follows the width of the frame; a printed page has its own, which is wider. */
function useWidth() {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  // before anything is painted, so that nothing jumps
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { frame, width };
}

function Flows({ picture, lit }: { picture: Picture; lit: ReadonlySet<string> | null }) {
  const { percent } = useFormats();
  const tone = (key: string) => (lit === null ? '' : lit.has(key) ? ' cv-flow-lit' : ' cv-flow-dim');
  return (
    <svg className="cv-flows" width="100%" height={picture.height} aria-hidden="true">
      <defs>
        <pattern id="cv-lost" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="5" height="5" className="cv-lost-paper" />
          <rect width="1.6" height="5" className="cv-lost-line" />
        </pattern>
      </defs>
      {picture.flows.map((flow) => (
        <path
          key={flow.key}
          d={flow.path}
          className={`cv-flow${flow.skips ? ' cv-flow-skips' : ''}${lit?.has(flow.to) && !lit.has(flow.from) ? ' cv-flow-dim' : tone(flow.to)}`}
          fill={`var(--level-${flow.level})`}
          stroke={`var(--level-${flow.level})`}
        />
      ))}
      {picture.stubs.map((stub) => (
        <g key={stub.key} className={`cv-stub${tone(stub.box)}`}>
          <rect x={stub.x} y={stub.y - stub.thickness / 2} width={18} height={stub.thickness} fill="url(#cv-lost)" />
          <line
            x1={stub.x + 19}
            x2={stub.x + 19}
            y1={stub.y - stub.thickness / 2 - 3}
            y2={stub.y + stub.thickness / 2 + 3}
          />
          <text x={stub.x + 23} y={stub.y + 3.5}>
            −{percent(stub.share)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** The columns of one level next to each other, as one head. */
function headsOf(columns: readonly Column[]): { level: number; x: number; width: number }[] {
  return [...Map.groupBy(columns, (column) => column.level)].map(([level, here]) => {
    const [first] = here;
    const last = here.at(-1);
    const x = first?.x ?? 0;
    return { level, x, width: (last?.x ?? 0) + (last?.width ?? 0) - x };
  });
}

export function ChainPicture({ data, boxes, lit, chosen, names, onPress }: ChainParts) {
  const { t } = useWords();
  const { institution } = useMe();
  const { frame, width } = useWidth();
  const [focus, setFocus] = useState<string | null>(null);
  const levels = institution.levels.length;
  const picture = useMemo(
    () =>
      placeChain(boxes, {
        width: Math.max(narrowest, width),
        height: pictureHeight,
        from: data.top.level,
        levels,
      }),
    [boxes, width, data.top.level, levels],
  );
  const focused = boxes.some((box) => box.key === focus) ? focus : (chosen ?? boxes[0]?.key ?? null);
  const stop = boxes.some((box) => box.key === focused) ? focused : (boxes[0]?.key ?? null);
  const onKey = (key: string, event: KeyboardEvent) => {
    const next = stepFrom(boxes, key, event.key);
    if (!next) return;
    event.preventDefault();
    setFocus(next.key);
    frame.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus();
  };
  return (
    <section className="cv-frame" ref={frame} aria-label={t('chain-view:picture')}>
      <p className="visually-hidden">{t('chain-view:keys')}</p>
      <div
        className="cv-canvas"
        style={{ width: Math.max(narrowest, width), '--print-zoom': paperWidth / Math.max(narrowest, width) }}
      >
        <div className="cv-heads">
          {headsOf(picture.columns).map(({ level, x, width: wide }) => {
            const share = data.levels.find((one) => one.level === level);
            return share ? (
              <LevelHead key={level} level={share} name={names.level(level)} style={{ left: x, width: wide }} />
            ) : null;
          })}
        </div>
        <div className="cv-boxes" style={{ height: picture.height }}>
          <Flows picture={picture} lit={lit} />
          {picture.boxes.map((place) => (
            <ChainBox
              key={place.box.key}
              place={place}
              names={names}
              isChosen={place.box.key === chosen}
              isDim={lit !== null && !lit.has(place.box.key)}
              isStop={place.box.key === stop}
              onPress={onPress}
              onKey={onKey}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
