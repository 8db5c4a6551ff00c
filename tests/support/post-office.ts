// A real mail server for tests: keeps what it took over, and refuses, hangs or accepts as it is told.
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export type Letter = { to: string; mail: ParsedMail };
/** accept: takes the letter over; a number: refuses it with that code; hang: takes the text and never answers. */
export type Behaviour = 'accept' | 'hang' | number;

export type PostOffice = {
  url: string;
  letters: readonly Letter[];
  /** How it meets the next letters; asked as each arrives. */
  behave(how: (to: string) => Behaviour): void;
  /** Settles when a letter arrived for which that holds, kept or not. */
  arrival(of: (letter: Letter) => boolean): Promise<Letter>;
  close(): Promise<void>;
};

export async function openPostOffice(): Promise<PostOffice> {
  const letters: Letter[] = [];
  const waiting = new Set<(letter: Letter) => void>();
  const seen: Letter[] = [];
  let how: (to: string) => Behaviour = () => 'accept';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, answer) {
      simpleParser(stream).then((mail) => {
        const letter = { to: session.envelope.rcptTo[0]?.address ?? '', mail };
        const behaviour = how(letter.to);
        seen.push(letter);
        if (behaviour === 'accept') letters.push(letter);
        if (behaviour === 'accept') answer();
        else if (behaviour !== 'hang') answer(Object.assign(new Error('not now'), { responseCode: behaviour }));
        for (const tell of waiting) tell(letter);
      }, answer);
    },
  });
  // A sender that is killed in the middle of a sentence is what some tests are about.
  server.on('error', () => {});
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', () => ready());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    behave: (next) => {
      how = next;
    },
    arrival: (of) =>
      new Promise((resolve) => {
        const known = seen.find(of);
        if (known) return resolve(known);
        const tell = (letter: Letter) => {
          if (!of(letter)) return;
          waiting.delete(tell);
          resolve(letter);
        };
        waiting.add(tell);
      }),
    close: () => new Promise((done) => server.close(() => done())),
  };
}
