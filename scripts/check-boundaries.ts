// Checks the imports of the product against the boundaries, and the boundaries against a fixture known to be bad: a check that cannot fail is a defect.
import { join } from 'node:path';
import { cruise, type IViolation } from 'dependency-cruiser';
import ts from 'typescript';
import { BOUNDARIES } from './boundaries.ts';

const ROOT = join(import.meta.dirname, '..');
// Fewer would mean that the tool does not see the sources.
const LEAST_MODULES = 50;

async function violationsIn(folder: string): Promise<{ modules: number; violations: IViolation[] }> {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config;
  const { output } = await cruise(
    ['src'],
    {
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden: BOUNDARIES },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    },
    {},
    { tsConfig: ts.parseJsonConfigFileContent(config, ts.sys, ROOT) },
  );
  if (typeof output === 'string') throw new Error(output);
  return { modules: output.modules.length, violations: output.summary.violations };
}

const product = await violationsIn(ROOT);
for (const { rule, from, to } of product.violations) console.error(`${rule.name}: ${from} -> ${to}`);
if (product.modules < LEAST_MODULES) console.error(`Only ${product.modules} modules were seen.`);

const canary = await violationsIn(join(ROOT, 'tests/architecture/fixtures'));
const caught = new Set(canary.violations.map(({ rule }) => rule.name));
// One of the order rules stands for all of them: they differ by a word.
const expected = BOUNDARIES.map(({ name }) => name ?? '').filter(
  (name) => !name.endsWith('-calls-no-later-capability'),
);
const missed = [...expected, 'linkage-calls-no-later-capability'].filter((name) => !caught.has(name));
for (const name of missed) console.error(`The fixture known to be bad is not caught by ${name}.`);

if (product.violations.length > 0 || product.modules < LEAST_MODULES || missed.length > 0) process.exitCode = 1;
else console.log(`${product.modules} modules`);
