// Computes the tonal scale of responsibility levels: dark above, light below, for any number of levels from 3 to 8.

export type Tone = 'light' | 'dark';

type Rgb = readonly [number, number, number];

const anchors: Record<Tone, readonly Rgb[]> = {
  light: [
    [0x12, 0x2c, 0x48],
    [0x20, 0x48, 0x6e],
    [0x2f, 0x63, 0x90],
    [0x4a, 0x80, 0xad],
    [0x79, 0xa3, 0xc7],
    [0xab, 0xc7, 0xdf],
  ],
  dark: [
    [0x33, 0x66, 0x9c],
    [0x44, 0x7c, 0xb3],
    [0x5b, 0x93, 0xc6],
    [0x7a, 0xab, 0xd6],
    [0xa0, 0xc5, 0xe4],
    [0xcb, 0xdf, 0xf1],
  ],
};

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (at: 0 | 1 | 2) => Math.round(from[at] + (to[at] - from[at]) * share);
  return [part(0), part(1), part(2)];
}

function toneAt(scale: readonly Rgb[], position: number): Rgb {
  const at = position * (scale.length - 1);
  const below = Math.min(Math.floor(at), scale.length - 2);
  const from = scale[below];
  const to = scale[below + 1];
  if (!from || !to) throw new Error('a level scale needs at least two anchors');
  return mix(from, to, at - below);
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

const white: Rgb = [255, 255, 255];
const night: Rgb = [8, 18, 29];
/** WCAG AA for small text, with a little to spare. */
const leastContrast = 4.6;

function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

const hex = (rgb: Rgb) => `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** The better ink on a fill; a middle tone on which neither reads well moves away from its ink until one does. */
function readable(fill: Rgb): { fill: Rgb; ink: Rgb } {
  const ink = contrast(fill, white) >= contrast(fill, night) ? white : night;
  let moved = fill;
  while (contrast(moved, ink) < leastContrast) moved = mix(moved, ink === white ? night : white, 0.03);
  return { fill: moved, ink };
}

/** The tones of `count` levels from the top down, each with the ink that reads best on it (WCAG relative luminance). */
export function levelTones(count: number, tone: Tone): { fill: string; ink: string }[] {
  const steps = Math.max(1, count);
  return Array.from({ length: steps }, (_, rank) => {
    const { fill, ink } = readable(toneAt(anchors[tone], steps === 1 ? 0 : rank / (steps - 1)));
    return { fill: hex(fill), ink: hex(ink) };
  });
}

/** Publishes the scale as --level-1 … --level-n (and --level-1-ink …) so that style sheets draw levels the same way. */
export function publishLevelTones(root: HTMLElement, count: number, tone: Tone): void {
  levelTones(count, tone).forEach(({ fill, ink }, at) => {
    root.style.setProperty(`--level-${at + 1}`, fill);
    root.style.setProperty(`--level-${at + 1}-ink`, ink);
  });
}
