import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/weapp', import.meta.url));

/** Sizes of the weapp's packages beside WeChat's limit of 2 MB each. */
export async function bench() {
  const { subPackages } = JSON.parse(readFileSync(join(dist, 'app.json'), 'utf8'));
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(dist, file)).isFile());
  const kilobytes = (of) => files.filter(of).reduce((sum, file) => sum + statSync(join(dist, file)).size, 0) / 1024;
  const inside = (root) => (file) => file.startsWith(`${root}/`);
  return [
    { name: '主包 / 微信上限', ours: kilobytes((file) => !subPackages.some(({ root }) => inside(root)(file))), peer: 2048, unit: 'KB' },
    ...subPackages.map(({ root }) => ({
      name: `分包 ${root.replace('packages/', '')}`,
      ours: kilobytes(inside(root)),
      peer: 2048,
      unit: 'KB',
    })),
  ];
}
