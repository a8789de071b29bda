import type { Jurisdiction } from '@jzt/shared/domain/jurisdictions';
import type { Province } from '@jzt/shared/contract/province';
import { Notice, Options, Screen, Sheet } from '@/components';
import { province, useHere, useProvinces } from '.';

const offersOf = ({ offers }: Province): string => `可办：${offers.map((each) => each.labelZh).join('、')}`;

/** The provinces to choose from, each with what can be done there. A tap chooses and closes; it is remembered (see createHere). */
export function ProvinceSheet({
  open,
  onClose,
  why,
  among,
  onChoose = (chosen) => void province.choose(chosen),
}: {
  open: boolean;
  onClose: () => void;
  /** What the server said when it asked for one. */
  why?: string;
  /** Only these; without, all that are open. */
  among?: readonly Jurisdiction[];
  /** Instead of remembering it: for one case alone. */
  onChoose?: (chosen: Province) => void;
}) {
  const here = useHere();
  const list = useProvinces(open);
  return (
    <Sheet open={open} onClose={onClose} title="在哪个省办理？">
      {why && <Notice tone="note">{why}</Notice>}
      <Screen state={list} isEmpty={(data) => data.items.length === 0} empty={{ title: '还没有开通的省份', hint: '请过些时候再来。' }}>
        {({ items }) => (
          <Options
            options={items
              .filter((each) => !among || among.includes(each.code))
              .map((each) => ({ value: each.code, title: each.name, hint: offersOf(each) }))}
            value={here?.code}
            onChoose={(code) => {
              const chosen = items.find((each) => each.code === code);
              onClose();
              if (chosen) onChoose(chosen);
            }}
          />
        )}
      </Screen>
    </Sheet>
  );
}
