// A chart with its words: drawn once its engine has come, in the colours of the theme, and always to be had as a table instead.
import type { EChartsCoreOption } from 'echarts/core';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../language.ts';
import { useAppearance } from './theme/appearance.tsx';
import './chart.css';

/** The colours that a chart may use, as they are in the present theme. */
export interface ChartTones {
  ink: string;
  quiet: string;
  line: string;
  grid: string;
  accent: string;
  weak: string;
  late: string;
  panel: string;
  font: string;
}

export type ChartOption = EChartsCoreOption;

interface ChartProps {
  /** What the picture shows, in one sentence, for those who do not see it. */
  label: string;
  height: number;
  /** Must keep its identity while nothing changes. */
  option: (tones: ChartTones) => ChartOption;
  /** The same figures as a table. */
  table: ReactNode;
  /** What stands beside the switch, such as the meaning of the lines. */
  legend?: ReactNode;
}

function tonesOf(element: Element): ChartTones {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: of('--ink'),
    quiet: of('--ink-3'),
    line: of('--line-strong'),
    grid: of('--line-2'),
    accent: of('--accent'),
    weak: of('--accent-weak'),
    late: of('--late'),
    panel: of('--panel'),
    font: style.fontFamily,
  };
}

export function Chart({ label, height, option, table, legend }: ChartProps) {
  const { t } = useWords();
  const { tone } = useAppearance();
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className="chart">
      <figcaption className="chart-head">
        <span className="chart-legend">{legend}</span>
        <button
          type="button"
          className="chart-switch no-print"
          aria-expanded={asTable}
          aria-controls={id}
          onClick={() => setAsTable(!asTable)}
        >
          {t(asTable ? 'chart.asPicture' : 'chart.asTable')}
        </button>
      </figcaption>
      {/* drawn anew in another theme */}
      {!asTable && <Picture key={tone} label={label} height={height} option={option} />}
      <div id={id} className="chart-table" hidden={!asTable}>
        {asTable && table}
      </div>
    </figure>
  );
}

function Picture({ label, height, option }: Pick<ChartProps, 'label' | 'height' | 'option'>) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let gone = false;
    let chart: { resize: () => void; dispose: () => void } | null = null;
    const draw = async () => {
      const { init } = await import('./chartEngine.ts');
      if (gone || chart || element.clientWidth === 0) return;
      const made = init(element, null, { renderer: 'svg' });
      made.setOption({ animation: false, ...option(tonesOf(element)) });
      chart = made;
    };
    // A part that is still hidden has no width to draw in; it is drawn when it comes to sight.
    const watch = new ResizeObserver(() => (chart ? chart.resize() : void draw()));
    watch.observe(element);
    return () => {
      gone = true;
      watch.disconnect();
      chart?.dispose();
    };
  }, [option]);
  return <div ref={box} className="chart-picture" role="img" aria-label={label} style={{ height }} />;
}
