import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseIdNumber } from '@jzt/shared/domain/idNumber';
import { BACKGROUNDS, renderCardPhoto, type Background, type CardFault } from './index';

const FAULTS: CardFault[] = ['none', 'edge', 'blur', 'glare', 'dark'];

const USAGE = `node server/dist/demo/cards/cli.js --name 王建国 --id 990101197003050015 -o card.jpg
  --side portrait|authority   --fault ${FAULTS.join('|')}   --background ${BACKGROUNDS.join('|')}
  --nation 汉   --address …   --authority …   --from 2015-01-01   --to 2035-01-01|长期   --rotate 度   --seed 数`;

/** Photographs one made-up card from the command line. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      id: { type: 'string' },
      out: { type: 'string', short: 'o' },
      side: { type: 'string', default: 'portrait' },
      fault: { type: 'string', default: 'none' },
      background: { type: 'string', default: 'wood' },
      nation: { type: 'string', default: '汉' },
      address: { type: 'string', default: '演示省演示市样例街道一号' },
      authority: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      rotate: { type: 'string', default: '0' },
      seed: { type: 'string' },
    },
  });
  const id = parseIdNumber(values.id ?? '');
  const known =
    FAULTS.includes(values.fault as CardFault) &&
    BACKGROUNDS.includes(values.background as Background) &&
    ['portrait', 'authority'].includes(values.side);
  if (!values.name || !id || !values.out || !known) throw new Error(USAGE);
  const photo = await renderCardPhoto({
    name: values.name,
    sex: id.sex,
    nation: values.nation,
    birth: id.birthDate,
    address: values.address,
    idNumber: id.number,
    side: values.side as 'portrait' | 'authority',
    fault: values.fault as CardFault,
    background: values.background as Background,
    rotate: Number(values.rotate),
    ...(values.authority && { authority: values.authority }),
    ...(values.from && { validFrom: values.from }),
    ...(values.to && { validTo: values.to }),
    ...(values.seed && { seed: Number(values.seed) }),
  });
  writeFileSync(values.out, photo);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
