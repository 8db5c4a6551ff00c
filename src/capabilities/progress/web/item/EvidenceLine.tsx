// One piece of evidence: its name opens it, and it says whether somebody has verified it.
import { useQuery } from '@tanstack/react-query';
import { remote } from '../../../../web/api.ts';
import { useFormats } from '../../../../web/formats.ts';
import { useTwin, useWords } from '../../../../web/language.ts';
import { reading } from '../../../../web/queries.ts';
import { Icon } from '../../../../web/ui/icons.tsx';
import type { readEvidence } from '../../progress.contract.ts';

const evidenceEndpoint = remote<typeof readEvidence>('GET', '/evidence/{id}');

export function EvidenceLine({ id }: { id: string }) {
  const { t } = useWords();
  const twin = useTwin();
  const { count } = useFormats();
  const { data } = useQuery({ ...reading(evidenceEndpoint, { params: { id } }), staleTime: 300_000 });
  if (!data) return <li className="evidence-line quiet">…</li>;
  const address = data.kind === 'link' && data.url ? data.url : `/api/evidence/${id}/content`;
  return (
    <li className="evidence-line">
      <Icon name={data.kind === 'link' ? 'link' : 'file'} />
      {data.kind === 'record' ? (
        <span>{data.name}</span>
      ) : (
        <a href={address} {...(data.kind === 'link' ? { target: '_blank', rel: 'noreferrer noopener' } : {})}>
          {data.name}
        </a>
      )}
      <span className="quiet small">
        {data.size !== null && `${count(Math.max(1, Math.round(data.size / 1024)))} KB · `}
        {data.verifiedBy
          ? t('item-page:evidence.verifiedBy', { person: twin(data.verifiedBy.name, data.verifiedBy.nameEn) })
          : t('item-page:evidence.unverified')}
      </span>
    </li>
  );
}
