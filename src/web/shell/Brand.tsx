// The mark: one bar a level, stepping down like the work itself, in the institution's own number of levels.
export function Brand({ levels = 6, size = 18 }: { levels?: number; size?: number }) {
  const step = 1;
  const bar = 3;
  const pitch = 4.6;
  const height = 14;
  const width = pitch * (levels - 1) + bar;
  const full = height + step * (levels - 1);
  return (
    <svg
      className="brand-mark"
      viewBox={`0 0 ${width} ${full}`}
      height={size}
      width={(size * width) / full}
      aria-hidden="true"
    >
      {Array.from({ length: levels }, (_, at) => at).map((at) => (
        <rect
          key={at}
          x={at * pitch}
          y={at * step}
          width={bar}
          height={height}
          rx="0.8"
          fill={`var(--level-${at + 1})`}
        />
      ))}
    </svg>
  );
}
