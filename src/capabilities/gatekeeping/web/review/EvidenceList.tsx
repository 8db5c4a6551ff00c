// The evidence that was put before the gate: pictures are shown, files open or download, each named by its content's hash.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import type { Submission } from './reviewQueries.ts';

type Evidence = Submission['evidence'][number];

const contentOf = (id: string) => `/api/evidence/${id}/content`;
const unit = 1024;
/** Kinds that say something was done: without evidence the page says so. */
const PROVEN: ReadonlySet<string> = new Set(['report', 'node', 'close_out']);

function EvidenceRow({ evidence }: { evidence: Evidence }) {
  const { t } = useWords();
  const { count } = useFormats();
  const isLink = evidence.kind === 'link' && evidence.url !== null;
  const address = isLink && evidence.url ? evidence.url : contentOf(evidence.id);
  return (
    <li className="proof">
      <Icon name={isLink ? 'link' : 'file'} />
      <span className="proof-words">
        {evidence.kind === 'record' ? (
          evidence.name
        ) : (
          <a href={address} target="_blank" rel="noreferrer noopener">
            {evidence.name}
          </a>
        )}
        <span className="small quiet">
          {evidence.size !== null &&
            t('review:evidenceSize', { size: count(Math.max(1, Math.round(evidence.size / unit))) })}
          {evidence.sha256 && (
            <span className="proof-hash" data-tip={evidence.sha256}>
              {' '}
              SHA-256 {evidence.sha256.slice(0, 10)}…
            </span>
          )}
        </span>
      </span>
    </li>
  );
}

export function EvidenceList({ submission }: { submission: Submission }) {
  const { t } = useWords();
  const { evidence, kind } = submission;
  if (evidence.length === 0) {
    return !PROVEN.has(kind) ? null : <p className="small quiet no-evidence">{t('review:noEvidence')}</p>;
  }
  return (
    <section>
      <h2>{t('review:evidence', { count: evidence.length })}</h2>
      <ul className="proofs">
        {evidence.map((one) => (
          <EvidenceRow key={one.id} evidence={one} />
        ))}
      </ul>
    </section>
  );
}
