// Parts that snapshots of several kinds share: a text beside the one before, and a list of nodes.
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import type { ClaimedNode } from './snapshot.ts';
import { textChanges } from './textChanges.ts';

/** A text with what changed since the last one marked; screen readers hear the marks as inserted and deleted. */
export function ChangedText({ before, after }: { before: string | null; after: string }) {
  if (before === null) return <p className="said">{after}</p>;
  return (
    <p className="said">
      {textChanges(before, after).map((piece, at) => {
        const key = `${at} ${piece.kind}`;
        if (piece.kind === 'gone') return <del key={key}>{piece.text}</del>;
        if (piece.kind === 'new') return <ins key={key}>{piece.text}</ins>;
        return <span key={key}>{piece.text}</span>;
      })}
    </p>
  );
}

interface ClaimedNodesProps {
  nodes: readonly ClaimedNode[];
  /** Those of the submission before: what came since is marked, what is gone is named. */
  before?: readonly ClaimedNode[] | null;
  title: string;
  /** Says of each node how far it was, where that is not the same for all. */
  showsState?: boolean;
}

export function ClaimedNodes({ nodes, before = null, title, showsState }: ClaimedNodesProps) {
  const { t } = useWords();
  const twin = useTwin();
  const { day, value } = useFormats();
  const gone = (before ?? []).filter((old) => !nodes.some((node) => node.id === old.id));
  if (nodes.length === 0 && gone.length === 0) return null;
  const isNew = (node: ClaimedNode) => before !== null && !before.some((old) => old.id === node.id);
  return (
    <section>
      <h2>{title}</h2>
      <ul className="node-claims">
        {nodes.map((node) => (
          <li key={node.id || node.title}>
            <span>
              {twin(node.title, node.titleEn)}
              {isNew(node) && <span className="fate fate-new">{t('review:fate.new')}</span>}
            </span>
            <span className="small quiet">
              {t('review:nodeFacts', { weight: value(node.weight), day: day(node.date) })}
            </span>
            {showsState && node.state && (
              <span className="small quiet">{t(`decomposition:nodeState.${node.state}`)}</span>
            )}
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <p className="small">
          {t('review:leftOut')}{' '}
          <del>{gone.map((node) => twin(node.title, node.titleEn)).join(t('list.separator'))}</del>
        </p>
      )}
    </section>
  );
}
