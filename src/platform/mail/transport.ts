// The way to the mail server of SMTP_URL: a small pool of connections with limits on every wait, and nothing but what it is given.
import { createTransport } from 'nodemailer';

export type OutgoingMail = {
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** The same for every attempt, so that a second copy is known as one. */
  messageId: string;
  headers: Readonly<Record<string, string>>;
};

export type MailTransport = {
  /** Settles once the server has taken the message over; fails with its code else. */
  send(mail: OutgoingMail): Promise<void>;
  /** Whether the server answers and lets the account in. */
  verify(): Promise<void>;
  close(): void;
};

const CONNECTIONS = 4;
const LONGEST_CONNECT = 10_000;
const LONGEST_SILENCE = 20_000;

export function openMail(smtpUrl: string): MailTransport {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: LONGEST_CONNECT,
    greetingTimeout: LONGEST_CONNECT,
    socketTimeout: LONGEST_SILENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      await transport.sendMail({ ...mail, headers: { ...mail.headers } });
    },
    verify: async () => {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}
