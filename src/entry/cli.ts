// The command line. Exit codes: 0 done, 1 failed or refused, 2 wrong usage.
import { Command, CommanderError } from 'commander';
import { refusalOfDatabaseError } from '../platform/http/problems.ts';
import { Refused } from '../platform/result.ts';
import { StartRefused } from '../platform/start-refused.ts';
import { addBackupCommands } from './commands/backup.commands.ts';
import { addCareCommands } from './commands/care.commands.ts';
import { addPeopleCommands } from './commands/people.commands.ts';
import { addTableCommands } from './commands/table.commands.ts';
import { languageOf, loadTell, type Tell } from './commands/words.ts';

const FAILED = 1;
const WRONG_USAGE = 2;

function buildProgram(tell: Tell): Command {
  const program = new Command('liandong').description(tell.say('what')).exitOverride();
  program.helpOption('-h, --help', tell.say('help')).helpCommand('help [command]', tell.say('help'));
  program.configureHelp({ showGlobalOptions: false });
  addPeopleCommands(program, tell);
  addTableCommands(program, tell);
  addCareCommands(program, tell);
  addBackupCommands(program, tell);
  for (const command of allBelow(program)) command.exitOverride().helpOption('-h, --help', tell.say('help'));
  return program;
}

function allBelow(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...allBelow(one)]);
}

/** The exit code for a failure, after saying it as a sentence. */
function explain(error: unknown, tell: Tell): number {
  // Its sentence is printed already; asking for help is no failure.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  const refusal = error instanceof Refused ? error.refusal : refusalOfDatabaseError(error);
  if (refusal) console.error(tell.refusal(refusal));
  else if (error instanceof StartRefused) console.error(error.message);
  else if (error instanceof Error && 'code' in error && error.code === 'ENOENT') console.error(error.message);
  else console.error(error);
  return FAILED;
}

const tell = loadTell(languageOf(process.env));
try {
  await buildProgram(tell).parseAsync(process.argv);
} catch (error) {
  process.exitCode = explain(error, tell);
}
