// The rules of a new password, ticked while it is typed; the list of common and leaked ones is known to the server alone.
import { useWords } from '../../../web/language.ts';
import { Icon } from '../../../web/ui/icons.tsx';

const shortestPassword = 10;

export function PasswordStrength({ password, account }: { password: string; account: string }) {
  const { t } = useWords();
  const leansOnAccount = account !== '' && password.toLowerCase().includes(account.toLowerCase());
  const rules = [
    { key: 'length', met: [...password].length >= shortestPassword },
    { key: 'notAccount', met: password !== '' && !leansOnAccount },
  ];
  return (
    <ul className="strength">
      {rules.map((rule) => (
        <li key={rule.key} className={rule.met ? 'met' : ''}>
          <Icon name={rule.met ? 'check' : 'right'} size={12} />
          {t(`sign-in:strength.${rule.key}`, { count: shortestPassword })}
        </li>
      ))}
      <li>
        <Icon name="right" size={12} />
        {t('sign-in:strength.notCommon')}
      </li>
    </ul>
  );
}
