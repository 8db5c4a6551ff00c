// Which address e-mail comes from. Pure.

export type SenderFacts = {
  /** The institution's setting; empty where nothing is chosen. */
  chosen: string;
  /** smtp://user:password@host:587 */
  smtpUrl: string;
  publicUrl: string;
};

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;

/** The chosen address, else the account at the mail server where that is an address, else `liandong@` the product's host. */
export function senderOf({ chosen, smtpUrl, publicUrl }: SenderFacts): string {
  if (chosen !== '') return chosen;
  const account = /^smtps?:\/\/([^:@/]+)(?::[^@]*)?@/.exec(smtpUrl)?.[1];
  const user = account === undefined ? '' : decodeURIComponent(account);
  if (ADDRESS.test(user)) return user;
  return `liandong@${hostOf(publicUrl)}`;
}

/** A bare host; an address in numbers is written the way mail wants it. */
export function hostOf(publicUrl: string): string {
  const host = /^https?:\/\/(\[[^\]]+\]|[^:/]+)/.exec(publicUrl)?.[1] ?? 'localhost';
  return /^[\d.]+$|^\[/.test(host) ? 'localhost' : host;
}
