import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { readSecrets } from './platform/settings';
import { anchorFolder } from './platform/trail/anchor';
import { trailKey } from './platform/trail/entry';
import { checkExport } from './platform/trail/exportCheck';

/** `auditCheck.js FILE`: is an exported trail what this installation wrote? With SECRETS_FILE and the anchors under DATA_DIR; no database is asked. */
async function main([file]: string[]): Promise<void> {
  const { SECRETS_FILE: secrets, DATA_DIR: dataDir } = process.env;
  if (!file || !secrets || !dataDir) throw new Error('用法：npm run audit-check -- 导出的文件');
  const lines = createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity });
  const { entries, seals, anchored, faults } = await checkExport(lines, {
    key: trailKey(readSecrets(secrets)),
    anchors: anchorFolder(dataDir),
  });
  if (faults.length > 0) throw new Error(`核验不通过：\n${faults.join('\n')}`);
  process.stdout.write(`核验通过：${entries}条留痕，${seals}个封条，其中${anchored}个与库外留存的一致。\n`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
