// Commands that bring tables in and out: import, export.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { exportWorkbook } from '../../capabilities/documents/export.actions.ts';
import { importFile } from '../../capabilities/documents/import.actions.ts';
import { prepareBulk } from '../simulation/bulk.ts';
import type { Tell } from './words.ts';
import { actAs, inWorkplace, readCommandConfig, type Workplace } from './workplace.ts';

type Kind = 'organisation' | 'plan';
type ImportOptions = { kind: Kind; dryRun?: true; account: string; institution?: string };
type ExportOptions = { account: string; output?: string; institution?: string };

const KINDS: Kind[] = ['organisation', 'plan'];

export function addTableCommands(program: Command, { say }: Tell): void {
  program
    .command('import <file>')
    .description(say('import.what'))
    .addOption(program.createOption('--kind <kind>', say('kind')).choices(KINDS).makeOptionMandatory())
    .option('--dry-run', say('import.dryRun'))
    .requiredOption('--account <account>', say('account'))
    .option('--institution <name>', say('institution'))
    .action(bringIn);
  program
    .command('export')
    .description(say('export.what'))
    .addArgument(program.createArgument('<kind>', say('kind')).choices(KINDS))
    .requiredOption('--account <account>', say('account'))
    .option('--output <file>', say('export.output'))
    .option('--institution <name>', say('institution'))
    .action(bringOut);
}

async function bringIn(path: string, { kind, dryRun, account, institution }: ImportOptions): Promise<void> {
  const file = { bytes: readFileSync(resolve(readCommandConfig().callerFolder, path)), name: basename(path) };
  await inWorkplace(async (place) => {
    const outcome = await actAs(place, { institution, account }, async (scope) => {
      await prepareBulk(scope.tx);
      return importFile(scope, kind, file, dryRun ?? false);
    });
    for (const error of outcome.errors) console.error(errorLine(place, error));
    const { created, changed, unchanged } = outcome;
    if (outcome.errors.length > 0) {
      console.error(place.tell.say('import.refused', { count: outcome.errors.length }));
      process.exitCode = 1;
    }
    console.log(
      JSON.stringify({ created, changed, unchanged, errors: outcome.errors.length, dryRun: dryRun ?? false }),
    );
  });
}

type ImportError = Awaited<ReturnType<typeof importFile>>['errors'][number];

function errorLine({ tell }: Workplace, { sheet, row, column, code, params }: ImportError): string {
  return `${sheet} ${row} ${column ?? ''}: ${tell.refusal({ kind: 'invalid', code, params: params ?? {} })}`;
}

async function bringOut(kind: Kind, { account, output, institution }: ExportOptions): Promise<void> {
  const path = resolve(readCommandConfig().callerFolder, output ?? `${kind}.xlsx`);
  await inWorkplace(async (place) => {
    writeFileSync(path, await actAs(place, { institution, account }, (scope) => exportWorkbook(scope, kind)));
  });
  console.log(path);
}
