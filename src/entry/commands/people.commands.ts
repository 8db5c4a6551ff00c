// Commands about the institution and its people: init, user add, token add.
import type { Command } from 'commander';
import { createToken } from '../../capabilities/identity/tokens.actions.ts';
import { createInstitution } from '../../capabilities/institution/found.actions.ts';
import { addPerson } from '../../capabilities/institution/people.actions.ts';
import type { Tell } from './words.ts';
import { actAs, inWorkplace, readSecretLine } from './workplace.ts';

type InitOptions = {
  name: string;
  nameEn?: string;
  template: 'A' | 'B';
  account: string;
  personName?: string;
  timeZone?: string;
  holidays?: 'china' | 'none';
  host?: string;
};
type UserOptions = {
  account: string;
  name: string;
  nameEn?: string;
  email?: string;
  language?: 'zh-CN' | 'en';
  passwordStdin?: true;
  as?: string;
  institution?: string;
};
type TokenOptions = { account: string; name: string; scopes?: string[]; expires?: string; institution?: string };

export function addPeopleCommands(program: Command, { say }: Tell): void {
  program
    .command('init')
    .description(say('init.what'))
    .requiredOption('--name <name>', say('init.name'))
    .option('--name-en <name>', say('nameEn'))
    .addOption(choice(program, '--template <template>', say('init.template'), ['A', 'B']).makeOptionMandatory())
    .requiredOption('--account <account>', say('init.account'))
    .requiredOption('--password-stdin', say('passwordStdin'))
    .option('--person-name <name>', say('init.personName'))
    .option('--time-zone <zone>', say('init.timeZone'))
    .option('--host <host>', say('init.host'))
    .addOption(choice(program, '--holidays <calendar>', say('init.holidays'), ['china', 'none']))
    .action(init);
  program
    .command('user')
    .description(say('user.what'))
    .command('add')
    .description(say('user.add'))
    .requiredOption('--account <account>', say('user.account'))
    .requiredOption('--name <name>', say('user.name'))
    .option('--name-en <name>', say('nameEn'))
    .option('--email <address>', say('user.email'))
    .addOption(choice(program, '--language <language>', say('user.language'), ['zh-CN', 'en']))
    .option('--password-stdin', say('passwordStdin'))
    .option('--as <account>', say('as'))
    .option('--institution <name>', say('institution'))
    .action(addUser);
  program
    .command('token')
    .description(say('token.what'))
    .command('add')
    .description(say('token.add'))
    .requiredOption('--account <account>', say('token.account'))
    .option('--name <name>', say('token.name'), 'command line')
    .addOption(choice(program, '--scopes <scope...>', say('token.scopes'), ['read', 'write']))
    .option('--expires <time>', say('token.expires'))
    .option('--institution <name>', say('institution'))
    .action(addToken);
}

function choice(program: Command, flags: string, description: string, choices: string[]) {
  return program.createOption(flags, description).choices(choices);
}

async function init(options: InitOptions): Promise<void> {
  const password = await readSecretLine();
  await inWorkplace(async ({ db, clock, tell }) => {
    const { institutionId } = await createInstitution(db, { ...options, password }, { now: clock.now() });
    console.error(tell.say('init.done', { name: options.name, account: options.account }));
    console.log(institutionId);
  });
}

async function addUser({ passwordStdin, as, institution, ...person }: UserOptions): Promise<void> {
  const password = passwordStdin ? await readSecretLine() : undefined;
  await inWorkplace((place) =>
    actAs(place, { institution, account: as }, async (scope) => {
      const added = await addPerson(scope, { ...person, password });
      console.error(place.tell.say('user.done', { account: person.account }));
      console.log(added.id);
    }),
  );
}

async function addToken({ account, name, scopes, expires, institution }: TokenOptions): Promise<void> {
  const wanted = (['read', 'write'] as const).filter((scope) => scopes?.includes(scope));
  const made = await inWorkplace((place) =>
    actAs(place, { institution, account }, (scope) =>
      createToken(scope, { name, expiresAt: expires, ...(wanted.length > 0 && { scopes: wanted }) }),
    ),
  );
  console.log(made.token);
}
