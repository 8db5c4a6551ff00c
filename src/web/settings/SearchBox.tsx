// A field that narrows a list; what it holds is asked for once the typing rests.
import { useWords } from '../language.ts';
import { TextInput } from '../ui/Input.tsx';

export function SearchBox({
  value,
  onChange,
  label,
}: {
  value: string;
  onChange: (value: string) => void;
  label?: string;
}) {
  const { t } = useWords();
  return (
    <span className="search-box">
      <TextInput
        kind="search"
        label={label ?? t('settings:search')}
        placeholder={label ?? t('settings:search')}
        value={value}
        onChange={onChange}
      />
    </span>
  );
}
