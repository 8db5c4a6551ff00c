// The foot of a list that is read in parts: how many there are, and the next part.
import { useWords } from '../language.ts';
import { Button } from './Button.tsx';
import './list-foot.css';

interface ListFootProps {
  /** The sentence that says how many there are. */
  total: string;
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

export function ListFoot({ total, list }: ListFootProps) {
  const { t } = useWords();
  return (
    <div className="list-foot">
      <span className="small quiet">{total}</span>
      {list.hasNextPage && (
        <Button isBusy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('act.showMore')}
        </Button>
      )}
    </div>
  );
}
