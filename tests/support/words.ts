// The sentences of the whole product, for tests that look at what is said.
import { loadAllWords } from '../../src/entry/wire.ts';
import type { Say } from '../../src/platform/words.ts';

let loaded: Say | undefined;

export function productWords(): Say {
  loaded ??= loadAllWords();
  return loaded;
}
