// The decision in place: pass with one press, pass with conditions, or return with a reason; the gatekeeper's light beside it.
import { useEffect, useMemo, useRef } from 'react';
import { useDraft } from '../../../../web/drafts.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { useAct } from '../../../../web/queries.ts';
import { errorAt } from '../../../../web/refusal.ts';
import { useMe } from '../../../../web/session.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { Notice, Refusal } from '../../../../web/ui/Feedback.tsx';
import { Field } from '../../../../web/ui/Field.tsx';
import { TextArea } from '../../../../web/ui/Input.tsx';
import { LightMark } from '../../../../web/ui/Light.tsx';
import { Segmented } from '../../../../web/ui/Segmented.tsx';
import { useToast } from '../../../../web/ui/Toast.tsx';
import { ConditionRows } from './ConditionRows.tsx';
import { type Decision, decisionStart, isReady, ratings, verdictBody } from './decision.ts';
import { openStep } from './queueOrder.ts';
import { Recuse } from './Recuse.tsx';
import { decideEndpoint, type Submission } from './reviewQueries.ts';
import { fieldsOf, nodesAt } from './snapshot.ts';

interface DecideFormProps {
  submission: Submission;
  onDecided: () => void;
}

export function DecideForm({ submission, onDecided }: DecideFormProps) {
  const { t } = useWords();
  const twin = useTwin();
  const say = useToast();
  const me = useMe();
  const initial = useMemo(() => decisionStart(), []);
  const draft = useDraft<Decision>(`verdict.${submission.id}`, initial);
  const form = useRef<HTMLElement>(null);
  const decision = draft.value;
  const decide = useAct(decideEndpoint, {
    onDone: (reply) => {
      draft.forget();
      const next = openStep(reply)?.person;
      const verdict = reply.state === 'returned' ? 'returned' : decision.verdict;
      say(next ? t('review:passedOn', { person: twin(next.name, next.nameEn) }) : t(`review:done.${verdict}`));
      onDecided();
    },
  });
  const send = (verdict: Decision['verdict']) => {
    if (decide.isPending) return;
    const body = verdictBody({ ...decision, verdict });
    decide.mutate({ params: { id: submission.id }, body, ifMatch: submission.version });
  };
  useVerdictKeys(form, (verdict) => draft.set({ verdict }));
  const step = openStep(submission);
  const nodes = nodesAt(fieldsOf(submission.snapshot), 'nodesDone');
  const opened = decision.verdict;
  return (
    <section ref={form} className="decide no-print" aria-label={t('review:decide')}>
      {step?.person && step.person.id !== me.person.id && (
        <Notice>{t('review:inPlaceOf', { person: twin(step.person.name, step.person.nameEn) })}</Notice>
      )}
      {draft.restored && <Notice>{t('field.draftKept')}</Notice>}
      <Refusal error={decide.error} />
      {nodes.length > 1 && opened !== 'returned' && <NodeVerdicts nodes={nodes} decision={decision} set={draft.set} />}
      <Field
        label={t(opened === 'returned' ? 'review:reason' : 'review:opinion')}
        {...(opened === 'returned' ? {} : { optional: t('field.optional') })}
        error={errorAt(decide.error, 'reason')}
        hint={opened === 'returned' ? t('review:reasonHint') : undefined}
      >
        {(control) => (
          <TextArea
            control={control}
            rows={opened === 'returned' ? 3 : 1}
            value={decision.reason}
            onChange={(reason) => draft.set({ reason })}
          />
        )}
      </Field>
      {opened === 'passed_with_conditions' && (
        <ConditionRows rows={decision.conditions} onChange={(conditions) => draft.set({ conditions })} />
      )}
      <div className="decide-foot">
        {submission.abilities.recuse && <Recuse submission={submission} onDone={onDecided} />}
        <RatingChoice value={decision.light} onChange={(light) => draft.set({ light })} />
        <VerdictButtons
          decision={decision}
          isBusy={decide.isPending}
          choose={(verdict) => draft.set({ verdict })}
          send={send}
        />
      </div>
    </section>
  );
}

interface VerdictButtonsProps {
  decision: Decision;
  isBusy: boolean;
  choose: (verdict: Decision['verdict']) => void;
  send: (verdict: Decision['verdict']) => void;
}

function VerdictButtons({ decision, isBusy, choose, send }: VerdictButtonsProps) {
  const { t } = useWords();
  if (decision.verdict === 'passed') {
    return (
      <div className="decide-acts">
        <span data-verdict="passed">
          <Button kind="primary" isBusy={isBusy} onPress={() => send('passed')}>
            {t('review:verdict.passed')}
          </Button>
        </span>
        <Button onPress={() => choose('passed_with_conditions')}>{t('review:verdict.passed_with_conditions')}</Button>
        <Button kind="danger" onPress={() => choose('returned')}>
          {t('review:verdict.returned')}
        </Button>
      </div>
    );
  }
  return (
    <div className="decide-acts">
      <Button
        kind={decision.verdict === 'returned' ? 'danger' : 'primary'}
        isBusy={isBusy}
        disabled={!isReady(decision)}
        onPress={() => send(decision.verdict)}
      >
        {t(`review:verdict.${decision.verdict}`)}
      </Button>
      <Button onPress={() => choose('passed')}>{t('act.cancel')}</Button>
    </div>
  );
}

/** p goes to the pass button, c opens conditions, r opens the return with its reason; never while typing. */
function useVerdictKeys(form: React.RefObject<HTMLElement | null>, choose: (verdict: Decision['verdict']) => void) {
  const latest = useRef(choose);
  latest.current = choose;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, select, [role="dialog"]')) return;
      const verdict = ({ p: 'passed', c: 'passed_with_conditions', r: 'returned' } as const)[event.key];
      if (!verdict) return;
      event.preventDefault();
      latest.current(verdict);
      window.requestAnimationFrame(() => {
        const target =
          verdict === 'passed'
            ? '[data-verdict="passed"] button'
            : verdict === 'returned'
              ? 'textarea'
              : '.condition input';
        form.current?.querySelector<HTMLElement>(target)?.focus();
        form.current?.scrollIntoView({ block: 'nearest' });
      });
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [form]);
}

interface NodeVerdictsProps {
  nodes: ReturnType<typeof nodesAt>;
  decision: Decision;
  set: (change: Partial<Decision>) => void;
}

function NodeVerdicts({ nodes, decision, set }: NodeVerdictsProps) {
  const { t } = useWords();
  const twin = useTwin();
  return (
    <fieldset className="field">
      <legend className="field-label">{t('review:eachNode')}</legend>
      <ul className="node-verdicts">
        {nodes.map((node) => {
          const title = twin(node.title, node.titleEn);
          const isReturned = decision.returnedNodes.includes(node.id);
          return (
            <li key={node.id}>
              <span>{title}</span>
              <Segmented
                label={title}
                value={isReturned ? 'returned' : 'passed'}
                onChange={(verdict) =>
                  set({
                    returnedNodes:
                      verdict === 'returned'
                        ? [...decision.returnedNodes, node.id]
                        : decision.returnedNodes.filter((id) => id !== node.id),
                  })
                }
                choices={[
                  { value: 'passed', label: t('review:verdict.passed') },
                  { value: 'returned', label: t('review:verdict.returned') },
                ]}
              />
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}

function RatingChoice({ value, onChange }: { value: Decision['light']; onChange: (light: Decision['light']) => void }) {
  const { t } = useWords();
  return (
    <span className="rating">
      <span className="small quiet">{t('review:myLight')}</span>
      <Segmented
        label={t('review:myLight')}
        value={value ?? 'none'}
        onChange={(light) => onChange(light === 'none' ? null : light)}
        choices={[
          { value: 'none', label: t('review:noLight') },
          ...ratings.map((light) => ({
            value: light,
            label: (
              <>
                <LightMark colour={light} />
                <span className="visually-hidden">{t(`light.${light}`)}</span>
              </>
            ),
          })),
        ]}
      />
    </span>
  );
}
