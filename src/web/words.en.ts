// Gathers every words file of one language into a chunk of its own, by the name of the file.
const files = import.meta.glob<Record<string, object>>(
  ['./words.en.json', '../capabilities/**/*.en.json', '../platform/**/*.en.json'],
  { eager: true, import: 'default' },
);

const namespaceOf = (path: string) =>
  path
    .replace(/^.*\//, '')
    .replace('.en.json', '')
    .replace(/^words$/, 'web');

export const words: Record<string, object> = Object.fromEntries(
  Object.entries(files).map(([path, entries]) => [namespaceOf(path), entries]),
);
