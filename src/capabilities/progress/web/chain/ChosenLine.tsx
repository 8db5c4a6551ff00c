// The line of the chosen box in words, from the top down to it, with what is said of it and the way to open it.
import { useFormats } from '../../../../web/formats.ts';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { MarkSign } from './ChainBox.tsx';
import type { ChainParts } from './ChainPicture.tsx';
import { type Box, isSilent } from './chainBoxes.ts';

interface ChosenLineProps extends ChainParts {
  onOpen: (id: string) => void;
  onClear: () => void;
}

function wayTo(box: Box): Box[] {
  const way: Box[] = [];
  for (let at: Box | null = box; at; at = at.parent) way.unshift(at);
  return way;
}

export function ChosenLine({ boxes, chosen, names, onOpen, onClear }: ChosenLineProps) {
  const { t } = useWords();
  const { percent } = useFormats();
  const box = boxes.find((one) => one.key === chosen);
  const node = box?.nodes[0];
  if (!box || !node) return <p className="small quiet cv-hint">{t('chain-view:hint')}</p>;
  const people = wayTo(box).map((one) => names.person(one.nodes[0]?.personId ?? null) || names.box(one));
  // the same person on two levels in a row is named once
  const line = people.filter((person, at) => person !== people[at - 1]);
  return (
    <div className="cv-chosen small" role="status">
      <span className="cv-chosen-way">{line.join(' › ')}</span>
      <span className="numbers">{t('chain-view:share', { share: percent(box.share) })}</span>
      {node.loss && node.ends > 0 && (
        <span className="cv-cold">
          {t('chain-view:lostPart', { share: percent(node.ends), why: t(`chain-view:loss.${node.loss}`) })}
        </span>
      )}
      {node.marks.map((mark) => (
        <span key={`${mark.kind} ${mark.personId}`} className="cv-mark">
          <MarkSign silent={isSilent(mark)} /> {names.mark(mark)}
        </span>
      ))}
      {node.id && (
        <Button kind="quiet" onPress={() => onOpen(node.id ?? '')}>
          {t('chain-view:openItem')}
        </Button>
      )}
      <Button kind="quiet" icon="close" label={t('chain-view:clear')} onPress={onClear} />
    </div>
  );
}
