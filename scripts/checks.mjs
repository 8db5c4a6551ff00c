// The checks that need no test run: form, types, boundaries, words and drift, one line each with its time.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, isInterrupted, NODE, NODE_FLAGS, ROOT, run } from './children.mjs';

const node = (...args) => [NODE, [...NODE_FLAGS, ...args]];
const tool = (name, ...args) => [join(BIN, name), args];

const CHECKS = [
  ['format and lint 格式', ...tool('biome', 'check', '--error-on-warnings', '.')],
  ['types 类型', ...tool('tsc', '-p', '.')],
  ['boundaries 边界', ...node('scripts/check-boundaries.ts')],
  ['words 词句', ...node('scripts/check-words.ts')],
  ['sizes and names 尺寸与命名', ...node('scripts/check-sources.ts')],
  ['schema drift 表结构一致', ...node('scripts/generate-schema.ts', '--check')],
  ['contract drift 接口一致', ...node('scripts/generate-openapi.ts', '--check')],
];

/** Runs every check, also after a failed one, and counts. */
export async function runChecks() {
  const counted = { passed: 0, failed: 0 };
  for (const [name, program, args] of CHECKS) {
    if (isInterrupted()) break;
    const script = args.find((argument) => argument.startsWith('scripts/'));
    if (script !== undefined && !existsSync(join(ROOT, script))) {
      console.log(`✗ ${name}: ${script} is missing`);
      counted.failed += 1;
      continue;
    }
    const begun = performance.now();
    const { code, output } = await run(program, args, { stdout: 'pipe' });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (code !== 0) console.log(output.trimEnd());
    counted[code === 0 ? 'passed' : 'failed'] += 1;
  }
  return counted;
}
