// Beside the help that a report speaks of: makes a request of it, with a limit and somebody who must answer.
import { useState } from 'react';
import { useWords } from '../../../../web/language.ts';
import { Button } from '../../../../web/ui/Button.tsx';
import { AskHelpDrawer } from './AskHelpDrawer.tsx';

interface ReportHelpProps {
  item: { id: string; title: string };
  report: { id: string; help: string };
}

export function ReportHelp({ item, report }: ReportHelpProps) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <span className="no-print">
      <Button kind="quiet" onPress={() => setAsking(true)}>
        {t('help-page:fromReport')}
      </Button>
      {isAsking && <AskHelpDrawer item={item} report={report} onClose={() => setAsking(false)} />}
    </span>
  );
}
