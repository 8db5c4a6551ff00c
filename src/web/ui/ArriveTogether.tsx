// A page whose parts are fetched apart: shown at once when all have come, so that none pushes another from under the reader's eyes.
import { useIsFetching } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Skeleton } from './Feedback.tsx';

/** One part that hangs holds up the others no longer than this. */
const LONGEST_HOLD = 4000;

interface ArriveTogetherProps {
  /** The height of the waiting state, in rows. */
  rows: number;
  children: ReactNode;
}

/** Give it the `key` of what the page is about: another thing waits anew. The parts are drawn unseen, which is when they ask for what they need. */
export function ArriveTogether({ rows, children }: ArriveTogetherProps) {
  const waiting = useIsFetching({ predicate: ({ state }) => state.status === 'pending' }) > 0;
  const [arrived, setArrived] = useState(false);
  useEffect(() => {
    const late = setTimeout(() => setArrived(true), LONGEST_HOLD);
    return () => clearTimeout(late);
  }, []);
  useEffect(() => {
    if (waiting) return;
    // what has just come may draw parts that ask for more
    const frame = requestAnimationFrame(() => setArrived(true));
    return () => cancelAnimationFrame(frame);
  }, [waiting]);
  return (
    <>
      {!arrived && <Skeleton rows={rows} />}
      <div hidden={!arrived}>{children}</div>
    </>
  );
}
