// Which template a new draft begins with, and what it will bring.
import { useQuery } from '@tanstack/react-query';
import { useTwin, useWords } from '../../../../web/language.ts';
import { Field } from '../../../../web/ui/Field.tsx';
import { Select } from '../../../../web/ui/Select.tsx';
import { templatesQuery } from './planQueries.ts';
import './plan-ahead.css';

export function TemplateChoice({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const { t } = useWords();
  const twin = useTwin();
  const { data } = useQuery(templatesQuery);
  const chosen = data?.items.find((one) => one.id === value);
  return (
    <div className="draft-template">
      <Field label={t('plan-ahead:draft.template')} hint={chosen ? t('plan-ahead:draft.hint') : undefined}>
        {(control) => (
          <Select
            control={control}
            clearable
            placeholder={t('plan-ahead:draft.none')}
            value={value}
            choices={(data?.items ?? []).map((one) => ({ value: one.id, label: twin(one.name, one.nameEn) }))}
            onChange={onChange}
          />
        )}
      </Field>
      {chosen && (
        <ul className="laid-nodes">
          {chosen.body.nodes.map((node) => (
            <li key={node.title}>
              <span>{twin(node.title, node.titleEn)}</span>
              <span className="small quiet numbers">{node.weight}%</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
