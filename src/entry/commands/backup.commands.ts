// Commands for the worst day: backup, restore.
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Connection } from '../../platform/database/roles.ts';
import { refuseNow } from '../../platform/result.ts';
import { readBackup, writeBackup } from './backup.ts';
import type { Tell } from './words.ts';
import { inWorkplace, type Workplace } from './workplace.ts';

export function addBackupCommands(program: Command, { say }: Tell): void {
  program.command('backup <folder>').description(say('backup.what')).action(backUp);
  program.command('restore <folder>').description(say('restore.what')).action(restore);
}

/** Row-level security hides the institutions from the product's own role; only the owner sees them all. */
function ownerOf({ prepared }: Workplace): Connection {
  return prepared.owner ?? refuseNow('invalid', 'command_needs_owner');
}

const placeOf = (place: Workplace, folder: string) => ({
  owner: ownerOf(place),
  dataFolder: place.config.dataFolder,
  folder: resolve(place.config.callerFolder, folder),
  takenAt: place.clock.now(),
});

async function backUp(folder: string): Promise<void> {
  await inWorkplace(async (place) => {
    const written = await writeBackup(placeOf(place, folder));
    console.log(place.tell.say('backup.done', { ...written, folder }));
  });
}

async function restore(folder: string): Promise<void> {
  await inWorkplace(async (place) => {
    if (place.prepared.joined) refuseNow('conflict', 'restore_needs_stopped');
    console.log(place.tell.say('restore.done', { ...(await readBackup(placeOf(place, folder))), folder }));
  });
}
