// The list as a file.
import { expect, it } from 'vitest';
import { csvOf } from './findingsCsv.ts';

it('quotes what needs it, and lets nothing run as a formula', () => {
  expect(
    csvOf([
      ['a', 'b,c', 'say "x"'],
      ['=1+1', '-5', '10'],
    ]),
  ).toBe('\uFEFFa,"b,c","say ""x"""\r\n\'=1+1,\'-5,10');
});
