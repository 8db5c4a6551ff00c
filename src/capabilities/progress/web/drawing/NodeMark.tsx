// The mark of a key node: done, claimed, open and late differ by shape, so that colour says nothing alone.
import type { Bar } from './drawingRows.ts';

export type NodeLook = 'done' | 'claimed' | 'late' | 'open';
type DrawnNode = Bar['nodes'][number];

export function lookOf(node: DrawnNode): NodeLook {
  if (node.state === 'verified') return 'done';
  if (node.state === 'claimed') return 'claimed';
  return node.late ? 'late' : 'open';
}

const shapes: Record<NodeLook, string> = {
  done: 'M7 1 13 7 7 13 1 7z',
  claimed: 'M7 1 13 7 7 13 1 7z',
  open: 'M7 1 13 7 7 13 1 7z',
  late: 'M1 1.5h12L7 13z',
};

/** Drawn in a box of 14 by 14; `x` and `y` place it inside of a larger drawing. */
export function NodeShape({ look }: { look: NodeLook }) {
  return (
    <>
      <path className={`node-shape node-${look}`} d={shapes[look]} />
      {look === 'claimed' && <path className="node-half" d="M7 1 13 7 7 13z" />}
      {look === 'late' && <path className="node-bang" d="M7 3.6v4M7 9.2v.6" />}
    </>
  );
}

export function NodeMark({ look, size = 14 }: { look: NodeLook; size?: number }) {
  return (
    <svg className="node-mark" viewBox="0 0 14 14" width={size} height={size} aria-hidden="true">
      <NodeShape look={look} />
    </svg>
  );
}
