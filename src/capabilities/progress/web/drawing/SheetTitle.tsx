// The title block of a printed drawing: what it is, whose, of which day, at which scale, and what its marks mean.

import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { useMe } from '../../../../web/session.ts';
import type { DrawingData } from './drawingRows.ts';
import { type NodeLook, NodeShape } from './NodeMark.tsx';

interface SheetTitleProps {
  top: number;
  width: number;
  height: number;
  title: string;
  code: string | null;
  institution: string;
  asOf: string;
  drawing: DrawingData;
  folded: number;
  millimetresAMonth: number;
}

const looks: readonly NodeLook[] = ['done', 'claimed', 'open', 'late'];

function LegendBars() {
  const { t } = useWords();
  const rows = [
    ['planned', <rect key="p" className="sheet-planned" width="9" height="2.6" />],
    ['extension', <rect key="e" className="sheet-extension" width="9" height="2.6" />],
    ['real', <rect key="r" className="sheet-real" style={{ fill: 'var(--level-3)' }} y=".7" width="9" height="1.2" />],
    ['verified', <rect key="v" style={{ fill: 'var(--level-3)' }} y=".7" width="9" height="1.2" />],
    ['late', <rect key="l" className="sheet-late" y=".7" width="9" height="1.2" />],
    ['critical', <rect key="c" className="sheet-planned sheet-critical" width="9" height="2.6" />],
  ] as const;
  return rows.map(([name, shape], at) => (
    <g key={name} transform={`translate(${Math.floor(at / 3) * 41} ${5.6 + (at % 3) * 5})`}>
      {shape}
      <text x="11" y="2.3" fontSize="2.4">
        {t(`drawing:legend.${name}`)}
      </text>
    </g>
  ));
}

function LegendNodes() {
  const { t } = useWords();
  return looks.map((look, at) => (
    <g key={look} transform={`translate(${Math.floor(at / 3) * 26} ${5.6 + (at % 3) * 5})`}>
      <g transform="scale(.19)">
        <NodeShape look={look} />
      </g>
      <text x="4.4" y="2.3" fontSize="2.4">
        {t(`drawing:node.${look}`)}
      </text>
    </g>
  ));
}

/** The tones of the levels, dark above and light below: how deep in the chain a row stands. */
function LegendLevels() {
  const { institution } = useMe();
  const { t } = useWords();
  const size = 4.4;
  return (
    <g>
      <text className="sheet-quiet" y="7.6" fontSize="2.4">
        {t('drawing:legend.levels')}
      </text>
      {institution.levels.map((level, at) => (
        <g key={level.rank} transform={`translate(${at * (size + 0.8)} 9.6)`}>
          <rect width={size} height={size} rx=".5" style={{ fill: `var(--level-${level.rank})` }} />
          <text
            x={size / 2}
            y="3"
            fontSize="2.3"
            textAnchor="middle"
            style={{ fill: `var(--level-${level.rank}-ink)` }}
          >
            {level.rank}
          </text>
        </g>
      ))}
    </g>
  );
}

function Fact({ x, y, label, text, strong }: { x: number; y: number; label: string; text: string; strong?: boolean }) {
  return (
    <>
      <text className="sheet-quiet" x={x} y={y} fontSize="2.3">
        {label}
      </text>
      <text className={strong ? 'sheet-strong' : undefined} x={x + 17} y={y} fontSize="2.7">
        {text}
      </text>
    </>
  );
}

export function SheetTitle(props: SheetTitleProps) {
  const { t } = useWords();
  const { count } = useFormats();
  const { width, height, drawing, folded } = props;
  const units = drawing.units.length;
  const block = width - 118;
  const long = [...props.title].length > 22;
  return (
    <g transform={`translate(0 ${props.top})`}>
      <path className="sheet-line-major" d={`M0 0H${width}M${block} 0V${height}M${block} 11H${width}`} />
      <g transform="translate(4 0)">
        <LegendBars />
      </g>
      <g transform="translate(92 0)">
        <LegendNodes />
      </g>
      <g transform="translate(150 0)">
        <LegendLevels />
      </g>
      <g transform="translate(196 0)">
        <text fontSize="2.4" y="7.6">
          {t('drawing:legend.arrows')}
        </text>
        <text fontSize="2.4" y="12.6">
          {t('drawing:legend.today')}
        </text>
        {folded > 0 && (
          <text className="sheet-strong" fontSize="2.4" y="17.6">
            {t('drawing:sheet.folded', { count: folded, n: count(folded) })}
          </text>
        )}
      </g>
      <text className="sheet-strong" x={block + 3} y="7.6" fontSize={long ? 3.6 : 5}>
        {props.title}
      </text>
      <Fact x={block + 3} y={15.4} label={t('drawing:sheet.code')} text={props.code ?? '—'} />
      <Fact x={block + 58} y={15.4} label={t('drawing:sheet.asOf')} text={props.asOf} />
      <Fact
        x={block + 3}
        y={20}
        label={t('drawing:sheet.units')}
        text={t('drawing:sheet.counts', { units, items: count(drawing.items.length) })}
      />
      <Fact
        x={block + 58}
        y={20}
        label={t('drawing:sheet.scale')}
        text={t('drawing:sheet.scaleText', { mm: props.millimetresAMonth.toFixed(1) })}
      />
      <Fact
        x={block + 3}
        y={24.6}
        label={t('drawing:sheet.by')}
        text={t('drawing:sheet.system', { institution: props.institution })}
      />
      <Fact x={block + 80} y={24.6} label={t('drawing:sheet.page')} text={t('drawing:sheet.onePage')} />
    </g>
  );
}
