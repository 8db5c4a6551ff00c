// The few icons of the product, drawn as strokes of one weight; they are decoration, the word beside them is the name.

const paths = {
  work: 'M3 4.5h10M3 8h10M3 11.5h6M12 10.5l1.2 1.2L15.5 9.4',
  board: 'M2.5 3h11v3h-11zM4.5 6v7M4.5 9.5h2M4.5 13h2M7 8h6.5v3H7zM7 12h6.5v2.5H7z',
  chain:
    'M2 8h2.5M4.5 8c2.5 0 2-4.5 4.5-4.5M4.5 8H9M4.5 8c2.5 0 2 4.5 4.5 4.5M9 2h4.5v3H9zM9 6.5h4.5v3H9zM9 11h4.5v3H9z',
  matrix: 'M2.5 2.5h11v11h-11zM2.5 2.5l11 11M13.5 2.5l-11 11',
  drawing: 'M2.5 2.5h11v11h-11zM4.5 5.5h4M6.5 8h5M5.5 10.5h3',
  gate: 'M3 14V6l5-3 5 3v8M6 14V9h4v5M2 14h12',
  settings: 'M2.5 4.5h6M11.5 4.5h2M10 3v3M2.5 8h2M7.5 8h6M6 6.5v3M2.5 11.5h6M11.5 11.5h2M10 10v3',
  find: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.8V8l2.2 1.6',
  person: 'M8 8a2.8 2.8 0 1 0 0-5.6A2.8 2.8 0 0 0 8 8zM2.8 14c.5-2.7 2.6-4.3 5.2-4.3s4.7 1.6 5.2 4.3',
  unit: 'M6 2.5h4v3H6zM2 10.5h4v3H2zM10 10.5h4v3h-4zM8 5.5v2.5M4 10.5V8h8v2.5',
  calendar: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  link: 'M7 9a2.6 2.6 0 0 0 3.7 0l2-2A2.6 2.6 0 0 0 9 3.3l-.8.8M9 7a2.6 2.6 0 0 0-3.7 0l-2 2A2.6 2.6 0 0 0 7 12.7l.8-.8',
  filter: 'M2.5 3.5h11L9.5 8.5v4l-3 1.5V8.5z',
  check: 'M3 8.5 6.5 12 13 4.5',
  plus: 'M8 3v10M3 8h10',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z',
  tree: 'M3 3h10M5.5 6.5H13M8 10h5M8 13.5h5M3 3v3.5h2.5M5.5 6.5V13.5H8M5.5 10H8',
  sum: 'M12.5 4.5V3H3.800l4.700 5-4.700 5h8.700v-1.500',
  columns: 'M2.5 3h3v10h-3zM6.5 3h3v10h-3zM10.5 3h3v10h-3z',
  lock: 'M4 7h8v6.5H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  upload: 'M8 10.5V3M5 6l3-3 3 3M3 10.5v3h10v-3',
  camera: 'M2.5 5h2.7L6.3 3.2h3.4L10.8 5h2.7v8h-11zM8 11.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z',
  undo: 'M6 3 2.8 6.2 6 9.4M3 6.2h6.2a3.6 3.6 0 0 1 0 7.2H6',
  shown:
    'M1.5 8s2.4-4.3 6.5-4.3S14.5 8 14.5 8s-2.4 4.3-6.5 4.3S1.5 8 1.5 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  hidden:
    'M2 2l12 12M6.2 4a6.7 6.7 0 0 1 1.8-.3c4.100 0 6.500 4.300 6.500 4.300a11 11 0 0 1-2.100 2.500M4 5.300A11 11 0 0 0 1.500 8s2.400 4.300 6.500 4.300c.9 0 1.700-.2 2.500-.5',
  bell: 'M4 11.5V7.200a4 4 0 0 1 8 0v4.300l1 1H3zM6.800 14.200h2.400',
  sheet: 'M3.500 2h6.500l2.500 2.500V14h-9zM6 6.500h4M6 9h4M6 11.500h2.500',
  pin: 'M6 2.5h4M6.500 2.500v4L4.500 9v1h7V9l-2-2.500v-4M8 10v3.500',
  cycle:
    'M13.200 6.300A5.500 5.500 0 0 0 3.400 5M3.200 2.500V5h2.500M2.800 9.700A5.500 5.500 0 0 0 12.600 11M12.800 13.500V11h-2.500',
  trend: 'M2.5 13.5h11M2.5 11l3.200-3.500 2.600 2 5-6M10.500 3.500h2.800v2.800',
  target: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 10.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
  weight: 'M4.500 5.500h7l1.500 8H3zM6 5.500a2 2 0 1 1 4 0',
  gauge: 'M2.5 12.5a6 6 0 1 1 11 0zM8 12.5l2.700-4.200',
  hand: 'M5 9V4.200a1 1 0 0 1 2 0V8M7 7.500V3a1 1 0 0 1 2 0v4.500M9 7.500V3.800a1 1 0 0 1 2 0V9M11 7.500V6a1 1 0 0 1 2 0v4a4 4 0 0 1-4 4H8.200a4 4 0 0 1-3-1.400L2.800 9.800a1 1 0 0 1 1.500-1.300L5 9',
  warn: 'M8 2.2 14.3 13H1.7zM8 6.5v3M8 11.3v.2',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
