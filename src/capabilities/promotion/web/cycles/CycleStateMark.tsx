// Where a cycle stands in its life, as four small steps with the word beside them.
import { useWords } from '../../../../web/language.ts';
import type { CycleState } from './cycleQueries.ts';

const states: readonly CycleState[] = ['open', 'frozen', 'reviewed', 'closed'];

export function CycleStateMark({ state }: { state: CycleState }) {
  const { t } = useWords();
  const at = states.indexOf(state);
  return (
    <span className={`cycle-state cycle-state-${state}`}>
      <span className="cycle-steps" aria-hidden="true">
        {states.map((one, step) => (
          <i key={one} className={step <= at ? 'cycle-step-on' : undefined} />
        ))}
      </span>
      {t(`cycles:state.${state}`)}
    </span>
  );
}
