// What this product does not do, as words that no table, column or setting may carry.

export type Undone = 'clock_in' | 'online_time' | 'login_ranking' | 'likes' | 'screenshots';

/** Names are lowered and their parts joined by `_` before they are compared, so that clockIn and clock_in are one. */
export const FORBIDDEN_WORDS: Record<Undone, readonly string[]> = {
  clock_in: ['clock_in', 'clockin', 'check_in', 'checkin', 'punch', 'attendance_time', 'daka', 'sign_in_time'],
  online_time: [
    'online',
    'active_minutes',
    'active_seconds',
    'time_spent',
    'idle',
    'dwell',
    'presence',
    'duration_online',
  ],
  login_ranking: [
    'login_count',
    'logins',
    'sign_in_count',
    'sign_ins',
    'visit',
    'streak',
    'activity_score',
    'activity_points',
    'ranking',
    'leaderboard',
  ],
  likes: [
    'like',
    'likes',
    'liked',
    'thumb',
    'thumbs',
    'upvote',
    'upvotes',
    'praise',
    'applause',
    'reaction',
    'reactions',
  ],
  screenshots: ['screenshot', 'screenshots', 'screen_shot', 'screen_capture', 'webcam', 'keystroke', 'keystrokes'],
};

const partsOf = (name: string): string =>
  `_${name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')}_`;

/** Names (`table.column`, `setting:key`) that carry one of the words as a whole part; `likely` is not `like`. */
export function carriersOf(words: readonly string[], names: readonly string[]): string[] {
  return names.filter((name) => words.some((word) => partsOf(name).includes(`_${word}_`)));
}

/** Columns that say when somebody was there; any other of the kind is a finding. */
export const PRESENCE = [
  { column: 'sessions.seen_at', serves: 'session_end' },
  { column: 'api_tokens.used_at', serves: 'token_upkeep' },
  { column: 'sign_in_failures.at', serves: 'throttling' },
] as const;

const LAST_SEEN = [
  'seen_at',
  'last_seen',
  'last_seen_at',
  'last_login',
  'last_login_at',
  'last_active',
  'last_active_at',
  'used_at',
];

/** Columns that keep when somebody was last there, beyond the ones that the product owns up to. */
export function unknownPresence(columns: readonly string[]): string[] {
  const known = new Set<string>(PRESENCE.map(({ column }) => column));
  return columns.filter((name) => LAST_SEEN.includes(name.split('.')[1] ?? '') && !known.has(name));
}

export interface DignityFinding {
  readonly what: Undone;
  readonly holds: boolean;
  readonly words: readonly string[];
  readonly found: readonly string[];
}

export function checkDignity(
  tables: readonly string[],
  columns: readonly string[],
  settings: readonly string[],
): DignityFinding[] {
  const names = [...tables, ...columns, ...settings.map((key) => `setting:${key}`)];
  return (Object.keys(FORBIDDEN_WORDS) as Undone[]).map((what) => {
    const words = FORBIDDEN_WORDS[what];
    const extra = what === 'online_time' ? unknownPresence(columns) : [];
    const found = [...new Set([...carriersOf(words, names), ...extra])];
    return { what, holds: found.length === 0, words, found };
  });
}
