// One head and at most one acting head a unit at a time, checked before the database would refuse the whole file.
import type { Change } from './ledger.rules.ts';
import type { EntityRow, Findings } from './sheet-rows.rules.ts';

type HeadPost = {
  id: string;
  unit_id: string;
  head: boolean;
  acting: boolean;
  from_day: string;
  to_day: string | null;
  state: string;
};

const overlap = (a: HeadPost, b: HeadPost): boolean =>
  a.from_day <= (b.to_day ?? '9999-12-31') && b.from_day <= (a.to_day ?? '9999-12-31');

/** Adds an error for each new head whose days meet those of another head of the same unit and manner. */
export function refuseSecondHeads(
  standing: readonly HeadPost[],
  changes: readonly Change[],
  rowOf: (postId: string) => EntityRow | undefined,
  findings: Findings,
): void {
  const heads = new Map<string, HeadPost[]>();
  const place = (post: HeadPost): HeadPost[] => {
    const key = `${post.unit_id} ${post.acting}`;
    const list = heads.get(key) ?? [];
    heads.set(key, list);
    return list;
  };
  for (const post of standing) if (post.head && post.state !== 'refused') place(post).push(post);
  for (const change of changes) {
    const row = change.table === 'posts' && change.before === null ? rowOf(change.id) : undefined;
    const post = { ...change.columns, id: change.id } as unknown as HeadPost;
    if (!row || !post.head) continue;
    const others = place(post);
    if (others.some((other) => overlap(other, post))) findings.add(row, 'head', 'second_head');
    else others.push(post);
  }
}
