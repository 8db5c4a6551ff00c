// The name that stands for an id which a picker gave back; the picker has read it already, so this is rarely a request.
import { useQueryClient } from '@tanstack/react-query';
import { remote } from '../../../../web/api.ts';
import { reading } from '../../../../web/queries.ts';
import type { people, units } from '../../../institution/institution.contract.ts';
import type { Brief } from './sheet.ts';

const readUnit = remote<typeof units.read>('GET', '/units/{id}');
const readPerson = remote<typeof people.read>('GET', '/people/{id}');

export function useBrief(): (kind: 'unit' | 'person', id: string | null) => Promise<Brief | null> {
  const client = useQueryClient();
  return async (kind, id) => {
    if (id === null) return null;
    const found =
      kind === 'unit'
        ? await client.fetchQuery(reading(readUnit, { params: { id } }))
        : await client.fetchQuery(reading(readPerson, { params: { id } }));
    return { id: found.id, name: found.name, nameEn: found.nameEn };
  };
}
